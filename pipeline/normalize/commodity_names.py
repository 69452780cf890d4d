"""Goods: whether a word for one is part of a name (`PT Semen Padang`, `Balai Karantina Hewan, Ikan dan Tumbuhan`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.normalize.commodity_cues import cues

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

REACH_CHARS = 80
"""Characters looked at on either side of a mention."""

STRETCH_CHARS = 300
"""Characters on either side that show how a sentence is written."""

RUN = re.compile(r"(?:[A-Z][\w.’'-]*[ \u00a0\n]+(?:(?:dan|&)[ \u00a0]+)?){1,6}$")
"""Capitalised words that run up to a mention."""

LIST = re.compile(r"(?:[A-Z][\w.’'-]*,?[ \u00a0\n]+(?:(?:dan|&)[ \u00a0]+)?){2,6}$")
"""The same with commas, where the name goes on behind the mention."""

GOES_ON = re.compile(r"(?:,[ \u00a0]+[A-Z][\w’'-]*)*,?[ \u00a0\n]+(?:dan|serta|&)[ \u00a0\n]+[A-Z]")
"""How a name with commas goes on (`Karantina Hewan, Ikan, dan Tumbuhan`)."""

AT = re.compile(r"\b(?:di|ke|dari|asal|menuju) $")
"""What stands before a place."""

WORD = re.compile(r"[^\W\d_][\w-]{3,}")

HEADLINE_SHARE = 0.6
"""Share of capitalised words from which a stretch is written in headline style, where capitals tell nothing."""


def in_name(mention: Mention, context: Context) -> bool:
    """Tell whether capitalised words make a name of which the mention is a part (`PT Semen Padang`)."""
    if not mention.text[0].isupper():
        return False
    begin = context.sentence(mention.start)[0]
    first = max(begin, mention.start - REACH_CHARS)
    if GOES_ON.match(context.text, mention.stop, mention.stop + REACH_CHARS) and _has_body(
        LIST, first, mention, context
    ):
        return True
    run = RUN.search(context.text, first, mention.start)
    if run is None:
        is_set_off = AT.search(context.text, first, mention.start) or _follows_place(first, mention, context)
        return bool(is_set_off) and not _headline(mention.start, mention, context)
    return _belongs(run, mention, context)


def _follows_place(first: int, mention: Mention, context: Context) -> bool:
    """Tell whether a good has a capital behind a word in small letters for what has a name (`simpang Nangka`)."""
    word = mention.text.split()[0]
    if word.isupper() or word in _proper():
        return False
    before = context.text[first : mention.start].split()[-2:]
    return not cues("name").isdisjoint(word.capitalize() for word in before if word.islower())


@cache
def _proper() -> frozenset[str]:
    """Return the first words of goods that have a capital wherever they stand (`Minyakita`)."""
    return frozenset(row["alias"].split()[0] for row in load("commodity_aliases") if row["alias"][0].isupper())


def _belongs(run: re.Match[str], mention: Mention, context: Context) -> bool:
    """Tell whether a mention makes one name with the capitalised words that run up to it."""
    words = run[0].split()
    is_named = not cues("name").isdisjoint(words)
    if is_named or mention.text.split()[0].isupper() or words[-1] in {"dan", "&"}:
        in_headline = is_named and words[-1] not in {"dan", "&"} and _headline(run.start(), mention, context)
        return not cues("name").isdisjoint(words[-2:]) if in_headline else is_named
    if _headline(run.start(), mention, context) or words[-1].isupper() or words[-1].lower() in cues("before"):
        return False
    opens = run.start() == context.sentence(mention.start)[0] and len(words) == 1
    return not opens and not _follows_good(mention, context)


def _has_body(pattern: re.Pattern[str], first: int, mention: Mention, context: Context) -> bool:
    """Tell whether the words that run up to a mention name a body or place."""
    run = pattern.search(context.text, first, mention.start)
    return run is not None and not cues("name").isdisjoint(run[0].replace(",", "").split())


def _headline(start: int, mention: Mention, context: Context) -> bool:
    """Tell whether the words around `start` and the mention's end have capitals anyway, so that they make no name."""
    begin, end = context.sentence(mention.start)
    words: list[str] = WORD.findall(context.text, max(begin, start - STRETCH_CHARS), start)
    words += WORD.findall(context.text, mention.stop, min(end, mention.stop + STRETCH_CHARS))
    return sum(word[0].isupper() for word in words) >= HEADLINE_SHARE * len(words)


def _follows_good(mention: Mention, context: Context) -> bool:
    goods = context.mentions["commodities"]
    index = bisect_left(goods, mention.start, key=attrgetter("start"))
    return index > 0 and goods[index - 1].stop + 1 >= mention.start
