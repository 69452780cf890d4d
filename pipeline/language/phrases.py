"""Word lists found in a whole document, longest match first; the parser of titles looks up its own, word by word."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from spacy.matcher import PhraseMatcher

from pipeline.language.tokenizer import VOCAB, bare, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.language.document import Document


COMPARED: dict[str, Callable[[str], str]] = {"LOWER": str.lower, "NORM": bare, "ORTH": str}
"""Attribute of a token -> what it makes of a word; as in the vocabulary."""


class Hit(NamedTuple):
    """Where a phrase stands and which entries of the list it may be."""

    start: int
    stop: int
    keys: tuple[str, ...]


class Phrases:
    """Finds the phrases of a word list; of overlapping ones the longest, and of equally long ones the first.

    `entries` are (key, surface, exact): exact surfaces are compared letter by letter, others in any case (`MoU` is two
    tokens, MOU is one: both are found). Phrases hold whole tokens only; with `clitics` a word's `-nya` does not count
    (`harga berasnya`: beras). Keys of the same stretch come together, in the order of the list.
    """

    def __init__(self, entries: Iterable[tuple[str, str, bool]], *, clitics: bool = False) -> None:
        self._keys: dict[int, tuple[int, str]] = {}
        """Hash of each key -> its place in the list, the key."""
        any_case: dict[str, list[list[str]]] = defaultdict(list)
        exact_case: dict[str, list[list[str]]] = defaultdict(list)
        for key, surface, exact in entries:
            self._keys.setdefault(VOCAB.strings.add(key), (len(self._keys), key))
            forms = {surface} if exact else {surface, surface.lower()}
            (exact_case if exact else any_case)[key] += [words_of(form) for form in sorted(forms)]
        lists = (("NORM" if clitics else "LOWER", any_case), ("ORTH", exact_case))
        self._matchers = [_matcher(attribute, phrases) for attribute, phrases in lists if phrases]

    def find(self, document: Document) -> Iterator[Hit]:
        """Yield hits in reading order; none crosses the end of a sentence."""
        found = defaultdict(set)
        for matcher in self._matchers:
            for key, start, stop in matcher(document.tokens.doc):
                found[start, stop].add(self._keys[key])
        bound = -1
        for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
            if start < bound:
                continue
            first, last = document.tokens.span(start, stop)
            if "\n" in document.text[first:last] and not document.is_in_one_sentence(first, last):
                continue  # a shorter one may end before
            bound = stop
            yield Hit(first, last, tuple(key for _, key in sorted(found[start, stop])))


def _matcher(attribute: str, phrases: dict[str, list[list[str]]]) -> PhraseMatcher:
    """Return a matcher of phrases, given as hashes as a copied one is: a Doc for each would slow the start of a run."""
    matcher = PhraseMatcher(VOCAB, attr=attribute)
    compared = COMPARED[attribute]
    for key, forms in phrases.items():
        hashes = [[VOCAB.strings.add(compared(word)) for word in form] for form in forms]
        matcher.add(key, hashes)  # type: ignore[arg-type]
    return matcher
