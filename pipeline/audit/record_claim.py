"""A record that is not one.

What: a value is called the highest of a year, but another deal of the same hub and year is worth more.
Why: the claim is wrong, or is only true if it includes other trade than that between provinces.
Example: `tertinggi sepanjang 2025`, though a mission of the same year brought more.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import words
from pipeline.audit.finding import NOTE, WARNING, Finding, finding
from pipeline.audit.foreign_share import shares
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "record_claim"
SEVERITY = WARNING

BACK_SENTENCES = 2
"""Sentences before a claim in which its deal may stand."""


@cache
def claims() -> re.Pattern[str]:
    """Return the pattern of a value that is called the highest of a year."""
    return re.compile(
        rf"\b(?:capaian|angka|nilai|hasil|transaksi|rekor)\b[^.\n]{{0,60}}?\b(?:{words('record')})"
        r"\s(?:sepanjang|selama|pada)\s(?:tahun\s)?(?P<year>20\d\d)",
        re.IGNORECASE,
    )


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every record that another deal breaks."""
    for story in evidence:
        for claim in claims().finditer(story.text):
            deal = _claimed(story, claim.start())
            if deal:
                yield from _weigh(evidence, story, claim, deal)


def _claimed(story: ArticleTables, place: int) -> Any:
    """Return the deal that a claim is about: the last one before it."""
    near = [
        deal
        for deal in story.deals
        if deal.hub
        and deal.amount_idr
        and deal.status in SETTLED
        and deal.start < place
        and story.sentence(place) - story.sentence(deal.start) <= BACK_SENTENCES
    ]
    return near[-1] if near else None


def _weigh(evidence: Evidence, story: ArticleTables, claim: re.Match[str], deal: Any) -> Iterator[Finding]:
    others = [
        each
        for each in evidence.deals
        if each.hub == deal.hub
        and each.status in SETTLED
        and each.scope != "cumulative"
        and each.amount_idr
        and each.parties != deal.parties
        and _year(evidence, each) == claim["year"]
    ]
    best = max(others, key=lambda each: each.amount_idr, default=None)
    domestic = next((part for total, part in shares(story) if total.amount_idr == deal.amount_idr), deal.amount_idr)
    if best is not None and best.amount_idr > domestic:
        case, severity = ("lower", WARNING) if best.amount_idr > deal.amount_idr else ("foreign", NOTE)
        elsewhere = next(
            (each.article_id for each in others if each.amount_idr > domestic and each.article_id != deal.article_id),
            "",
        )
        cells = {"case": case, "reported": str(domestic), "expected": str(best.amount_idr)}
        row = story.cut(*claim.span())
        yield finding(CHECK, severity, row, **cells, related_article_id=elsewhere, event_id=deal.event_id)


def _year(evidence: Evidence, deal: Any) -> str:
    """Return the year of a deal, that of publication where the text dates it no closer."""
    return str(deal.date or evidence.published(deal.article_id))[:4]
