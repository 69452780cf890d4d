"""A clause of trade: one word of selling, buying or needing, the goods it governs and the places around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.relate.words import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Fact
    from pipeline.relate.cues import Cue
    from pipeline.relate.places import Place
    from pipeline.relate.scenes import Scene

BREAK = re.compile(
    r";|,?\s\b(?:sedangkan|namun|tetapi|tapi|sebelum|setelah sebelumnya|(?:lalu|kemudian)(?!\s+(?:ke|dari|di)\b))\b"
    r"|,\s(?:sementara|disusul|diikuti)\b|[.!?]\s"
)
"""Parts the clauses of a sentence; `kemudian ke Papua` goes on with the same shipment."""

NOT = re.compile(r"\b(?:tidak|bukan|belum|tak|tanpa|jangan)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""Denies the word behind it."""

ABROAD = re.compile(r"\b(?:ekspor|diekspor|mengekspor|diimpor|mengimpor)\b", re.IGNORECASE)
"""Trade with other countries, whatever provinces stand beside."""

REACH = 32
"""Characters read back from goods; no word that keeps goods in their place is longer."""

EMPTY = {
    "membantu": re.compile(r"\s+me[a-z]{4,}\b"),
    "kurang": re.compile(
        r"\s+(?:stabil|baik|lancar|cukup|merata|maksimal|optimal|aman|diminati|dikenal|laku|tersedia)\b"
    ),
}
"""Word -> what follows it where it tells of no goods (`membantu meningkatkan`, `kurang stabil`)."""

ASIDE = re.compile(r"\W*(?:Selain|Tak hanya|Tidak hanya|Bukan hanya|Di samping)\s+(?:itu\b)?[^,\n]{1,80},")
"""Goods at the head of a clause that are told of elsewhere (`Selain beras, ...`)."""

QUANTITY = re.compile(
    r"\b\d[\d.,]*\s+(?:ribu\s+|juta\s+)?(?:ton|kg|kilogram|kuintal|ekor|butir|liter|sak|kontainer|truk|peti kemas)\b"
)
"""So much of goods that the clause need not name (`pengiriman terbesar ke NTT sebanyak 5.100 ton`)."""

SHIPPED = {"supply", "sell", "buy", "move"}
"""Senses that move the goods spoken of before."""

