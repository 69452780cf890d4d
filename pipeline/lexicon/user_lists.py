"""Users' own rows: read, held to the rules of the list (`lists.toml`), and laid over ours."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Row = dict[str, str]
    Lists = Callable[[str], tuple[Row, ...]]
    Ids = Callable[[str], set[str]]

OWN = ("example",)
"""Columns that speak of the row itself: they are not taken from the row that it replaces."""

HEADER = 1
"""Number of the header row, as a spreadsheet counts."""


class LexiconError(ValueError):
    """A user's own word lists can't be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a user's list."""

    file: str
    row: int
    """As a spreadsheet counts: the header is row 1."""
    column: str
    """Empty where the row or the file as a whole is meant."""
    message: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one list is held to."""

    key: list[str]
    """Columns that name an entry; never empty together."""
    any_case: bool = False
    """Are keys that differ in capitals only one entry?"""
    shared: str = ""
    """Column that a row fills whose key has other rows too; empty where no two rows have one key."""
    closed: list[str] = field(default_factory=list)
    """Columns that hold only values of our list."""
    refers: dict[str, list[str]] = field(default_factory=dict)
    """Column -> the lists whose ids it holds."""
    form: dict[str, str] = field(default_factory=dict)
    """Column -> the pattern that its cells match."""
    patterns: list[str] = field(default_factory=list)
    """Columns that hold patterns."""


@cache
def rules() -> dict[str, Rules]:
    """Return what each list is held to."""
    text = files("pipeline.lexicon").joinpath("lists.toml").read_text(encoding="utf-8")
    return {name: Rules(**each) for name, each in tomllib.loads(text).items()}


def problems(folder: Path, names: Sequence[str], shipped: Lists, ids: Ids) -> list[Problem]:
    """Return everything that is wrong with a folder of lists, files in order."""
    if not folder.is_dir():
        return [Problem(str(folder), HEADER, "", "no such folder")]
    found = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem in names:
            found += _read(path, shipped, ids)[1]
        else:
            near = get_close_matches(path.stem, names, 1) or names
            found.append(Problem(path.name, HEADER, "", f"no list has this name; is {near[0]}.csv meant?"))
    return found


def checked(path: Path, shipped: Lists, ids: Ids) -> list[Row]:
    """Return the rows of a user's list, all columns of ours filled.

    Raises LexiconError with everything that is wrong.
    """
    rows, found = _read(path, shipped, ids)
    if found:
        raise LexiconError("\n".join(map(str, found)))
    return rows


def merged(name: str, shipped: Sequence[Row], own: Sequence[Row]) -> tuple[Row, ...]:
    """Return our rows but those whose key the user has too, and the user's, in canonical order."""
    keys = {_key(name, row) for row in own}
    rows = [*(row for row in shipped if _key(name, row) not in keys), *own]
    return tuple(sorted(rows, key=lambda row: tuple(row.values())))


def _key(name: str, row: Row) -> tuple[str, ...]:
    held = rules()[name]
    cells = tuple(row[column] for column in held.key)
    return tuple(cell.casefold() for cell in cells) if held.any_case else cells


def _read(path: Path, shipped: Lists, ids: Ids) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a user's list and everything that is wrong with them.

    Columns that the file lacks, as those added after it was made, are as in the row of ours that a row replaces.
    """
    columns = list(shipped(path.stem)[0])
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        header, *lines = csv.reader(text.splitlines(), strict=True)
    except UnicodeDecodeError:
        return [], [Problem(path.name, HEADER, "", "not UTF-8; save it as CSV UTF-8")]
    except csv.Error as error:
        return [], [Problem(path.name, HEADER, "", f"no CSV: {error}")]
    except ValueError:
        return [], [Problem(path.name, HEADER, "", f"empty; the first row names the columns: {','.join(columns)}")]
    header = [cell.strip() for cell in header]
    found = [Problem(path.name, HEADER, "", why) for why in _header(header, columns, rules()[path.stem].key)]
    if found:
        return [], found
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    allowed = _allowed(path.stem, shipped, ids)
    blank = dict.fromkeys(columns, "")
    replaced = {
        _key(path.stem, row): row | {column: "" for column in OWN if column in row} for row in shipped(path.stem)
    }
    for number, line in enumerate(lines, HEADER + 1):
        if not line:
            continue
        if len(line) != len(header):
            found.append(Problem(path.name, number, "", f"{len(line)} cells, but {len(header)} columns"))
            continue
        cells = dict(zip(header, map(str.strip, line), strict=True))
        row = replaced.get(_key(path.stem, cells), blank) | cells
        found += [Problem(path.name, number, column, why) for column, why in _row(path.stem, row, allowed)]
        found += [Problem(path.name, number, column, why) for column, why in _twice(path.stem, row, number, seen)]
        rows.append(row)
    return rows, found


def _header(header: list[str], columns: list[str], key: list[str]) -> Iterator[str]:
    """Yield what is wrong with the names of the columns."""
    unknown = [column for column in header if column not in columns]
    if unknown:
        yield f"unknown column {unknown[0]!r}; the list has {','.join(columns)}, separated by commas"
    elif missing := [column for column in key if column not in header]:
        yield f"column {missing[0]} is missing"
    elif len(set(header)) < len(header):
        yield "a column stands twice"


def _row(name: str, row: Row, allowed: dict[str, tuple[set[str], str]]) -> Iterator[tuple[str, str]]:
    """Yield (column, what is wrong) for one row."""
    held = rules()[name]
    if not any(row[column] for column in held.key):
        yield held.key[0], "empty"
    for column, (values, says) in allowed.items():
        if row[column] not in values:
            yield column, f"{row[column]!r} is {says}"
    for column, form in held.form.items():
        if not re.fullmatch(form, row[column]):
            yield column, f"{row[column]!r} is not of the form {form}"
    for column in held.patterns:
        yield from ((column, why) for why in _pattern(row[column]))


def _twice(name: str, row: Row, number: int, seen: dict[tuple[str, ...], int]) -> Iterator[tuple[str, str]]:
    """Yield (column, what is wrong) for a row whose key a row before has: no words mean two things unsaid."""
    held = rules()[name]
    first = seen.setdefault(_key(name, row), number)
    if first != number and not (held.shared and row[held.shared]):
        yield held.key[0], f"stands in row {first} already"


def _allowed(name: str, shipped: Lists, ids: Ids) -> dict[str, tuple[set[str], str]]:
    """Return, by column, the values that its cells may have and what to say of others."""
    held, allowed = rules()[name], {}
    for column in held.closed:
        values = {row[column] for row in shipped(name)}
        allowed[column] = values, f"none of {', '.join(value or '(empty)' for value in sorted(values))}"
    for column, lists in held.refers.items():
        blank = {""} & {row[column] for row in shipped(name)}
        allowed[column] = blank.union(*map(ids, lists)), f"no id of {' or '.join(f'{each}.csv' for each in lists)}"
    return allowed


def _pattern(cell: str) -> Iterator[str]:
    try:
        re.compile(cell)
    except re.error as error:
        yield f"no pattern: {error}"
