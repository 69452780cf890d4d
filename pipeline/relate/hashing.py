"""N-grams as integer codes (feature hashing): what they are made of is mixed, all rows and kinds at once.

A mix is a 64-bit number; `coded` keeps its highest bits as the place of a weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Floats = np.ndarray[Any, np.dtype[Any]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
Mixes = np.ndarray[Any, np.dtype[np.uint64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

CODE_BITS = 17
"""Bits of a code: so many weights has a linear model."""

NO_GRAM = 0
"""Code where a row has no n-gram: its weight is 0."""

FACTOR, SHIFT_BITS = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
"""Odd factor near 2 ** 64 / golden ratio, and the bits by which high ones are folded into low ones."""

DROPPED_BITS = np.uint64(64 - CODE_BITS)


ROW_WEIGHT = 10.0
"""Weight of a row, whatever its length: of n n-grams each counts `ROW_WEIGHT` / sqrt(n)."""


def gram_weights(codes: Integers) -> Floats:
    """Return what each n-gram of a row counts: a long text says no more about its subject than a short one."""
    counts = (codes != NO_GRAM).view(np.uint8).sum(axis=1, dtype=np.int32)
    weights: Floats = ROW_WEIGHT / np.sqrt(np.maximum(1, counts))
    return weights


def numbers(texts: Iterable[str]) -> Iterator[int]:
    """Yield a number for each text."""
    return map(crc32, map(str.encode, texts))


def hashed(texts: Iterable[str]) -> Mixes:
    """Return a number for each text."""
    return np.fromiter(numbers(texts), dtype=np.uint64)


def kinds(names: Iterable[str]) -> Mixes:
    """Return what mixes of some kinds begin with."""
    return hashed(names) * FACTOR


def mixed(begin: Mixes | np.uint64, *parts: Mixes) -> Mixes:
    """Return mixes with more parts; their order counts."""
    result: Any = begin
    for part in parts:
        result = (result ^ part) * FACTOR
        result ^= result >> SHIFT_BITS
    return result  # type: ignore[no-any-return]


def coded(mixes: Mixes, where: Mask | None = None) -> Integers:
    """Return the codes of mixes; `NO_GRAM` but for those that a mask holds true."""
    codes = (mixes >> DROPPED_BITS).view(np.int64)
    np.maximum(codes, 1, out=codes)
    return codes if where is None else codes * where


class Templates:
    """Kinds of n-grams, each by the parts that it is made of."""

    def __init__(self, parts: Sequence[str], templates: Mapping[str, Sequence[str]]) -> None:
        self._kinds = kinds(templates)
        longest = max(map(len, templates.values()))
        columns = [[parts.index(part) for part in each] for each in templates.values()]
        self._columns = np.array([each + [len(parts)] * (longest - len(each)) for each in columns]).T

    def codes(self, table: Mixes) -> Integers:
        """Return the codes of each row, shape (rows, templates); shape of `table` (rows, parts)."""
        whole = np.concatenate([table, np.zeros((len(table), 1), dtype=np.uint64)], axis=1)
        return coded(mixed(self._kinds, *(whole.take(column, axis=1) for column in self._columns)))
