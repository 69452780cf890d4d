"""When and where an event took place, read from the dates and places of its stretch of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.model import Fact
    from pipeline.relate.scenes import Scene

NESTED = {"last_day", "last_month"}
"""Rules of dates that end a range; the range itself stands before them."""

SINCE = re.compile(r"\b(?:sejak|semenjak|mulai)\s+(?:tahun\s+)?$", re.IGNORECASE)
"""Before the day from which something has been going on."""

BESIDE = 12
"""Characters between a day and the word of speech it belongs to (`Selasa (25/8/2015), mengatakan`)."""


def date_of(scene: Scene, start: int, stop: int) -> str | None:
    """Return the partial ISO date of an event: a day before a month, but not the day somebody spoke."""
    dates = [date for date in scene.dates if start <= date.start < stop and date.mention.rule not in NESTED]
    told = [date for date in dates if not (_is_speech_day(scene, date) or SINCE.search(scene.text(start, date.start)))]
    days = [date for date in told if date.value.precision == "day"]
    chosen = days[:1] or told[:1]
    return str(chosen[0].value.date) if chosen else None


def place_of(scene: Scene, start: int, stop: int, parties: tuple[str, ...]) -> str | None:
    """Return the province where an event took place: a place that the text puts it `di`, a party's before others."""
    places = [place.province for place in scene.places if place.role == "at" and start <= place.start < stop]
    return next((province for province in places if province in parties), places[0] if places else None)


def _is_speech_day(scene: Scene, date: Fact[Any]) -> bool:
    """Tell whether words of speech stand right behind a date, or before it with no event between them."""
    if any(date.stop <= cue.start <= date.stop + BESIDE for cue in scene.speech):
        return True
    spoken = [cue.stop for cue in scene.speech if cue.stop <= date.start]
    return bool(spoken) and not any(cue.start > spoken[-1] and cue.stop <= date.start for cue in scene.deal)
