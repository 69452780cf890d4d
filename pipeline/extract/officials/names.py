"""Personal names: capitalised words with their honorifics before and degrees behind, and where such a name stops."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.officials.words import WordList, speech_verbs
from pipeline.lexicon import load, words
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from pipeline.extract.officials.words import TokenSequence

MOST_WORDS = 7
"""Words of a name, at most."""
SHORT_CAPITALS = 2
"""Capitals that may stand in a name (`HM`, `AA`); longer ones are abbreviations of something else."""

PARTICLE = re.compile(r"(?:bin|binti|van|von|de|der|da|al|el|la|den|dos|ter)(?:-\w+)?")
INITIALS = re.compile(r"[A-Z]|Moh|Muh|Moch|Much|Mohd|Mhd|Muhd|Abd|St|Ch|Sy|Tb|Th|Dg|Dt|Hi|Yoh|Ign?|Fr")
"""What a full stop may follow inside a name."""
LONE_INITIALS = frozenset({"A", "I", "M", "R", "T"})
"""Capitals that open a name without a full stop behind them: T Faisal (Teuku), M Nasir, I Made."""
SHAPED = re.compile(r"[A-Z][a-z]{2,}(?:[aiu]ddin|[aiu]llah|[sy]anto|iyono|[aiu]wati|ningsih|ningrum)")
"""Words made as only names are: Khairuddin, Nasrullah, Wiryanto, Sulastiningsih."""
NICKNAME = re.compile(r"\s*\((?:alias\s+|akrab disapa\s+)?([A-Z]\w+(?: [A-Z]\w+)?)\)")


class Name(NamedTuple):
    """A personal name: word indexes of the name proper, and of all that belongs to it."""

    first: int
    last: int
    """Behind the last word of the name proper."""
    stop: int
    """Offset behind the degrees."""
    prefix: str
    """Honorifics, degrees and ranks before the name, as written."""
    degrees: str
    """Degrees behind the name, as written."""


@cache
def prefixes() -> WordList[str]:
    """Return the honorifics, academic degrees and ranks that precede a name."""
    return WordList((row["form"], row["kind"]) for row in load("name_affixes") if row["position"] == "prefix")


@cache
def degrees() -> re.Pattern[str]:
    """Return the pattern of the degrees behind a name."""
    forms = (row["form"].rstrip(".") for row in load("name_affixes") if row["position"] == "suffix")
    dotted = either(forms).replace(r"\.", r"\.?[ ]?")
    return re.compile(rf"(?:(?:[ ]?,[ ]{{0,2}}|[ ]{{1,2}})(?:{dotted})(?![\w-])\.?){{1,9}}")


def cues(use: str) -> frozenset[str]:
    """Return the words in and around titles that have one use."""
    return words("title_cues", use)


@cache
def given_names() -> frozenset[str]:
    """Return common first names."""
    return frozenset(row["name"] for row in load("given_names"))


@cache
def name_stopwords() -> frozenset[str]:
    """Return capitalised words that are no part of a name."""
    return frozenset(row["word"] for row in load("name_stopwords"))


@cache
def months() -> frozenset[str]:
    """Return the names of months, which may stand inside a name: Raja Juli Antoni."""
    return frozenset(row["word"] for row in load("name_stopwords") if row["reason"] == "month")


@cache
def sentence_openers() -> frozenset[str]:
    """Return words that are no part of a name, but for one that commas set apart."""
    return frozenset(row["word"] for row in load("name_stopwords") if row["reason"] == "opens_sentence")


@cache
def site_words() -> frozenset[str]:
    """Return words of streets and buildings, which bear the names of persons."""
    return frozenset(row["word"] for row in load("name_stopwords") if row["reason"] == "place_name")


@cache
def office_words() -> frozenset[str]:
    """Return the words of offices and their fields of work."""
    return frozenset(row["word"] for row in load("office_words"))


@cache
def never_in_names() -> frozenset[str]:
    """Return the words of offices that end a name."""
    return frozenset(row["word"] for row in load("office_words") if not row["in_names"])


def skip_prefixes(words: TokenSequence, index: int) -> int:
    """Return the index behind the honorifics, degrees and ranks that begin at a word."""
    while found := prefixes().find(words, index):
        after = index + found.length
        while words[after] in {".", ","} and words.near(after):
            after += 1
        after += _bracketed(words, after)
        if not words.near(after):
            return index
        index = after
    return index


def _bracketed(words: TokenSequence, index: int) -> int:
    """Return the words of one abbreviation in brackets behind a rank: (Purn), (Purn.)."""
    if words[index] != "(" or not words[index + 1].isalpha():
        return 0
    length = 4 if words[index + 2] == "." else 3
    return length if words[index + length - 1] == ")" else 0


def is_first_name(word: str) -> bool:
    """Tell whether a word is a common first name, or made as only names are."""
    return word in given_names() or SHAPED.fullmatch(word) is not None


def begins_name(words: TokenSequence, index: int) -> bool:
    """Tell whether a name surely begins at a word: a first name, a rank, Balinese `I` or `Ni`, `La Ode`."""
    word = words[index]
    if word in {"I", "Ni"}:
        return words[index + 1] in given_names()
    if word in {"La", "Wa"}:
        return words[index + 1] == "Ode"
    if is_first_name(word) or _is_anak_agung(words, index) or prefixes().find(words, index):
        return True
    return word in words.speakers and may_begin(words, index)


def may_begin(words: TokenSequence, index: int) -> bool:
    """Tell whether a word may be the first of a name."""
    word = words[index]
    if word in given_names() or _is_anak_agung(words, index):
        return True
    return (
        part_of_name(word)
        and word not in office_words()
        and (len(word) > 1 or words[index + 1] == "." or word in LONE_INITIALS)
    )


def _is_anak_agung(words: TokenSequence, index: int) -> bool:
    """Tell whether a Balinese title of birth stands here, whose first word is a field of work too."""
    return (words[index], words[index + 1]) == ("Anak", "Agung")


def part_of_name(word: str) -> bool:
    """Tell whether a word may stand in a name."""
    if not word[:1].isupper() or word in name_stopwords():
        return False
    return not word.isupper() or len(word) <= SHORT_CAPITALS


def _between_commas(words: TokenSequence, index: int) -> bool:
    """Tell whether capitalised words alone stand from here to a comma, behind one: all of them are the name.

    Words that else open a sentence may be among them: `Bupati Tabalong, Egusem Tahun Nenobais, hadir`.
    """
    if words[index - 1] != "," or not words.near(index):
        return False
    behind = index
    while (
        behind - index < MOST_WORDS
        and words.near(behind)
        and (part_of_name(words[behind]) or words[behind] in sentence_openers())
    ):
        behind += 1
    return behind > index + 1 and words[behind] == "," and words.near(behind)


def read_name(words: TokenSequence, index: int, stops: WordList[str]) -> Name | None:
    """Return the name that begins at a word, None when none does; a phrase of `stops` ends it."""
    first = skip_prefixes(words, index)
    if not may_begin(words, first) or stops.find(words, first):
        return None
    last = _end(words, first, stops, is_apart=_between_commas(words, first))
    if any(_opens_with_rank(words, place) for place in range(first + 1, last)):
        return None
    if last - first == 1 and len(words[first]) <= SHORT_CAPITALS:
        return None
    behind = words.stops[last - 1]
    found = degrees().match(words.text, behind)
    prefix = words.slice(index, first)
    return Name(first, last, found.end() if found else behind, prefix, found[0].strip(" ,") if found else "")


def _opens_with_rank(words: TokenSequence, index: int) -> bool:
    """Tell whether a rank and a name begin at a word: before them stands another office (Dankor Irjen Pol. X)."""
    found = prefixes().find(words, index)
    return found is not None and found.entry == "rank" and part_of_name(words[skip_prefixes(words, index)])


def _end(words: TokenSequence, first: int, stops: WordList[str], *, is_apart: bool) -> int:
    """Return the index behind the last word of a name."""
    last = first + 1
    for _ in range(MOST_WORDS):
        after = _next(words, last) or (last + 1 if is_apart and words[last] in sentence_openers() else None)
        if (
            after is None
            or (stops.find(words, after - 1) and words[after - 1] not in given_names())
            or degrees().match(words.text, words.stops[last - 1])
        ):
            break
        last = after
    return last


def _next(words: TokenSequence, index: int) -> int | None:
    """Return the index behind the next word of a name (with the full stop before it), None when there is none."""
    if words[index] == "." and INITIALS.fullmatch(words[index - 1]) and words.near(index):
        index += 1
    if not words.near(index):
        return None
    word = words[index]
    if part_of_name(word) and (word not in never_in_names() or words[index + 1] in speech_verbs()):
        return index + 1
    if word in given_names():
        return index + 1
    if word in months() and part_of_name(words[index + 1]) and words.near(index + 1):
        return index + 1
    if PARTICLE.fullmatch(word) and part_of_name(words[index + 1]) and words.near(index + 1):
        return index + 2
    return None
