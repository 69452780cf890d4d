"""Reported as done, but dated after publication.

What: a deal reported as done, or a quotation, on a day after the article was published.
Why: the day, the month or the year is wrong, or nothing is done yet.
Example: `kata Gubernur, Rabu (4/11/2026)` in an article of June 2026.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import words
from pipeline.audit.days import days_between
from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "future"
SEVERITY = WARNING

SURE = {"metadata", "url", "dateline"}
"""What a day of publication must rest on."""
DAY = len("2021-03-09")
BRACKETED = re.compile(r"\([\d/]{6,10}\)?$")


@cache
def spoken() -> re.Pattern[str]:
    """Return the pattern of speech that ends in a day."""
    cues = either(row["cue"] for row in load("speech_cues"))
    return re.compile(rf"\b(?:{cues})\b[^.!?\n\"”]{{0,90}},?\s$")


@cache
def ahead() -> re.Pattern[str]:
    """Return the pattern of words that put something behind the day of publication."""
    return re.compile(rf"\b(?:{words('ahead')}|rencana\w*)\b", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every day of something done that lies after publication."""
    days = evidence.limits[CHECK]["days"]
    for story in evidence:
        published = story.article.published or ""
        if len(published) != DAY or story.article.published_basis not in SURE:
            continue
        for row, case in (*_deals(evidence, story), *_speeches(story)):
            apart = days_between(published, row.date)
            if apart is not None and apart[0] > days:
                yield finding(CHECK, SEVERITY, row, case=case, reported=row.date, expected=published)


def _deals(evidence: Evidence, story: ArticleTables) -> Iterator[tuple[Any, str]]:
    for deal in story.deals:
        row = evidence.date_of(deal)
        if deal.status in SETTLED and deal.date and row is not deal and row.basis == "explicit":
            yield row, "deal"


def _speeches(story: ArticleTables) -> Iterator[tuple[Any, str]]:
    for date in story.dates:
        if date.basis == "explicit" and date.weekday_ok and BRACKETED.search(date.text):
            before = story.text[story.sentences[story.sentence(date.start)][0] : date.start]
            said = spoken().search(before)
            if said and not ahead().search(said[0]):
                yield date, "speech"
