"""Goods, by the longest name of the word list; a phrase that only looks like goods masks what it holds."""

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

RULES = {
    "safe": "any case",
    "capitalised": "as the list writes it, with a capital",
    "upper_only": "in capitals only",
    "lower_only": "in small letters only: capitalised it is a name",
    "context": "any case; a homonym, which the normaliser takes with a cue only",
    "never_alone": "any case; too general, which the normaliser never takes",
}
"""Policies of the word list, each the name of a rule; what they compare."""

EXACT = {"capitalised", "upper_only", "lower_only"}
"""Policies under which a word is compared letter by letter, as abbreviations always are."""


@cache
def _words() -> tuple[Phrases, dict[str, dict[str, str]]]:
    """Return the matcher and the rows of the list by its keys (empty rows are pitfalls), built once per process."""
    aliases = {row["alias"]: row for row in load("commodity_aliases")}
    masks = [(row["phrase"], row["phrase"], False) for row in load("commodity_pitfalls")]
    names = [(alias, alias, row["policy"] in EXACT or alias.isupper()) for alias, row in aliases.items()]
    return Phrases(masks + names, clitics=True), aliases


def extract(page: Page) -> Iterator[Mention]:
    """Yield the goods named on a page; `parts["commodity"]` is the id in the commodities lexicon."""
    phrases, aliases = _words()
    for hit in phrases.find(page):
        row = aliases.get(hit.keys[0])
        if row is not None:
            parts = {"commodity": row["commodity"]}
            yield Mention(KIND, hit.start, hit.stop, page.quote(hit.start, hit.stop), row["policy"], parts)
