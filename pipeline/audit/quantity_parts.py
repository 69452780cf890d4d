"""Parts of a quantity that do not add up to it.

What: a list that claims to be the whole of a quantity (`terdiri atas`, `rinciannya`, `yakni`), but whose parts give
another sum.
Why: a part is missing, or one of the figures is wrong.
Example: `22.000 ton jagung, yakni Jakarta 6.000 ton, Surabaya 9.500 ton, dan Makassar 5.500 ton`: that is 21,000 tons.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern, words
from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.measure import base, plain, sized, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "quantity_parts"
SEVERITY = ERROR

PAIR = 2
NEAR_CHARS = 80
"""Characters between a total and the words that begin its list."""
LAST = re.compile(r"\b(?:dan|serta)\b")
"""What stands before the last part."""


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words('whole')}|{words('whole_behind')})\b", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every whole list of quantities whose sum is not its total."""
    for story in evidence:
        for cue in _cue().finditer(story.text):
            number = bisect_left(story.quantities, cue.start(), key=attrgetter("start"))
            begin = max(story.sentences[story.sentence(cue.start())][0], cue.start() - NEAR_CHARS)
            if number and story.quantities[number - 1].start >= begin:
                parts = _parts(story, number, story.sentences[story.sentence(cue.start())][1])
                yield from _weigh(story.quantities[number - 1], parts, evidence.limits[CHECK])


def _parts(story: ArticleTables, first: int, stop: int) -> list[Any]:
    """Return the quantities of a list up to the end of its sentence; none where it does not say that it ends there."""
    parts = [row for row in story.quantities[first:] if row.start < stop]
    if len(parts) < PAIR or not LAST.search(story.text, parts[-2].stop, parts[-1].start):
        return []
    return [] if pattern("more").search(story.text, parts[-1].stop, stop) else parts


def _weigh(total: Any, parts: list[Any], limits: Mapping[str, Any]) -> Iterator[Finding]:
    sizes = [size for row in (total, *parts) if (size := sized(row))]
    is_one_kind = len({unit for _, unit in sizes}) == 1 == len({row.per for row in (total, *parts)})
    if not parts or len(sizes) <= len(parts) or not is_one_kind:
        return
    whole, summed = sizes[0][0], sum((size for size, _ in sizes[1:]), Decimal(0))
    is_near = limits["least_sum"] <= summed / whole <= limits["most_sum"]
    if is_near and abs(summed - whole) > whole * Decimal(str(limits["slack"])):
        expected = summed / base(total.unit)[1]
        cells = {"reported": plain(total.quantity), "expected": plain(expected)}
        yield finding(CHECK, SEVERITY, total, **cells, reckoning=" + ".join(map(written, parts)))
