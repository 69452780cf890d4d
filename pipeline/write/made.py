"""Tables that are made of other tables: run.json tells which of them still fit those, and which are stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.write.folder import RUN, read_json, write_json
from pipeline.write.tables import columns, rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

MADE = "made"
"""Name in run.json: table -> FRESH or STALE, for those that were made."""
FRESH, STALE = "fresh", "stale"


class Maker(NamedTuple):
    """What makes a table."""

    command: str
    sources: frozenset[str]
    """The tables it is made of."""


TRADE = frozenset({"articles", "officials", "amounts", "deals"})
MAKERS = {
    "people": Maker("niaga link", TRADE),
    "events": Maker("niaga link", TRADE),
    "id_changes": Maker("niaga link", TRADE),
    "trade": Maker("niaga link", TRADE | {"flows", "people", "events"}),
    "findings": Maker("niaga audit", TRADE | {"dates", "flows", "provinces", "people", "events"}),
}


def note_changed(folder: Path, changed: Collection[str], makes: Collection[str]) -> None:
    """Note, before tables change, what was made of them and is not made anew along with them."""
    stale = [
        table
        for table, maker in MAKERS.items()
        if table not in makes and maker.sources & set(changed) and is_made(folder, table)
    ]
    _note(folder, dict.fromkeys(stale, STALE))


def note_made(folder: Path, tables: Collection[str]) -> None:
    """Note that tables were made of what the folder holds now."""
    _note(folder, dict.fromkeys(tables, FRESH))


def note_rows(folder: Path, rows: Mapping[str, int]) -> None:
    """Note how many rows tables have that were written after the run."""
    run = read_json(folder / RUN)
    if run is not None and run.get("counts", {}) | rows != run.get("counts"):
        write_json(folder / RUN, {**run, "counts": {**run.get("counts", {}), **rows}})


def made_in_run(tables: Collection[str], base: Path | None) -> dict[str, str]:
    """Return what run.json tells of made tables after a run that makes some of them and adds to those of `base`."""
    old = [table for table in MAKERS if base and is_made(base, table)]
    return dict.fromkeys(old, STALE) | dict.fromkeys(tables, FRESH)


def is_made(folder: Path, table: str) -> bool:
    """Tell whether a table was made, with or without rows, since the tables it is made of were extracted."""
    noted = (read_json(folder / RUN) or {}).get(MADE, {})
    return table in noted or (columns(folder, table) is not None and any(True for _ in rows(folder, table)))


def stale(folder: Path) -> dict[str, str]:
    """Return the tables that are older than what they are made of, each with the command that makes it anew."""
    noted = (read_json(folder / RUN) or {}).get(MADE, {})
    return {table: maker.command for table, maker in MAKERS.items() if noted.get(table) == STALE}


def stale_message(folder: Path, table: str) -> str:
    """Return what to tell of a stale table."""
    return f"the table {table} of {folder} is older than what it is made of; run: {MAKERS[table].command} {folder}"


def _note(folder: Path, states: dict[str, str]) -> None:
    run = read_json(folder / RUN)
    if run is not None and states and run.get(MADE, {}) | states != run.get(MADE):
        write_json(folder / RUN, {**run, MADE: run.get(MADE, {}) | states})
