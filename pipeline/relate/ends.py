"""Where goods come from and where they go: the places of a clause, each by its preposition and its side of the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.relate.sides import Codes, before, behind, codes, head, own, without
from pipeline.relate.words import alternatives, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Fact
    from pipeline.relate.clauses import Clause
    from pipeline.relate.event import Event

WE = re.compile(r"\b(?:kami|kita|pihaknya|daerahnya|kita di sini)\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:mereka|daerah itu)\b", re.IGNORECASE)
READY = re.compile(
    r"^\s*(?:(?:siap|akan|bisa|dapat|telah|sudah|juga|terus|mulai|kerap|banyak|masih|selalu|sedang|tengah|rutin)\s+)*$"
)
"""Between a subject and its verb."""

OFFER = re.compile(r"\b(?:produk|komoditas|komoditi|barang|hasil)\b", re.IGNORECASE)
"""What a province has to offer (`produk Kalteng yang menjadi kebutuhan di Kalsel`)."""

SELLER = re.compile(
    r"\s+(?:(?:oleh|pemprov|provinsi|pemerintah|pelaku|usaha|pengusaha|petani|pihak|dari)\s+)*$", re.IGNORECASE
)
"""Between a passive verb and who sells."""

SUPPLIES = re.compile(
    r"^\)?\s*,?\s*(?:(?:ini|itu|yang|juga|selama|telah|sudah|masih|memang|merupakan|adalah|ialah|menjadi|jadi|sebagai|salah"
    r"|satu|dikenal|daerah|provinsi|kabupaten|tetap)\s+)*$"
)
"""Between a supplier and the word for one (`DKI ini salah satu pemasok beras`)."""

PAIR = 2


@dataclass(frozen=True, slots=True)
class Ends:
    """Provinces at both ends of a flow; an empty end is left open by the text."""

    origins: Codes
    destinations: Codes


def ends_of(clause: Clause, voice: str | None, event: Event | None) -> Iterator[tuple[Fact[Any], Ends]]:
    """Yield each of the clause's goods with its ends; `voice` is the province that `kami` stands for."""
    agents = _agents(clause, voice, event) or _going_on(clause)
    for good in clause.goods:
        sources = own(clause, good, "from")
        targets = own(clause, good, "to")
        yield good, ENDS[clause.sense](clause, agents, sources, targets)


def open_ends(clause: Clause, voice: str | None, event: Event | None) -> Ends:
    """Return the ends of a clause that names no goods."""
    sources, targets = (codes(place for place in clause.places if place.role == role) for role in ("from", "to"))
    return ENDS[clause.sense](clause, _agents(clause, voice, event), sources, targets)


