"""Who acts in a clause of trade: its subject, `kami`, a firm where it stands, or who acted before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.relate.event import PAIR
from pipeline.relate.sides import Codes, before, behind, codes, head

if TYPE_CHECKING:
    from pipeline.relate.clauses import Clause
    from pipeline.relate.event import Event

WE = re.compile(r"\b(?:kami|kita|pihaknya|daerahnya|kita di sini)\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:mereka|daerah itu)\b", re.IGNORECASE)
BESIDES = re.compile(r"\W*selain\s+(?:telah\s+|sudah\s+)?$", re.IGNORECASE)
"""Before a verb whose subject is that of the clause behind (`Selain mengirim beras ke Bali, Jatim ...`)."""

READY = re.compile(
    r"^\s*(?:(?:siap|akan|bisa|dapat|telah|sudah|juga|terus|mulai|kerap|banyak|masih|selalu|sedang|tengah|rutin)\s+)*$"
)
"""Between a subject and its verb."""


def agents_of(clause: Clause, voice: str | None, event: Event | None) -> Codes:
    """Return who acts: the subject before the verb, `kami` and `mereka`, else the place where it is done."""
    words = head(clause)
    named = before(clause, ("subject",))
    if named:
        return named
    if BESIDES.match(words):
        return behind(clause, ("subject",))[:1]
    if THEY.search(words):
        topic = before(clause, ("for",))
        return topic or tuple(party for party in (event.parties if event else ()) if party != voice)
    if WE.search(words) and voice:
        return (voice,)
    spoken_of = () if clause.voice == "passive" else before(clause, ("for",))
    return _at_work(clause) or spoken_of or _teller(clause, voice, event) or _hub(clause, event)


def going_on(clause: Clause) -> Codes:
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
