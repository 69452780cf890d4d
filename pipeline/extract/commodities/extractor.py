"""Goods, by the longest name of the word list; a phrase that only looks like goods masks what it holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.commodities.compounds import Good, compounds
from pipeline.extract.commodities.rules import listed
from pipeline.language import Phrases
from pipeline.lexicon import load, words
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Document

KIND = "commodities"

CLITIC = "nya"
"""What the surface of a good leaves out (`berasnya`: beras)."""

FIRMS = {"a brand", "a company"}
"""False friends that are compared letter by letter."""


@cache
def _words() -> tuple[Phrases, dict[str, dict[str, str]]]:
    """Return the matcher and the rows of the list by its keys (empty rows are false friends), built once per process.

    The name of a firm counts letter by letter: `Semen Tonasa` is one, `semen Tonasa` its good.
    """
    aliases = {row["alias"]: row for row in load("commodity_aliases")}
    masks = [(row["phrase"], row["phrase"], row["reason"] in FIRMS) for row in load("commodity_false_friends")]
    return Phrases(masks + listed(aliases.values()), clitics=True), aliases


def extract(document: Document) -> Iterator[Mention]:
    """Yield the goods named in a document; `parts["commodity"]` is the id in the commodities lexicon."""
    for good in compounds(_listed(document), document.text):
        yield Mention(KIND, good.start, good.stop, document.quote(good.start, good.stop), good.rule, good.parts)


def _listed(document: Document) -> Iterator[Good]:
    phrases, aliases = _words()
    for hit in phrases.find(document):
        if row := aliases.get(hit.keys[0]):
            has_clitic = (
                document.text[hit.stop - len(CLITIC) : hit.stop].lower() == CLITIC != row["alias"][-len(CLITIC) :]
            )
            stop = hit.stop - len(CLITIC) if has_clitic else hit.stop
            is_part = has_clitic and row["alias"] in words("commodity_cues", "part")  # durian, `dagingnya tebal`
            policy = "context" if is_part else row["policy"]
            yield Good(hit.start, stop, row["commodity"], policy)
