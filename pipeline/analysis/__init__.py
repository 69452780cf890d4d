"""Tables -> what people analyse with: flat files, matrices, networks, spreadsheets, Stata.

One file per form, all alike: `write(tables, folder) -> files`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.analysis.dta import write as write_dta
from pipeline.analysis.errors import ExportError
from pipeline.analysis.flat import write as write_flat
from pipeline.analysis.matrix import write as write_matrix
from pipeline.analysis.network import write_gexf, write_graphml
from pipeline.analysis.xlsx import write as write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.load import Tables

__all__ = ["FORMS", "ExportError"]

FORMS: dict[str, Callable[[Tables, Path], list[Path]]] = {
    "flat": write_flat,
    "matrix": write_matrix,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "xlsx": write_xlsx,
    "dta": write_dta,
}
"""Name of a form -> writes the tables in it into a folder, returns the files."""
