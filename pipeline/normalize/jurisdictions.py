"""The region an office is for: the one it names, else one that the article leaves no doubt about."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import regex

from pipeline.lexicon import words
from pipeline.lexicon.roles import having, keyed
from pipeline.normalize.central_banks import is_governor, leads_bank
from pipeline.normalize.titles import full_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Context, Fact, Mention
    from pipeline.values import Province

T = TypeVar("T")
Region = tuple[str | None, str | None]
"""Province and regency, as far as they are known."""

REGIONAL_BODY = regex.compile(r"Rumah Sakit|RSUD|Kepolisian|Politeknik|Perum|Daerah")
CAPITAL = "ID-JK"
"""Where national news is written: its dateline alone makes no office one of Jakarta's."""
LOCAL = {"regency", "city"}
"""Levels of offices whose region news names as a government."""
SEATS = {
    "Gubernur": regex.compile(r"\bGub(?:ernur)?\s$"),
    "Bupati": regex.compile(r"\bBupati\s$"),
    "Wali Kota": regex.compile(r"\b(?i:Wali ?kota|Walkot)\s$"),
    "Dewan Perwakilan Rakyat Daerah": regex.compile(r"\bDPRD\s(?:(?:Provinsi|Kabupaten|Kota)\s)?$"),
}
"""Ends of titles, and what stands before the region of such an office."""
SEAT_CHARS = 20
"""Characters read before a region for such an office."""
NEAR_MENTIONS = 12
"""Earlier mentions looked at for a region to inherit."""
MANY_MENTIONS = 500
"""Province mentions that settle whether an article speaks of one province only."""


def jurisdiction(mention: Mention, context: Context, role: str) -> Region:
    """Return province and regency of the office a mention names, None for what nobody can tell."""
    found = _regions(_span(mention), context)
    if found:
        return next((pair for pair in found if pair[1]), found[0])
    if (
        mention.parts.get("level") == "national"
        or role in having("seat", "private") | having("seat", "abroad")
        or _is_central(mention)
    ):
        return None, None
    if is_governor(full_title(mention.parts)[0]) and _has_no_province_here(mention, context):
        return None, None
    here = context.sentence(mention.start)
    before = context.sentence(here[0] - 1)
    province = _only_province(context, role)
    return (
        _represented(here[0], mention.start, context, role)
        or _only_seat(mention, context, role)
        or _named_in(here[0], mention.start, context, role)
        or _like_office(mention, context)
        or _only_government(context, role)
        or (province and (province, None))
        or _named_in(*before, context, role)
        or (None, None)
    )


def _has_no_province_here(mention: Mention, context: Context) -> bool:
    """Tell whether a governor is of a region in no list, or of a central bank."""
    home = _dateline(context)
    is_local = home is not None and home != CAPITAL and home in _said(context)
    return "region" in mention.parts or leads_bank(mention, context, is_local=is_local)


def _is_central(mention: Mention) -> bool:
    """Tell whether a public Direktur without a region is a ministry's: those of hospitals and police have one."""
    title, row = full_title(mention.parts)
    return row["role"] == "director" and mention.parts.get("kind") == "public" and not REGIONAL_BODY.search(title)


def _span(mention: Mention) -> tuple[int, int]:
    return mention.spans.get("region", (0, 0))


def _regions(span: tuple[int, int], context: Context) -> list[Region]:
    facts = context.facts.get("provinces", [])
    index = bisect_left(facts, span[0], key=lambda fact: fact.start)
    found = []
    while index < len(facts) and facts[index].start < span[1]:
        found.append((facts[index].value.province, facts[index].value.regency))
        index += 1
    return found


