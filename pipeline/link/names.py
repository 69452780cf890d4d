"""Names of persons compared: spelling, old spelling, degrees, shorter forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.lexicon import load

NameWords = tuple[str, ...]

SAME, SPELLING, SHORT = "same_name", "spelling", "short_name"
"""How two names compare, in order of trust."""

SOUNDS = [
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("sh", "s"), ("nj", "ny")),
    *(("ch", "h"), ("kh", "h"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dz", "z"), ("ts", "s"), ("bh", "b")),
    *(("ae", "ai"), ("ie", "i"), ("ei", "i"), ("ij", "i"), ("y", "i"), ("v", "f"), ("p", "f")),
    *(("q", "k"), ("x", "ks"), ("z", "s"), ("o", "u")),
]
"""Old and new spelling, and letters that the ear does not tell apart: all become the second."""
SILENT = re.compile("h$")
REPEATED = re.compile(r"(.)\1+")
NO_SOUND = re.compile("['’‘`]")
NO_LETTER = re.compile(r"[^\w]+|_+")

INITIAL_LETTERS = 2
"""A word of fewer letters than this stands for any word that begins with it."""
ONE_SLIP, TWO_SLIPS = 5, 9
"""Letters that a word must have to bear one slip, and two."""


def words(name: str) -> NameWords:
    """Return the words of a name in lower case, without accents, points, and degrees and courtesies around it."""
    plain = unicodedata.normalize("NFKD", NO_SOUND.sub("", name)).lower()
    found = "".join(each for each in plain if not unicodedata.combining(each)).replace(",", " ").split()
    while len(found) > 1 and _letters(found[0]) in _affixes("prefix"):
        found.pop(0)
    while len(found) > 1 and _letters(found[-1]) in _affixes("suffix"):
        found.pop()
    return tuple(NO_LETTER.sub(" ", " ".join(found)).split())


@cache
def _affixes(position: str) -> frozenset[str]:
    return frozenset(_letters(row["form"].lower()) for row in load("name_affixes") if row["position"] == position)


def _letters(word: str) -> str:
    return NO_LETTER.sub("", word)


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return a word as it sounds: `Bierhasani` and `Birhasani`, `Soesilo` and `Susilo` are one."""
    for spelt, heard in SOUNDS:
        word = word.replace(spelt, heard)
    word = REPEATED.sub(r"\1", word)
    return SILENT.sub("", f"{word[:-1]}t" if word.endswith("d") else word) if len(word) > INITIAL_LETTERS else word


def compare(left: NameWords, right: NameWords) -> str | None:
    """Return how two names are one (`same_name`, `spelling`, `short_name`), None when they are not."""
    if left == right:
        return SAME
    one, other = heard(left), heard(right)
    if one[-1] == other[-1] or _slips(one[:-1], other[:-1]):
        return SPELLING
    short, full = (one, other) if len(one) < len(other) else (other, one)
    return SHORT if len(short) < len(full) and _shortens(short[:-1], full[:-1]) else None


@lru_cache(maxsize=100_000)
def heard(name: NameWords) -> NameWords:
    """Return the words of a name as they sound, and behind them all in one."""
    sounds = tuple(map(sound, name))
    return *sounds, "".join(sounds)


def _slips(left: NameWords, right: NameWords) -> bool:
    """Tell whether names of as many words differ in one word only, by a slip or an initial."""
    if len(left) != len(right) or (len(left) > 1 and left[0] != right[0] and left[-1] != right[-1]):
        return False
    pairs = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and (_slip(*pairs[0]) or (len(left) > 1 and _initial(*pairs[0])))


def _slip(left: str, right: str) -> bool:
    short, full = sorted((left, right), key=len)
    if full.startswith(short[:-1]) and len(full) - len(short) < INITIAL_LETTERS:
        return False  # Sutrisno is not Sutrisna, nor Rahman Rahmat, nor Hasan Hasani
    allowed = (len(short) >= ONE_SLIP) + (len(short) >= TWO_SLIPS)
    return left[0] == right[0] and Levenshtein.distance(left, right, score_cutoff=allowed) <= allowed


def _initial(left: str, right: str) -> bool:
    return min(len(left), len(right)) < INITIAL_LETTERS and left[0] == right[0]


def _shortens(short: NameWords, full: NameWords) -> bool:
    """Tell whether all words of one name stand in the other in the same order, one of them more than an initial."""
    rest = iter(full)
    kept = all(any(each == word or _initial(each, word) for word in rest) for each in short)
    return kept and any(len(each) > INITIAL_LETTERS for each in short)
