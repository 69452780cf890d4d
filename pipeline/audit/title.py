"""Title against body.

What: an amount of the title that the body gives otherwise: in another scale, rounded, or a little different.
Why: titles are what is copied on.
Example: `Rp13,2 juta` in the title, `Rp13,2 miliar` in the body.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.audit.figures import RUPIAH, Figure
from pipeline.audit.finding import ERROR, NOTE, WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence, Story

CHECK = "title"
SEVERITY = ERROR

MOST = 8
"""Amounts of a title; a longer list is none."""

THOUSANDS = (Decimal(10**3), Decimal(10**6))


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every amount of a title that its body gives otherwise."""
    fewest = evidence.limits[CHECK]["fewest_digits"]
    for story in evidence:
        stop = story.title[1]
        if not stop:
            continue
        rupiah = [each for each in story.shape.figures if each.sign == RUPIAH and each.value and not each.per]
        body = [each for each in rupiah if each.start >= stop]
        for figure in [each for each in rupiah if each.stop <= stop and _is_plain(story, each)][:MOST]:
            yield from _compare(figure, body, fewest)


def _is_plain(story: Story, figure: Figure) -> bool:
    """Tell whether the title states the amount itself, not a bound of it."""
    return any(row.start <= figure.start < row.stop and row.bound == "exact" for row in story.amounts)


def _compare(figure: Figure, body: list[Figure], fewest: int) -> Iterator[Finding]:
    said = any(each.value == figure.value for each in body)
    for case, severity, same in CASES[:1] if said else CASES:
        found = [
            each
            for each in body
            if same(figure, each) and (case != "digits" or len(_digits(figure).rstrip("0")) >= fewest)
        ]
        if found:
            cells = {"reported": f"{figure.value:.0f}", "expected": f"{found[0].value:.0f}"}
            yield finding(CHECK, severity, figure, case=case, **cells)
            return


def _rounded(title: Figure, body: Figure) -> bool:
    """Tell whether the title may be the body with fewer digits, rounded or cut off."""
    return body.slack < title.slack and 0 < abs(_value(title) - _value(body)) <= 2 * title.slack


def _slipped(title: Figure, body: Figure) -> bool:
    """Tell whether both are the same digits in another scale."""
    return any(_value(title) == _value(body) * many or _value(body) == _value(title) * many for many in THOUSANDS)


def _mistyped(title: Figure, body: Figure) -> bool:
    """Tell whether one digit differs, or two neighbours changed places."""
    one, other = _digits(title), _digits(body)
    if len(one) != len(other) or title.slack != body.slack:
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(places) == 2 and places[1] - places[0] == 1 and sorted(one) == sorted(other)  # noqa: PLR2004 (two)
    return len(places) == 1 or swapped


def _value(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)


def _digits(figure: Figure) -> str:
    return "".join(letter for letter in figure.text if letter.isdigit())


CASES = (("rounded", NOTE, _rounded), ("scale", ERROR, _slipped), ("digits", WARNING, _mistyped))
"""How a figure of the body may be that of the title, in order of trust."""
