"""Where goods come from and where they go: the places of a clause, each by its preposition and its side of the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.relate.places import VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.clauses import Clause
    from pipeline.relate.event import Event
    from pipeline.relate.places import Place

WE = re.compile(r"\b(?:kami|kita|pihaknya|daerahnya|kita di sini)\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:mereka|daerah itu)\b", re.IGNORECASE)
READY = re.compile(
    r"^\s*(?:(?:siap|akan|bisa|dapat|telah|sudah|juga|terus|mulai|kerap|banyak|masih|selalu|sedang|tengah|rutin)\s+)*$"
)
"""Between a subject and its verb."""

OFFER = re.compile(r"\b(?:produk|komoditas|komoditi|barang|hasil)\b", re.IGNORECASE)
"""What a province has to offer (`produk Kalteng yang menjadi kebutuhan di Kalsel`)."""

PAIR = 2

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """Provinces at both ends of a flow; an empty end is left open by the text."""

    origins: Codes
    destinations: Codes


def ends_of(clause: Clause, voice: str | None, event: Event | None) -> Iterator[tuple[Fact[Any], Ends]]:
    """Yield each of the clause's goods with its ends; `voice` is the province that `kami` stands for."""
    agents = _agents(clause, voice, event)
    for good in clause.goods:
        sources = _own(clause, good, "from")
        targets = _own(clause, good, "to")
        yield good, ENDS[clause.sense](clause, agents, sources, targets)


def _sell(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    origins = sources or _without(agents, targets) or _reached(clause.last)
    reached = targets or _behind(clause, ("for", "with", "at", "by")) or _before(clause, ("at", "for"))
    return Ends(origins, _without(reached, origins))


def _buy(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if clause.voice == "passive":
        owners = sources or _before(clause, ("subject",))
        behind = _before(clause, ("by",)) or _behind(clause, ("by", "subject", "at", "for"))
        takers = targets or behind or _before(clause, ("at",)) or agents
        return Ends(owners, _without(takers, owners))
    if clause.voice == "noun":
        takers = targets or _behind(clause, ("by", "at")) or agents
        return Ends(sources or _without(_behind(clause, ("subject",)), takers), takers)
    takers = agents or targets
    return Ends(_without(sources or _behind(clause, ("at",)), takers), takers)


def _supply(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    """Read a noun that says neither who sells nor who buys: only what stands behind it counts."""
    origins = sources or _behind(clause, ("subject",)) or (agents if targets and agents != targets else ())
    return Ends(origins, _without(targets or _behind(clause, ("for", "at")), origins))


def _need(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if clause.voice == "noun" and not sources:
        takers = _behind(clause, ("at", "subject", "for"))
        owners = _without(_before(clause, ("subject",)), takers)
        return Ends(owners, takers) if owners and takers and OFFER.search(_head(clause)) else Ends((), ())
    return Ends(sources, agents or targets or _before(clause, ("at",)) or _behind(clause, ("subject",)))


def _demand(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    takers = sources or targets or _behind(clause, ("at",))
    return Ends(_without(agents, takers), takers)


def _surplus(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    origins = sources or agents
    return Ends(origins, _without(targets or _behind(clause, ("for", "at")), origins))


def _move(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if not sources:
        return Ends(agents, _without(targets, agents)) if targets else Ends((), ())
    return Ends(sources, _without(targets or _behind(clause, ("at",)) or agents, sources))


ENDS = {
    "sell": _sell,
    "supply": _supply,
    "buy": _buy,
    "need": _need,
    "demand": _demand,
    "surplus": _surplus,
    "move": _move,
}
"""Sense of the word of trade -> how its ends are read."""


def _agents(clause: Clause, voice: str | None, event: Event | None) -> Codes:
    """Return who acts: the subject before the verb, `kami` and `mereka`, else the place where it is done."""
    before = clause.scene.text(clause.start, clause.cue.start)
    named = _before(clause, ("subject",))
    if named:
        return named
    if THEY.search(before):
        topic = _before(clause, ("for",))
        return topic or tuple(party for party in (event.parties if event else ()) if party != voice)
    if WE.search(before) and voice:
        return (voice,)
    return _at_work(clause) or _before(clause, ("for",)) or _teller(clause, voice, event) or _hub(clause, event)


def _at_work(clause: Clause) -> Codes:
    """Return the places whose firms act: right before the verb (`pabrik gula di Malang siap memasok`)."""
    places = [place for place in clause.places if place.start < clause.cue.start and place.role == "at"]
    beside = places and READY.match(clause.scene.text(places[-1].stop, clause.cue.start))
    return _codes(place for place in places) if beside else ()


def _teller(clause: Clause, voice: str | None, event: Event | None) -> Codes:
    """Return the speaker's own province for a shipment that names no place at all."""
    joined = voice and event and voice in event.parties and not clause.places
    return (voice,) if voice and joined and clause.sense == "sell" and clause.voice == "noun" else ()


def _hub(clause: Clause, event: Event | None) -> Codes:
    """Return the hub of a deal of two for a clause that names nobody (`perusahaan itu membeli beras`)."""
    alone = event and event.hub and len(event.parties) == PAIR and not clause.places and clause.voice == "active"
    return (event.hub,) if event and event.hub and alone else ()


def _head(clause: Clause) -> str:
    return clause.scene.text(clause.start, clause.cue.start)


def _reached(last: Clause | None) -> Codes:
    """Return where the clause before brought the same goods."""
    return _codes(place for place in last.places if place.role == "to") if last else ()


def _before(clause: Clause, roles: Sequence[str]) -> Codes:
    return _codes(place for place in clause.places if place.start < clause.cue.start and place.role in roles)


def _behind(clause: Clause, roles: Sequence[str]) -> Codes:
    """Return the places behind the verb in the first of these roles that has any."""
    for role in roles:
        behind = (place for place in clause.places if place.start > clause.cue.start and place.role == role)
        found = _codes(place for place in behind if role != "at" or not _removed(clause, place))
        if found:
            return found
    return ()


def _removed(clause: Clause, place: Place) -> bool:
    """Tell whether another verb stands between the word of trade and a place: then that is done there."""
    return bool(VERB.search(clause.scene.text(clause.cue.stop, place.start)))


def _own(clause: Clause, good: Fact[Any], role: str) -> Codes:
    """Return the places of one role that belong to one of the goods.

    With several such enumerations in a clause each of the goods has the last before it where places come first
    (`dari A beras, dari B jagung`), else the first behind it (`beras dari A, jagung dari B`).
    """
    blocks = _blocks(clause, role)
    if len(blocks) < 2:  # noqa: PLR2004 (one enumeration serves all goods)
        return _codes(place for block in blocks for place in block)
    first = min(thing.start for thing in clause.goods)
    if blocks[0][0].start < first:
        chosen = [block for block in blocks if block[0].start < good.start][-1:]
    else:
        chosen = [block for block in blocks if block[0].start > good.start][:1] or blocks[-1:]
    return _codes(place for block in chosen for place in block)


def _blocks(clause: Clause, role: str) -> list[list[Place]]:
    """Return the places of one role, those of one enumeration together: no goods stand between them."""
    blocks: list[list[Place]] = []
    for place in (place for place in clause.places if place.role == role):
        if blocks and not any(blocks[-1][-1].stop <= good.start < place.start for good in clause.scene.goods):
            blocks[-1].append(place)
        else:
            blocks.append([place])
    return blocks


def _codes(places: Iterator[Place]) -> Codes:
    return tuple(dict.fromkeys(place.province for place in places))


def _without(codes: Codes, taken: Codes) -> Codes:
    return tuple(code for code in codes if code not in taken)
