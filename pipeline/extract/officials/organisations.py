"""Bodies, regions and fields of work in a title, as the word lists have them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.extract.officials.names import (
    begins_name,
    cues,
    given_names,
    office_words,
    part_of_name,
    prefixes,
)
from pipeline.extract.officials.words import WordList
from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.extract.officials.words import TokenSequence

Row = dict[str, str]

NUMERAL = re.compile(r"[IVX]+|\d{1,3}")
NOUN = re.compile(r"(?:Pe|Ke|Per)[a-z]{3,}an|[A-Z][a-z]{2,}(?:ksi|asi|isi|usi|ansi|ensi|ologi|itas|ional|istik|isme)")
"""Nouns made like `Perdagangan`, `Ketahanan`, `Konstruksi`: fields of work, hardly ever names."""
SHORT_LETTERS = 2
"""Letters of a word that may stand in a name however it is written, at most."""
LONG_LETTERS = 7
"""Letters of a word that may be told with one of them wrong, at least."""
CUT_LETTERS = 3
"""Letters that a word may lack at its end, at most."""


@cache
def heads() -> WordList[Row]:
    """Return the first words of titles: Gubernur, gubernurnya."""
    rows = [(row["form"] + clitic, row) for row in load("titles") for clitic in ("", "nya")]
    return WordList(rows, fold=True, lower=True)


@cache
def agencies() -> WordList[Row]:
    """Return the public bodies, companies and associations."""
    return WordList(((row["form"], row) for row in load("agencies") if row["kind"] != "country"), fold=True)


@cache
def named_organisations() -> tuple[str, ...]:
    """Return the words that the own name of a company or association follows: PT, Koperasi."""
    return tuple(row["form"] for row in load("agencies") if row["level"] == "named" and " " not in row["form"])


@cache
def states() -> WordList[str]:
    """Return how a title names the state: RI."""
    return WordList((word, word) for word in cues("state"))


@cache
def places() -> WordList[str]:
    """Return the names of regions with their codes, and places abroad with an empty one."""
    rows = [(row["alias"], row["region"]) for row in load("region_aliases") if row["alias"] not in given_names()]
    rows += [
        (alias.replace(" ", "").capitalize(), region)
        for alias, region in rows
        if alias.count(" ") == 1 and len(alias) > LONG_LETTERS
    ]
    abroad = [row["place"] for row in load("foreign_places")]
    abroad += [row["form"] for row in load("agencies") if row["kind"] == "country"]
    return WordList(rows + [(name, "") for name in abroad], fold=True)


@cache
def sure_places() -> WordList[str]:
    """Return the names of regions that begin no name of a person behind another region: not Babar, Batu, AS."""
    rows = [row for row in load("region_aliases") if row["policy"] in {"safe", "capital"}]
    surfaces = [row["alias"] for row in rows if row["alias"] not in given_names()]
    surfaces += [row["place"] for row in load("foreign_places") if len(row["place"]) > SHORT_LETTERS]
    return WordList(((surface, surface) for surface in surfaces), fold=True)


@cache
def seldom_places() -> frozenset[str]:
    """Return the regions that count in a dateline only, being a surname or a plain word elsewhere: Tanjung."""
    return frozenset(row["alias"] for row in load("region_aliases") if row["policy"] == "dateline")


@cache
def namesakes() -> WordList[str]:
    """Return the regions that share their name with persons: Bima."""
    return WordList((row["alias"], row["region"]) for row in load("region_aliases") if row["alias"] in given_names())


@cache
def stops() -> WordList[str]:
    """Return what ends a name: heads of titles, bodies, words that announce a region."""
    forms = [row["form"] for row in load("titles")]
    forms += [row["form"] for row in load("agencies") if row["kind"] != "country"]
    return WordList((form, form) for form in [*forms, *cues("level")])


def is_pair(word: str) -> bool:
    """Tell whether a word is two regions that a hyphen joins: Riau-Kepri."""
    first, _, second = word.partition("-")
    return bool(second) and _single_places() >= {first.lower(), second.lower()}


@cache
def _single_places() -> frozenset[str]:
    return frozenset(row["alias"].lower() for row in load("region_aliases") if " " not in row["alias"])


def is_field(words: TokenSequence, index: int) -> bool:
    """Tell whether a word is a field of work, a numeral or an abbreviation."""
    word = words[index]
    if word in office_words() or NUMERAL.fullmatch(word) or NOUN.fullmatch(word):
        return not begins_name(words, index)
    return word.isupper() and len(word) > SHORT_LETTERS and prefixes().find(words, index) is None


def is_slip(words: TokenSequence, index: int) -> bool:
    """Tell whether a word is a field of work with one letter wrong, or cut short: Pertanin, Keuanga, Perindustri."""
    word = words[index]
    return len(word) >= LONG_LETTERS and part_of_name(word) and not begins_name(words, index) and _is_slip(word)


@lru_cache(maxsize=1000)
def _is_slip(word: str) -> bool:
    fields = [field for field in office_words() if len(field) >= LONG_LETTERS - 1]
    if any(field.startswith(word) and len(field) - len(word) <= CUT_LETTERS for field in fields):
        return True
    return process.extractOne(word, fields, scorer=DamerauLevenshtein.distance, score_cutoff=1) is not None


def known(words: TokenSequence, index: int) -> bool:
    """Tell whether a word belongs to a title and not to a name: a body, a region, a field of work."""
    return bool(agencies().find(words, index) or places().find(words, index)) or is_field(words, index)
