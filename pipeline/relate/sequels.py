"""What a sentence leaves open for the next: goods to be listed, places to be listed, the goods spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.relate.clauses import clauses_of, unnamed
from pipeline.relate.ends import ends_of, open_ends
from pipeline.relate.movements import Movement, legs_of, movements_of
from pipeline.relate.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.clauses import Clause
    from pipeline.relate.event import Event
    from pipeline.relate.scenes import Scene

SHIPS = {"sell", "supply", "goal"}
"""Senses of words that take goods to somebody."""

FRESH = 1
"""Sentences after which the goods spoken of are no longer meant."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A clause of trade that leaves its goods or its destinations to the next sentence."""

    clause: Clause
    origin: str
    destination: str | None
    """None where the destinations are left open."""
    goods: tuple[Fact[Any], ...]
    """Empty where the goods are left open."""


@dataclass(slots=True)
class Story:
    """What the sentences of an article have left open so far."""

    sale: Trade | None = None
    """Trade in goods that the last sentence did not name."""
    shipment: Trade | None = None
    """Goods of the last sentence that went to places still to be named."""
    topic: tuple[Fact[Any], ...] = ()
    """The goods spoken of, where they are of one kind."""
    owner: str | None = None
    """The one province that the sentence about these goods was about."""
    spoken: int = 0
    """The sentence about these goods."""

    def tell(self, scene: Scene, home: str | None, event: Event | None) -> Iterator[Movement]:
        """Yield the movements of the next sentence, those that go on with the one before among them."""
        topic = self.topic if scene.index - self.spoken <= FRESH else ()
        moved = list(movements_of(scene, home or (self.owner if topic else None), event, topic))
        moved = moved or list(_listed(scene, self.sale))
        going = [] if moved else list(_shipped(scene, self.shipment))
        yield from moved or going
        self.sale = _sale(scene, home, event)
        self.shipment = self.shipment if going else _counted(scene, home) or _last(moved)
        if scene.goods:
            self.topic = scene.goods if len({good.value.commodity for good in scene.goods}) == 1 else ()
            self.owner, self.spoken = _owner(scene), scene.index


def _sale(scene: Scene, home: str | None, event: Event | None) -> Trade | None:
    """Return the one trade of goods that a sentence does not name, for a list of them that may follow."""
    trades = {
        (origin, destination): clause
        for clause in unnamed(scene)
        for origin, destination in legs_of(clause, open_ends(clause, home, event), home, event)
    }
    if len(trades) != 1:
        return None
    (((origin, destination), clause),) = trades.items()
    return Trade(clause, origin, destination, ()) if origin and destination else None


def _listed(scene: Scene, sale: Trade | None) -> Iterator[Movement]:
    """Yield the goods of a sentence that lists what was traded in the one before (`Komoditas itu meliputi ...`)."""
    apart = any(place.takes_part for place in scene.places)
    if sale and not apart and _listing().match(scene.text(scene.start, scene.stop)):
        for good in scene.goods:
            yield Movement(sale.clause, good, sale.origin, sale.destination)


def _shipped(scene: Scene, shipment: Trade | None) -> Iterator[Movement]:
    """Yield the goods of a shipment for each place that a sentence goes on to list (`Di antaranya Bali dan Maluku`)."""
    if shipment is None or scene.goods:
        return
    places = [place for place in scene.places if place.takes_part and place.province != shipment.origin]
    if places and _going_on().match(scene.text(scene.start, places[0].start)):
        for place in places:
            for good in shipment.goods:
                yield Movement(shipment.clause, good, shipment.origin, place.province)


def _counted(scene: Scene, home: str | None) -> Trade | None:
    """Return what one province ships to places that a sentence only counts (`mengirim beras ke enam provinsi`)."""
    if SHIPS.isdisjoint(cue.meaning[0] for cue in scene.flow):
        return None
    for clause in clauses_of(scene):
        text = scene.text(clause.cue.start, clause.stop)
        if clause.sense in SHIPS and (clause.sense == "goal" or _somewhere().search(text)):
            origins = {origin for _, ends in ends_of(clause, home, None) for origin in ends.origins}
            if len(origins) == 1:
                return Trade(clause, origins.pop(), None, clause.goods)
    return None


def _last(moved: Sequence[Movement]) -> Trade | None:
    """Return the shipment of a sentence that tells of one only, for more places that may follow."""
    one = {(move.good.value.commodity, move.origin) for move in moved if move.origin and move.doer == move.origin}
    if len(one) != 1:
        return None
    last, ((_, origin),) = moved[-1], one
    return Trade(last.clause, origin, None, (last.good,)) if origin else None


def _owner(scene: Scene) -> str | None:
    """Return the province that a sentence about goods is about, None where there are several or none."""
    provinces = {place.province for place in scene.places if place.role == "subject"}
    return provinces.pop() if len(provinces) == 1 else None


@cache
def _listing() -> re.Pattern[str]:
    """Return the head of a sentence that lists goods (`Komoditas tersebut meliputi`)."""
    return re.compile(
        rf"\W*(?i:(?:adapun|beberapa|sejumlah|berbagai|jenis)\s+)?(?i:{alternatives('offer')})\b"
        rf"[^.;]{{0,60}}?\s(?i:{alternatives('listing')})\b"
    )


@cache
def _going_on() -> re.Pattern[str]:
    """Return what stands before the first of the places that a sentence lists (`Provinsi tersebut adalah`)."""
    region, example = alternatives("region"), alternatives("example")
    return re.compile(
        rf"\W*(?i:{example}|lalu|berikutnya|kemudian|selanjutnya|disusul|menyusul"
        rf"|(?:ke\w+\s+)?(?:{region})(?:-\w+)?\s+(?:itu|tersebut|tujuan|penerima)\b[^.;]{{0,60}}?(?:adalah|{example}))"
        r"[,:]?\s+(?:(?:adalah|yakni|yaitu|ke|provinsi|kota|kabupaten|pulau)\s+)*$"
    )


@cache
def _somewhere() -> re.Pattern[str]:
    """Return the words for places that are not named (`ke enam provinsi`, `ke luar daerah`)."""
    return re.compile(rf"\b(?:ke|untuk|bagi|kepada)\s+(?:\w+\s+){{0,2}}(?:{alternatives('region')}|luar)\b")
