"""A sentence with everything that stands in it: facts, places with their roles, triggers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, TypeVar

from pipeline.relate import triggers
from pipeline.relate.firms import with_firms
from pipeline.relate.places import Place, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.language import Document
    from pipeline.model import ArticleFacts, Fact
    from pipeline.relate.triggers import Trigger
    from pipeline.values import Amount, Commodity, Date, Official


BEFORE = re.compile(r"[\"“]?(?:Setelah|Sesudah|Seusai|Usai|Selain|Sebelum)\b[^,\n]{0,160},\s*")
"""A clause at the head of a sentence that tells of another event than the main clause."""

ALSO = re.compile(
    r"[\"“]?Selain (?:telah |sudah )?(?:mengirim|memasok|menyuplai|menjual|membeli|mendatangkan)(?:kan)?\b"
)
"""At the head of a sentence: what else the subject of the main clause ships or buys."""

SPOKEN = {"speech"}
"""Triggers that tell who speaks."""


class Placed(Protocol):
    """Anything with an offset."""

    @property
    def start(self) -> int:
        """Offset of its first character."""


Item = TypeVar("Item", bound=Placed)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. All offsets are into the stored text."""

    index: int
    start: int
    stop: int
    document: Document
    places: tuple[Place, ...]
    amounts: tuple[Fact[Amount], ...]
    goods: tuple[Fact[Commodity], ...]
    dates: tuple[Fact[Date], ...]
    officials: tuple[Fact[Official], ...]
    deal: tuple[Trigger, ...]
    status: tuple[Trigger, ...]
    money: tuple[Trigger, ...]
    flow: tuple[Trigger, ...]
    foreign: tuple[Trigger, ...]
    speech: tuple[Trigger, ...]

    def text(self, start: int, stop: int) -> str:
        """Return the words between two offsets, boilerplate blanked out."""
        return self.document.text[start:stop]

    @property
    def is_title(self) -> bool:
        """Whether this sentence is the headline."""
        return self.index == 0 and self.document.article.title is not None


def sentences_of(document: Document, facts: ArticleFacts, *, trade: bool) -> tuple[Sentence, ...]:
    """Return the sentences of a document in reading order, each with its facts and triggers.

    Without `trade` only who speaks is looked for: places and the other triggers stay out.
    """
    found = {name: triggers.find(name, document) for name in triggers.LISTS if trade or name in SPOKEN}
    marks = {name: _shared(found.get(name, ()), document) for name in triggers.LISTS}
    shares = {name: _shared(facts[name], document) for name in ("amounts", "commodities", "dates", "officials")}
    provinces = _shared(with_firms(document, facts["provinces"]) if trade else (), document)
    result = []
    for index, (start, stop) in enumerate(document.sentences):
        inside = {name: each[index] for name, each in marks.items()}
        officials = shares["officials"][index]
        result.append(
            Sentence(
                index=index,
                start=start,
                stop=stop,
                document=document,
                places=places_of(
                    document, provinces[index], officials, inside, _main_clause(document, inside["deal"], start, stop)
                ),
                amounts=shares["amounts"][index],
                goods=shares["commodities"][index],
                dates=shares["dates"][index],
                officials=officials,
                **inside,
            )
        )
    return tuple(result)


def _shared(items: Iterable[Item], document: Document) -> list[tuple[Item, ...]]:
    """Return for each sentence of a document the items that start in it; items come in reading order."""
    shares: list[tuple[Item, ...]] = [()] * len(document.sentences)
    for index, inside in groupby(items, lambda item: document.sentence_at(item.start)):
        if index is not None:
            shares[index] = tuple(inside)
    return shares


def _main_clause(document: Document, deals: Sequence[Trigger], start: int, stop: int) -> int:
    """Return where the main clause begins: behind the comma of a clause of time, when an event is named there too."""
    match = BEFORE.match(document.text, start, stop)
    if match is None or ALSO.match(document.text, start, stop):
        return start
    return match.end() if any(word.start >= match.end() for word in deals) else start
