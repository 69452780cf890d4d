"""Where goods come from and where they go: the places of a clause, each by its preposition and its side of the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.relate.agents import agents_of, going_on
from pipeline.relate.sides import Codes, before, behind, codes, head, own, without
from pipeline.relate.words import alternatives, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Fact
    from pipeline.relate.clauses import Clause
    from pipeline.relate.event import Event

MEETS = re.compile(
    r"\b(?:untuk|guna|demi|upaya|rangka)\s+(?:\w+\s+)?(?:memenuhi|mencukupi|mengamankan|menjamin|memastikan|mengantisipasi)"
    r"\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before the supply that an agreement is to secure for who sought it (`sebagai upaya memenuhi pasokan`)."""

SELLER = re.compile(
    r"\s+(?:(?:oleh|pemprov|provinsi|pemerintah|pelaku|usaha|pengusaha|petani|pihak|dari)\s+)*$", re.IGNORECASE
)
"""Between a passive verb and who sells."""

SUPPLIES = re.compile(
    r"^\)?\s*,?\s*(?:(?:ini|itu|yang|juga|selama|telah|sudah|masih|memang|merupakan|adalah|ialah|menjadi|jadi|sebagai|salah"
    r"|satu|dikenal|daerah|provinsi|kabupaten|tetap)\s+)*$"
)
"""Between a supplier and the word for one (`DKI ini salah satu pemasok beras`)."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Provinces at both ends of a flow; an empty end is left open by the text."""

    origins: Codes
    destinations: Codes


def ends_of(clause: Clause, voice: str | None, event: Event | None) -> Iterator[tuple[Fact[Any], Ends]]:
    """Yield each of the clause's goods with its ends; `voice` is the province that `kami` stands for."""
    agents = agents_of(clause, voice, event) or going_on(clause)
    for good in clause.goods:
        sources = own(clause, good, "from")
        targets = own(clause, good, "to")
        yield good, ENDS[clause.sense](clause, agents, sources, targets)


def open_ends(clause: Clause, voice: str | None, event: Event | None) -> Ends:
    """Return the ends of a clause that names no goods."""
    sources, targets = (codes(place for place in clause.places if place.role == role) for role in ("from", "to"))
    return ENDS[clause.sense](clause, agents_of(clause, voice, event), sources, targets)


def _sell(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if not sources and not targets and _is_asked(clause):
        return Ends(before(clause, ("with",)), before(clause, ("subject",)))
    others = without(agents, targets) or (agents if without(targets, agents) else ())
    origins = sources or _sellers(clause) or others or _reached(clause.last) or _gathered(clause)
    reached = targets or behind(clause, ("for", "with", "at", "by")) or _purpose(clause)
    return Ends(origins, without(reached or before(clause, ("at", "for")), origins))


def _is_asked(clause: Clause) -> bool:
    """Tell whether a partner is to do what the verb says (`kerja sama dengan Aceh untuk memasok cabai`)."""
    asks = {"active": pattern("asked"), "noun": MEETS}.get(clause.voice)
    words = clause.scene.text(clause.start, clause.cue.stop if clause.voice == "active" else clause.cue.start)
    return bool(asks and asks.search(words)) and bool(before(clause, ("with",)))


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
    if not sources and not targets and _is_asked(clause):
        return Ends(before(clause, ("with",)), before(clause, ("subject",)))
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
    return re.compile(rf"\b(?i:{alternatives('region')})\s+yang\s+(?:\w+\s+){{0,4}}$")


@cache
def _example() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternatives('example')})\b")


def _need(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if clause.voice == "noun" and not sources:
        takers = behind(clause, ("at", "subject", "for"))
        owners = without(before(clause, ("subject",)), takers)
        return Ends(owners, takers) if owners and takers and pattern("offer").search(head(clause)) else Ends((), ())
    return Ends(sources, agents or targets or before(clause, ("at",)) or behind(clause, ("subject",)))


def _demand(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    takers = sources or targets or behind(clause, ("at",))
    return Ends(without(agents, takers), takers)


def _surplus(clause: Clause, agents: Codes, sources: Codes, targets: Codes) -> Ends:
    if _takers().search(head(clause)):
        return Ends(sources, targets) if sources and targets else Ends((), ())
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


def _reached(last: Clause | None) -> Codes:
    """Return where the clause before brought the same goods."""
    return codes(place for place in last.places if place.role == "to") if last else ()
