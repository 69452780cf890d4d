"""The figures of a text and its shape: the text with every figure as one sign, so that rules read the words between.

`naik 25 persen dari Rp4 miliar menjadi Rp5 miliar` has the shape `naik % dari $ menjadi $`, where `%` and `$` stand for
the signs below. Rupiah are the rows of the table of amounts, at the value that it gives them; other numbers are read as
all numbers are, see `normalize.numbers` and `normalize.figures`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pipeline.audit.separators import is_separated, scales, twofold
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.normalize import numbers
from pipeline.normalize.figures import ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RUPIAH, NUMBER, PERCENT, TIMES = "\ue000", "\ue001", "\ue002", "\ue003"
"""Signs of Rupiah, of other numbers, of percentages, and of `kali` (`dua kali lipat`)."""
FIGURE = f"[{RUPIAH}{NUMBER}]"
GAP = rf"[^.;:!?\n{RUPIAH}-{TIMES}]"
"""A character between figures of one statement."""
ABOUT = r"(?:(?:sekitar|hampir|lebih dari|kurang dari|kurang lebih|kisaran|sebesar|senilai|sebanyak|hanya|hingga)\s)*+"

RATES = {"persen": PERCENT, "%": PERCENT, "kali": TIMES, "kali lipat": TIMES}
YEAR = re.compile(r"(?:19|20)\d\d")
UNSCALED, SCALED = 10**3, 10**6
"""A figure below the one beside a figure above the other has left its scale to it: `dari Rp4 menjadi Rp5 miliar`."""


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
    """The end that is known where the text gives a bound; None for a range and for what can be read in two ways."""
    slack: Decimal
    """Half a unit of the last digit that is written."""
    unit: str
    """`Rp`, `US$`, `ton` ...; empty where nothing is named."""
    per: str = ""
    """Unit or period of a price or rate (`kg`, `bulan`), empty for what is none."""
    bound: str = ""
    """`at_least`, `at_most`, or something else for a value itself."""


@dataclass(frozen=True)
class MaskedText:
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

    def between(self, start: int, stop: int) -> list[Figure]:
        """Return the figures of a stretch of the text itself."""
        low, high = (bisect_left(self.figures, offset, key=lambda figure: figure.start) for offset in (start, stop))
        return self.figures[low:high]

    @cached_property
    def values(self) -> set[Decimal | None]:
        """All values of the text."""
        return {figure.value for figure in self.figures}


def shape(article_id: str, text: str, amounts: Iterable[Any]) -> MaskedText:
    """Return the shape of a text with its rows of amounts in reading order; years, dates and times stay words."""
    pieces, figures, places = [], [], []
    length = done = 0
    for figure in _figures(article_id, text, amounts):
        pieces += [text[done : figure.start], figure.sign]
        length += figure.start - done
        places.append(length)
        figures.append(figure)
        length += 1
        done = figure.stop
    return MaskedText("".join([*pieces, text[done:]]), figures, places)


def alike(*figures: Figure) -> bool:
    """Tell whether figures have sure values of one unit; a bare number may be a year, an id or a count of anything."""
    values = [figure.value for figure in figures if figure.value]
    one = len({(figure.unit, figure.per) for figure in figures}) == 1
    if len(values) < len(figures) or not one or not figures[0].unit:
        return False
    return not (min(values) < UNSCALED and max(values) >= SCALED)


def rounding_interval(figure: Figure, whole_number_slack: float) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value that a figure may have been rounded from.

    A figure with few digits is taken to be more exact than its last digit says: within `whole_number_slack` of itself.
    `lebih dari Rp5 miliar` is anything up to six.
    """
    value = figure.value or Decimal(0)
    whole = "," not in figure.text
    slack = min(figure.slack, value * Decimal(str(whole_number_slack))) if whole else figure.slack
    less, more = (2 * figure.slack if figure.bound == bound else Decimal(0) for bound in ("at_most", "at_least"))
    return value - slack - less, value + slack + more


def _figures(article_id: str, text: str, amounts: Iterable[Any]) -> Iterator[Figure]:
    """Yield the rows of amounts, and the other numbers before, between and behind them."""
    rows, done = list(amounts), 0
    doubtful = {row.start for row in twofold(rows)}
    for row in rows:
        if row.start >= done:
            yield from _numbers(article_id, text, done, row.start)
            figure = _rupiah(row, text, sure=row.start not in doubtful)
            yield figure
            done = figure.stop
    yield from _numbers(article_id, text, done, len(text))


