"""Findings in words: one plain sentence each, English or Indonesian, from messages.csv.

The sentences are templates over the cells of a finding: `{text}`, `{reported}`, `{expected}`, `{related_article_id}`.
`:rupiah` writes whole Rupiah as people do, `:day` a date with its weekday, `:percent` a percentage, `:figure` a number,
`:sum` a reckoning. So figures stand as the language writes them; what stands in quotation marks is the article's own.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.audit.finding import Finding

LANGUAGES = ("en", "id")

SCALES = {
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
    "id": ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")),
}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
}
AND = {"en": " and ", "id": " dan "}
PIECE = re.compile(r"(?P<money>Rp)?(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z]\w*)")
"""A number or a word of a reckoning."""
CELLS = ("text", "reported", "expected", "reckoning", "related_article_id", "event_id")


def say(finding: Finding, language: str = "en") -> str:
    """Return the sentence of a finding.

    Raises KeyError when messages.csv has none for its check and case.
    """
    template = templates()[finding.check, finding.case][language]
    return template.format(**{name: Words(getattr(finding, name), language) for name in CELLS})


@cache
def templates() -> dict[tuple[str, str], dict[str, str]]:
    """Return the templates by check and case, each by language."""
    lines = files(__package__).joinpath("messages.csv").read_text(encoding="utf-8").splitlines()
    return {(row["check"], row["case"]): row for row in csv.DictReader(lines)}


class Words:
    """A cell as a template writes it."""

    def __init__(self, cell: str, language: str) -> None:
        self.cell = cell
        self.language = language

    def __format__(self, spec: str) -> str:
        """Return the cell, or each item of its list, in the form that `spec` names."""
        if not spec:
            return " ".join(self.cell.split())
        return AND[self.language].join(WRITERS[spec](item, self.language) for item in self.cell.split(";"))


def _rupiah(cell: str, language: str) -> str:
    """Write whole Rupiah in its largest scale, with all its digits."""
    value = Decimal(cell)
    for scale, word in SCALES[language]:
        if value >= scale:
            return f"Rp{_number(value / scale, language)} {word}"
    return f"Rp{_number(value, language)}"


def _number(cell: str | Decimal, language: str) -> str:
    text = f"{Decimal(cell).normalize():,f}"
    return text if language == "en" else text.translate({ord(","): ".", ord("."): ","})


def _percent(cell: str, language: str) -> str:
    return f"{_number(cell, language)} {'percent' if language == 'en' else 'persen'}"


def _day(cell: str, language: str) -> str:
    """Write an ISO date behind its weekday; a partial one as it is."""
    try:
        day = dt.date.fromisoformat(cell)
    except ValueError:
        return cell
    return f"{WEEKDAYS[language][day.weekday()]} {cell}"


def _figure(cell: str, language: str) -> str:
    """Write a number for the language; what is no number stays."""
    try:
        return _number(cell, language)
    except InvalidOperation:
        return cell


def _sum(cell: str, language: str) -> str:
    """Write a reckoning (`500 t × Rp9400 / 1 kg`) for the language, its measures in words where it is Indonesian."""
    return PIECE.sub(lambda piece: _piece(piece, language), cell)


def _piece(piece: re.Match[str], language: str) -> str:
    if piece["word"]:
        return _measures().get(piece[0], piece[0]) if language == "id" else piece[0]
    return _rupiah(piece["number"], language) if piece["money"] else _number(piece["number"], language)


@cache
def _measures() -> dict[str, str]:
    """Return the Indonesian words for measures and periods."""
    periods = {row["period"]: row["word"] for row in reversed(load("units")) if row["period"]}
    return periods | {row["measure"]: row["name"] for row in load("measures")}


WRITERS = {"rupiah": _rupiah, "percent": _percent, "day": _day, "figure": _figure, "sum": _sum}
