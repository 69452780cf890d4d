"""tables -> one self-contained HTML file: it needs no network, and every figure in it leads to its words."""

from pipeline.report.page import LANGUAGES, ReportError, report

__all__ = ["LANGUAGES", "ReportError", "report"]
