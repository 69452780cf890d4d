"""Title against body.

What: an amount in the title that the body gives differently: in another scale, rounded, or slightly different.
Why: other papers copy the title.
Example: `Rp13,2 juta` in the title, `Rp13,2 miliar` in the body.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.audit.figures import RUPIAH, Figure
from pipeline.audit.finding import ERROR, NOTE, WARNING, Finding, Severity, finding
from pipeline.audit.totals import is_figure
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "title"
SEVERITY = ERROR

MOST_AMOUNTS = 8
"""Amounts of a title; a longer list is none."""

THOUSANDS = (Decimal(10**3), Decimal(10**6))


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every amount of a title that its body gives otherwise."""
    fewest = evidence.limits[CHECK]["fewest_digits"]
    for story in evidence:
        titled, body = _titled(story), _figures(story, story.title[1], len(story.text))
        for figure in titled[:MOST_AMOUNTS]:
            said = figure.value in {each.value for each in story.shape.between(story.title[1], len(story.text))}
            found = _told_otherwise(figure, body, fewest, said=said) or _other_than_the_deal(story, titled, body)
            if found:
                case, severity, value = found
                cells = {"reported": f"{figure.value:.0f}", "expected": f"{value:.0f}"}
                yield finding(CHECK, severity, figure, case=case, **cells)


def _figures(story: ArticleTables, start: int, stop: int) -> list[Figure]:
    found = story.shape.between(start, stop) if story.title[1] else []
    return [each for each in found if each.sign == RUPIAH and each.value and not each.per]


def _titled(story: ArticleTables) -> list[Figure]:
    """Return the amounts that the title states themselves, not a bound of them."""
    exact = {row.start for row in story.amounts if row.bound == "exact"}
    return [each for each in _figures(story, *story.title) if each.start in exact]


def _told_otherwise(
    figure: Figure, body: list[Figure], fewest: int, *, said: bool
) -> tuple[str, Severity, Decimal] | None:
    """Return how the body gives the amount of the title, and what it says; None where it says the same or nothing."""
    for case, severity, same in CASES[:1] if said else CASES:
        if case != "digits" or len(_digits(figure).rstrip("0")) >= fewest:
            found = next((each for each in body if same(figure, each)), None)
            if found:
                return case, severity, _value(found)
    return None


def _other_than_the_deal(
    story: ArticleTables, titled: list[Figure], body: list[Figure]
) -> tuple[str, Severity, Decimal] | None:
    """Return the value of the body's first deal, where the title has one amount that is no target nor in the body."""
    deal = next(
        (deal for deal in story.deals if is_figure(deal) and story.figure_of(deal).start >= story.title[1]), None
    )
    if deal is None or len(titled) != 1:
        return None
    title = titled[0]
    if any(each.amount_start == title.start and each.status not in SETTLED for each in story.deals):
        return None
    known = any(abs(_value(each) - _value(title)) <= 2 * max(each.slack, title.slack) for each in body)
    return None if known else ("deal", WARNING, Decimal(deal.amount_idr))


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
