"""Who takes part in an event, and who runs it: read from the places of its stretch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.places import Place
    from pipeline.relate.stretches import Stretch

OWNER = re.compile(
    r"^\s*(?:(?i:dan investasi|dagang|perdagangan|pangan|antara|antar|pemerintah|provinsi|pemprov|prov\.?|bertajuk"
    r"|kabupaten|pemkab|kota|pemkot|dinas|pelaku usaha|pengusaha)\s*)*$"
)
"""Words between a cue and the province that owns the event (`misi dagang Pemprov Jatim`)."""

HYPHEN = re.compile(r"^\s*[-–]\s*$")
EVEN = re.compile(r"^[\s)]*(?:,\s*)?(?:dan|serta|&)\s")
"""Two partners on one footing: none of them is the hub."""


def parties_of(stretch: Stretch, host: str | None) -> tuple[str, ...]:
    """Return the provinces that take part, those of officials where nobody else does.

    Where it happens counts only when there are not two without it, and not for a partner who comes to `host`, the
    hub that the context offers (`misi dagang ke Papua Barat Daya di Sorong`).
    """
    active = _own(stretch, [place for place in stretch.places if place.takes_part])
    heads = dict.fromkeys(place.province for place in stretch.places if place.role == "official")
    if not active and len(heads) > 1:
        return tuple(heads)
    core = dict.fromkeys(place.province for place in active if place.role != "at")
    led = {place.province for place in active if place.role == "subject"}
    if len(core) > 1 or (core and not led and host and host not in core):
        return tuple(core)
    behind = [place for place in active if place.role != "at" or place.start > stretch.group[0].start]
    return tuple(dict.fromkeys(place.province for place in (behind if len(behind) > len(core) else active)))


def _own(stretch: Stretch, active: list[Place]) -> list[Place]:
    """Return the places but those that goods are shipped to, where two partners are named without them.

    `Punya MoU dengan DKI, NTT kirim sapi ke Kaltim`: Kaltim is no partner of the agreement.
    """
    if stretch.is_sale or any(cue.meaning[0] != "cooperation" and cue.meaning[1] != "single" for cue in stretch.group):
        return active
    agreed = max(cue.start for cue in stretch.group if cue.meaning[1] != "single")
    verbs = [cue.start for cue in stretch.scene.flow if cue.start > agreed and cue.meaning[1] != "noun"]
    own = [place for place in active if not (place.role == "to" and verbs and verbs[0] < place.start)]
    return own if len({place.province for place in own}) > 1 else active


def hub_of(stretch: Stretch, parties: tuple[str, ...]) -> str | None:
    """Return who runs the event: its owner by name, else the subject of the sentence whose partners come with it."""
    active = [place for place in stretch.places if place.province in parties and place.takes_part]
    behind = stretch.group[-1].stop
    for number, place in enumerate(active):
        owner = place.start >= behind and OWNER.match(stretch.scene.text(behind, place.start))
        if owner and place.role == "subject":
            return None if _on_one_footing(stretch, active, number) else place.province
    leads = [number for number, place in enumerate(active) if place.role == "subject" and not _joins(active, number)]
    alone = len({active[number].province for number in leads}) == 1
    if leads and (alone or leads[0] == 0) and not _on_one_footing(stretch, active, leads[0]):
        return active[leads[0]].province
    return None


def _joins(active: Sequence[Place], number: int) -> bool:
    """Tell whether a province came as a partner before (`dengan Jakarta karena Jakarta pemasok beras`)."""
    return any(place.role == "with" and place.province == active[number].province for place in active[:number])


def _on_one_footing(stretch: Stretch, active: Sequence[Place], number: int) -> bool:
    """Tell whether the next partner stands beside this one (`Jateng dan Jatim`, `Sulteng-Kaltim`)."""
    others = [place for place in active[number + 1 :] if place.province != active[number].province]
    if not others:
        return False
    own = [place for place in active if place.province == active[number].province and place.start <= others[0].start]
    between = stretch.scene.text(own[-1].stop, others[0].start)
    mission = any(cue.meaning[0] == "trade_mission" for cue in stretch.group)
    return bool(EVEN.match(between) or (HYPHEN.match(between) and not mission))


def leader_of(stretch: Stretch, parties: tuple[str, ...]) -> str | None:
    """Return the province of the official who leads a mission that names its partners on one footing."""
    mission = any(cue.meaning[0] == "trade_mission" for cue in stretch.group)
    heads = [place for place in stretch.places if place.role == "official" and place.start < stretch.group[0].start]
    return next((place.province for place in heads if mission and place.province in parties), None)
