"""What the commands print to, and how they complain."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

out = Console()
err = Console(stderr=True)

UNUSABLE = 2
"""Exit status: the command was not understood or a folder can't be used; nothing was written."""
SOME_UNREADABLE = 3
"""Exit status: all is done but the inputs that errors.csv lists."""

STOPPED = 130
"""Exit status: Ctrl-C; what is finished is kept."""

RECORD_FIELDS = ("id", "url", "title", "published", "source", "text")

FieldNames = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar="NAME=THEIRS", help="What a field is called in your records, e.g. --field text=content."
    ),
]


TradeOnly = Annotated[
    bool | None,
    typer.Option(
        "--trade-only/--all-articles",
        help="Leave out articles that state no trade, or show all.",
        show_default="trade only if most articles state none",
    ),
]


def field_names(pairs: list[str] | None) -> dict[str, str]:
    """Return the records' names of our fields from `NAME=THEIRS` pairs.

    Raises typer.BadParameter for a name that is not ours.
    """
    fields = dict(pair.partition("=")[::2] for pair in pairs or [])
    for name, theirs in fields.items():
        if name not in RECORD_FIELDS or not theirs:
            known = ", ".join(RECORD_FIELDS)
            raise typer.BadParameter(f"{name}={theirs}: give NAME=THEIRS with NAME one of {known}")
    return fields


def complain_of_stale(folder: Path) -> None:
    """Print a line for each table that is older than what it is made of."""
    from pipeline.write import stale, stale_message  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    for table in stale(folder):
        complain(stale_message(folder, table))


def tell_of_changed_ids(folder: Path) -> None:
    """Print how many ids of earlier runs merged, parted or went, where any did."""
    from pipeline.write import columns, rows  # noqa: PLC0415 (start-up)

    if columns(folder, "id_changes") and (number := sum(1 for _ in rows(folder, "id_changes"))):
        complain(
            f"{counted(number, 'id')} of earlier runs merged, parted or went: see the table id_changes in {folder}"
        )


def counted(number: int, noun: str) -> str:
    """Return `1 article`, `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def complain(message: str) -> None:
    """Print one line for what the user can mend."""
    err.print(Text(f"niaga: {message}"), soft_wrap=True)


@contextmanager
def warnings_as_lines() -> Iterator[None]:
    """Print what is warned of inside, behind it, as lines like our other ones, each once."""
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always", UserWarning)
        yield
    for message in dict.fromkeys(str(note.message) for note in noted):
        complain(message)
