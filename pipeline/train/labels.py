"""Labels: what gold says of each candidate. 1: right, 0: wrong, `UNKNOWN`: a sensible reader could say either."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.evaluate.cells import plain
from pipeline.lexicon import load
from pipeline.relate.features.lone import PLACE_MODELS
from pipeline.relate.features.statement import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.evaluate.gold import Gold
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

UNKNOWN = -1

EXACT, LONGER = 2, 1
"""How well a name of goods fits gold's: letter by letter, or gold's is a longer form of it."""

Way = tuple[str, str, str]
"""Commodity, origin, destination (ISO 3166-2)."""


class Deal(NamedTuple):
    """What labels ask of a deal of gold."""

    parties: frozenset[str]
    hub: str | None
    amount: int | None
    status: str


class Truth(NamedTuple):
    """What gold says of one article."""

    ways: frozenset[Way]
    ways_maybe: frozenset[Way]
    deals: tuple[Deal, ...]
    deals_maybe: tuple[Deal, ...]


def code_of(kemendagri: str | None) -> str | None:
    """Return the ISO 3166-2 code of a province that gold names by Kemendagri's, None for none."""
    return _codes().get(kemendagri) if kemendagri else None


@cache
def _codes() -> dict[str, str]:
    return {row["kemendagri"]: row["province"] for row in load("provinces")}


def truth_of(gold: Gold, discourse: Discourse) -> Truth:
    """Return gold in the codes of the tables; goods by the mentions that name them best."""
    names: dict[str, set[str]] = defaultdict(set)
    for good in discourse.goods:
        names[good.key] |= {plain(good.fact.mention.text), plain(good.fact.value.name)}
    ways: set[Way] = set()
    maybe: set[Way] = set()
    for flow in gold.get("flows") or ():
        fits = _fits(flow["commodity"], names)
        best = max(fits.values(), default=0)
        for commodity, fit in fits.items():
            (ways if fit == best else maybe).add((commodity, *_ends(flow)))
    for flow in gold.get("flows_optional") or ():
        maybe |= {(commodity, *_ends(flow)) for commodity in _fits(flow["commodity"], names)}
    return Truth(
        frozenset(ways),
        frozenset(maybe - ways),
        _deals(gold.get("deals") or ()),
        _deals(gold.get("deals_optional") or ()),
    )


def _fits(surface: str, names: dict[str, set[str]]) -> dict[str, int]:
    """Return the commodities that a surface of gold may be, and how well."""
    wanted = plain(surface).split()
    fits = {commodity: max(_fit(wanted, name.split()) for name in known) for commodity, known in names.items()}
    return {commodity: fit for commodity, fit in fits.items() if fit}


def _fit(wanted: Sequence[str], name: Sequence[str]) -> int:
    if wanted == name:
        return EXACT
    return LONGER if name and wanted[: len(name)] == name and 2 * len(name) >= len(wanted) else 0


def _ends(flow: dict[str, str]) -> tuple[str, str]:
    return code_of(flow.get("from")) or "", code_of(flow.get("to")) or ""


def _deals(items: Sequence[dict[str, Any]]) -> tuple[Deal, ...]:
    deals = []
    for item in items:
        parties = frozenset(filter(None, map(code_of, item.get("parties") or ())))
        amount = item.get("amount_idr")
        deals.append(
            Deal(parties, code_of(item.get("hub")), round(amount) if amount else None, str(item.get("status")))
        )
    return tuple(deals)


def article(truth: Truth) -> int:
    """Label an article as one that tells of trade between provinces."""
    if truth.ways or truth.deals:
        return 1
    return UNKNOWN if truth.deals_maybe else 0


def sentence(truth: Truth, discourse: Discourse, number: int) -> int:
    """Label a sentence as one that names goods of a way and one of its ends."""
    goods = {good.key for good in discourse.goods_in.get(number, ())}
    ends = {place.key for place in discourse.places_in.get(number, ())}

    def named(ways: frozenset[Way]) -> bool:
        return any(commodity in goods and not ends.isdisjoint(both) for commodity, *both in ways)

    return 1 if named(truth.ways) else UNKNOWN if named(truth.ways_maybe) else 0


def way(truth: Truth, key: Way) -> int:
    """Label a way; an end that gold leaves open takes any province."""
    commodity, origin, destination = key
    loose = [(commodity, *ends) for ends in ((origin, destination), ("", destination), (origin, ""))]
    if any(each in truth.ways for each in loose):
        return 1
    return UNKNOWN if any(each in truth.ways_maybe for each in (*loose, (commodity, "", ""))) else 0


