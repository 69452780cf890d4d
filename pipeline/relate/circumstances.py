"""When, where and how a deal took place, as far as the words around its statement say so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load, words
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from pipeline.model import Fact
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.sentences import Sentence
    from pipeline.values import Date

NESTED = {"last_day", "last_month"}
"""Rules of dates that end a range; the range itself stands before them."""

TERM_CHARS = 50
"""Characters before a day in which the words stand that make it a term."""

BESIDE_CHARS = 12
"""Characters between a day and the word of speech it belongs to (`Selasa (25/8/2015), mengatakan`)."""

BEFORE_CHARS = 60
"""Characters before a figure in which the number of its events stands."""

YEARS_CHARS = 60
"""Characters from a figure on in which the years stand that it is of."""

MEANING = {
    "target": {"target", "hope"},
    "planned": {"planned"},
    "agreed": {"pledge", "agreed"},
    "realised": {"realised", "reached"},
}
"""Status of a deal -> what the triggers that tell of it mean."""

SUPPOSED = "supply"
"""Kind of a deal that no trigger names."""


def kind_of(discourse: Discourse, anchor: Anchor) -> str:
    """Return the kind of the deal that a statement tells of: by the trigger before it, behind it, or told before."""
    if anchor.key == "deal":
        return str(anchor.fact.meaning[0])
    near = [each for each in discourse.triggers_beside(anchor.sentence, anchor.first, "deal") if each]
    earlier = (discourse.triggers[sentence, "deal"] for sentence in range(anchor.sentence - 1, -1, -1))
    found = near[:1] or next((each[-1:] for each in earlier if each), [])
    return str(found[0].fact.meaning[0]) if found else SUPPOSED


def cue_of(discourse: Discourse, anchor: Anchor, status: str) -> str:
    """Return the words nearest to a statement that tell its status, empty where none do."""
    told = [each for each in discourse.triggers[anchor.sentence, "status"] if each.fact.meaning[0] in MEANING[status]]
    nearest = min(told, key=lambda each: abs(each.first - anchor.first), default=None)
    return str(nearest.fact.text) if nearest else ""


def date_of(discourse: Discourse, anchor: Anchor) -> str | None:
    """Return the partial ISO date of a deal: from the words before its statement, its sentence, or its event's."""
    sentence = discourse.sentences[anchor.sentence]
    near = _date(sentence, sentence.start, anchor.start) or _date(sentence, sentence.start, sentence.stop)
    if near:
        return near
    told = (discourse.sentences[index] for index in range(anchor.sentence - 1, -1, -1))
    event = next((each for each in told if each.deal), None)
    return _date(event, event.start, event.stop) if event else None


def place_of(discourse: Discourse, anchor: Anchor, parties: tuple[str, ...]) -> str | None:
    """Return the province where a deal was made: a place that its sentence puts it `di`, a party's before others."""
    places = [place.key for place in discourse.places_in.get(anchor.sentence, ()) if place.role == "at"]
    return next((province for province in places if province in parties), places[0] if places else None)


def scope_of(discourse: Discourse, anchor: Anchor) -> tuple[str, int | None]:
    """Return the scope of a figure and how many events it covers, None where the text does not count them."""
    sentence = discourse.sentences[anchor.sentence]
    text = sentence.text(max(sentence.start, anchor.start - BEFORE_CHARS), sentence.stop)
    match = _cumulative().search(text)
    if not match or _best().search(text[: match.start()]):
        return "event", None
    return "cumulative", _number(match["count"])


def years_of(text: str) -> int | None:
    """Return the years that the figure at the head of a text is of (`Rp90 miliar dalam tiga tahun`), None for none."""
    match = _years().search(text[:YEARS_CHARS])
    return _number(match["count"]) if match else None


def _number(count: str | None) -> int | None:
    """Return the number of a count in digits or words, None where there is none."""
    return int(count) if count and count.isdigit() else counts().get((count or "").lower())


@cache
def _years() -> re.Pattern[str]:
    """Return the pattern of several years that a figure is of."""
    number = rf"(?P<count>\d{{1,2}}|{either(counts())})"
    return re.compile(rf"\b{_any_of('within')}\s+{number}\s+{_any_of('years')}\b", re.IGNORECASE)


def _any_of(use: str) -> str:
    """Return the pattern of any word of one use."""
    return rf"(?:{either(words('circumstance_cues', use))})"


@cache
def counts() -> dict[str, int]:
    """Return the number that each word for several means."""
    told = {row["word"]: int(row["value"]) for row in load("date_numbers") if row["kind"] == "count"}
    return {word: number for word, number in told.items() if number > 1}


@cache
def _cumulative() -> re.Pattern[str]:
    """Return the pattern of a total over several events: `dari tiga kegiatan`, but not `tiga kali lipat`."""
    counted, multiplied, total = map(_any_of, ("counted", "multiplied", "total"))
    number = rf"(?P<count>\d{{1,3}}|{either(counts())})"
    return re.compile(rf"\b{number}\s+{counted}\b(?!\s+{multiplied})|\b{total}\b", re.IGNORECASE)


@cache
def _best() -> re.Pattern[str]:
    """Return the pattern of what stands before a count of events of which the figure is the best, not the sum."""
    return re.compile(rf"\b{_any_of('best')}\s+(?:\w+\s+){{0,2}}{_any_of('among')}\s+$")


@cache
def _term() -> re.Pattern[str]:
    """Return the pattern of what stands before a day from or up to which something goes on, not that of the deal."""
    return re.compile(rf"\b{_any_of('term')}\s+(?:{_any_of('term_part')}\s+){{0,3}}$", re.IGNORECASE)


def _date(sentence: Sentence, start: int, stop: int) -> str | None:
    """Return the last day, else the last month or year, but not the day somebody spoke, nor a term."""
    dates = [date for date in sentence.dates if start <= date.start < stop and date.mention.rule not in NESTED]
    told = [date for date in dates if not (_is_speech_day(sentence, date) or _is_term(sentence, start, date))]
    days = [date for date in told if date.value.precision == "day"]
    chosen = days[-1:] or told[-1:]
    return str(chosen[0].value.date) if chosen else None


def _is_term(sentence: Sentence, start: int, date: Fact[Date]) -> bool:
    """Tell whether something goes on from a date or up to it."""
    return _term().search(sentence.text(max(start, date.start - TERM_CHARS), date.start)) is not None


def _is_speech_day(sentence: Sentence, date: Fact[Date]) -> bool:
    """Tell whether words of speech stand right behind a day, or before it with no event between them."""
    if date.value.precision != "day":
        return False
    if any(date.stop <= word.start <= date.stop + BESIDE_CHARS for word in sentence.speech):
        return True
    spoken = [word.stop for word in sentence.speech if word.stop <= date.start]
    return bool(spoken) and not any(word.start > spoken[-1] and word.stop <= date.start for word in sentence.deal)
