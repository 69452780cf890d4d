"""The README of a published folder: what is in it, how good it is, what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.publish.tables import LONGEST_CHARS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILES = """`datapackage.json` describes every column (Frictionless), `codes/` says what the codes mean,
`niaga.sqlite` holds the same tables with keys and a search over the evidence:
`datasette niaga.sqlite -m metadata.json`."""
LEFT_OUT = f"""\
The texts of the articles, which are their publishers'. Evidence is cut behind {LONGEST_CHARS} characters.
`start` and `stop` are offsets into the stored text of `article_id`, `text_sha256` is its hash: whoever has the article
finds the words again and knows that it is the same text."""
NOT_MEASURED = """No sample of these articles was measured. Mark some, and give the figures of
`niaga evaluate --json` with `--quality`; until then take the confidence of each row for an estimate made on other
articles."""
DOUBTS = """Figures that could be read in two ways are in `unresolved.csv`, not in a column. Targets are never results:
look at `status`."""
FROM = (
    "Facts that niaga {version} read from {articles:,} news articles: what each says, where it stands, what it means."
)
TERMS = "[{title}]({path}) ({name}). Say where you have the data from, and that niaga read them by machine."


def readme(
    package: Mapping[str, Any],
    run: Mapping[str, Any],
    rows: Mapping[str, int],
    figures: Sequence[tuple[str, str]],
    measured: Sequence[tuple[str, ...]],
) -> str:
    """Return the text; `rows` are those of each table, `figures` and `measured` come from `quality`."""
    parts = [
        f"# {_plain(package['title'])}",
        FROM.format(version=run.get("version", ""), articles=rows["articles"]),
        "## What is here",
        _table(("table", "rows"), [(f"`{name}.csv`", f"{number:,}") for name, number in rows.items()]),
        FILES,
        "## What is not here",
        LEFT_OUT,
        "## How good it is",
        _table(("what the tables tell", ""), figures),
        _table(("measured on a sample", "precision", "recall", "F"), measured) if measured else NOT_MEASURED,
        DOUBTS,
        "## Licence of the data",
        TERMS.format(**package["licenses"][0]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_plain, line))} |" for line in lines)


def _plain(text: str) -> str:
    """Return text that Markdown takes as it is: a title is the user's, a name may come from elsewhere."""
    for mark in "|<[\n":
        text = text.replace(mark, " " if mark == "\n" else f"\\{mark}")
    return text
