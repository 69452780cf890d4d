"""The end of `niaga run`: what was found, what deserves a look first, and where it is."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import counted, out
from pipeline.write import file, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.audit import Finding

SHOWN_ROWS = 5
"""Rows of the flat table that are shown."""
GRAVE_CHECKS = 3
"""Checks of which a finding is told."""
UNSURE_CONFIDENCE = 0.6
"""Deals and flows below this confidence are told of."""
CELL_CHARS = {"between": 48, "goods": 28}
"""Columns that may be cut, and behind how many characters: part of a figure is a wrong one."""


def close(folder: Path, found: list[Finding], page: Path | None, language: str) -> None:
    """Print the summary, the first rows of the flat table and the path of the page."""
    _say(_what(folder))
    looks = [*_looks(folder, found, language)]
    if looks:
        _say("deserves a look first:")
        for look in looks:
            _say(f"- {look}" if look.strip() == look else f"  {look}")
    _rows(folder)
    _say(f"flat table: {folder / file(folder, 'trade')}")
    if page:
        _say(f"report: {page}")


def _say(line: str) -> None:
    out.print(Text(line), soft_wrap=True)


def _what(folder: Path) -> str:
    articles = [row["is_trade"] == "true" for row in records(folder, "articles")]
    sizes = {noun: sum(1 for _ in records(folder, f"{noun}s")) for noun in ("deal", "flow", "event")}
    sizes["official"] = sum(1 for _ in records(folder, "people"))
    found = ", ".join(counted(size, noun) for noun, size in sizes.items())
    return f"{counted(len(articles), 'article')}, {sum(articles):,} with trade: {found}"


def _looks(folder: Path, found: list[Finding], language: str) -> Iterator[str]:
    """Yield what deserves a look, gravest first, each with where it is."""
    counts = Counter(each.severity for each in found)
    if unread := sum(1 for _ in records(folder, "errors")):
        yield f"{counted(unread, 'input')} that could not be read: {folder / file(folder, 'errors')}"
    if errors := counts["error"]:
        graver = f"{counted(errors, 'contradiction')} in the articles (and {counted(counts['warning'], 'warning')})"
        yield f"{graver}: {_place(folder, 'findings')}"
        yield from islice(_examples(folder, found, language), GRAVE_CHECKS)
    if conflicts := sum(row["conflict"] == "true" for row in records(folder, "events")):
        yield f"{counted(conflicts, 'event')} whose articles disagree on the value: {_place(folder, 'events')}"
    unsure = {noun: _unsure(folder, f"{noun}s") for noun in ("deal", "flow")}
    if any(unsure.values()):
        told = " and ".join(counted(number, noun) for noun, number in unsure.items() if number)
        yield f"{told} less sure than {UNSURE_CONFIDENCE}: niaga review {folder}"


def _examples(folder: Path, found: list[Finding], language: str) -> Iterator[str]:
    """Yield the first error of each check, those in articles with trade first, and how many more it has."""
    from pipeline.audit import say  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    errors = [each for each in found if each.severity == "error"]
    trade = {row["article_id"] for row in records(folder, "articles") if row["is_trade"] == "true"}
    many = Counter(each.check for each in errors)
    firsts: dict[str, Finding] = {}
    for each in sorted(errors, key=lambda each: each.article_id not in trade):
        firsts.setdefault(each.check, each)
    for check, first in firsts.items():
        more = f" (and {many[check] - 1:,} more of the check {check})" if many[check] > 1 else ""
        yield f"  {first.article_id}: {say(first, language)}{more}"


def _unsure(folder: Path, table: str) -> int:
    return sum(float(row["confidence"] or 1) < UNSURE_CONFIDENCE for row in records(folder, table))


def _place(folder: Path, table: str) -> str:
    return str(folder / file(folder, table))


def _rows(folder: Path) -> None:
    rows = [_shown(row) for row in islice(records(folder, "trade"), SHOWN_ROWS)]
    if not rows:
        return
    table = Table(title="first rows of the flat table", title_justify="left", expand=True)
    for name in rows[0]:
        whole = None if name in CELL_CHARS else max(len(name), *(len(row[name]) for row in rows))
        table.add_column(name, min_width=whole, ratio=CELL_CHARS.get(name))
    for row in rows:
        table.add_row(*(Text(_cropped(cell, CELL_CHARS.get(name, len(cell)))) for name, cell in row.items()))
    out.print(table)


def _shown(row: dict[str, str]) -> dict[str, str]:
    """Return what is shown of a row: the parties of a deal, the way of a flow."""
    if row["record"] == "deal":
        between = " – ".join(filter(None, (row["hub_name"], *row["partners_name"].split(";"))))
    else:
        between = f"{row['origin_name'] or '?'} → {row['destination_name'] or '?'}"
    amount = f"{int(row['amount_idr']):,}" if row["amount_idr"] else ""
    told = {"year": row["year"], "status": row["status"], "between": between, "goods": row["commodity_name"]}
    return told | {"amount_idr": amount, "confidence": row["confidence"]}


def _cropped(cell: str, width: int) -> str:
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"
