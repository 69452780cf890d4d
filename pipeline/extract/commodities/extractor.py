"""Goods, by the longest name of the word list; a phrase that only looks like goods masks what it holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.commodities.compounds import COMPOUND, Good, compounds
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
    COMPOUND: "a listed head before a good, or a general word before its kind; the whole is one good",
    "context": "any case; a homonym, which the normaliser takes with a cue only",
    "traded": "any case; a means of transport or packaging, which the normaliser takes only where it is traded",
    "never_alone": "any case; too general, which the normaliser never takes",
}
"""Policies of the word list, each the name of a rule; what they compare."""

EXACT = {"capitalised", "upper_only", "lower_only"}
"""Policies under which a word is compared letter by letter, as abbreviations always are."""

CLITIC = "nya"
"""What the surface of a good leaves out (`berasnya`: beras)."""

FIRMS = {"a brand", "a company"}
"""Pitfalls that are compared letter by letter."""


@cache
def _words() -> tuple[Phrases, dict[str, dict[str, str]]]:
    """Return the matcher and the rows of the list by its keys (empty rows are pitfalls), built once per process.

    The name of a firm counts letter by letter: `Semen Tonasa` is one, `semen Tonasa` its good.
    """
    aliases = {row["alias"]: row for row in load("commodity_aliases")}
    masks = [(row["phrase"], row["phrase"], row["reason"] in FIRMS) for row in load("commodity_pitfalls")]
    names = [(alias, alias, row["policy"] in EXACT or alias.isupper()) for alias, row in aliases.items()]
    return Phrases(masks + names, clitics=True), aliases


def extract(page: Page) -> Iterator[Mention]:
    """Yield the goods named on a page; `parts["commodity"]` is the id in the commodities lexicon."""
    for good in compounds(_listed(page), page.text):
        yield Mention(KIND, good.start, good.stop, page.quote(good.start, good.stop), good.rule, good.parts)


def _listed(page: Page) -> Iterator[Good]:
    phrases, aliases = _words()
    for hit in phrases.find(page):
        if row := aliases.get(hit.keys[0]):
            has_clitic = page.text[hit.stop - len(CLITIC) : hit.stop].lower() == CLITIC != row["alias"][-len(CLITIC) :]
            stop = hit.stop - len(CLITIC) if has_clitic else hit.stop
            yield Good(hit.start, stop, row["commodity"], row["policy"])
