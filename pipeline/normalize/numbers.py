"""Numerals as Indonesian news writes them, in digits and in words; shared by the kinds that count.

Policy for separators: dots group thousands and a comma is the decimal sign. Three slips are read all the same: a dot
before one or two digits is a decimal sign (`13.7`); commas that group by three more than once, or before a decimal
dot, group thousands (`1,500,000`); a last `.00` behind dotted thousands is sen. One comma before three digits stays a
decimal sign (`3,963`). Everything else (`1.234.56`) has no sure value and gives None.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.lexicon import load

LONGEST = 40
"""No sensible numeral has more characters (digits) or tokens (words)."""

SIGN = r"(?:[-−]\s?)?"
FORMS = {
    "grouped": re.compile(rf"{SIGN}[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?"),
    "plain": re.compile(rf"{SIGN}\d*(?:,\d+)?(?<=\d)"),
    "english": re.compile(rf"{SIGN}[1-9]\d{{0,2}}(?:(?:,\d{{3}}){{2,}}(?:\.\d+)?|,\d{{3}}\.\d{{1,2}})"),
    "point": re.compile(rf"{SIGN}(?:\d+\.\d{{1,2}}|0\.\d+)"),
    "cents": re.compile(rf"{SIGN}[1-9]\d{{0,2}}(?:\.\d{{3}})+\.00"),
}
"""How numerals are written, in order of trust."""

TOKEN = re.compile(r"[\d.,]*\d|[^\W\d_]+|[-−]")
SCALES = {"small", "scale", "abbreviation"}


class _Token(NamedTuple):
    """A word of the numbers lexicon, or a numeral (type `numeral`)."""

    type: str
    value: Decimal


def digits(text: str) -> Decimal | None:
    """Return the value of a numeral in digits (`1.500.000,50`), None when it is none or has no sure value."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    form = next((name for name, pattern in FORMS.items() if pattern.fullmatch(text)), None)
    if form is None:
        return None
    plain = text.replace("−", "-").replace(" ", "")
    if form == "cents":
        plain = plain.removesuffix(".00")
    if form in {"english", "point"}:
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(".", "").replace(",", "."))


def words(text: str) -> Decimal | None:
    """Return the value of a numeral in words, or in digits and words (`1,5 juta`, `15rb`), None when it is none.

    `M` and `T` are miliar and triliun, as in Indonesian headlines.
    """
    tokens = _tokens(text)
    if not tokens or len(tokens) > LONGEST:
        return None
    if tokens[0].type == "sign":
        value = _value(tokens[1:])
        return -value if value is not None else None
    return _value(tokens)


def ordinal(text: str) -> Decimal | None:
    """Return the value of an ordinal (`pertama`, `kedua`, `ke-3`), None when it is none."""
    text = text.strip().lower()
    if text in _lexicon() and _lexicon()[text][0].type == "ordinal":
        return _lexicon()[text][0].value
    return words(text.removeprefix("ke").lstrip("- ")) if text.startswith("ke") else None


def vague(text: str) -> Decimal | None:
    """Return the least that a vague number may mean (`ratusan juta`: 100 juta), None when it is none."""
    first, _, scale = " ".join(text.lower().split()).partition(" ")
    known = _lexicon().get(first)
    times = words(f"1 {scale}")
    return known[0].value * times if known and known[0].type == "vague" and times is not None else None


@cache
def _lexicon() -> dict[str, tuple[_Token, ...]]:
    """Return the tokens that a word stands for; some words hold two (`seribu`: satu, ribu)."""
    rows = {row["word"]: row for row in load("numbers")}
    parts = {word: row["value"].split() if row["type"] == "compound" else [word] for word, row in rows.items()}
    return {
        word: tuple(_Token(rows[part]["type"], Decimal(rows[part]["value"] or 0)) for part in parts[word])
        for word in rows
    }


def _tokens(text: str) -> list[_Token] | None:
    """Return the tokens of a numeral, None when a word of it is no number."""
    tokens: list[_Token] = []
    for word in TOKEN.findall(text[: LONGEST * LONGEST]):
        if word in {"-", "−"}:
            tokens += [_Token("sign", Decimal(-1))] if not tokens else []
        elif word[-1].isdigit():
            value = digits(word)
            if value is None:
                return None
            tokens.append(_Token("numeral", value))
        else:
            known = _lexicon().get(word) or _lexicon().get(word.lower())
            if known is None:
                return None
            tokens += known
    return tokens


def _value(tokens: list[_Token]) -> Decimal | None:
    """Return the value of `<multiplier> <largest scale> <rest>`; without a scale that of a number below twenty."""
    places = [index for index, token in enumerate(tokens) if token.type in SCALES]
    if not places:
        return _leaf(tokens)
    place = max(places, key=lambda index: tokens[index].value)
    scale = tokens[place]
    before, after = _value(tokens[:place]), Decimal(0)
    if place + 1 < len(tokens):
        rest = tokens[place + 1 :]
        value = _value(rest) if rest[0].type != "half" else None
        if value is None or value >= scale.value:
            return None
        after = value
    if before is None or (scale.type == "small" and before >= 10):  # noqa: PLR2004 - tens and hundreds take a digit
        return None
    return before * scale.value + after


def _leaf(tokens: list[_Token]) -> Decimal | None:
    """Return the value of a number without tens and scales: `lima belas`, `satu setengah`, `dua koma lima`, `1,5`."""
    types = [token.type for token in tokens]
    if "point" in types:
        return _pointed(tokens, types.index("point"))
    if types[-1:] == ["half"]:
        whole = _leaf(tokens[:-1]) if len(tokens) > 1 else Decimal(0)
        return whole + tokens[-1].value if whole is not None else None
    if types in (["digit"], ["numeral"]):
        return tokens[0].value
    if types == ["digit", "teen"] and tokens[0].value:
        return tokens[0].value + tokens[1].value
    return tokens[0].value * tokens[1].value if types == ["digit", "part"] else None


def _pointed(tokens: list[_Token], place: int) -> Decimal | None:
    """Return the value of a number with a decimal point in words: `dua belas koma dua tiga empat`."""
    whole = _leaf(tokens[:place]) if place else Decimal(0)
    decimals = tokens[place + 1 :]
    if whole is None or not decimals or any(token.type != "digit" for token in decimals):
        return None
    return whole + Decimal("0." + "".join(str(token.value) for token in decimals))
