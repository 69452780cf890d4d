"""Parts that do not add up to their total.

What: a list that claims to be the whole of a total (`terdiri atas`, `rinciannya`, `gabungan`), but whose figures give
another sum.
Why: a part is missing, or one of the figures is wrong.
Example: `Rp9 miliar, terdiri atas penjualan Rp5 miliar dan pembelian Rp3 miliar`: that is Rp8 billion.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.audit.cues import pattern, words
from pipeline.audit.figures import RUPIAH, TIMES, alike, rounding_interval
from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.totals import slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence
    from pipeline.audit.figures import Figure

CHECK = "parts"
SEVERITY = ERROR

LOOKBACK_CHARS = 300
"""Characters before the cue in which its own total, or a word that points back to one, may stand."""
ENDS = (". ", ".\n", "\n", "! ", "? ", '"', "”")
FAR_CHARS = 600
"""Characters before a list in which a total that it points back to may stand."""
APART_SENTENCES = 2
"""Sentences that must speak of one value alone for that to be the total."""
NEAR_CHARS = 90
"""Characters before a value in which words compare it."""


@cache
def summed() -> re.Pattern[str]:
    """Return the pattern of a total behind its parts."""
    total = rf"(?:\w+\s){{0,3}}total\w*\s(?:\w+\s){{0,3}}?(?P<total>{RUPIAH})"
    return re.compile(rf"\s(?:{words('so')})\s{total}", re.IGNORECASE)


@cache
def last_part() -> re.Pattern[str]:
    """Return the pattern of the last part of a list that says that it ends there."""
    return re.compile(rf"(?:\b(?:{words('joint')})\b|,)[^{RUPIAH}]*{RUPIAH},?$", re.IGNORECASE)


@cache
def goes_on() -> re.Pattern[str]:
    """Return the pattern of what stands behind a list that does not end there."""
    further = rf"\s*,\s*(?:{words('joint')}|\w+\s\w+\s?[\ue000])"
    return re.compile(rf"\s*(?:,|{words('goes_on')})\b|{further}", re.IGNORECASE)


@cache
def points_back() -> re.Pattern[str]:
    """Return the pattern of words that point back to a total of an earlier sentence."""
    return re.compile(rf"\b(?:{words('back')})\b|nya\b", re.IGNORECASE)


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
            if not goes_on().match(match["rest"]) and not pattern("more").search(match["rest"]):
                parts = _whole(match["items"], story.shape.within(*match.span("items")), fewest)
                yield from _weigh(evidence, story, _totals(evidence, story, match) if parts else [], parts)
        for match in summed().finditer(story.shape.text):
            begin = _begin(story.shape.text, match.start())
            total, parts = story.shape.at(match.start("total")), story.shape.within(begin, match.start())
            yield from _weigh(evidence, story, [total], _whole(story.shape.text[begin : match.start()], parts, fewest))


def _whole(items: str, parts: list[Figure], fewest: int) -> list[Figure]:
    """Return the parts of a list that holds Rupiah values alone and ends; none for another list."""
    valued = all(part.sign == RUPIAH and not part.per for part in parts) and len(parts) >= fewest and alike(*parts)
    return parts if valued and not pattern("open").search(items) and last_part().search(items) else []


def _weigh(evidence: Evidence, story: ArticleTables, totals: list[Figure], parts: list[Figure]) -> Iterator[Finding]:
    """Yield a finding about the first of the figures that the parts may be of, where they give none of them."""
    limits, summed = evidence.limits[CHECK], _sum(part.value for part in parts)
    if not parts or not totals or any(_give(parts, each, limits["whole_number_slack"]) for each in totals):
        return
    total = totals[0].value
    if not total or summed in story.shape.values:
        return
    slipped = slip(int(total), int(summed), evidence.limits["unit_slip"]["slack"])
    if slipped or limits["least_sum"] <= summed / total <= limits["most_sum"]:
        yield finding(CHECK, SEVERITY, totals[0], reported=f"{total:.0f}", expected=f"{summed:.0f}")


def _give(parts: list[Figure], total: Figure, slack: float) -> bool:
    """Tell whether parts may add up to a total, which may be cut off rather than rounded."""
    bounds = [rounding_interval(part, slack) for part in parts]
    (least, most), cut = rounding_interval(total, slack), total.slack if "," in total.text else 0
    return _sum(low for low, _ in bounds) <= most + cut and least - cut <= _sum(high for _, high in bounds)


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value or Decimal(0) for value in values), Decimal(0))


def _begin(shape: str, place: int) -> int:
    """Return where the sentence of a place begins, as far as that is near."""
    near = max(place - LOOKBACK_CHARS, 0)
    return max(near, *(shape.rfind(end, near, place) + 1 for end in ENDS))


def _totals(evidence: Evidence, story: ArticleTables, match: re.Match[str]) -> list[Figure]:
    """Return the total that a list is of, and behind it the other values before the list; none where it is not known.

    The total is the figure right before the list, or the one that its sentence points back to.
    """
    shape = story.shape.text
    begin = _begin(shape, match.start())
    own, earlier = story.shape.within(begin, match.start()), story.shape.within(max(begin - FAR_CHARS, 0), begin)
    total = own[-1] if own else None
    if not own and points_back().search(shape, begin, match.end("items")):
        total = _pointed_to(evidence, story, list(filter(_is_value, earlier)))
    return [total, *filter(_is_value, [*own, *earlier])] if total and _is_value(total) else []


def _is_value(figure: Figure) -> bool:
    return bool(figure.sign == RUPIAH and figure.value and not figure.per)


def _pointed_to(evidence: Evidence, story: ArticleTables, earlier: list[Figure]) -> Figure | None:
    """Return the one value that the sentences before speak of; of several the one that the others are the parts of."""
    own = [each for each in earlier if not _is_compared(story, each)]
    near = [each for each in own if story.sentence(own[-1].start) - story.sentence(each.start) < APART_SENTENCES]
    if len({each.value for each in near}) == 1:
        return near[-1]
    slack = evidence.limits[CHECK]["whole_number_slack"]
    return next((each for each in near if _give([other for other in near if other is not each], each, slack)), None)


def _is_compared(story: ArticleTables, figure: Figure) -> bool:
    """Tell whether a value is one that the text compares with: of another year, a target."""
    begin = story.sentences[story.sentence(figure.start)][0]
    return bool(pattern("other_figure").search(story.text, max(begin, figure.start - NEAR_CHARS), figure.start))
