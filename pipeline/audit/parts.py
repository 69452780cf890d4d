"""Parts that do not add up to their total.

What: a list said to be the whole of a total (`terdiri atas`, `rinciannya`, `gabungan`) whose figures give another sum.
Why: a part is missing or one of the figures is wrong.
Example: `Rp9 miliar, terdiri atas penjualan Rp5 miliar dan pembelian Rp3 miliar`: that is Rp8 billion.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.audit.cues import pattern, words
from pipeline.audit.figures import RUPIAH, TIMES, nearness
from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.totals import slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence, Story
    from pipeline.audit.figures import Figure

CHECK = "parts"
SEVERITY = ERROR

SUM = re.compile(
    rf"\s(?:sehingga|dengan|jadi)\s(?:\w+\s){{0,3}}total\w*\s(?:\w+\s){{0,3}}?(?P<total>{RUPIAH})", re.IGNORECASE
)
"""A total behind its parts."""
LAST = re.compile(rf"(?:\b(?:dan|serta)\b|,)[^{RUPIAH}]*{RUPIAH},?$", re.IGNORECASE)
"""The last part of a list that says that it ends there."""
GOES_ON = re.compile(
    r"\s*(?:,|dan|serta|hingga|sampai|atau|per)\b|\s*,\s*(?:dan|serta|\w+\s\w+\s?[\ue000])", re.IGNORECASE
)
BACK = re.compile(r"\b(?:tersebut|itu|ini|angka|nilainya|total|totalnya)\b|nya\b", re.IGNORECASE)
"""Words that point back to a total of an earlier sentence."""
LOOKBACK = 300
"""Characters before the cue in which its own total, or a word that points back to one, may stand."""
ENDS = (". ", ".\n", "\n", "! ", "? ", '"', "”")
FAR = 600
"""Characters before a list in which a total that it points back to may stand."""
APART = 2
"""Sentences that must speak of one value alone for that to be the total."""
NEAR = 90
"""Characters before a value in which words compare it."""


@cache
def listing() -> re.Pattern[str]:
    """Return the pattern of a list that is said to be whole; `yakni` says so right behind a figure only."""
    items = rf"(?P<items>(?:[^.;!?\n{RUPIAH}-{TIMES}]{{1,90}}{RUPIAH}){{2,12}}+)(?P<rest>[^.;!?\n]{{0,60}})"
    cue = rf"(?:\b(?:{words('whole')})|(?<={RUPIAH},\s)(?:{words('whole_behind')}))\b"
    return re.compile(rf"{cue},?:?\s?{items}", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every whole list whose sum is not its total."""
    fewest = evidence.limits[CHECK]["fewest"]
    for story in evidence:
        for match in listing().finditer(story.shape.text):
            if not GOES_ON.match(match["rest"]) and not pattern("more").search(match["rest"]):
                total, parts = _total(story, match), story.shape.within(*match.span("items"))
                yield from _weigh(evidence, story, total, _whole(match["items"], parts, fewest))
        for match in SUM.finditer(story.shape.text):
            begin = _begin(story.shape.text, match.start())
            total, parts = story.shape.at(match.start("total")), story.shape.within(begin, match.start())
            yield from _weigh(evidence, story, total, _whole(story.shape.text[begin : match.start()], parts, fewest))


def _whole(items: str, parts: list[Figure], fewest: int) -> list[Figure]:
    """Return the parts of a list that holds Rupiah values alone and ends; none for another list."""
    valued = all(part.value and part.sign == RUPIAH and not part.per for part in parts) and len(parts) >= fewest
    return parts if valued and not pattern("open").search(items) and LAST.search(items) else []


def _weigh(evidence: Evidence, story: Story, total: Figure | None, parts: list[Figure]) -> Iterator[Finding]:
    if not parts or total is None or not total.value:
        return
    summed = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    limits = evidence.limits[CHECK]
    slack: Decimal | int = sum(
        nearness(each, limits["whole_number_slack"])[1] - (each.value or 0) for each in (*parts, total)
    )
    slack += total.slack if "," in total.text else 0
    ratio = float(summed / total.value)
    slipped = slip(int(total.value), int(summed), evidence.limits["unit_slip"]["slack"])
    comparable = slipped or limits["least_sum"] <= ratio <= limits["most_sum"]
    if comparable and abs(summed - total.value) > slack and summed not in story.shape.values:
        yield finding(CHECK, SEVERITY, total, reported=f"{total.value:.0f}", expected=f"{summed:.0f}")


def _begin(shape: str, place: int) -> int:
    """Return where the sentence of a place begins, as far as that is near."""
    near = max(place - LOOKBACK, 0)
    return max(near, *(shape.rfind(end, near, place) + 1 for end in ENDS))


def _total(story: Story, match: re.Match[str]) -> Figure | None:
    """Return the total that a list is of: the figure right before it, or the one of the sentence before."""
    shape = story.shape.text
    begin = _begin(shape, match.start())
    own = story.shape.within(begin, match.start())
    if own:
        return own[-1] if own[-1].sign == RUPIAH and not own[-1].per else None
    return _before(story, begin) if BACK.search(shape, begin, match.end("items")) else None


def _before(story: Story, place: int) -> Figure | None:
    """Return the one value that the sentences before a place speak of; None where they speak of several."""
    earlier = story.shape.within(max(place - FAR, 0), place)
    own = [each for each in earlier if each.sign == RUPIAH and not each.per and not _is_compared(story, each)]
    near = [each for each in own if story.sentence(own[-1].start) - story.sentence(each.start) < APART]
    return near[-1] if len({each.value for each in near}) == 1 else None


def _is_compared(story: Story, figure: Figure) -> bool:
    """Tell whether a value is one that the text compares with: of another year, a target."""
    begin = story.sentences[story.sentence(figure.start)][0]
    return bool(pattern("other_figure").search(story.text, max(begin, figure.start - NEAR), figure.start))
