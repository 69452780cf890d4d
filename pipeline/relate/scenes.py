"""A scene: one sentence with everything that stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pipeline.relate import cues
from pipeline.relate.places import Place, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.language import Page
    from pipeline.model import ArticleFacts, Fact
    from pipeline.relate.cues import Cue


BEFORE = re.compile(r"[\"“]?(?:Setelah|Sesudah|Seusai|Usai|Selain|Sebelum)\b[^,\n]{0,160},\s*")
"""A clause at the head of a sentence that tells of another event than the main clause."""


ALSO = re.compile(
    r"[\"“]?Selain (?:telah |sudah )?(?:mengirim|memasok|menyuplai|menjual|membeli|mendatangkan)(?:kan)?\b"
)
"""At the head of a sentence: what else the subject of the main clause ships or buys."""

SPOKEN = {"speech"}
"""Cues that tell who speaks."""


class Placed(Protocol):
    """Anything with an offset."""

    @property
    def start(self) -> int:
        """Offset of its first character."""


Thing = TypeVar("Thing", bound=Placed)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence. All offsets are into the stored text."""

    index: int
    start: int
    stop: int
    lead: int
    """Stop of a clause at its head that tells what was before (`Setelah misi dagang di Bali, ...`), else `start`."""
    page: Page
    places: tuple[Place, ...]
    amounts: tuple[Fact[Any], ...]
    goods: tuple[Fact[Any], ...]
    dates: tuple[Fact[Any], ...]
    officials: tuple[Fact[Any], ...]
    deal: tuple[Cue, ...]
    status: tuple[Cue, ...]
    money: tuple[Cue, ...]
    flow: tuple[Cue, ...]
    foreign: tuple[Cue, ...]
    speech: tuple[Cue, ...]

    def text(self, start: int, stop: int) -> str:
        """Return the words between two offsets, boilerplate blanked out."""
        return self.page.text[start:stop]

    @property
    def is_title(self) -> bool:
        """Whether this sentence is the headline."""
        return self.index == 0 and self.page.article.title is not None


def scenes(page: Page, facts: ArticleFacts, *, trade: bool) -> tuple[Scene, ...]:
    """Return the sentences of a page in reading order, each with its facts and cues.

    Without `trade` only who speaks is looked for: places and the other cues stay out.
    """
    found = {name: cues.find(name, page) for name in cues.LISTS if trade or name in SPOKEN}
    marks = {name: _shared(found.get(name, ()), page) for name in cues.LISTS}
    things = {name: _shared(facts[name], page) for name in ("amounts", "commodities", "dates", "officials")}
    provinces = _shared(facts["provinces"] if trade else (), page)
    stage = []
    for index, (start, stop) in enumerate(page.sentences):
        inside = {name: shares[index] for name, shares in marks.items()}
        officials = things["officials"][index]
        lead = _lead(page, inside["deal"], start, stop)
        stage.append(
            Scene(
                index=index,
                start=start,
                stop=stop,
                lead=lead,
                page=page,
                places=places_of(page, provinces[index], officials, inside, lead),
                amounts=things["amounts"][index],
                goods=things["commodities"][index],
                dates=things["dates"][index],
                officials=officials,
                **inside,
            )
        )
    return tuple(stage)


def _shared(items: Iterable[Thing], page: Page) -> list[tuple[Thing, ...]]:
    """Return for each sentence of a page the items that start in it; items come in reading order."""
    shares: list[tuple[Thing, ...]] = [()] * len(page.sentences)
    for index, inside in groupby(items, lambda item: page.sentence_at(item.start)):
        if index is not None:
            shares[index] = tuple(inside)
    return shares


def _lead(page: Page, deals: Sequence[Cue], start: int, stop: int) -> int:
    """Return where the main clause begins: behind the comma of a clause of time, when an event is named there too."""
    match = BEFORE.match(page.text, start, stop)
    if match is None or ALSO.match(page.text, start, stop):
        return start
    return match.end() if any(cue.start >= match.end() for cue in deals) else start
