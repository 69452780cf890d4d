"""What sentences say, as codes: their words that may tell something, the classes of words, the triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pipeline.relate.discourse import TELLING
from pipeline.relate.features.word_codes import number, words_of
from pipeline.relate.hashing import coded, mixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers, Mixes

SHORT_LETTERS = 3
"""Letters of words too short to tell anything by themselves."""


class Block(NamedTuple):
    """Codes of one kind of n-grams, one row each."""

    codes: Integers
    sizes: Integers
    """Columns that each row takes."""

    def of(self, rows: slice) -> Integers:
        """Return the codes of some rows, as many columns as these take."""
        return self.codes[rows, : self.sizes[rows].max()]


class Table(NamedTuple):
    """What each sentence says, one row each; a last row stands for a sentence that is not there."""

    mixes: Mixes
    """0 where a sentence says no more."""
    sizes: Integers

    def codes(self, kind: Any, sentences: Integers) -> Block:
        """Return the codes of what some sentences say, as one kind of n-grams or as one for each place in the table."""
        sizes = self.sizes[sentences]
        mixes = self.mixes[sentences, : sizes.max()]
        return Block(coded(mixed(kind, mixes), mixes > 0), sizes)


def words(discourse: Discourse) -> Table:
    """Return the long words of each sentence, each once, made once."""
    return discourse.kept(_words)


def classes(discourse: Discourse) -> Table:
    """Return the classes of the words of each sentence, each once, made once."""
    return discourse.kept(_classes)


def triggers(discourse: Discourse) -> tuple[Table, Integers]:
    """Return the triggers of each sentence, and the first word of each, in the same form, made once."""
    return discourse.kept(_triggers)


def sentences_at(discourse: Discourse, sentences: Integers) -> Integers:
    """Return the rows of sentences in a table, of those before the first or behind the last that of no sentence."""
    size = len(discourse.sentences)
    return np.where((sentences >= 0) & (sentences < size), sentences, size)


def _words(discourse: Discourse) -> Table:
    found = words_of(discourse)
    long = np.array([len(symbol) > SHORT_LETTERS and symbol[0] != "<" for symbol in discourse.symbols])
    return _once(discourse, found.symbols, found.last_symbol, long)


def _classes(discourse: Discourse) -> Table:
    found = words_of(discourse)
    return _once(discourse, found.classes, found.last_class, found.classes > 0)


def _once(discourse: Discourse, mixes: Mixes, last: Integers, told: Any) -> Table:
    """Return of each sentence what its words tell, each once; `last` is the word before that tells the same."""
    return _table(
        [mixes[first:behind][told[first:behind] & (last[first:behind] < first)] for first, behind in discourse.ranges]
    )


def _triggers(discourse: Discourse) -> tuple[Table, Integers]:
    found = [
        [each for name in TELLING for each in discourse.triggers[index, name]]
        for index in range(len(discourse.sentences))
    ]
    table = _table(
        [np.array([number(f"{each.key} {'_'.join(each.fact.meaning)}") for each in row], np.uint64) for row in found]
    )
    first = np.zeros(table.mixes.shape, dtype=np.int64)
    first[table.mixes > 0] = [each.first for row in found for each in row]
    return table, first


def _table(rows: Sequence[Mixes]) -> Table:
    sizes = np.array([*map(len, rows), 0])
    mixes = np.zeros((len(sizes), sizes.max()), dtype=np.uint64)
    mixes[np.arange(sizes.max()) < sizes[:, None]] = np.concatenate(rows)
    return Table(mixes, sizes)
