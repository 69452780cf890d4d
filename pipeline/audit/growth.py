"""Growth that does not follow from its figures.

What: a rise or fall in percent, or as a multiple (`dua kali lipat`), that does not follow from the two figures beside
it.
Why: one of the three numbers is wrong, and it is mostly the percentage that other papers copy.
Example: `naik 50 persen dari Rp4 miliar menjadi Rp5 miliar`: that is 25 percent.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.audit.cues import words
from pipeline.audit.figures import ABOUT, FIGURE, GAP, PERCENT, TIMES, Figure, alike, rounding_interval
from pipeline.audit.finding import WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "growth"
SEVERITY = WARNING


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Return the orders in which rate, old and new value are said."""
    move = rf"\b(?:(?P<up>{words('up')})|(?P<down>{words('down')}))\s{ABOUT}(?P<rate>[{PERCENT}{TIMES}])"
    old = rf"\b(?:{words('from')})\s(?:(?:{words('earlier')})\s)?{ABOUT}(?P<old>{FIGURE})"
    new = rf"\b(?:{words('into')})\s{ABOUT}(?P<new>{FIGURE})"
    this, compared = rf"(?:\s(?:{words('this')}))?", rf"(?:{words('compared')})\s"
    then = rf"(?:(?:{words('was')}),?\s|[(,]\s?){ABOUT}(?P<old>{FIGURE})"
    orders = {
        "rate_old_new": rf"{move}{GAP}{{0,25}}?{old}{GAP}{{0,40}}?{new}",
        "old_rate_new": rf"{old}{GAP}{{0,40}}?{move}\s{new}",
        "old_new_rate": rf"{old}{GAP}{{0,40}}?{new},?\s(?:atau\s)?{move}",
        "rate_new_old": rf"{move}{GAP}{{0,25}}?{new}{GAP}{{0,25}}?{old}",
        "new_rate_old": rf"(?P<new>{FIGURE}){this},?\s(?:atau\s)?{move}\s{compared}{GAP}{{0,60}}?{then}",
    }
    return {name: re.compile(order, re.IGNORECASE) for name, order in orders.items()}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every rate that its two figures do not give."""
    for story in evidence:
        text, seen = story.shape.text, set()
        has_rate = any(sign in text for sign in (PERCENT, TIMES))
        for rule in rules().values() if has_rate else ():
            for match in rule.finditer(text):
                rate, old, new = (story.shape.at(match.start(name)) for name in ("rate", "old", "new"))
                if rate.start not in seen and rate.value is not None and alike(old, new):
                    seen.add(rate.start)
                    yield from _weigh(evidence, rate, old, new, down=bool(match["down"]))


def _weigh(evidence: Evidence, rate: Figure, old: Figure, new: Figure, *, down: bool) -> Iterator[Finding]:
    limits = evidence.limits[CHECK]
    told = rate.value or Decimal(0)
    if rate.sign == TIMES:
        case, loose = "multiple", Decimal(str(limits["multiple_slack"]))
        expected = (old.value or 1) / (new.value or 1) if down else (new.value or 1) / (old.value or 1)
        fits = told * (1 - loose) <= expected <= (told + 1) * (1 + loose)
    else:
        case, slip = "percent", 2 * rate.slack + told * Decimal(str(limits["rate_slack"]))
        expected, least, most = _growth(old, new, limits["whole_number_slack"])
        if down:
            expected, least, most = -expected, -most, -least
        fits = least - slip <= told <= most + slip
    if not fits:
        yield finding(CHECK, SEVERITY, rate, case=case, reported=f"{told:f}", expected=f"{expected:.1f}")


def _growth(old: Figure, new: Figure, slack: float) -> tuple[Decimal, Decimal, Decimal]:
    """Return the growth in percent from one figure to the other, and the least and the most that rounding allows."""
    (old_least, old_most), (new_least, new_most) = rounding_interval(old, slack), rounding_interval(new, slack)
    exact = (new.value or Decimal(0)) / (old.value or Decimal(1))
    return 100 * (exact - 1), 100 * (new_least / old_most - 1), 100 * (new_most / old_least - 1)
