"""The page's words in English and Indonesian: words.csv by the English; codes are named as in the report."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.report import LANGUAGES
from pipeline.report.facts import words as report_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LANGUAGES", "keys", "label", "translated"]

HERE = files(__package__)


@cache
def translations() -> dict[str, str]:
    """Return English -> Indonesian."""
    return {row["en"]: row["id"] for row in _rows("words")}


def translated(text: str, language: str) -> str:
    """Return a text of the page in a language; one that words.csv lacks stays English."""
    return translations().get(text, text) if language == "id" else text


def label(code: str, language: str) -> str:
    """Return a code of the tables (a status, a check, a column) in words."""
    plain = code.replace("_", " ")
    if plain in translations():
        return translated(plain, language)
    known = report_words(language)
    return known.get(f"check_{code}") or known.get(code) or plain


def keys() -> Iterator[tuple[str, str]]:
    """Yield each key of the page and what it does, in English."""
    return ((row["key"], row["does"]) for row in _rows("keys"))


@cache
def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(HERE.joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()))