def _rupiah(row: Any, text: str, *, sure: bool) -> Figure:
    known = {"at_least": row.amount_min_idr, "at_most": row.amount_max_idr}.get(row.bound, row.amount_idr)
    value = Decimal(int(known)) if sure and known is not None else None
    said = _rate_word().match(text, row.stop)
    stop = said.end() if said else row.stop
    per = row.per_unit or (_unit(said["per"]) if said else "")
    words, slack = text[row.start : stop], _slack(row.text, value)
    return Figure(row.article_id, row.start, stop, words, RUPIAH, value, slack, "Rp", per, row.bound)


def _slack(text: str, value: Decimal | None) -> Decimal:
    """Return half the worth of the last digit that a number is written with; in words, of its last scale."""
    if not value:
        return Decimal(0)
    written = "".join(letter for letter in text if letter.isdecimal())
    digits = int(written or "".join(map(str, value.normalize().as_tuple().digits)))
    return value / digits / 2 if digits else Decimal(0)


def _numbers(article_id: str, text: str, start: int, stop: int) -> Iterator[Figure]:
    """Yield the numbers of a stretch that are no rows of amounts; Rupiah among them have no sure value."""
    for match in _pattern().finditer(text, start, stop):
        named = match["money"] or match["rupiah"] or match["scale"] or match["unit"] or match["word"]
        if named or not (match["odd"] or YEAR.fullmatch(match["number"])):
            yield _number(article_id, match)


def _number(article_id: str, match: re.Match[str]) -> Figure:
    number, scale = match["number"] or match["word"], (match["scale"] or "").strip()
    said = " ".join((match["unit"] or "").casefold().split())
    currency = (match["money"] or match["rupiah"] or "").strip(" .").casefold()
    money = "Rp" if currency in {"rp", "idr", "rupiah"} else "US$" if currency else ""
    value = numbers.words(number) if said in RATES else _counted(number, scale)
    if match["odd"] or money == "Rp" or (scale and is_separated(f"{number} {scale}")):
        value = None
    return Figure(
        article_id,
        match.start(),
        match.end(),
        match[0],
        RUPIAH if money == "Rp" else RATES.get(said, NUMBER),
        value,
        _slack(number, value),
        money or _unit(said),
        _unit(match["per"] or ""),
    )


def _counted(number: str, scale: str) -> Decimal | None:
    """Return the value of a number of things with its scale, None where it has no sure one."""
    both = ends({"number": number} | ({"scale": scale} if scale else {}))
    return both[0] if both else None


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a number with what it counts; a scale of one letter may be a unit, and is none."""
    words = (row["word"] for row in load("numbers") if row["type"] in {"digit", "small"} and row["value"].isdigit())
    return re.compile(
        r"(?<![\w.,/:])(?<!\d-)(?:(?P<money>(?:Rp|IDR)\.?\s?|US\$\s?|USD\s?)?+(?P<number>\d(?:[\d.,]{0,38}\d)?+)"
        rf"(?P<odd>[:/-]?\d[\d.,:/-]*+)?+|(?P<word>{either(words)})(?=\skali\b))"
        rf"(?:,-)?+(?P<scale>\s?(?:{either(word for word in scales() if len(word) > 1)})\b)?+(?P<rupiah>\srupiah\b)?+"
        rf"(?P<unit>\s?(?:persen|%|kali(?:\slipat)?|{either(_named('unit', 'recipient'))})(?!\w))?+"
        rf"(?:{_rate_word().pattern})?+",
        re.IGNORECASE,
    )


@cache
def _rate_word() -> re.Pattern[str]:
    """Return the pattern of what a price or rate counts by, as it stands behind it."""
    return re.compile(
        rf"(?:\s?/\s?|\sper\s)(?P<per>{either(_named('unit', 'recipient', 'period'))})(?!\w)", re.IGNORECASE
    )


def _named(*types: str) -> Iterator[str]:
    return (row["word"] for row in load("units") if row["type"] in types)


def _unit(word: str) -> str:
    """Return the unit that a word names, the word itself where the list has none."""
    said = " ".join(word.casefold().split())
    return {"%": "persen", "kali lipat": "kali"}.get(said, _units().get(said, said))


@cache
def _units() -> dict[str, str]:
    return {row["word"].casefold(): row["unit"] or row["word"] for row in load("units")}
