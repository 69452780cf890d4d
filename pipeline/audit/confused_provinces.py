"""Two provinces of like names in one agreement.

What: one article gives the same agreement to two provinces, of which one bears the name of the other and a word more.
Why: the shorter name was written for the longer one.
Example: `Sumatera Barat dan Riau` in the first sentence, `Sumbar dan Kepri` in the title.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence, Story

CHECK = "confused_provinces"
SEVERITY = WARNING


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every agreement that one article gives to two provinces of like names."""
    for story in evidence:
        seen = set()
        for one, other in combinations(story.deals, 2):
            confused = _confused(one, other)
            if confused and confused not in seen and _may_be_one(one, other):
                seen.add(confused)
                yield from _suspect(story, confused)


def _confused(one: Any, other: Any) -> tuple[str, str] | None:
    """Return the two provinces that tell two deals apart, the shorter name first, if their names are alike."""
    ours, theirs = set(one.parties.split(";")), set(other.parties.split(";"))
    if len(ours - theirs) != 1 or len(theirs - ours) != 1:
        return None
    pair = sorted((*(ours - theirs), *(theirs - ours)), key=lambda code: len(names()[code]))
    return (pair[0], pair[1]) if set(names()[pair[0]].split()) < set(names()[pair[1]].split()) else None


def _may_be_one(one: Any, other: Any) -> bool:
    return one.status == other.status and (not one.date or not other.date or one.date == other.date)


def _suspect(story: Story, confused: tuple[str, str]) -> Iterator[Finding]:
    """Yield a finding about the shorter name, where the article has it once and the longer one more often."""
    short, long = confused
    named = Counter(place.province for place in story.provinces)
    place = next((place for place in story.provinces if place.province == short), None)
    if place is not None and named[short] == 1 and named[long] > 1:
        yield finding(CHECK, SEVERITY, place, reported=names()[short], expected=names()[long])


@cache
def names() -> dict[str, str]:
    """Return the names of the provinces by code."""
    return {row["province"]: row["name"] for row in load("provinces")}
