"""Who speaks in each sentence: by name, by `ia` and `katanya`, or on through an open quotation.

Somebody named as speaker who has no office takes the word from the official before, and keeps it in the same ways.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from pipeline.model import Fact
from pipeline.relate import strangers
from pipeline.values import Official

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.sentences import Sentence

OPENING, CLOSING = "“", "”"
PLAIN = '"'


class Other(Enum):
    """A speaker who is no official."""

    STRANGER = "stranger"


Voice: TypeAlias = Fact[Official] | Other

Voices: TypeAlias = "Sequence[Fact[Official] | None]"
"""Of each sentence the official who speaks in it."""


def speakers(sentences: Sequence[Sentence]) -> list[Fact[Official] | None]:
    """Return for each sentence the official who speaks in it, None where nobody does.

    A quoted sentence without words of speech belongs to whoever the paragraph names: behind it first, then before.
    """
    named = list(_named(sentences))
    quoted = _quoted(sentences)
    result = list(named)
    for index, sentence in enumerate(sentences):
        if named[index] is None and quoted[index]:
            result[index] = _next_in_paragraph(sentence, sentences, named) or _last(named[:index])
    return [None if voice is Other.STRANGER else voice for voice in result]


def _named(sentences: Sequence[Sentence]) -> Iterator[Voice | None]:
    """Yield for each sentence the speaker whom its own words of speech name or mean."""
    last: Voice | None = None
    known = frozenset(word for each in sentences for fact in each.officials for word in fact.value.name.lower().split())
    for sentence in sentences:
        spoken = [cue for cue in sentence.speech if not sentence.is_title]
        strange = [cue for cue in spoken if strangers.speaks(sentence, cue, known)]
        own: Voice | None = _nearest(sentence, [cue.start for cue in spoken if cue not in strange])
        own = own or (Other.STRANGER if strange else None)
        if own:
            last = own
        elif sentence.officials and not spoken:
            last = sentence.officials[-1]
        yield (own or last) if spoken else None


def _nearest(sentence: Sentence, offsets: Sequence[int]) -> Fact[Official] | None:
    """Return the official of the sentence who stands nearest to a word of speech."""
    if not offsets or not sentence.officials:
        return None
    return min(sentence.officials, key=lambda fact: min(_distance(fact, offset) for offset in offsets))


def _distance(fact: Fact[Official], offset: int) -> int:
    return offset - fact.stop if offset >= fact.stop else fact.start - offset


def _quoted(sentences: Sequence[Sentence]) -> list[bool]:
    """Return for each sentence whether it stands in a quotation, in whole or in part; a new line closes an open one."""
    result, depth = [], 0
    for index, sentence in enumerate(sentences):
        if index and "\n" in sentence.text(sentences[index - 1].stop, sentence.start):
            depth = 0
        text = sentence.text(sentence.start, sentence.stop)
        result.append(bool(depth) or OPENING in text or PLAIN in text)
        depth += text.count(OPENING) - text.count(CLOSING)
        depth = (depth + text.count(PLAIN)) % 2 if PLAIN in text else max(depth, 0)
    return result


def _next_in_paragraph(
    sentence: Sentence, sentences: Sequence[Sentence], named: Sequence[Voice | None]
) -> Voice | None:
    for later in sentences[sentence.index + 1 :]:
        if "\n" in sentence.text(sentences[later.index - 1].stop, later.start):
            return None
        if named[later.index]:
            return named[later.index]
    return None


def _last(named: Sequence[Voice | None]) -> Voice | None:
    return next((fact for fact in reversed(named) if fact), None)
