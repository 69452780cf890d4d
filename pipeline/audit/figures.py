"""The figures of a text and its shape: the text with every figure as one sign, so that rules read the words between.

`naik 25 persen dari Rp4 miliar menjadi Rp5 miliar` has the shape `naik % dari $ menjadi $`, where `%` and `$` stand for
the signs below.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from pipeline.lexicon import load

RUPIAH, NUMBER, PERCENT, TIMES = "\ue000", "\ue001", "\ue002", "\ue003"
"""Signs of Rupiah, of other numbers, of percentages, and of `kali` (`dua kali lipat`)."""
FIGURE = f"[{RUPIAH}{NUMBER}]"
GAP = rf"[^.;:!?\n{RUPIAH}-{TIMES}]"
"""A character between figures of one statement."""
ABOUT = r"(?:(?:sekitar|hampir|lebih dari|kurang dari|kurang lebih|kisaran|sebesar|senilai|sebanyak|hanya|hingga)\s)*+"

NUMERAL = r"\d{1,3}(?:\.\d{3})++(?:,\d{1,6})?+|\d{1,9}(?:,\d{1,6})?+"
TWO_MEANINGS = {"m", "t"}
"""Scales that may be something else (`7 m`): such a figure has no value."""
LONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
"""Rupiah have no third decimal: `Rp15,500` is 15 500."""
YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def _pattern() -> re.Pattern[str]:
    units = {re.escape(row["word"]) for row in load("units") if row["type"] in {"unit", "recipient"}}
    unit_words = "|".join(sorted(units, key=lambda word: (-len(word), word)))
    return re.compile(
        rf"(?<![\w.,/:])(?<!\d-)(?:(?P<money>(?:Rp|IDR)\.?\s?|US\$\s?|USD\s?)?+(?P<number>{NUMERAL})"
        rf"(?P<odd>[.,:/-]?\d[\d.,:/-]*+)?+|(?P<word>{'|'.join(_words())})(?=\skali\b))"
        rf"(?:,-)?+(?P<scale>\s?(?:{'|'.join(_scales())})\b)?+(?P<rupiah>\srupiah\b)?+"
        rf"(?P<per>\s?/\s?|\sper\s(?=(?:{unit_words})\b))?+"
        rf"(?P<unit>\s?(?:persen|%|kali(?:\slipat)?|{unit_words})(?!\w))?+",
        re.IGNORECASE,
    )


@cache
def _scales() -> dict[str, Decimal]:
    """Return what each scale multiplies by, longest first: those of amounts, but for `k`."""
    rows = [
        row for row in load("numbers") if row["type"] in {"scale", "abbreviation"} and row["word"] not in {"k", "K"}
    ]
    known = {row["word"].casefold(): Decimal(row["value"]) for row in rows}
    return dict(sorted(known.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _words() -> dict[str, str]:
    """Return the values of the number words up to ten: what is doubled or trebled is said so."""
    return {
        row["word"]: row["value"]
        for row in load("numbers")
        if row["type"] in {"digit", "small"} and row["value"].isdigit()
    }


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the text with what it counts."""

    article_id: str
    start: int
    stop: int
    text: str
    sign: str
    """One of the four signs."""
    value: Decimal | None
    """None where the number can be read in two ways."""
    slack: Decimal
    """Half a unit of the last digit that is written."""
    unit: str
    """`Rp`, `US$`, `ton` ...; empty where nothing is named."""
    per: str = ""
    """Unit of a price (`kg`), empty for what is no price."""


@dataclass(frozen=True)
class Shape:
    """A text with every figure as one sign."""

    text: str
    figures: list[Figure]
    places: list[int]
    """Where each figure's sign stands in `text`."""

    def at(self, place: int) -> Figure:
        """Return the figure whose sign stands at a place of the shape."""
        return self.figures[bisect_left(self.places, place)]

    def within(self, start: int, stop: int) -> list[Figure]:
        """Return the figures whose signs stand in a stretch of the shape."""
        return self.figures[bisect_left(self.places, start) : bisect_left(self.places, stop)]

    def last(self, place: int, sign: str) -> Figure | None:
        """Return the last figure of a sign before a place of the shape."""
        found = self.text.rfind(sign, 0, place)
        return self.at(found) if found >= 0 else None

    def between(self, start: int, stop: int) -> list[Figure]:
        """Return the figures of a stretch of the text itself."""
        low, high = (bisect_left(self.figures, offset, key=lambda figure: figure.start) for offset in (start, stop))
        return self.figures[low:high]

    @cached_property
    def values(self) -> set[Decimal | None]:
        """All values of the text."""
        return {figure.value for figure in self.figures}


def shape(article_id: str, text: str) -> Shape:
    """Return the shape of a text; years, dates and times of day stay words."""
    pieces, figures, places = [], [], []
    length = done = 0
    for match in _pattern().finditer(text):
        if _is_no_figure(match):
            continue
        figure = _figure(article_id, match)
        pieces += [text[done : match.start()], figure.sign]
        length += match.start() - done
        places.append(length)
        figures.append(figure)
        length += 1
        done = match.end()
    return Shape("".join([*pieces, text[done:]]), figures, places)


def _is_no_figure(match: re.Match[str]) -> bool:
    if match["word"] or match["money"] or match["scale"] or match["unit"]:
        return False
    return bool(match["odd"] or YEAR.fullmatch(match["number"]))


def _figure(article_id: str, match: re.Match[str]) -> Figure:
    scale = (match["scale"] or "").strip()
    number = match["number"] or _words()[match["word"].casefold()]
    doubtful = match["odd"] or scale.casefold() in TWO_MEANINGS or _could_be_thousands(match)
    factor = _scales().get(scale.casefold(), Decimal(1))
    unit = _unit(match)
    if unit == "Rp" and not scale and LONE_COMMA.fullmatch(number):
        number = number.replace(",", "")
    decimals = number.partition(",")[2]
    value = Decimal(number.replace(".", "").replace(",", ".")) * factor
    return Figure(
        article_id,
        match.start(),
        match.end(),
        match[0],
        {"persen": PERCENT, "kali": TIMES, "Rp": RUPIAH}.get(unit, NUMBER),
        None if doubtful else value,
        factor / (2 * 10 ** len(decimals)),
        unit,
        _unit_word(match) if match["per"] else "",
    )


def _could_be_thousands(match: re.Match[str]) -> bool:
    """Tell whether a comma or dot before three digits may be either sign (`1,234 miliar`, `1.234 miliar`)."""
    return bool(match["scale"]) and bool(re.fullmatch(r"\d{1,3}[.,]\d{3}", match["number"] or ""))


def _unit(match: re.Match[str]) -> str:
    money = (match["money"] or match["rupiah"] or "").strip(" .").casefold()
    if money:
        return "Rp" if money in {"rp", "idr", "rupiah"} else "US$"
    return _unit_word(match)


def _unit_word(match: re.Match[str]) -> str:
    word = " ".join((match["unit"] or "").casefold().split())
    return {"%": "persen", "kali lipat": "kali"}.get(word, _units().get(word, word))


@cache
def _units() -> dict[str, str]:
    return {row["word"].casefold(): row["unit"] or row["word"] for row in load("units")}


def nearness(figure: Figure, whole_number_slack: float) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value that a figure may have been rounded from.

    A figure with few digits is taken to be more exact than its last digit says: within `whole_number_slack` of itself.
    """
    value = figure.value or Decimal(0)
    whole = "," not in figure.text
    slack = min(figure.slack, value * Decimal(str(whole_number_slack))) if whole else figure.slack
    return value - slack, value + slack
