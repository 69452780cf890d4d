"""Stretches: the parts of a sentence that speak of one trade event each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.relate.cues import Cue
    from pipeline.relate.places import Place
    from pipeline.relate.scenes import Scene

SEVERAL = re.compile(
    r"\b(?:[2-9]|[1-9]\d{1,2}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sejumlah|beberapa|berbagai)\s+"
    r"(?:kali\s+|seri\s+|rangkaian\s+)?"
    r"(?:misi dagang|temu bisnis|temu usaha|misi perdagangan|kegiatan serupa|acara serupa|provinsi|daerah lain)\b"
    r"|\b(?:misi dagang|temu bisnis|temu usaha)\s+(?:\w+\s+){0,4}(?:[2-9]|[1-9]\d{1,2}|dua|tiga|empat|lima|enam|tujuh"
    r"|delapan|sembilan|sepuluh|beberapa)\s+kali\b",
    re.IGNORECASE,
)
"""More than one event; `kedua provinsi` names its two."""

ALL_OF = re.compile(
    r"\b(?:keseluruhan|seluruh|rangkaian|sepanjang|selama)\s+(?:\w+,?\s+){0,3}(?:misi dagang|temu bisnis|temu usaha)\b"
    r"|\b(?:misi dagang|temu bisnis|temu usaha)\b[^.]{0,60}\b(?:sepanjang|selama)\s+(?:tahun\s+)?\d{4}\b",
    re.IGNORECASE,
)
"""All events of a time, uncounted."""

FOOD = re.compile(r"\b(?:pangan|sembako|bahan pokok|kebutuhan pokok|komoditas|hasil pertanian)\b", re.IGNORECASE)
"""What agreements between regions are about where no goods are named (`MoU bidang pangan`)."""

COUNT = 16
"""Characters before an event in which its number stands."""

LATER = re.compile(r"\b(?:setelah|sesudah|seusai|usai|menyusul)\b")
"""Parts two events of one sentence in time."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a sentence that speaks of one event."""

    scene: Scene
    group: tuple[Cue, ...]
    start: int
    stop: int

    @property
    def places(self) -> list[Place]:
        """The places of this part."""
        return [place for place in self.scene.places if self.start <= place.start < self.stop]

    @property
    def is_sale(self) -> bool:
        """Whether it speaks of nothing but sales, purchases or shipments."""
        return all(cue.meaning[1] == "single" for cue in self.group)

    @property
    def is_plural(self) -> bool:
        """Whether it counts several events (`43 misi dagang`, `misi dagang di 10 provinsi`)."""
        return is_plural(self.scene.text(max(self.scene.start, self.start - COUNT), self.stop))

    @property
    def abroad(self) -> bool:
        """Whether it names a foreign place."""
        return any(self.start <= name.start < self.stop for name in self.scene.foreign)


def is_plural(text: str) -> bool:
    """Tell whether words count several events or all of a time."""
    return bool(SEVERAL.search(text) or ALL_OF.search(text))


def stretches_of(scene: Scene, strengths: frozenset[str]) -> Iterator[Stretch]:
    """Yield the stretches of a sentence in reading order; the first begins with the sentence.

    `strengths` are the strengths of cue that count in the article, and `goods` where it tells of goods that move.
    """
    groups = _groups(scene, strengths)
    bounds = [scene.start, *(group[0].start for group in groups[1:]), scene.stop]
    for group, start, stop in zip(groups, bounds, bounds[1:], strict=False):
        yield Stretch(scene, tuple(group), start, stop)


def _groups(scene: Scene, strengths: frozenset[str]) -> list[list[Cue]]:
    """Return the cues of a sentence that count, those with no figure and no place between them together."""
    groups: list[list[Cue]] = []
    for cue in scene.deal:
        if cue.start < scene.lead or cue.meaning[1] not in strengths or not _supported(cue, scene, strengths):
            continue
        if groups and not _parted(scene, groups[-1][-1].stop, cue.start):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return groups


def _supported(cue: Cue, scene: Scene, strengths: frozenset[str]) -> bool:
    """Tell whether a cue speaks of trade: by itself, with goods, or with two partners in an article about trade."""
    if cue.meaning[1] == "strong":
        return True
    if cue.meaning[1] == "meeting":
        return any(mark.meaning[0] == "planned" for mark in scene.status)
    if cue.meaning[1] == "single" and "strong" in strengths and not scene.amounts:
        return False
    partners = len({place.province for place in scene.places if place.takes_part})
    named = any("dagang" in other.text.lower() for other in scene.deal) or FOOD.search(
        scene.text(cue.start, scene.stop)
    )
    trade = strengths & {"strong", "goods"} or named
    return bool(scene.goods or scene.flow or (partners > 1 and trade))


def _parted(scene: Scene, start: int, stop: int) -> bool:
    """Tell whether the second of two cues speaks of another event: by its words, or a figure stands before it."""
    offsets = [place.start for place in scene.places] + [amount.start for amount in scene.amounts]
    told = any(amount.start < stop for amount in scene.amounts)
    return bool(LATER.search(scene.text(start, stop))) or (told and any(start <= offset < stop for offset in offsets))