def _like_office(mention: Mention, context: Context) -> Region | None:
    """Return the region of the nearest earlier office of like title or sentence."""
    title, sentence = full_title(mention.parts)[0], context.sentence(mention.start)[0]
    mentions = context.mentions["officials"]
    index = bisect_left(mentions, mention.start, key=lambda item: item.start)
    for other in reversed(mentions[max(0, index - NEAR_MENTIONS) : index]):
        if "head" in other.parts and (other.start >= sentence or full_title(other.parts)[0] == title):
            found = _regions(_span(other), context)
            if found:
                return found[0]
    return None


def _named_in(begin: int, stop: int, context: Context, role: str) -> Region | None:
    """Return the only region of the office's level that a stretch of text names."""
    level = keyed("level").get(role)
    places = _places(begin, stop, context) if level else ()
    values = [place.value for place in places if place.value.level == level]
    return _sole({(value.province, value.regency) for value in values})


def _represented(begin: int, stop: int, context: Context, role: str) -> Region | None:
    """Return the only region before an officer who stands for it: `Gubernur Jambi diwakili Asisten II`."""
    if role not in having("seat", "regional") or not _stands_for().search(context.text, begin, stop):
        return None
    return _sole({(place.value.province, place.value.regency) for place in _places(begin, stop, context)})


@cache
def _stands_for() -> regex.Pattern[str]:
    words_for = [word for cue in words("title_cues", "stands_for") for word in (cue, cue.capitalize())]
    return regex.compile(r"\b\L<words>\b", words=words_for)


def _only_seat(mention: Mention, context: Context, role: str) -> Region | None:
    """Return the only region right behind the office or the council: `Bupati Buru Selatan`, `DPRD Banjarbaru`."""
    title = full_title(mention.parts)[0]
    seat = next((seat for seat in SEATS if title.endswith(seat)), None)
    if seat is None or role not in having("seat", "regional"):
        return None
    places = islice(_places(0, len(context.text), context), MANY_MENTIONS)
    behind = (
        place for place in places if SEATS[seat].search(context.text, max(0, place.start - SEAT_CHARS), place.start)
    )
    return _sole({(place.value.province, place.value.regency) for place in behind})


def _only_government(context: Context, role: str) -> Region | None:
    """Return the only region that an article names as a government of the office's level: `Pemkab Sabu Raijua`."""
    level = keyed("level").get(role)
    places = islice(_places(0, len(context.text), context), MANY_MENTIONS) if level in LOCAL else ()
    values = [place.value for place in places if place.value.level == level == place.mention.parts.get("cue")]
    return _sole({(value.province, value.regency) for value in values})


def _places(begin: int, stop: int, context: Context) -> Iterator[Fact[Province]]:
    """Yield the places named from `begin` up to `stop`, without datelines and words that point back."""
    facts = context.facts.get("provinces", [])
    for index in range(bisect_left(facts, begin, key=lambda fact: fact.start), len(facts)):
        if facts[index].start >= stop:
            return
        if facts[index].mention.rule not in {"dateline", "reference"}:
            yield facts[index]


def _only_province(context: Context, role: str) -> str | None:
    """Return the province of the dateline, else the only one that the article speaks of, or has offices of.

    The capital's dateline makes no governor or regent.
    """
    said, home = _said(context), _dateline(context)
    if home == CAPITAL and home not in said and role in keyed("level"):
        home = None
    mentions = context.mentions["officials"][:MANY_MENTIONS]
    offices = {province for item in mentions for province, _ in _regions(_span(item), context)}
    found = home or _sole(said) or _sole(offices)
    return None if found == CAPITAL and role not in having("seat", "regional") else found


def _said(context: Context) -> set[str | None]:
    """Return the provinces an article names besides its dateline."""
    facts = context.facts.get("provinces", [])[:MANY_MENTIONS]
    return {fact.value.province for fact in facts if fact.mention.rule != "dateline"}


def _dateline(context: Context) -> str | None:
    """Return the province of the dateline."""
    dateline = _regions(context.article.dateline_span, context) if context.article.dateline_span else []
    return dateline[0][0] if dateline else None


def _sole(found: set[T]) -> T | None:
    return next(iter(found)) if len(found) == 1 else None
