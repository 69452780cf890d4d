"""An official spelt in several ways.

What: the name of one person is spelt in two ways that differ by one or two letters.
Why: a search for one spelling misses the articles with the other.
Example: `Birhasani` in one article, `Bierhasani` in another.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA

from pipeline.audit.finding import NOTE, WARNING, Finding, finding
from pipeline.lexicon import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "official_spellings"
SEVERITY = WARNING

NEW_LETTERS = {"oe": "u", "tj": "c", "dj": "j", "sj": "sy", "nj": "ny", "ch": "kh"}
OLD_LETTERS = re.compile("|".join(NEW_LETTERS))


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every spelling of a name that another one contradicts, where it first stands."""
    limits = evidence.limits[CHECK]
    mentions = _mentions(evidence)
    for person in evidence.people:
        spellings = dict.fromkeys([person.name, *split(person.variants)])
        seen = set()
        for one, other in permutations(spellings, 2):
            here, there = (mentions.get((person.official_id, name), {}) for name in (one, other))
            if (
                here
                and there
                and one not in seen
                and spelt_differently(one, other, limits["letters"], limits["length"])
            ):
                seen.add(one)
                yield _finding(here, there, one, other)


def spelt_differently(one: str, other: str, letters: int, length: int) -> bool:
    """Tell whether two names are the same words but for one, which is a few letters off and no longer word."""
    ours, theirs = (re.sub(r"[^\w\s]", "", name.casefold()).split() for name in (one, other))
    odd = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    if len(ours) != len(theirs) or len(odd) != 1:
        return False
    a, b = odd[0]
    glued = a.startswith(b) or b.startswith(a)
    return not glued and min(len(a), len(b)) >= length and OSA.distance(a, b) <= letters


def _finding(here: dict[str, Any], there: dict[str, Any], one: str, other: str) -> Finding:
    """Return the finding about a spelling where it first stands; that of more articles, or an old one, is but noted."""
    row, related = next(iter(here.values())), next(iter(there))
    cells = {"reported": one, "expected": other, "related_article_id": "" if related == row.article_id else related}
    minor = len(here) > len(there) or modern(one) == modern(other)
    return finding(CHECK, NOTE if minor else SEVERITY, row, **cells)


def modern(name: str) -> str:
    """Return a name in the spelling of 1972: `Soekarno` and `Sukarno` are no slip."""
    return OLD_LETTERS.sub(lambda match: NEW_LETTERS[match[0]], name.casefold())


def _mentions(evidence: Evidence) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the first row of every person's spelling by article, where the row holds the spelling itself."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for story in evidence:
        for row in story.officials:
            if row.name.casefold() in row.text.casefold():
                found.setdefault((row.official_id, row.name), {}).setdefault(row.article_id, row)
    return found
