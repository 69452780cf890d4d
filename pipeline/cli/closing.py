"""The end of `niaga run`: what was found, what deserves a look first, and where it is."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import out
from pipeline.write import file, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.audit import Finding

ROWS = 5
"""Rows of the flat table that are shown."""
GRAVE = 3
"""Findings that are told."""
UNSURE = 0.6
"""Deals below this confidence are told of."""
SHOWN = ("year", "status", "hub_name", "partners_name", "commodity_name", "amount_idr", "confidence")
WORDS = {"hub_name", "partners_name", "commodity_name"}
"""Columns that may be cut: part of a figure is a wrong one."""
WIDTH = 28
"""Characters of a cell."""


def close(folder: Path, found: list[Finding], page: Path | None, language: str) -> None:
    """Print the summary, the first rows of the flat table and the path of the page."""
    _say(_what(folder))
    looks = [*_looks(folder, found, language)]
    if looks:
        _say("deserves a look first:")
        for look in looks:
            _say(f"- {look}")
    _rows(folder)
    _say(f"flat table: {folder / file(folder, 'trade')}")
    if page:
        _say(f"report: {page}")


def _say(line: str) -> None:
    out.print(Text(line), soft_wrap=True)


def _what(folder: Path) -> str:
    articles = [row["is_trade"] == "true" for row in records(folder, "articles")]
    sizes = ((name, sum(1 for _ in records(folder, name))) for name in ("deals", "flows", "events", "people"))
    counted = ", ".join(f"{size:,} {name}" for name, size in sizes)
    return f"{len(articles):,} articles, {sum(articles):,} with trade: {counted}"


def _looks(folder: Path, found: list[Finding], language: str) -> Iterator[str]:
    """Yield what deserves a look, gravest first, each with where it is."""
    from pipeline.audit import say  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    counts = Counter(each.severity for each in found)
    if unread := sum(1 for _ in records(folder, "errors")):
        yield f"{unread:,} inputs that could not be read: {folder / file(folder, 'errors')}"
    if errors := counts["error"]:
        yield f"{errors:,} findings that are errors (and {counts['warning']:,} warnings): {_place(folder, 'findings')}"
        yield from (f"  {each.article_id}: {say(each, language)}" for each in islice(_errors(found), GRAVE))
    if conflicts := sum(row["conflict"] == "true" for row in records(folder, "events")):
        yield f"{conflicts:,} events whose articles disagree on the value: {_place(folder, 'events')}"
    if unsure := sum(float(row["confidence"] or 1) < UNSURE for row in records(folder, "deals")):
        yield f"{unsure:,} deals less sure than {UNSURE}: niaga review {folder}"


def _errors(found: list[Finding]) -> Iterator[Finding]:
    return (each for each in found if each.severity == "error")


def _place(folder: Path, table: str) -> str:
    return str(folder / file(folder, table))


def _rows(folder: Path) -> None:
    rows = list(islice(records(folder, "trade"), ROWS))
    if not rows:
        return
    table = Table(title="first rows of the flat table", title_justify="left", expand=True)
    for name in SHOWN:
        whole = None if name in WORDS else max(len(name), *(len(row[name]) for row in rows))
        table.add_column(name, min_width=whole, ratio=None if whole else 1)
    for row in rows:
        table.add_row(*(Text(_cropped(row[name])) for name in SHOWN))
    out.print(table)


def _cropped(cell: str) -> str:
    return cell if len(cell) <= WIDTH else f"{cell[: WIDTH - 1]}…"
