"""Two heads of one agency at one time.

What: two persons hold one office of one province or regency within a few days, and neither is acting or former.
Why: one of the names, offices or places is wrong.
Example: two names for the head of one trade office in one week.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from pipeline.audit.cues import pattern
from pipeline.audit.days import days_between
from pipeline.audit.finding import WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "two_heads"
SEVERITY = WARNING

OF_PROVINCE = {"governor", "department_head"}
OF_REGENCY = {"regent", "mayor"}
DAY = len("2021-03-09")
BEFORE_CHARS = 40
"""Characters before an office in which words say that it is none: a former one, its seat."""
ALIKE_SCORE = 60
"""Similarity, of 100, from which two names may be one."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every second head of an office in the same days."""
    days = evidence.limits[CHECK]["days"]
    offices: dict[tuple[str, ...], dict[str, Any]] = {}
    for story in evidence:
        for row in story.officials:
            if (
                _is_head(row)
                and _is_placed(story, row)
                and not pattern("no_head").search(story.text, max(row.start - BEFORE_CHARS, 0), row.stop)
            ):
                offices.setdefault((row.title, row.agency, row.province, row.regency), {}).setdefault(
                    row.official_id, row
                )
    for heads in offices.values():
        for one, other in combinations(heads.values(), 2):
            apart = _apart(evidence, one, other)
            if apart is not None and apart <= days and not _may_be_one(one.name, other.name):
                related = "" if one.article_id == other.article_id else one.article_id
                yield finding(
                    CHECK, SEVERITY, other, reported=other.name, expected=one.name, related_article_id=related
                )


def _is_head(row: Any) -> bool:
    """Tell whether a row is an office that one person holds, of a place that is known, with a name of its own."""
    placed = (row.role in OF_PROVINCE and row.province and not row.regency) or (row.role in OF_REGENCY and row.regency)
    return bool(placed and row.agency and not row.acting and re.fullmatch(r"[A-Z][\w.' ]+", row.name))


def _is_placed(story: ArticleTables, row: Any) -> bool:
    """Tell whether the words of the office name its place themselves."""
    places = [place for place in story.provinces if row.start <= place.start < row.stop]
    return any((place.province, place.regency) == (row.province, row.regency) for place in places)


def _apart(evidence: Evidence, one: Any, other: Any) -> int | None:
    """Return the days between two mentions, None where a day is not known."""
    if one.article_id == other.article_id:
        return 0
    said = evidence.published(one.article_id), evidence.published(other.article_id)
    apart = days_between(*said) if all(len(day) == DAY for day in said) else None
    return abs(apart[0]) if apart else None


def _may_be_one(name: str, other: str) -> bool:
    ours, theirs = set(name.casefold().split()), set(other.casefold().split())
    return bool(ours & theirs) or fuzz.partial_ratio(name.casefold(), other.casefold()) >= ALIKE_SCORE
