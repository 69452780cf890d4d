"""Two provinces with similar names in one agreement.

What: one article gives the same agreement to two provinces, and the name of one is the name of the other with one more
word.
Why: the shorter name was written for the longer one.
Example: `Sumatera Barat dan Riau` in the first sentence, `Sumbar dan Kepri` in the title.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "confused_provinces"
SEVERITY = WARNING


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every agreement that one article gives to two provinces of like names."""
    for story in evidence:
        for confused in dict.fromkeys(_confused(story)):
            yield from _suspect(story, *confused)


def _confused(story: ArticleTables) -> Iterator[tuple[str, str]]:
    """Yield pairs of provinces, the shorter name first, of which either may be meant as the party of one deal.

    They tell two deals apart, or a deal's sentence names the one and its party is the other.
    """
    for one, other in combinations(story.deals, 2):
        ours, theirs = set(one.parties.split(";")), set(other.parties.split(";"))
        if len(ours - theirs) == 1 == len(theirs - ours) and _may_be_one(one, other):
            yield from _alike(ours ^ theirs, ours ^ theirs)
    for deal in story.deals:
        parties = set(deal.parties.split(";"))
        named = {place.province for place in story.provinces if deal.start <= place.start < deal.stop}
        yield from _alike(named - parties - {None}, parties - named)


def _alike(shorter: set[str], longer: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of which one name is the other and a word more."""
    for short, long in product(sorted(shorter), sorted(longer)):
        if set(names()[short].split()) < set(names()[long].split()):
            yield short, long


def _may_be_one(one: Any, other: Any) -> bool:
    return one.status == other.status and (not one.date or not other.date or one.date == other.date)


def _suspect(story: ArticleTables, short: str, long: str) -> Iterator[Finding]:
    """Yield a finding about the shorter name, where the article has it once and the longer one more often."""
    named = Counter(place.province for place in story.provinces)
    place = next((place for place in story.provinces if place.province == short), None)
    if place is not None and named[short] == 1 and named[long] > 1:
        yield finding(CHECK, SEVERITY, place, reported=names()[short], expected=names()[long])


@cache
def names() -> dict[str, str]:
    """Return the names of the provinces by code."""
    return {row["province"]: row["name"] for row in load("provinces")}