def _sell(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    origins = sources or _sellers(clause) or without(agents, targets) or _reached(clause.last) or _gathered(clause)
    reached = targets or behind(clause, ("for", "with", "at", "by")) or _purpose(clause)
    return Ends(origins, without(reached or before(clause, ("at", "for")), origins))


def _gathered(clause: Clause) -> Codes:
    """Return where goods were before that a verb sends on by `-nya` (`membeli cabai di Garut, lantas mengirimnya`)."""
    return before(clause, ("at",)) if clause.voice == "active" and clause.cue.text.endswith("nya") else ()


def _sellers(clause: Clause) -> Codes:
    """Return who stands right behind a passive verb (`komoditas yang dijual Jatim`)."""
    told = (place for place in clause.places if place.start > clause.cue.start and place.role in {"subject", "by"})
    near = [place for place in told if SELLER.match(clause.scene.text(clause.cue.stop, place.start))]
    return codes(iter(near)) if clause.voice == "passive" else ()


def _purpose(clause: Clause) -> Codes:
    """Return where goods are bought or sent for (`untuk dipasarkan di Jakarta`)."""
    match = pattern("purpose").search(clause.scene.text(clause.cue.stop, clause.stop))
    begin = clause.cue.stop + match.start() if match else clause.stop
    return codes(place for place in clause.places if place.start > begin and place.role in {"at", "to", "subject"})


def _buy(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if clause.voice == "passive":
        owners = sources or before(clause, ("subject",))
        buyers = before(clause, ("by",)) or behind(clause, ("by", "subject", "at", "for"))
        takers = targets or buyers or before(clause, ("at",)) or agents
        return Ends(owners, without(takers, owners))
    if clause.voice == "noun":
        takers = targets or behind(clause, ("by", "at")) or agents
        return Ends(sources or without(behind(clause, ("subject",)), takers), takers)
    takers = agents or targets or _purpose(clause)
    if not takers and _takers().search(head(clause)):
        return _counted(clause, sources)
    return Ends(without(sources or behind(clause, ("at",)), takers), takers)


def _supply(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    """Read a noun that says neither who sells nor who buys: only what stands behind it counts."""
    origins = sources or behind(clause, ("subject",)) or (agents if targets and agents != targets else ())
    takers = targets or behind(clause, ("for", "at")) or (before(clause, ("subject",)) if sources else ())
    return Ends(origins, without(takers, origins))


def _supplier(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:  # noqa: ARG001 -- all alike
    """Read who supplies whom: both must be named, the supplier right before the word."""
    told = [place for place in clause.places if place.start < clause.cue.start]
    named = told and SUPPLIES.match(clause.scene.text(told[-1].stop, clause.cue.start))
    origins = (told[-1].province,) if named else ()
    takers = behind(clause, ("to", "for")) or without(before(clause, ("subject",)), origins)
    return Ends(origins, without(takers, origins)) if origins and takers else Ends((), ())


def _goal(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:  # noqa: ARG001 -- all alike
    """Read where goods go: what stands before the word is named by it, else what stands behind."""
    takers = before(clause, ("subject",)) or targets or without(behind(clause, ("subject", "at")), sources)
    return Ends(without(sources or behind(clause, ("subject",)), takers), takers)


def _counted(clause: Clause, sources: Codes) -> Ends:
    """Read a clause that names its takers last (`daerah yang membeli cabai Gorontalo antara lain Sulut`)."""
    match = _example().search(clause.scene.text(clause.cue.stop, clause.stop))
    begin = clause.cue.stop + match.start() if match else clause.stop
    takers = codes(place for place in clause.places if place.start > begin)
    owners = codes(place for place in clause.places if clause.cue.start < place.start < begin)
    return Ends(without(sources or owners, takers), takers)


@cache
def _takers() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternatives('region')})\s+yang\s+(?:\w+\s+){{0,2}}$")


@cache
def _example() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternatives('example')})\b")


def _need(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if clause.voice == "noun" and not sources:
        takers = behind(clause, ("at", "subject", "for"))
        owners = without(before(clause, ("subject",)), takers)
        return Ends(owners, takers) if owners and takers and OFFER.search(head(clause)) else Ends((), ())
    return Ends(sources, agents or targets or before(clause, ("at",)) or behind(clause, ("subject",)))


def _demand(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    takers = sources or targets or behind(clause, ("at",))
    return Ends(without(agents, takers), takers)


def _surplus(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    origins = sources or agents
    return Ends(origins, without(targets or behind(clause, ("for", "at")), origins))


def _move(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if not sources:
        return Ends(agents, without(targets, agents)) if targets else Ends((), ())
    return Ends(sources, without(targets or behind(clause, ("at",)) or agents, sources))


ENDS = {
    "sell": _sell,
    "supply": _supply,
    "supplier": _supplier,
    "goal": _goal,
    "buy": _buy,
    "need": _need,
    "demand": _demand,
    "surplus": _surplus,
    "move": _move,
}
"""Sense of the word of trade -> how its ends are read."""


def _agents(clause: Clause, voice: str | None, event: Event | None) -> Codes:
    """Return who acts: the subject before the verb, `kami` and `mereka`, else the place where it is done."""
    words = head(clause)
    named = before(clause, ("subject",))
    if named:
        return named
    if THEY.search(words):
        topic = before(clause, ("for",))
        return topic or tuple(party for party in (event.parties if event else ()) if party != voice)
    if WE.search(words) and voice:
        return (voice,)
    spoken_of = () if clause.voice == "passive" else before(clause, ("for",))
    return _at_work(clause) or spoken_of or _teller(clause, voice, event) or _hub(clause, event)


def _going_on(clause: Clause) -> Codes:
    """Return who acted in the clause before, for one that goes on with its verb (`sedangkan dari Jambi 20 ton`)."""
    last = clause.last if clause.last and clause.cue.start < clause.start else None
    return before(last, ("subject",)) if last else ()


def _at_work(clause: Clause) -> Codes:
    """Return the places whose firms act: right before the verb (`pabrik gula di Malang siap memasok`)."""
    places = [place for place in clause.places if place.start < clause.cue.start and place.role == "at"]
    beside = places and READY.match(clause.scene.text(places[-1].stop, clause.cue.start))
    return codes(place for place in places) if beside else ()


def _teller(clause: Clause, voice: str | None, event: Event | None) -> Codes:
    """Return the speaker's own province for a shipment that names no place at all."""
    joined = voice and event and voice in event.parties and not clause.places
    return (voice,) if voice and joined and clause.sense == "sell" and clause.voice == "noun" else ()


def _hub(clause: Clause, event: Event | None) -> Codes:
    """Return the hub of a deal of two for a clause that names nobody (`perusahaan itu membeli beras`)."""
    alone = event and event.hub and len(event.parties) == PAIR and not clause.places and clause.voice == "active"
    return (event.hub,) if event and event.hub and alone else ()


def _reached(last: Clause | None) -> Codes:
    """Return where the clause before brought the same goods."""
    return codes(place for place in last.places if place.role == "to") if last else ()
