"""The rules that find places: how an exact name was met; names with a slip and references have files of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.provinces.longer import LONGER
from pipeline.extract.provinces.misspellings import MISSPELT
from pipeline.extract.provinces.references import REFERENCE
from pipeline.extract.rule import Rule

if TYPE_CHECKING:
    from pipeline.language import Document
    from pipeline.model import Span

LEFT_CHARS = 64
"""Characters read before a name: six words of ordinary length."""

JOINT = re.compile(
    r"\s{0,2}(?:,|/|-|–|—|&|,?\s?\b(?:dan|serta|maupun|atau|hingga|sampai|ke)\b)\s{0,2}(?:(?:[Kk]abupaten|[Kk]ota)\s)?",
)
"""What stands between two names of an enumeration or a route."""

GOVERNMENT = frozenset({"province", "regency", "city", "any"})
"""Levels of cues that make any word behind them a place."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the list where it stands."""

    document: Document
    start: int
    stop: int
    parts: dict[str, str]
    """What it is and what stands around it, as its mention will have it."""
    spans: dict[str, Span]
    """`list`: the name that its enumeration begins with."""
    before: Name | None
    """The name before it in the document."""


def is_in_dateline(document: Document, start: int) -> bool:
    """Tell whether an offset lies in the dateline of the article."""
    dateline = document.article.dateline_span
    return dateline is not None and dateline[0] <= start < dateline[1]


def _dateline(name: Name) -> Name | None:
    return name if is_in_dateline(name.document, name.start) else None


def _typed(name: Name) -> Name | None:
    """Return a name with a government before it: `Kota Jambi`."""
    return name if name.parts.get("cue") in GOVERNMENT else None


def _masked(name: Name) -> Name | None:
    """Return a name that a longer one of another kind hides: `Bank Jambi`."""
    return name if "mask" in name.parts else None


def _in_list(name: Name) -> Name | None:
    """Return a name that stands in one enumeration or route with the name before it."""
    if name.before is None or name.start - name.before.stop >= LEFT_CHARS:
        return None
    return name if JOINT.fullmatch(name.document.text, name.before.stop, name.start) else None


def _any(name: Name) -> Name:
    return name


MASKED = Rule("masked", _masked)
LISTED = Rule("listed", _in_list)

NAMED = (
    Rule("dateline", _dateline),
    Rule("typed", _typed),
    MASKED,
    LISTED,
    Rule("name", _any),
)
"""How an exact name was met."""

RULES = (*NAMED, LONGER, MISSPELT, REFERENCE)
