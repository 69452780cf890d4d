"""Patterns of numerals as running text has them, in digits and in words; shared by the kinds that count."""

from __future__ import annotations

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)?+"
"""What may part a number from its scale or its currency word."""
AN = r"(?:-?an\b)?+"
NUMBER = r"\d++(?:[.,]\d++)*+"
AND = r"(?P<to>\sdan\s)"
END = r"(?:(?=an\b)|(?![a-z]))"
"""End of a scale, before `-an` at most."""

NUMERAL = ("digit", "compound", "teen", "small", "scale", "half", "part", "point")
"""Types of the words that a numeral in words is made of."""


def alternatives(name: str, column: str, *types: str) -> str:
    """Return the words of a list as the branches of a pattern, longest first; only rows of some types, if given."""
    words = {row[column] for row in load(name) if not types or row["type"] in types}
    return either(words, r"\s")


def until() -> str:
    """Return the pattern of what joins the two ends of a range; a word with a slash (`s/d`) needs no spaces."""
    words = {row["word"] for row in load("date_cues") if row["sense"] == "until"}
    glued = {word for word in words if "/" in word}
    spaced = either(words - glued, r"\s")
    return rf"(?:[^\S\n]?[-–—][^\S\n]?|(?P<to>\s(?:{spaced})\s|\s?(?:{either(glued)})\s?))"


def scales() -> str:
    """Return the pattern of a scale written out or cut short, alone or in tens, hundreds or thousands."""
    big = alternatives("numbers", "word", "scale")
    return rf"(?i:(?:(?:ribu|ratus|puluh)\s(?={big}))?+(?:{big})){END}|(?i:rb|jt){END}"


def in_words() -> str:
    """Return the pattern of a numeral in words, or in figures and words (`1,5 juta`)."""
    big, word = alternatives("numbers", "word", "scale"), alternatives("numbers", "word", *NUMERAL)
    return rf"(?:{NUMBER}\s(?={big}))?+(?i:(?:{word})\b(?:[\s-](?:{word})\b)*+)"


def vaguely() -> str:
    """Return the pattern of a number that is none (`ratusan juta`)."""
    big, word = alternatives("numbers", "word", "scale"), alternatives("numbers", "word", "vague")
    return rf"(?i:(?:{word})(?:\s(?:{big}))?+\b)"
