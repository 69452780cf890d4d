"""Names of several words with a slip, a small letter or cut short: `Kalimatan Timur`, `Maluku utara`, `Sumatera Sel`.

The first word alone may be the name of another province (`Papua`), which such a name never falls back to: what is near
a longer name, but not near enough to say that it is meant, is a mention without an alias.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.extract.rule import Rule
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.language import Document

CANDIDATES = re.compile(
    r"\b(?P<family>papua|maluku|kepulauan|nusa tenggara|sumatera|jawa|kalimantan|sulawesi"
    r"|(?:Ja|Ka|Ke|Ma|Pa|Su|JA|KA|KE|MA|PA|SU)[A-Za-z]{1,9}\b\.?|N(?:u|U)[A-Za-z]{1,3} [Tt][A-Za-z]{3,8}\b\.?)"
    r"(?=[ \u00a0](?P<rest>[A-Za-z]{2,12}\b(?:\.?[ \u00a0][A-Za-z]{2,9}\b)?\.?))"
)
"""Candidates: what may be a first word that several regions share, and up to two words that tell them apart."""

FIRST_WORDS = ("Papua", "Maluku", "Kepulauan", "Nusa Tenggara", "Sumatera", "Jawa", "Kalimantan", "Sulawesi")
SLIPPED_LETTERS = 5
"""Letters of a word that may hold one slip; with twice as many, two."""
CUT_LETTERS = 3
"""Letters left of a word that was cut short without a full stop."""
UNSURE = "tengah"
"""Written small behind a capital it is the verb's `in the midst of` as often as the name's `central`."""


def _find(document: Document) -> Iterator[Mention]:
    """Yield what reads like a longer name, exact ones among them; `alias` is missing where it is not certain which."""
    for match in CANDIDATES.finditer(document.text):
        alias, length = _meant(match["family"], match["rest"])
        if length:
            start, stop = match.start(), match.start("rest") + length
            parts = {"alias": alias} if alias else {}
            yield Mention("provinces", start, stop, document.quote(start, stop), LONGER.name, parts)


LONGER = Rule("longer", _find)


@lru_cache(maxsize=4096)
def _meant(family: str, rest: str) -> tuple[str, int]:
    """Return the name meant, empty where that is unsure, and the characters of `rest` in it, 0 where it is no name.

    Remembered, because the same words are candidates in every article.
    """
    whole = _first_word(family)
    if not whole:
        return "", 0
    words = re.findall(r"[A-Za-z]+\.?", rest)
    for count in range(len(words), 0, -1):
        near = {name for name, behind in _names().get(whole, ()) if _alike(words[:count], behind)}
        if near and not (family[0].isupper() and words[count - 1] == UNSURE):
            return (near.pop() if len(near) == 1 else ""), _length(rest, count)
    unsure = whole in _provinces() and any(_resembles(words[0], behind[0]) for _, behind in _names()[whole])
    return "", _length(rest, 1) if unsure else 0


@lru_cache(maxsize=4096)
def _first_word(written: str) -> str:
    """Return the first word that is written, cut short or misspelt, empty when it is none."""
    bare = written.rstrip(".")
    least = len(bare) if bare == written else CUT_LETTERS
    near = [word for word in FIRST_WORDS if _cut(bare, word, least) or _slipped(bare, word)]
    return near[0] if near else ""


def _length(rest: str, count: int) -> int:
    """Return the characters of the first words of `rest`, without a full stop behind them."""
    return [match.end() for match in re.finditer(r"[A-Za-z]+", rest)][count - 1]


def _alike(written: Sequence[str], meant: Sequence[str]) -> bool:
    return len(written) == len(meant) and all(map(_same, written, meant))


def _same(written: str, meant: str) -> bool:
    """Tell whether a word is the one meant: in any case, or capitalised with a slip or cut short."""
    bare = written.rstrip(".")
    if bare.lower() == meant.lower():
        return True
    if not written[0].isupper() or bare in _ordinary():
        return False
    return _cut(bare, meant, CUT_LETTERS if bare == written else CUT_LETTERS - 1) or _slipped(bare, meant)


def _cut(bare: str, meant: str, least: int) -> bool:
    """Tell whether a word is the beginning of the one meant, `least` letters of it or more."""
    return len(bare) >= least and meant.lower().startswith(bare.lower())


def _slipped(bare: str, meant: str) -> bool:
    most = len(meant) // SLIPPED_LETTERS
    return DamerauLevenshtein.distance(bare.lower(), meant.lower(), score_cutoff=most) <= most


def _resembles(written: str, meant: str) -> bool:
    """Tell whether a word may be the one meant: twice as many slips as are sure, or the verb `tengah`."""
    if written == UNSURE:
        return True
    most = 2 * (len(meant) // SLIPPED_LETTERS)
    near = DamerauLevenshtein.distance(written.lower(), meant.lower(), score_cutoff=most) <= most
    return written[0].isupper() and written[0] == meant[0] and near and written.rstrip(".") not in _ordinary()


@cache
def _names() -> dict[str, list[tuple[str, list[str]]]]:
    """Return the names of regions behind each first word, with their further words."""
    found: dict[str, list[tuple[str, list[str]]]] = {word: [] for word in FIRST_WORDS}
    for row in load("region_aliases"):
        first = next((word for word in FIRST_WORDS if row["alias"].startswith(f"{word} ")), None)
        if first and row["kind"] == "name" and row["policy"] == "safe":
            found[first].append((row["alias"], row["alias"][len(first) :].split()))
    return found


@cache
def _provinces() -> frozenset[str]:
    return frozenset(row["name"] for row in load("provinces"))


@cache
def _ordinary() -> frozenset[str]:
    """Return capitalised words of other meaning: Utama is no slip of Utara."""
    return frozenset(row["word"] for name in ("office_words", "name_stopwords") for row in load(name))