def end(truth: Truth, commodity: str, province: str, place: int) -> int:
    """Label a province as origin (`place` 1) or destination (2) of goods."""
    if any(each[0] == commodity and each[place] == province for each in truth.ways):
        return 1
    maybe = any(each[0] == commodity and each[place] in {province, ""} for each in truth.ways_maybe)
    return UNKNOWN if maybe else 0


def good(truth: Truth, commodity: str) -> int:
    """Label a good as one that goes from one province to another."""
    if any(each[0] == commodity for each in truth.ways):
        return 1
    return UNKNOWN if any(each[0] == commodity for each in truth.ways_maybe) else 0


def place_end(truth: Truth, province: str, place: int) -> int:
    """Label a province as origin (`place` 1) or destination (2) of any goods."""
    if any(each[place] == province for each in truth.ways):
        return 1
    return UNKNOWN if any(each[place] in {province, ""} for each in truth.ways_maybe) else 0


def place_party(truth: Truth, province: str) -> int:
    """Label a province as party of any deal."""
    return _any_deal(truth, lambda deal: province in deal.parties)


def place_hub(truth: Truth, province: str) -> int:
    """Label a province as hub of any deal."""
    return _any_deal(truth, lambda deal: deal.hub == province)


def _any_deal(truth: Truth, holds: Callable[[Deal], bool]) -> int:
    """Label what some deal of the article makes right."""
    return 1 if any(map(holds, truth.deals)) else UNKNOWN if any(map(holds, truth.deals_maybe)) else 0


PLACES: dict[str, Callable[[Truth, str], int]] = dict(
    zip(PLACE_MODELS, (partial(place_end, place=1), partial(place_end, place=2), place_party, place_hub), strict=True)
)
"""Linear model over the words of a place -> what it learns of its province."""


def told(truth: Truth, anchor: Anchor) -> tuple[tuple[Deal, ...], tuple[Deal, ...]]:
    """Return the deals of gold that a statement may tell of, and the optional ones: those with its figure, or none."""
    amount = value_of(anchor.fact.value) if anchor.key == "amount" else None
    return (
        tuple(deal for deal in truth.deals if deal.amount == amount),
        tuple(deal for deal in truth.deals_maybe if deal.amount == amount),
    )


def statement(truth: Truth, anchor: Anchor) -> int:
    """Label a statement as one of a deal; an optional figure counts as none: parts of totals would be summed twice."""
    sure, maybe = told(truth, anchor)
    return 1 if sure else UNKNOWN if maybe and anchor.key != "amount" else 0


def party(truth: Truth, anchor: Anchor, province: str) -> int:
    """Label a province as party of a statement; of no statement of gold it is unknown."""
    sure, maybe = told(truth, anchor)
    deals = sure or maybe
    return int(any(province in deal.parties for deal in deals)) if deals else UNKNOWN


def hub(truth: Truth, anchor: Anchor, province: str) -> int:
    """Label a party as the hub; all others are unknown."""
    sure, maybe = told(truth, anchor)
    deals = [deal for deal in sure or maybe if province in deal.parties]
    return int(any(deal.hub == province for deal in deals)) if deals else UNKNOWN


def pair(truth: Truth, anchor: Anchor, first: str, second: str) -> int:
    """Label two provinces as parties of one deal that a statement tells of."""
    sure, maybe = told(truth, anchor)
    if any({first, second} <= deal.parties for deal in sure):
        return 1
    optional = anchor.key != "amount" and any({first, second} <= deal.parties for deal in maybe)
    return UNKNOWN if optional else 0


def third(truth: Truth, anchor: Anchor, both: Sequence[str], province: str) -> int:
    """Label a province as party beside two that a statement joins; of a pair that gold does not join it is unknown."""
    sure, maybe = ([deal for deal in deals if deal.parties >= {*both}] for deals in told(truth, anchor))
    deals = sure or maybe
    return int(any(province in deal.parties for deal in deals)) if deals else UNKNOWN


def partners(truth: Truth, first: str, second: str) -> int:
    """Label two provinces as parties of any deal of the article."""
    return _any_deal(truth, lambda deal: {first, second} <= deal.parties)


def bare(truth: Truth, first: str, second: str, wanted: str | None = None) -> int:
    """Label two partners as parties of a deal without a figure, or its status; of no deal the status is unknown."""

    def holds(deal: Deal, status: str | None = None) -> bool:
        return deal.amount is None and {first, second} <= deal.parties and status in {None, deal.status}

    told = _any_deal(truth, holds)
    if wanted is None:
        return told
    return _any_deal(truth, partial(holds, status=wanted)) if told == 1 else UNKNOWN


def status(truth: Truth, anchor: Anchor, wanted: str) -> int:
    """Label the status of a statement; of none of gold it is unknown."""
    sure, maybe = told(truth, anchor)
    deals = sure or maybe
    return int(any(deal.status == wanted for deal in deals)) if deals else UNKNOWN
