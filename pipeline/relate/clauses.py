"""A clause of trade: one word of selling, buying or needing, the goods it governs and the places around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Fact
    from pipeline.relate.cues import Cue
    from pipeline.relate.places import Place
    from pipeline.relate.scenes import Scene

BREAK = re.compile(r";|,?\s\b(?:sedangkan|namun|tetapi|tapi|lalu|kemudian|sebelum)\b|,\ssementara\b|[.!?]\s")
"""Parts the clauses of a sentence."""

NOT = re.compile(r"\b(?:tidak|bukan|belum|tak|tanpa|jangan)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""Denies the word behind it."""

ABROAD = re.compile(r"\b(?:ekspor|diekspor|mengekspor|diimpor|mengimpor)\b", re.IGNORECASE)
"""Trade with other countries, whatever provinces stand beside."""

USE = re.compile(
    r"\b(?:menjadi|sebagai|bahan baku|peternak|petani|pedagang|perajin|pengrajin|pengusaha|industri|pabrik|nelayan"
    r"|memenuhi kebutuhan|pemenuhan kebutuhan|untuk kebutuhan|produsen|asosiasi|kebun|sentra|harga|lahan|panen"
    r"|pembuatan|kelompok tani)\s+$",
    re.IGNORECASE,
)
"""Before goods that do not move: what they serve as, who makes them, what they cost."""

REACH = 32
"""Characters read back from goods; no word of `USE` is longer."""

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
    def rule(self) -> str:
        """Name of the rule."""
        return f"{self.sense}_{self.voice}"


def clauses_of(scene: Scene) -> Iterator[Clause]:
    """Yield the clauses of a sentence that tell of goods; goods carry over to a clause that names none."""
    last: Clause | None = None
    for start, stop in _bounds(scene) if scene.flow else ():
        cues = [cue for cue in scene.flow if start <= cue.start < stop and not _denied(scene, start, cue)]
        goods = tuple(good for good in scene.goods if start <= good.start < stop and not _is_use(scene, good))
        if not (cues or (goods and last)) or ABROAD.search(scene.text(start, stop)):
            continue
        for cue, taken in _governed(cues or [last.cue] if last else cues, goods or (last.goods if last else ())):
            last = _clause(scene, (start, stop), cue, taken, last)
            if cue.meaning[0] != "none":
                yield last


def _bounds(scene: Scene) -> Iterator[tuple[int, int]]:
    start = scene.start
    for match in BREAK.finditer(scene.text(scene.start, scene.stop)):
        yield start, scene.start + match.start()
        start = scene.start + match.end()
    yield start, scene.stop


def _is_use(scene: Scene, good: Fact[Any]) -> bool:
    return bool(USE.search(scene.text(max(scene.start, good.start - REACH), good.start)))


def _denied(scene: Scene, start: int, cue: Cue) -> bool:
    return bool(NOT.search(scene.text(start, cue.start)))


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
