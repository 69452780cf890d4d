"""Amounts in whole Rupiah with their bound, unit of price and use.

Policy for figures that could be read in another way (`parts["doubt"]` names them): they are read as `figures` says, so
`Rp1.234 miliar` is 1234 miliar and `Rp340,477 miliar` is 340.477 miliar in English writing, and `Rp15,500` is 15 500,
since amounts in Rupiah have no third decimal. Ends in the wrong order are put in order. `biliun` is 10^9. A sign is
kept in `parts["sign"]` and not counted: the table holds magnitudes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.model import Rejected
from pipeline.normalize import figures
from pipeline.values import Amount

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

LARGEST = Decimal(10) ** 18
"""Rupiah; more than a hundred times the yearly product of the country is a misreading."""

BLUNTED = Decimal("0.001")
"""Share of a value from which rounding to whole Rupiah leaves it no longer exact: `Rp15,39` becomes about 15."""
LOST = Decimal("0.05")
"""Share of a value from which rounding would make another of it: `Rp2,76` and `Rp0,16` have no row."""

CUE_REACH_CHARS = 90
"""Characters before an amount in which a cue for its use may stand."""
COMPARED_REACH_CHARS = 70
"""Characters between two amounts of which one can have the unit of the other."""
COMPARED = re.compile(
    r"[^.;:\d]*\b(?:menjadi|dibanding|dibandingkan|sebelumnya|semula|(?:naik|turun)\sdari)\b[^.;:\d]*"
)
LISTED = re.compile(r"[^.;:\d]{0,12}(?:,|\b(?:dan|serta|sedangkan|sementara)\b)[^.;:\d]{1,50}")
"""What stands between two prices of a list."""
PER = re.compile(
    r"\bharga\b[^.;]{0,80}?\bper\s(?P<unit>\w{1,12})\b(?:[^.;:,\d]{0,40}[:,]|\))[^.;:\d]{1,40}\Z", re.IGNORECASE
)
"""A unit of price said once before a list (`Harga per kilogram, wortel Rp8.000, buncis Rp9.000`)."""
PER_REACH_CHARS = 160
"""Characters before the first price of a list in which the unit stands."""
CLAUSE = re.compile(r"[;:!?]|[.,](?!\d)|(?<![A-Za-z])(?:sedangkan|sementara|namun|tetapi)\b")
WORDS = re.compile(r"\w+")


def normalize(mention: Mention, context: Context) -> Amount | Rejected:
    """Return the amount in Rupiah; rejects numerals without a sure value, and sizes beyond reason."""
    both = figures.ends(mention.parts)
    if both is None:
        return Rejected("no sure value in the numeral")
    low, high = sorted(both)
    if reason := _doubtful(mention, low, high) or _scaled_again(mention, context):
        return Rejected(reason)
    bound = "range" if low != high else figures.bound(mention.parts)
    if bound == "exact" and _rounding(low, high) > BLUNTED:
        bound = "about"
    per_unit = _unit(mention, context)
    kind = _kind(mention, context, per_unit)
    least, most = _whole(low), _whole(high)
    return Amount(
        amount_idr=most if bound in {"exact", "about"} else None,
        amount_min_idr=None if bound == "at_most" else least,
        amount_max_idr=None if bound == "at_least" else most,
        bound=bound,
        per_unit=per_unit,
        kind=kind,
        speaker=None,
    )


def _doubtful(mention: Mention, low: Decimal, high: Decimal) -> str:
    """Return why a value is not to be trusted, empty where it is."""
    if high > LARGEST:
        return "more than 10^18 Rupiah"
    if twice := figures.readings(mention.parts):
        return "the number holds its scale already: {} or {}".format(*map(_whole, twice))
    if _rounding(low, high) > LOST:
        return "sen that whole Rupiah cannot keep"
    if high == 1 and mention.rule == "words_rupiah":
        return "a way of speaking"
    return ""


def _scaled_again(mention: Mention, context: Context) -> str:
    """Return why a second scale behind a scaled number (`Rp2 juta miliar`) leaves its value open, empty without one."""
    again = "scale" in mention.parts and _scale_behind().match(context.text, mention.stop)
    return f"two scales: {mention.parts['scale']} and {again[1]}" if again else ""


@cache
def _scale_behind() -> re.Pattern[str]:
    scales = (row["word"] for row in load("numbers") if row["type"] == "scale")
    return re.compile(rf"[ \u00a0]({either(scales)})\b", re.IGNORECASE)


def _rounding(low: Decimal, high: Decimal) -> Decimal:
    """Return the share of a value that rounding to whole Rupiah changes, the larger of two ends."""
    return max((abs(_whole(value) - value) / value for value in (low, high) if value), default=Decimal(0))


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _unit(mention: Mention, context: Context) -> str | None:
    """Return the short form of its unit, else of that of an amount compared or listed with it; periods are none."""
    word = mention.parts.get("unit") or _compared(mention, context)
    return _units().get(" ".join(word.lower().split()), ("", ""))[0] or _listed(mention, context)


def _listed(mention: Mention, context: Context) -> str | None:
    """Return the unit said once before a list of prices, of which this is the first or follows one that has it."""
    start = context.sentence(mention.start)[0]
    mentions = context.mentions.get("amounts", ())
    at = bisect_left(mentions, mention.start, key=_start)
    before = mentions[at - 1] if at else None
    if before is None or before.start < start:
        said = PER.search(context.text, max(start, mention.start - PER_REACH_CHARS), mention.start)
        return _units().get(said["unit"].lower(), ("", ""))[0] or None if said else None
    facts = context.facts.get("amounts", ())
    if "unit" in before.parts or not facts or facts[-1].mention is not before:
        return None
    gap = context.text[before.stop : mention.start]
    return facts[-1].value.per_unit if len(gap) <= COMPARED_REACH_CHARS and LISTED.fullmatch(gap) else None


def _compared(mention: Mention, context: Context) -> str:
    """Return the unit said of a neighbour in `from .. to ..`: `Rp5.000 per kg menjadi Rp6.000`."""
    mentions = context.mentions.get("amounts", ())
    at = bisect_left(mentions, mention.start, key=_start)
    for before, after in ((at - 1, at), (at, at + 1)):
        if before >= 0 and after < len(mentions):
            gap = context.text[mentions[before].stop : mentions[after].start]
            if len(gap) <= COMPARED_REACH_CHARS and COMPARED.fullmatch(gap):
                return mentions[before if after == at else after].parts.get("unit", "")
    return ""


def _start(mention: Mention) -> int:
    return mention.start


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["word"].lower(): (row["unit"], row["type"]) for row in load("units")}


def _kind(mention: Mention, context: Context, per_unit: str | None) -> str:
    """Return the use of an amount: a price where it has a unit, else what the nearest cue of its clause says."""
    if per_unit:
        return "other" if per_unit in _currencies() else "unit_price"
    start = max(context.sentence(mention.start)[0], mention.start - CUE_REACH_CHARS)
    clause = CLAUSE.split(context.text[start : mention.start])[-1]
    said = WORDS.findall(clause.lower())
    cues = (
        " ".join(said[stop - length : stop])
        for stop in range(len(said), 0, -1)
        if said[stop - 1] in _ends_of_cues()
        for length in (3, 2, 1)
        if length <= stop
    )
    return next((_kinds()[cue] for cue in cues if cue in _kinds()), "other")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(unit for unit, type_ in _units().values() if type_ == "currency")


@cache
def _kinds() -> dict[str, str]:
    return {row["cue"]: row["kind"] for row in load("amount_cues")}


@cache
def _ends_of_cues() -> frozenset[str]:
    return frozenset(cue.split()[-1] for cue in _kinds())
