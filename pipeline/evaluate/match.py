"""Gold against found: which of two collections of things have a partner in the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from pipeline.evaluate.found import Row

HIT, MISSED, WRONG = "hit", "missed", "wrong"
"""Found as gold has it; in gold but not found; found but not in gold."""


@dataclass(frozen=True, slots=True)
class Item:
    """One fact of gold, or one that was found."""

    key: Hashable
    """What makes two things the same."""
    label: str
    """The same, to be read."""
    surface: str = ""
    """The words in the text, where gold gives them."""
    rows: tuple[Row, ...] = ()
    """The rows that say so, of a found one."""
    detail: Any = None
    """What a relation looks at, where equal keys are not enough."""


Outcome = tuple[str, Item]
"""`HIT`, `MISSED` or `WRONG`, and the thing."""


def as_sets(gold: Iterable[Item], found: Iterable[Item], optional: Iterable[Item] = ()) -> Iterator[Outcome]:
    """Yield what becomes of each distinct thing; things with one key are one."""
    wanted, had = _by_key(gold), _by_key(found)
    spared = {thing.key for thing in optional}
    yield from ((HIT if key in had else MISSED, thing) for key, thing in wanted.items())
    yield from ((WRONG, thing) for key, thing in had.items() if key not in wanted and key not in spared)


def as_bags(gold: Iterable[Item], found: Iterable[Item], optional: Iterable[Item] = ()) -> Iterator[Outcome]:
    """Yield what becomes of each thing, repeats counted: three of a kind need three.

    A found thing whose `detail` is true takes part in hits only.
    """
    wanted, had, spared = _groups(gold), _groups(found), _groups(optional)
    for key, things in wanted.items():
        hits = min(len(things), len(had[key]))
        yield from ((HIT, thing) for thing in things[:hits])
        yield from ((MISSED, thing) for thing in things[hits:])
    for key, things in had.items():
        counted = [thing for thing in things if not thing.detail]
        matched = min(len(wanted[key]), len(things))
        yield from ((WRONG, thing) for thing in counted[matched + len(spared[key]) :])


def as_pairs(
    gold: Iterable[Item],
    found: Iterable[Item],
    optional: Iterable[Item],
    same: Callable[[Item, Item], bool],
    spare: Callable[[Item, Item], bool] | None = None,
) -> Iterator[Outcome]:
    """Yield what becomes of each thing when gold takes, in order, the first found thing left that is the same.

    What is left over is wrong unless it is the same as (`spare`, else `same`) an optional thing.
    """
    left, maybe = list(found), list(optional)
    for thing in gold:
        hit = next((other for other in left if same(thing, other)), None)
        if hit is None:
            yield MISSED, thing
        else:
            left.remove(hit)
            yield HIT, thing
    for other in left:
        if not any((spare or same)(thing, other) for thing in maybe):
            yield WRONG, other


def _by_key(things: Iterable[Item]) -> dict[Hashable, Item]:
    """Return one thing per key, with the rows of all."""
    merged: dict[Hashable, Item] = {}
    for thing in things:
        first = merged.setdefault(thing.key, thing)
        if first is not thing:
            merged[thing.key] = Item(first.key, first.label, first.surface, first.rows + thing.rows, first.detail)
    return merged


def _groups(things: Iterable[Item]) -> defaultdict[Hashable, list[Item]]:
    groups = defaultdict(list)
    for thing in things:
        groups[thing.key].append(thing)
    return groups
