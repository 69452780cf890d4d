"""The command `niaga`: one file per subcommand."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from pipeline.cli import lexicon
from pipeline.cli.apply import apply
from pipeline.cli.audit import audit
from pipeline.cli.corrections import import_corrected
from pipeline.cli.evaluate import evaluate
from pipeline.cli.explain import explain
from pipeline.cli.export import export
from pipeline.cli.extract import extract
from pipeline.cli.gold import gold
from pipeline.cli.link import link
from pipeline.cli.publish import publish
from pipeline.cli.report import report
from pipeline.cli.review import review
from pipeline.cli.run import run
from pipeline.cli.terminal import UNUSABLE, complain, out
from pipeline.cli.train import train
from pipeline.lexicon import LexiconError
from pipeline.model import ModelError
from pipeline.write.folder import FolderError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
app.command()(run)
app.command()(extract)
app.command()(explain)
app.command()(evaluate)
app.command()(export)
app.command()(publish)
app.command("import")(import_corrected)
app.command()(link)
app.command()(report)
app.command()(review)
app.command()(apply)
app.command()(gold)
app.command()(audit)
app.command()(train)
app.add_typer(lexicon.app, name="lexicon")


@app.callback(invoke_without_command=True)
def niaga(*, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Extract trade facts from Indonesian news into tables."""
    if version:
        from pipeline.write import VERSION  # noqa: PLC0415 (start-up: --help needs nothing heavy)

        out.print(VERSION, highlight=False)
        raise typer.Exit


def main() -> None:
    """Run the command; what the user can mend is one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack a character that an article has
    try:
        app()
    except (FolderError, LexiconError, ModelError) as error:
        complain(str(error))
        sys.exit(UNUSABLE)
