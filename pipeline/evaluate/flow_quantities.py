"""How the quantities of one article's flows compare with gold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.evaluate.cells import plain, province
from pipeline.evaluate.facts import names_by_good
from pipeline.evaluate.match import Item, Outcome, as_pairs
from pipeline.evaluate.quantities import Size, gold_size, is_same_size, size_of
from pipeline.evaluate.relations import flow_of, gold_flow, same_flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.evaluate.found import FoundTables, Row
    from pipeline.evaluate.gold import Gold


def flow_quantities(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare flows that carry a quantity, by goods, ends and size; of several that gold gives one is enough.

    Gold that never looked for quantities says nothing of them. An optional flow excuses a found one of its ends.
    """
    if "quantities" not in gold:
        return
    names = names_by_good(found)
    things = [_found(row, names) for row in found.tables["flows"] if _size(row)]
    maybe = [gold_flow(flow) for flow in gold.get("flows_optional") or ()]
    yield from as_pairs(_wanted(gold), things, maybe, _same, spare=_same_way)


def told_sizes(gold: Gold) -> Iterator[tuple[dict[str, Any], list[Size | None]]]:
    """Yield the flows of gold that have quantities, with the size of each; None for one that is not in its list."""
    listed = [item for name in ("quantities", "quantities_optional") for item in gold.get(name) or ()]
    sizes = {plain(item["text"]): gold_size(item) for item in listed}
    for flow in gold.get("flows") or ():
        told = flow.get("quantity") or []
        if told:
            yield flow, [sizes.get(plain(text)) for text in ([told] if isinstance(told, str) else told)]


def _wanted(gold: Gold) -> list[Item]:
    things = []
    for flow, sizes in told_sizes(gold):
        thing = gold_flow(flow)
        label = f"{thing.label}, {' or '.join(_label(size) for size in sizes)}"
        things.append(replace(thing, key=label, label=label, detail=(*thing.detail, sizes)))
    return things


def _found(row: Row, names: Mapping[str, frozenset[str]]) -> Item:
    good, ends = row["commodity"], (province(row["origin"]), province(row["destination"]))
    thing = flow_of(good, *ends, names.get(good, frozenset()) | {plain(good)}, (row,))
    label = f"{thing.label}, {_label(_size(row))}"
    return replace(thing, key=label, label=label, detail=(*thing.detail, _size(row)))


def _size(row: Row) -> Size | None:
    return size_of({name: row[name] for name in ("quantity", "quantity_kg")})


def _label(size: Size | None) -> str:
    return f"{size[0]:g}{' kg' if size[1] else ''}" if size else "?"


def _same(one: Item, other: Item) -> bool:
    *_, sizes = one.detail
    *_, size = other.detail
    return _same_way(one, other) and any(is_same_size(each, size) for each in sizes)


def _same_way(one: Item, other: Item) -> bool:
    """Compare goods and ends alone."""
    return same_flow(*(replace(thing, detail=thing.detail[:3]) for thing in (one, other)))
