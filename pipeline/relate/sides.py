"""The places of a clause by their preposition and their side of the word of trade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.relate.places import VERB
from pipeline.relate.words import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.clauses import Clause
    from pipeline.relate.places import Place

Codes = tuple[str, ...]
"""ISO 3166-2 codes, each once, in reading order."""

OFFERED = 40
"""Characters before a province in which the word for its goods stands."""


def head(clause: Clause) -> str:
    """Return the words of a clause before its word of trade."""
    return clause.scene.text(clause.start, clause.cue.start)


def before(clause: Clause, roles: Sequence[str]) -> Codes:
    """Return the places of these roles before the word of trade."""
    return codes(place for place in clause.places if place.start < clause.cue.start and place.role in roles)


def behind(clause: Clause, roles: Sequence[str]) -> Codes:
    """Return the places behind the verb in the first of these roles that has any."""
    for role in roles:
        behind = (place for place in clause.places if place.start > clause.cue.start and place.role == role)
        found = codes(place for place in behind if role != "at" or not _removed(clause, place))
        if found:
            return found
    return ()


def _removed(clause: Clause, place: Place) -> bool:
    """Tell whether another verb stands between the word of trade and a place: then that is done there."""
    return bool(VERB.search(clause.scene.text(clause.cue.stop, place.start)))


def own(clause: Clause, good: Fact[Any], role: str) -> Codes:
    """Return the places of one role that belong to one of the goods.

    With several such enumerations in a clause each of the goods has the last before it where places come first
    (`dari A beras, dari B jagung`), else the first behind it (`beras dari A, jagung dari B`).
    """
    blocks = _blocks(clause, role)
    if role == "from" and clause.sense not in {"need", "demand"}:
        told = not blocks or blocks[-1][-1].start < good.start
        named = _owner(clause, good, alone=not blocks) if told else ()
        if named or not blocks:
            return named
    if len(blocks) < 2:  # noqa: PLR2004 (one enumeration serves all goods)
        return codes(place for block in blocks for place in block if not _told_before(clause, good, block[0]))
    first = next((thing.start for thing in clause.scene.goods if thing.start >= clause.start), good.start)
    if blocks[0][0].start < first:
        chosen = [block for block in blocks if block[0].start < good.start][-1:]
    else:
        chosen = [block for block in blocks if block[0].start > good.start][:1] or blocks[-1:]
    return codes(place for block in chosen for place in block)


def _told_before(clause: Clause, good: Fact[Any], place: Place) -> bool:
    """Tell whether goods are done with, figure and all, before those that a place belongs to."""
    paid = any(good.stop <= amount.start < place.start for amount in clause.scene.amounts)
    return paid and any(good.stop <= other.start < place.start for other in clause.goods)


def _owner(clause: Clause, good: Fact[Any], *, alone: bool) -> Codes:
    """Return whose goods they are by a province beside them (`sapi NTB`), or `alone` by the word for them.

    `komoditas Sulteng, seperti`: behind the word of trade only, as the subject of the clause stands before it.
    """
    named = [place for place in clause.places if place.role == "subject"]
    beside = [place for place in named if clause.scene.text(good.stop, place.start) == " "]
    if beside or not alone:
        return codes(iter(beside))
    told = (place for place in named if clause.cue.start < place.start < good.start)
    offer = [place for place in told if pattern("offered").search(_upto(clause, place))]
    return codes(iter(offer))


def _upto(clause: Clause, place: Place) -> str:
    return clause.scene.text(max(clause.start, place.start - OFFERED), place.start)


def _blocks(clause: Clause, role: str) -> list[list[Place]]:
    """Return the places of one role, those of one enumeration together: no goods stand between them."""
    blocks: list[list[Place]] = []
    for place in (place for place in clause.places if place.role == role):
        if blocks and not any(blocks[-1][-1].stop <= good.start < place.start for good in clause.scene.goods):
            blocks[-1].append(place)
        else:
            blocks.append([place])
    return blocks


def codes(places: Iterator[Place]) -> Codes:
    """Return the provinces of places, each once."""
    return tuple(dict.fromkeys(place.province for place in places))


def without(found: Codes, taken: Codes) -> Codes:
    """Return the provinces that are not taken."""
    return tuple(code for code in found if code not in taken)
