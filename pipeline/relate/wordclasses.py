"""What class of word a form is: a verb of trade by its stem and affixes, a noun of who or where, a function word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VOICES = ("active", "passive", "noun", "bare")
"""Voice of a form by its affixes: `me-`, `di-` and `ter-`, `pe-` and `-an`, none or `ber-`."""

NASALS = {"k": ("ng", 1), "p": ("m", 1), "t": ("n", 1), "s": ("ny", 1)}
"""First letter of a stem that `me-` and `pe-` take in -> their nasal, letters taken."""

KEPT = {**dict.fromkeys("bfv", "m"), **dict.fromkeys("cdjz", "n"), **dict.fromkeys("lrwymn", "")}
"""First letter of a stem that stays -> the nasal before it; all others take `ng`."""


SENDING = ("send", "sell", "supply", "ship", "carry")
"""Senses of verbs that goods leave by."""

RECEIVING = ("receive", "buy", "order", "fetch", "absorb", "consume")
"""Senses of verbs that goods come by."""


class WordClass(NamedTuple):
    """Class of a word."""

    part: str
    """`verb`, `noun` or `function`."""
    sense: str
    """What it tells: `send`, `receive` ... of verbs, `producer`, `market` ... of nouns, `from`, `to` ... of others."""
    voice: str
    """One of `VOICES` for verbs, else empty."""
    symbol: str
    """The class as one word."""


def classes_of(words: Iterable[str]) -> list[WordClass | None]:
    """Return the class of each word in small letters, None where it has none."""
    return list(map(_classes().get, words))


@cache
def class_numbers() -> dict[WordClass | None, int]:
    """Return a number for each class: their places in columns of codes; 0 for words without a class."""
    return {each: number for number, each in enumerate((None, *sorted(set(_classes().values()))))}


@cache
def senses(part: str) -> tuple[str, ...]:
    """Return the senses of one part of speech, sorted: their places are codes of features."""
    return tuple(sorted({each.sense for each in _classes().values() if each.part == part}))


def forms(stem: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a stem with their voice: `kirim` gives `mengirim`, `dikirim`, `pengiriman`, `kiriman`."""
    for suffix in ("", "kan", "i"):
        yield f"{_nasal('me', stem)}{suffix}", "active"
        yield f"di{stem}{suffix}", "passive"
        yield f"ter{stem}{suffix}", "passive"
    for suffix in ("", "an"):
        yield f"{_nasal('pe', stem)}{suffix}", "noun"
    yield from ((form, "noun") for form in (f"{stem}an", f"per{stem}an", f"ke{stem}an", f"pe{stem}"))
    yield from ((form, "bare") for form in (f"ber{stem}", f"ber{stem}an", stem))


def _nasal(prefix: str, stem: str) -> str:
    nasal, taken = NASALS.get(stem[0]) or (KEPT.get(stem[0], "ng"), 0)
    return f"{prefix}{nasal}{stem[taken:]}"


@cache
def _class(part: str, sense: str, voice: str = "") -> WordClass:
    """Return a class, one object for all its words."""
    return WordClass(part, sense, voice, f"{part[0]}:{sense}.{voice}" if voice else f"{part[0]}:{sense}")


@cache
def _classes() -> dict[str, WordClass]:
    """Return the class of every form; words of the lists themselves go before forms of stems, first before later."""
    classes: dict[str, WordClass] = {}
    for row in load("clause_words"):
        found = _class(row["part"], row["class"])
        classes.setdefault(row["word"], found)
        if row["part"] == "noun":
            classes.setdefault(f"{row['word']}nya", found)
    for row in load("trade_stems"):
        for form, voice in forms(row["stem"]):
            for each in (form, f"{form}nya"):
                classes.setdefault(each, _class("verb", row["sense"], voice))
    return classes