STATUS = {"planned": "planned", "target": "planned"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of trade with what it governs; offsets are into the stored text."""

    scene: Scene
    start: int
    stop: int
    cue: Cue
    goods: tuple[Fact[Any], ...]
    places: tuple[Place, ...]
    foreign: bool
    status: str
    """`planned` where the clause says so, else empty."""
    last: Clause | None
    """The clause before it in the same sentence, whose goods may go on from where it brought them."""

    @property
    def sense(self) -> str:
        """What is done: `sell`, `buy`, `need`, `surplus` or `move`."""
        return self.cue.meaning[0]

    @property
    def voice(self) -> str:
        """`active`, `passive` or `noun`."""
        return self.cue.meaning[1]

    @property
    def aside(self) -> int:
        """Where goods that are told of elsewhere end (`Selain beras, ...`), its start where there are none."""
        match = ASIDE.match(self.scene.text(self.start, self.stop))
        return self.start + match.end() if match else self.start

    @property
    def rule(self) -> str:
        """Name of the rule."""
        return f"{self.sense}_{self.voice}"


def clauses_of(scene: Scene, topic: tuple[Fact[Any], ...] = ()) -> Iterator[Clause]:
    """Yield the clauses of a sentence that tell of goods; goods carry over to a clause that names none.

    `topic` are the goods spoken of before, of which a sentence without goods may tell how much goes where.
    """
    last: Clause | None = None
    for start, stop in _bounds(scene) if scene.flow else ():
        cues = [cue for cue in scene.flow if start <= cue.start < stop and not _denied(scene, start, cue)]
        goods = tuple(good for good in scene.goods if start <= good.start < stop and not _is_use(scene, good))
        going_on = last and (goods or _is_measured(scene, start, stop))
        if not (cues or going_on) or ABROAD.search(scene.text(start, stop)):
            continue
        goods = goods or (last.goods if last else ()) or _meant(scene, (start, stop), cues, topic)
        for cue, taken in _governed(cues or [last.cue] if last else cues, goods):
            last = _clause(scene, (start, stop), cue, taken, last)
            if cue.meaning[0] != "none":
                yield last


def unnamed(scene: Scene) -> Iterator[Clause]:
    """Yield the clauses that sell or buy goods of a sentence that names none (`membeli komoditas asal Sultra`)."""
    if scene.goods or not scene.flow or not pattern("offer").search(scene.text(scene.start, scene.stop)):
        return
    for start, stop in _bounds(scene):
        for cue in scene.flow:
            if start <= cue.start < stop and cue.meaning[0] in {"sell", "buy"} and not _denied(scene, start, cue):
                yield _clause(scene, (start, stop), cue, (), None)


def _is_measured(scene: Scene, start: int, stop: int) -> bool:
    """Tell whether a stretch of text gives a place and how much goes there or comes from it, and nothing else."""
    roles = {place.role for place in scene.places if start <= place.start < stop}
    return bool(roles & {"from", "to"}) and bool(QUANTITY.search(scene.text(start, stop)))


def _bounds(scene: Scene) -> Iterator[tuple[int, int]]:
    start = scene.start
    for match in BREAK.finditer(scene.text(scene.start, scene.stop)):
        yield start, scene.start + match.start()
        start = scene.start + match.end()
    yield start, scene.stop


def _is_use(scene: Scene, good: Fact[Any]) -> bool:
    return bool(pattern("before_goods").search(scene.text(max(scene.start, good.start - REACH), good.start)))


def _meant(scene: Scene, span: tuple[int, int], cues: list[Cue], topic: tuple[Fact[Any], ...]) -> tuple[Fact[Any], ...]:
    """Return the goods spoken of before for a clause that ships some quantity, or supplies, without naming any."""
    start, stop = span
    moved = [cue for cue in cues if cue.meaning[0] in SHIPPED]
    ends = {place.role for place in scene.places if start <= place.start < stop} & {"to", "from", "for"}
    supplied = "from" in ends and any(cue.meaning == ("supply", "noun") for cue in moved)
    told = supplied or QUANTITY.search(scene.text(start, stop))
    return topic[:1] if moved and ends and told and not scene.goods else ()


def _denied(scene: Scene, start: int, cue: Cue) -> bool:
    blank = EMPTY.get(cue.text.lower())
    idle = blank and blank.match(scene.text(cue.stop, scene.stop))
    return bool(idle or NOT.search(scene.text(start, cue.start)))


def _governed(cues: list[Cue], goods: tuple[Fact[Any], ...]) -> list[tuple[Cue, tuple[Fact[Any], ...]]]:
    """Return each word of trade with its goods: those behind it, and those before the first one."""
    verbs = [cue for cue in cues if cue.meaning[1] != "noun"] or cues
    taken: dict[int, list[Fact[Any]]] = {}
    for good in goods:
        before = [number for number, cue in enumerate(verbs) if cue.start < good.start]
        taken.setdefault(before[-1] if before else 0, []).append(good)
    return [(verbs[number], tuple(found)) for number, found in sorted(taken.items())]


def _clause(scene: Scene, span: tuple[int, int], cue: Cue, goods: tuple[Fact[Any], ...], last: Clause | None) -> Clause:
    start, stop = span
    places = tuple(place for place in scene.places if start <= place.start < stop and place.takes_part)
    foreign = any(start <= name.start < stop for name in scene.foreign)
    said = [
        STATUS[mark.meaning[0]]
        for mark in scene.status
        if start <= mark.start < cue.start and mark.meaning[0] in STATUS
    ]
    return Clause(scene, start, stop, cue, goods, places, foreign, said[0] if said else "", last)
