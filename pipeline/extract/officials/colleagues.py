"""Persons whose office is that of the person before: `Gubernur Sulut Melati meminta rekannya dari Malut, Sahril`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.officials.names import cues, read_name
from pipeline.extract.officials.organisations import namesakes, places, stops
from pipeline.extract.officials.parts import KIND, words_of
from pipeline.extract.rule import Rule
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.officials.words import TokenSequence
    from pipeline.language import Document

REACH_CHARS = 400
"""Characters read back for the person whose office it is."""
OFFICE = ("head", "title", "level", "kind", "explained", "council")
"""Pieces that both offices share."""


def colleagues(document: Document, words: TokenSequence, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the persons told by a word for a colleague, with region and name behind it."""
    forms = cues("colleague") | {word.capitalize() for word in cues("colleague")}
    for index in words.among(forms):
        before = [mention for mention in named if 0 <= words.starts[index] - mention.stop < REACH_CHARS]
        if before and before[-1].parts.get("kind", "public") == "public":
            yield from _behind(document, words, index, before[-1])


COLLEAGUE = Rule("colleague", colleagues)
"""A person who holds the same office elsewhere as the one named before."""


def _behind(document: Document, words: TokenSequence, index: int, holder: Mention) -> Iterator[Mention]:
    """Yield the person behind `rekannya dari Malut,`, with the office of its holder."""
    at = index + 2
    place = (
        (places().find(words, at) or namesakes().find(words, at))
        if words[index + 1] in cues("colleague_from")
        else None
    )
    if place is None or not place.entry or words[at + place.length] != ",":
        return
    name = read_name(words, at + place.length + 1, stops())
    if name is None:
        return
    full_name = words.slice(name.first, name.last)
    parts = {key: holder.parts[key] for key in OFFICE if key in holder.parts} | {
        "region": words.slice(at, at + place.length),
        "name": full_name,
        "name_words": words_of(full_name, ""),
        "degrees": " ".join(filter(None, (name.prefix, name.degrees))),
    }
    spans = {"name": words.span(name.first, name.last), "region": words.span(at, at + place.length)}
    start, stop = words.starts[index], name.stop
    said = {key: value for key, value in parts.items() if value}
    yield Mention(KIND, start, stop, document.quote(start, stop), COLLEAGUE.name, said, spans)
