"""What stands beside a good: the next word that tells, the region that it comes from, the clause that it opens."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.normalize.commodity_cues import cues

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

NEXT = re.compile(r"[\"”'’)]?\s+([\w-]+)")
"""The next word behind a mention."""

NAMED = re.compile(r"\b[A-Z][\w.-]* [A-Z]\Z")
"""A capital behind a capitalised word: the rest of a name (`CV Daun Emas`)."""

RAW = frozenset(
    {
        "construction",
        "estate_crop",
        "fisheries",
        "forestry",
        "horticulture_fruit",
        "horticulture_vegetable",
        "livestock",
        "mining_energy",
        "spice",
        "staple_food",
    }
)
"""Categories of what land and sea yield."""

REACH_CHARS = 40
"""Characters on either side of a good that are read."""

MOVES = {"context": ("bought", "moved"), "traded": ("bought",)}
"""What a clause may say of a good, by its rule: means of transport move without being traded."""

CLAUSE_CHARS = 100
"""Characters between a good that opens a clause and the region that closes it, at most."""

BLANK = " \n\u00a0\"“'‘("
"""What may stand before the first word of a clause."""

CLAUSES = re.compile(r"[,:;–—]")
"""What parts clauses."""


def word_behind(mention: Mention, text: str) -> str:
    """Return the next word behind a good, in small letters; of raw goods without those that only stand between.

    Of parts, too (`dagingnya kini dijual`).
    """
    passes = mention.parts["commodity"] in _raw() or mention.text.lower() in cues("part")
    pattern = _after() if passes else NEXT
    match = pattern.match(text, mention.stop, mention.stop + REACH_CHARS)
    return match[1].lower() if match else ""


def is_of_region(mention: Mention, context: Context) -> bool:
    """Tell whether a region ends a good's name or follows it as its origin: `pasir Palu`, `solarnya dari Bitung`."""
    begin = max(0, mention.start - REACH_CHARS)
    if NAMED.search(context.text, begin, mention.start + 1):
        return False
    place = _place_from(mention.start, context)
    if place is None:
        return False
    is_end = place.stop == mention.stop and place.start > mention.start
    return is_end or _origin().fullmatch(context.text, mention.stop, place.start) is not None


def is_moved(mention: Mention, context: Context) -> bool:
    """Tell whether a good opens a clause that says where it is bought, made or sent.

    As in `Resin yang dipakai galangan itu berasal dari Tangerang`, `Pipa besi diperolehnya dari toko di Surabaya`.
    """
    begin = max(context.sentence(mention.start)[0], mention.start - REACH_CHARS)
    said = CLAUSES.split(context.text[begin : mention.start])[-1].strip(BLANK)
    if said and said.lower() not in cues("opening"):
        return False
    place = _place_from(mention.stop, context)
    if place is None or place.start - mention.stop > CLAUSE_CHARS:
        return False
    return _move(MOVES[mention.rule]).fullmatch(context.text, mention.stop, place.start) is not None


def _place_from(offset: int, context: Context) -> Mention | None:
    """Return the first place that begins at an offset or behind it, None for none."""
    places = context.mentions.get("provinces", ())
    index = bisect_left(places, offset, key=attrgetter("start"))
    return places[index] if index < len(places) else None


@cache
def _raw() -> frozenset[str]:
    """Return the goods that land or sea yields; groups of goods (buah, ternak) have no code of their own."""
    return frozenset(row["commodity"] for row in load("commodities") if row["category"] in RAW and row["hs_code"])


@cache
def _after() -> re.Pattern[str]:
    """Return the pattern of the next word behind a mention, past those that only stand between (`tetap dipasok`)."""
    between = either(cues("between"))
    return re.compile(rf"(?:nya)?[\"”'’)]?\s+(?:(?:{between})\s+){{0,1}}([\w-]+)")


@cache
def _move(uses: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what stands between a good and the region that its clause says it comes from or goes to."""
    told = either(word for use in uses for word in cues(use))
    return re.compile(rf"(?:nya)?\b[^.;:!?\n]{{0,60}}?\b(?:{told})\b[^.;:!?\n]{{0,40}}")


@cache
def _origin() -> re.Pattern[str]:
    """Return the pattern of what stands between a good and the region it comes from."""
    return re.compile(rf"(?:nya)?(?:\s+(?:{either(cues('between'))}))?\s+(?:{either(cues('origin'))})\s+")
