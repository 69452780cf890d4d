"""How the quantities of one article compare with gold: by size, and by the good they measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.evaluate.cells import is_same_good, plain
from pipeline.evaluate.facts import names_by_good
from pipeline.evaluate.match import Item, Outcome, as_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.evaluate.found import FoundTables
    from pipeline.evaluate.gold import Gold

Size = tuple[float, bool]
"""A number, and whether it is kilograms."""

ROUNDING_SHARE = 1e-4
"""Share by which two spellings of one figure may differ."""


def quantities(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare every quantity by its size; gold that never looked for quantities says nothing of them."""
    if "quantities" in gold:
        yield from as_pairs(*_things(gold, found), _same_size)


def quantities_with_good(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare every quantity by its size and its good; where gold names no good, any will do."""
    if "quantities" in gold:
        yield from as_pairs(*_things(gold, found), _same_good, spare=_same_size)


def _things(gold: Gold, found: FoundTables) -> tuple[list[Item], list[Item], list[Item]]:
    names = names_by_good(found)
    wanted, maybe = (
        [_thing(gold_size(item), item.get("commodity"), item["text"]) for item in gold.get(name) or ()]
        for name in ("quantities", "quantities_optional")
    )
    things = []
    for row in found.tables["quantities"]:
        good = row["commodity"]
        known = (names.get(good, frozenset()) | {plain(good)}) if good else frozenset()
        thing = _thing(size_of(row), good, row["text"])
        things.append(Item(thing.key, thing.label, thing.surface, (row,), (thing.key, known)))
    return wanted, things, maybe


def _thing(size: Size | None, good: str | None, surface: str) -> Item:
    number, is_mass = size or (0.0, False)
    label = f"{number:g}{' kg' if is_mass else ''}, {good or 'no good'}"
    return Item(size, label, surface, detail=(size, good))


def gold_size(item: Mapping[str, Any]) -> Size | None:
    """Return the size of a quantity of gold."""
    cells = {"quantity": item.get("value"), "quantity_kg": item.get("kg")}
    return size_of(cells | {f"quantity_{end}": item.get(f"value_{end}") for end in ("min", "max")})


def size_of(cells: Mapping[str, Any]) -> Size | None:
    """Return the size of a row: kilograms, else the number as it stands, of a range the lower end."""
    columns = ("quantity_kg", "quantity", "quantity_min", "quantity_max")
    known = next((name for name in columns if cells.get(name) not in {None, ""}), None)
    return (float(cells[known]), known == "quantity_kg") if known else None


def is_same_size(one: Size | None, other: Size | None) -> bool:
    """Tell whether two sizes are one figure; one that is not known is no other's."""
    if not one or not other or one[1] != other[1]:
        return False
    return abs(one[0] - other[0]) <= ROUNDING_SHARE * max(abs(one[0]), abs(other[0]), 1e-9)


def _same_size(one: Item, other: Item) -> bool:
    return is_same_size(one.detail[0], other.detail[0])


def _same_good(one: Item, other: Item) -> bool:
    good = one.detail[1]
    return _same_size(one, other) and (good is None or is_same_good(good, other.detail[1]))
