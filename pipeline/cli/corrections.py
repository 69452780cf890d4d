"""`niaga import`: what people corrected in an annotation tool, back as gold facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pipeline.cli.export import Kinds, Outputs, chosen
from pipeline.cli.terminal import UNUSABLE, complain, out

if TYPE_CHECKING:
    from collections.abc import Sequence

Tool = Annotated[Literal["doccano", "label-studio"], typer.Option("--from", help="The tool that exported the file.")]
Corrected = Annotated[Path, typer.Argument(metavar="FILE", help="File that the tool exported.")]
Into = Annotated[
    Path,
    typer.Option("--into", metavar="GOLD", help="Gold file to write; articles and kinds already in it are replaced."),
]


def import_corrected(outputs: Outputs, file: Corrected, tool: Tool, into: Into, kind: Kinds = None) -> None:
    """Turn the marks of an annotation tool into gold facts. OUTPUTS is the folder that was exported.

    A mark left in place keeps its value; a new one is interpreted on its own. Marks without a clear value are listed.
    """
    from pipeline.evaluate import GoldError, read_gold  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.export import READERS, AnnotationError, corrected, documents, merged  # noqa: PLC0415
    from pipeline.load import TablesError, load  # noqa: PLC0415

    kinds = chosen(kind)
    try:
        before = read_gold(into) if into.exists() else []
        theirs = READERS[tool](file)
        new = list(corrected(documents(load(outputs), kinds), theirs, kinds, _meaning))
    except (TablesError, AnnotationError, GoldError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    records = merged(before, [one for one, _ in new])
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text("".join(lines), encoding="utf-8", newline="")
    _tell(into, len(new), [words for _, unclear in new for words in unclear])


def _meaning(kind: str, words: str) -> dict[str, Any] | None:
    """Return the row that words mean by themselves, None if they mean none or several."""
    from pipeline.flow import extract  # noqa: PLC0415 (start-up)
    from pipeline.language.component import plain  # noqa: PLC0415
    from pipeline.model import Article  # noqa: PLC0415

    rows = plain(extract(Article("words", words)), [kind])[kind]
    return rows[0] if len(rows) == 1 else None


def _tell(into: Path, articles: int, unclear: Sequence[str]) -> None:
    out.print(f"{into}: {articles} articles", highlight=False, soft_wrap=True)
    for words in unclear:
        complain(f"fill in what it means: {words}")
