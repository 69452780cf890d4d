"""Goods, by the longest name of the word list; phrases that only look like goods are masked by a longer match."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.language import Phrases
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "commodities"

EXACT = {"capitalised", "upper_only", "lower_only"}
"""Policies under which a word is compared letter by letter."""


@cache
def rules() -> dict[str, Phrases]:
    """Return the word list, built once per process."""
    pitfalls = [("pitfall", row["phrase"], False) for row in load("commodity_pitfalls")]
    aliases = [(row["commodity"], row["alias"], row["policy"] in EXACT) for row in load("commodity_aliases")]
    return {"alias": Phrases(pitfalls + aliases)}


def extract(page: Page) -> Iterator[Mention]:
    """Yield the goods named on a page; `parts["commodity"]` is the id in the commodities lexicon."""
    for rule, phrases in rules().items():
        for hit in phrases.find(page):
            if hit.keys[0] != "pitfall":
                text = page.quote(hit.start, hit.stop)
                yield Mention(KIND, hit.start, hit.stop, text, rule, {"commodity": hit.keys[0]})
