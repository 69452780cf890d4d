"""Triggers: words that tell of trade, money and speech, found in a document by one word list each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.language import Phrases
from pipeline.lexicon import load
from pipeline.relate import foreign_names

if TYPE_CHECKING:
    from pipeline.language import Document

LISTS = {
    "deal": ("deal_cues", "cue", ("kind", "strength")),
    "status": ("status_cues", "cue", ("status",)),
    "money": ("money_cues", "cue", ("use",)),
    "flow": ("flow_cues", "cue", ("sense", "voice")),
    "foreign": ("foreign_places", "place", ("place",)),
    "speech": ("speech_cues", "cue", ("use",)),
}
"""Kind of trigger -> its word list, the column of the words, the columns of what they mean."""

FOREIGN = "foreign"
"""The one list of names, of places abroad: compared letter by letter, and no trigger within the name of a hotel."""

CLITICS = {"deal", "money", "flow", "status"}
"""Lists of words that may carry `-nya`."""


class Trigger(NamedTuple):
    """A word or phrase that tells of something, in its place."""

    start: int
    stop: int
    text: str
    meaning: tuple[str, ...]
    """What the word list says of it, one text per column of meaning."""


@cache
def _phrases(name: str) -> Phrases:
    lexicon, word, meaning = LISTS[name]
    entries = (("\t".join(row[column] for column in meaning), row[word], name == FOREIGN) for row in load(lexicon))
    return Phrases(entries, clitics=name in CLITICS)


def find(name: str, document: Document) -> tuple[Trigger, ...]:
    """Return the triggers of one list in reading order, foreign places not within names of hotels, ships and firms.

    Raises KeyError when there is no such list.
    """
    return tuple(
        Trigger(hit.start, hit.stop, document.quote(hit.start, hit.stop), tuple(hit.keys[0].split("\t")))
        for hit in _phrases(name).find(document)
        if name != FOREIGN or not foreign_names.holds(document.text, hit.start, hit.stop)
    )
