"""How the deals and flows of one article compare with gold."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.evaluate.cells import is_same_good, plain, province, provinces, rupiah
from pipeline.evaluate.facts import names_of
from pipeline.evaluate.match import Item, Outcome, as_pairs, as_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.evaluate.found import FoundTables, Row
    from pipeline.evaluate.gold import Gold


class Deal(NamedTuple):
    """What is compared of one deal."""

    parties: tuple[str, ...]
    """Sorted codes."""
    hub: str | None
    amount: int | None
    status: str | None


def dyads(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare pairs of provinces that trade: hub with each partner, or every pair where there is no hub."""
    yield from _compared(gold, found, lambda deal: map("-".join, _pairs(deal)))


def parties_amount_status(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare deals with a value by parties, value and status."""
    yield from _compared(gold, found, _label("parties", "amount", "status", valued=True))


def parties_amount(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare deals with a value by parties and value."""
    yield from _compared(gold, found, _label("parties", "amount", valued=True))


def parties_status(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare all deals by parties and status."""
    yield from _compared(gold, found, _label("parties", "status"))


def flows(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare goods from province to province, at least one of them known; an end that gold leaves open takes any.

    An optional flow excuses a found one that leaves an end open, never one of another direction.
    """
    yield from as_pairs(*_flows(gold, found), same_flow, spare=_same_as_far_as_told)


def flows_exact(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare flows with both ends as gold has them, open ones open."""
    yield from as_pairs(*_flows(gold, found), _same_ends, spare=_same_as_far_as_told)


def _compared(gold: Gold, found: FoundTables, labels: Callable[[Deal], Iterator[str]]) -> Iterator[Outcome]:
    wanted, maybe = (
        [Item(label, label) for item in gold.get(name) or () for label in labels(_gold_deal(item))]
        for name in ("deals", "deals_optional")
    )
    rows = found.tables["deals"]
    things = [Item(label, label, rows=(row,)) for row in rows for label in labels(_found_deal(row))]
    yield from as_sets(wanted, things, maybe)


def _label(*names: str, valued: bool = False) -> Callable[[Deal], Iterator[str]]:
    """Return a function that yields a deal's fields as one label; nothing for one without a value if `valued`."""

    def labels(deal: Deal) -> Iterator[str]:
        if deal.amount or not valued:
            shown = deal._asdict() | {"parties": "+".join(deal.parties)}
            yield ", ".join(str(shown[name]) for name in names)

    return labels


def _gold_deal(item: dict[str, Any]) -> Deal:
    parties = tuple(sorted(set(item.get("parties") or ())))
    return Deal(parties, item.get("hub"), rupiah(item.get("amount_idr")), item.get("status"))


def _found_deal(row: Row) -> Deal:
    """Return the deal of a row; where only a bound is known, that is its value."""
    amount = rupiah(row["amount_idr"])
    if amount is None:
        amount = rupiah(row["amount_min_idr"]) or rupiah(row["amount_max_idr"])
    return Deal(tuple(sorted(provinces(row["parties"]))), province(row["hub"]), amount, row["status"])


def _pairs(deal: Deal) -> Iterator[tuple[str, ...]]:
    if deal.hub in deal.parties:
        return (tuple(sorted((str(deal.hub), other))) for other in deal.parties if other != deal.hub)
    return combinations(deal.parties, 2)


def _flows(gold: Gold, found: FoundTables) -> tuple[list[Item], list[Item], list[Item]]:
    """Return the flows of gold, those found, and the optional ones of gold."""
    goods = defaultdict(list)
    for row in found.tables["commodities"]:
        goods[row["commodity"]].append(row)
    rows: dict[tuple[str, str | None, str | None], Row] = {}
    for row in found.tables["flows"]:
        rows.setdefault((row["commodity"], province(row["origin"]), province(row["destination"])), row)
    things = [
        flow_of(good, origin, destination, names_of(goods[good]) | {plain(good)}, (row,))
        for (good, origin, destination), row in rows.items()
        if origin or destination
    ]
    wanted = [gold_flow(item) for item in gold.get("flows") or () if item.get("from") or item.get("to")]
    return wanted, things, [gold_flow(item) for item in gold.get("flows_optional") or ()]


def gold_flow(item: dict[str, Any]) -> Item:
    """Return a flow of gold; its `detail` is names, origin and destination."""
    return flow_of(item["commodity"], item.get("from"), item.get("to"), frozenset())


def flow_of(
    good: str, origin: str | None, destination: str | None, names: frozenset[str], rows: tuple[Row, ...] = ()
) -> Item:
    """Return a flow; `names` are those that its good has in the article, none for one of gold."""
    label = f"{good}: {origin or '?'} to {destination or '?'}"
    return Item(label, label, good, rows, (names, origin, destination))


def same_flow(one: Item, other: Item) -> bool:
    """Tell whether a found flow is one of gold; an end that gold leaves open takes any."""
    _, origin, destination = one.detail
    names, *ends = other.detail
    return is_same_good(one.surface, names) and origin in {None, ends[0]} and destination in {None, ends[1]}


def _same_as_far_as_told(one: Item, other: Item) -> bool:
    """Tell whether no end that both tell of differs."""
    names, *told = other.detail
    ends = zip(one.detail[1:], told, strict=True)
    return is_same_good(one.surface, names) and all(None in pair or pair[0] == pair[1] for pair in ends)


def _same_ends(one: Item, other: Item) -> bool:
    return is_same_good(one.surface, other.detail[0]) and bool(one.detail[1:] == other.detail[1:])
