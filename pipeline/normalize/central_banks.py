"""Central banks in a text, and the governors who lead one though their title names no bank."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from pipeline.lexicon import load, words

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

GOVERNOR = regex.compile(r"(?:Wakil |Deputi )?Gubernur(?: Senior)?")
"""Titles that central banks and provinces share."""
NATIONAL = "Bank Indonesia"
"""The central bank that has branches in all provinces: named, it makes no governor there its own."""
MANY_MENTIONS = 500
"""Mentions of officials looked at for a title in full."""


def is_governor(title: str) -> bool:
    """Tell whether a title in full is one that central banks and provinces share."""
    return GOVERNOR.fullmatch(title) is not None


def leads_bank(mention: Mention, context: Context, *, is_local: bool) -> bool:
    """Tell whether a governor without a region is a central bank's; `is_local` says that the article has a province.

    A bank abroad right before him settles it; any bank does where nothing speaks of a province's government.
    """
    if _said_elsewhere(mention, context) or (
        _nearby(mention, context) - {NATIONAL} and not _place_nearby(mention, context)
    ):
        return True
    return not is_local and bool(_named(context.text)) and not _regional_government().search(context.text)


def bank(mention: Mention, context: Context) -> str | None:
    """Return the central bank of a governor without a province: empty where several may be, None where none may."""
    said = _said_elsewhere(mention, context)
    if said:
        return said
    if _place_nearby(mention, context):
        return None
    named = _named(context.text)
    if not named:
        return None
    return _sole(_nearby(mention, context)) or _sole(named) or ""


def _cues(use: str) -> frozenset[str]:
    """Return the words that stand for a branch (`branch`), or for a central bank without its name (`any_bank`)."""
    return words("title_cues", use)


def _sole(banks: frozenset[str]) -> str:
    named = banks - _cues("any_bank")
    return min(named) if len(named) == 1 else ""


def _said_elsewhere(mention: Mention, context: Context) -> str:
    """Return the central bank that another title of the same person names, empty where none does."""
    person, mentions = context.people[mention.start], context.mentions["officials"][:MANY_MENTIONS]
    titles = (item.parts.get("title", "") for item in mentions if context.people.get(item.start) is person)
    return next(filter(None, (_sole(_named(title)) for title in titles)), "")


def _nearby(mention: Mention, context: Context) -> frozenset[str]:
    """Return the central banks named in the sentence, up to the mention, and in the sentence before."""
    return _named(context.text[_before(mention, context) : mention.start])


def _before(mention: Mention, context: Context) -> int:
    return context.sentence(context.sentence(mention.start)[0] - 1)[0]


def _place_nearby(mention: Mention, context: Context) -> bool:
    """Tell whether a province is named between the last sentence's begin and the mention, its dateline aside."""
    facts = context.facts.get("provinces", [])
    first = bisect_left(facts, _before(mention, context), key=lambda fact: fact.start)
    last = bisect_left(facts, mention.start, key=lambda fact: fact.start)
    return any(fact.mention.rule != "dateline" for fact in facts[first:last])


@lru_cache(maxsize=8)
def _named(text: str) -> frozenset[str]:
    return frozenset(_agencies()[match[0].lower()] for match in _names().finditer(text))


@cache
def _agencies() -> dict[str, str]:
    """Return the central banks in full by their names in small letters."""
    rows = (row for row in load("agencies") if row["kind"] == "central_bank" or row["agency"] == NATIONAL)
    return {row["form"].lower(): row["agency"] for row in rows}


@cache
def _names() -> regex.Pattern[str]:
    """Return the pattern of central banks: abbreviations as written, no branch in a province."""
    short = [row["form"] for row in load("agencies") if row["form"].lower() in _agencies() and " " not in row["form"]]
    long = [form for form in _agencies() if " " in form]
    return regex.compile(
        r"(?<!\b\L<branch>\s)(?<![\w-])(?:\L<short>|(?i:\L<long>))(?![\w-])(?!\sPerwakilan)",
        branch=_cues("branch"),
        short=short,
        long=long,
    )


@cache
def _regional_government() -> regex.Pattern[str]:
    forms = [row["form"] for row in load("agencies") if row["agency"] == "Pemerintah Provinsi"]
    return regex.compile(r"\b\L<forms>\b", forms=forms)
