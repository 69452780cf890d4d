"""`niaga evaluate`: how good the tables are, measured against gold."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.lexicon import OwnLists
from pipeline.cli.models import OwnModels
from pipeline.cli.terminal import UNUSABLE, FieldNames, complain, field_names, out, warnings_as_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.evaluate import FoundTables, Score, Verdict

Where = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="A folder with articles/ and gold.jsonl; or, with --gold, articles of any form, or an outputs folder.",
    ),
]
GoldFile = Annotated[Path | None, typer.Option("--gold", metavar="FILE", help="Gold facts, one JSON object per line.")]
Errors = Annotated[bool, typer.Option("--errors", help="List what was missed and what is wrong, with the words.")]
OnlyKind = Annotated[str, typer.Option("--kind", help="Only errors of kinds whose name begins so, e.g. --kind deals.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print figures and errors as one JSON object.")]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="FILE", help="Show gains and losses since an earlier --json."),
]


def evaluate(  # noqa: PLR0913, PLR0917 (an argument per option of the command line)
    path: Where,
    gold: GoldFile = None,
    against: Against = None,
    kind: OnlyKind = "",
    field: FieldNames = None,
    lexicon: OwnLists = None,  # noqa: ARG001 (its callback has laid the lists)
    models: OwnModels = None,  # noqa: ARG001 (its callback has put them in place)
    *,
    errors: Errors = False,
    as_json: AsJson = False,
) -> None:
    """Measure against gold: precision, recall and F1 per kind with 95 % intervals."""
    from pipeline.evaluate import GoldError, figures, judge, read_gold  # noqa: PLC0415 (start-up)

    try:
        before = _earlier(against) if against else None
        wanted = read_gold(gold or path / "gold.jsonl")
        found = _found(path if gold else path / "articles", field_names(field))
    except (GoldError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    articles = [one["id"] for one in wanted]
    _tell_of_absent(articles, found)
    verdicts = list(judge(wanted, found))
    shown = figures(verdicts, articles)
    wrong = [verdict for verdict in verdicts if verdict.outcome != "hit"]
    report = _report(articles, shown, wrong)
    if before:
        report |= _changes(before, report)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    _print_figures(shown, len(articles))
    if errors or kind:
        _print_errors([verdict for verdict in wrong if verdict.kind.startswith(kind)], found)
    if before:
        _print_changes(report)


def _earlier(path: Path) -> dict[str, Any]:
    """Return an earlier report."""
    from pipeline.evaluate import GoldError  # noqa: PLC0415 (start-up)

    try:
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {name: report[name] for name in ("articles", "kinds", "errors")}
    except (OSError, ValueError, KeyError, TypeError):
        raise GoldError(f"{path} is no report of niaga evaluate --json") from None


def _found(path: Path, fields: dict[str, str]) -> dict[str, FoundTables]:
    """Return what the tables of an outputs folder hold, else what is found in the articles of a path."""
    from pipeline.evaluate import from_facts, from_folder  # noqa: PLC0415 (start-up)
    from pipeline.flow import extract, read  # noqa: PLC0415
    from pipeline.model import ReadError  # noqa: PLC0415

    if all((path / name).is_file() for name in ("run.json", "articles.jsonl")):
        return from_folder(path)
    articles = []
    with warnings_as_lines():
        for item in read(path, fields=fields):
            if isinstance(item, ReadError):
                complain(f"{item.source} {item.record}: {item.message}")
            else:
                articles.append(item)
    return from_facts(map(extract, articles))


def _tell_of_absent(articles: Sequence[str], found: dict[str, FoundTables]) -> None:
    absent = [one for one in articles if one not in found]
    if absent:
        complain(f"{len(absent)} of {len(articles)} articles of the gold are not there, e.g. {absent[0]}: all missed")


def _report(articles: Sequence[str], shown: dict[str, Score], wrong: Sequence[Verdict]) -> dict[str, Any]:
    return {
        "articles": list(articles),
        "kinds": {kind: figure.as_json() for kind, figure in shown.items()},
        "errors": [verdict.as_json() for verdict in wrong],
    }


def _changes(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return gains and losses over the articles and kinds that both runs judged."""
    from pipeline.evaluate import changes  # noqa: PLC0415 (start-up)

    articles = {*before["articles"]} & {*now["articles"]}
    kinds = {*before["kinds"]} & {*now["kinds"]}
    old, new = (
        [error for error in run["errors"] if error["article_id"] in articles and error["kind"] in kinds]
        for run in (before, now)
    )
    return changes(old, new)._asdict()


def _print_figures(shown: dict[str, Score], articles: int) -> None:
    title = f"{articles} articles; below each figure its 95 % interval"
    table = Table(title=title, title_justify="left", box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("kind", no_wrap=True)
    for name in ("P", "R", "F1", "hit", "wrong", "missed"):
        table.add_column(name, justify="right")
    for kind, figure in shown.items():
        shares = ((figure.p, figure.p_95), (figure.r, figure.r_95), (figure.f1, figure.f1_95))
        counts = map(str, (figure.tp, figure.fp, figure.fn))
        table.add_row(_two_lines(kind, figure.reading), *(_share(*each) for each in shares), *counts)
    out.print(table)


def _share(share: float, ends: tuple[float, float]) -> Text:
    return _two_lines(f"{share:.3f}", f"{ends[0]:.2f}-{ends[1]:.2f}")


def _two_lines(above: str, below: str) -> Text:
    return Text.assemble(above, "\n", (below, "dim"))


def _print_errors(wrong: Sequence[Verdict], found: dict[str, FoundTables]) -> None:
    for kind, verdicts in groupby(sorted(wrong, key=lambda verdict: verdict.kind), lambda verdict: verdict.kind):
        out.print(Text(f"\n{kind}", "bold"))
        for verdict in verdicts:
            out.print(Text(f"{verdict.outcome:6} {verdict.article_id}: {verdict.label}"), soft_wrap=True)
            text = found[verdict.article_id].text if verdict.article_id in found else ""
            for words in verdict.evidence:
                why = words.reason or words.rule or "no rule took it"
                out.print(Text(f"         {_around(text, words.start, words.stop)}  ({why})", "dim"), soft_wrap=True)


def _around(text: str, start: int, stop: int, reach: int = 40) -> str:
    """Return words of the text marked, with what stands around them."""
    marked = f"{text[max(0, start - reach) : start]}[{text[start:stop]}]{text[stop : stop + reach]}"
    return " ".join(marked.split())


def _print_changes(report: dict[str, Any]) -> None:
    out.print(f"\n{len(report['gains'])} gains, {len(report['losses'])} losses", highlight=False)
    for sign, name in (("+", "gains"), ("-", "losses")):
        for kind, article, outcome, label in report[name]:
            was = "was" if name == "gains" else "now"
            out.print(Text(f"{sign} {kind}: {article}: {was} {outcome}: {label}"), soft_wrap=True)
