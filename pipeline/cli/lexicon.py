"""`niaga lexicon`: the user's own word lists; and the option by which other commands take them."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.terminal import UNUSABLE, complain, out
from pipeline.lexicon import LexiconError, check, own_rows, use_user_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

READ_BACK = {
    "commodity_aliases": ("commodities", "commodity", ("commodity",)),
    "region_aliases": ("provinces", "region", ("province", "regency")),
}
"""List -> the table in which its examples are found, the column of what is meant, and the fields that hold it."""

MARKED = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")
"""An example with its words in square brackets."""

app = typer.Typer(no_args_is_help=True, help="Your own word lists.")


@app.callback()
def lexicon() -> None:
    """Add words to the lists, or change what they mean, without touching the program."""


@app.command("check")
def check_lists(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of your own word lists.")]) -> None:
    """Check a folder of your own word lists; name the file, row and column of every mistake."""
    found = check(folder)
    for problem in found:
        complain(str(problem))
    if found:
        raise typer.Exit(UNUSABLE)
    use(folder)
    for example in _unread(folder):
        complain(
            f"{example}: not read as the row says; does another list know the words, or does the policy keep them out?"
        )
    counts = own_rows(folder)
    for name, (rows, replaced) in counts.items():
        out.print(f"{name}.csv: {rows:,} rows, in place of {replaced:,} of ours", highlight=False)
    if not counts:
        complain(f"{folder} holds no lists: a list of yours has the file name of the list it adds to")
        raise typer.Exit(UNUSABLE)


def _unread(folder: Path) -> Iterator[str]:
    """Yield where an example of goods or places stands that is not read as its row says; the lists are laid by now."""
    from pipeline.flow import extract  # noqa: PLC0415 (start-up: --help needs nothing heavy; and the lists come first)
    from pipeline.model import Article  # noqa: PLC0415

    for name, (kind, column, fields) in READ_BACK.items():
        path = folder / f"{name}.csv"
        if path.is_file():
            rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
            for row in rows:
                if (mark := MARKED.fullmatch(row.get("example") or "")) is None:
                    continue
                facts = extract(Article("example", "".join(mark.groups())))[kind]
                read = {getattr(fact.value, each) for fact in facts if fact.start == mark.end(1) for each in fields}
                if row[column].strip() not in read:
                    yield f"{path.name}, row {rows.line_num}, column example"


def use(folder: Path | None) -> Path | None:
    """Lay the user's lists over ours, before the command begins."""
    if folder:
        try:
            use_user_lists(folder)
        except LexiconError as error:
            raise typer.BadParameter(str(error)) from None
    return folder


OwnLists = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="DIR", callback=use, help="Folder of your own word lists; see niaga lexicon check."
    ),
]
"""A command that takes it need do nothing with it."""
