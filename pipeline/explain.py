"""One article, shown: every mention in place, its rule and value, what decided, and what was not used and why."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.write.rows import cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pipeline.model import ArticleFacts, Fact, Unresolved
    from pipeline.relate.decisions import Decided, Decision
    from pipeline.values import Deal

STYLES = {
    "provinces": "bold green",
    "officials": "bold magenta",
    "commodities": "bold yellow",
    "amounts": "bold cyan",
    "quantities": "bold red",
    "dates": "bold blue",
}
"""How each kind is marked in the text."""


LEFT_CANDIDATES = 5
"""Candidates of a kind that are shown though they were left out."""


def explain(decided: Decided) -> Iterator[RenderableType]:
    """Yield what to print of one article, top to bottom."""
    facts, decisions = decided.facts, decided.decisions()
    yield _frame(facts)
    yield _text(facts)
    for kind, found in facts.facts.items():
        if kind == "deals":
            yield from (_deal(deal, facts) for deal in found)
        elif found:
            yield _facts(kind, found)
    for title, some in _weighed(decisions):
        if some:
            yield _decisions(title, some)
    if facts.unresolved:
        yield _unresolved(facts.unresolved)


def _frame(facts: ArticleFacts) -> Table:
    article = facts.article
    table = Table(title=escape(article.article_id), show_header=False, title_justify="left")
    for field in fields(article):
        content = getattr(article, field.name)
        if content and field.name not in {"article_id", "text", "skipped", "dateline_span"}:
            table.add_row(field.name, Text(cell(content)))
    return table


def _text(facts: ArticleFacts) -> Text:
    text = Text(facts.article.text)
    for skipped in facts.article.skipped:
        text.stylize("dim strike", skipped.start, skipped.stop)
    for kind, style in STYLES.items():
        for fact in facts.facts.get(kind, ()):
            text.stylize(style, fact.start, fact.stop)
    text.append("\n" + " ".join(f"[{kind}]" for kind in STYLES), "dim")
    return text


def _facts(kind: str, found: tuple[Fact[Any], ...]) -> Table:
    columns = [field.name for field in fields(found[0].value)]
    table = Table("start", "stop", "text", "rule", "value", title=kind, title_justify="left", show_lines=False)
    for fact in found:
        said = [(name, cell(getattr(fact.value, name))) for name in columns]
        value = "  ".join(f"{name}={content}" for name, content in said if content)
        table.add_row(str(fact.start), str(fact.stop), Text(fact.mention.text), fact.mention.rule, Text(value))
    return table


def _deal(deal: Fact[Deal], facts: ArticleFacts) -> Table:
    """Show which words gave a deal its parties, figure, status and speaker, and what else stood there."""
    value = deal.value
    table = Table(title=f"deal {value.deal_id}", show_header=False, title_justify="left")
    speaker = next((fact.value.name for fact in facts["officials"] if fact.value.official_id == value.speaker), "")
    figure = next((fact.mention.text for fact in facts["amounts"] if fact.start == value.amount_start), "")
    beside = [item for item in facts.unresolved if deal.start <= item.mention.start < deal.stop]
    shown = {
        "sentence": deal.mention.text,
        "rule": deal.mention.rule,
        "confidence": f"{value.confidence:.2f}",
        "kind": value.kind,
        "parties": "\n".join(_party(province, deal, facts) for province in value.parties),
        "hub": value.hub,
        "figure": f"{figure!r} = {value.amount_min_idr}..{value.amount_max_idr} IDR" if figure else "",
        "status": f"{value.status}, with {value.cue!r} beside it" if value.cue else value.status,
        "scope": f"{value.scope}, {value.events} events" if value.events else value.scope,
        "date": value.date,
        "speaker": speaker,
        "considered": "\n".join(f"{item.mention.text!r}: {item.reason}" for item in beside),
    }
    for name, content in shown.items():
        if content:
            table.add_row(name, Text(content))
    return table


def _party(province: str, deal: Fact[Deal], facts: ArticleFacts) -> str:
    """Return the words that stand for a party: in the deal's sentence, else the last ones before it."""
    named = [fact for fact in facts["provinces"] if fact.value.province == province and fact.start < deal.stop]
    inside = [fact.mention.text for fact in named if fact.start >= deal.start]
    if inside:
        return f"{province}: {', '.join(dict.fromkeys(inside))}"
    return (
        f"{province}: from before, {named[-1].mention.text!r} at {named[-1].start}"
        if named
        else f"{province}: said later"
    )


def _weighed(decisions: Sequence[Decision]) -> Iterator[tuple[str, list[Decision]]]:
    """Yield a title and decisions: each kind, what was taken and the best of what was left out."""
    for kind in ("deals", "flows"):
        mine = [each for each in decisions if each.kind == kind]
        yield f"{kind}: what decided", [each for each in mine if not each.left]
        yield f"{kind}: likeliest of what was left out", [each for each in mine if each.left][:LEFT_CANDIDATES]


def _decisions(title: str, some: Sequence[Decision]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in (
        "start",
        "words",
        "provinces",
        "confidence",
        "score",
        "taken from",
        "what weighed most, in log-odds",
    ):
        table.add_column(column)
    if any(each.left for each in some):
        table.add_column("left out because")
    for each in some:
        sign = " > " if each.kind == "flows" else ", "
        weights = "\n".join(f"{one.feature}={one.value:.4g}, {one.moved:+.2f}" for one in each.weights)
        figures = f"{each.confidence:.2f}", f"{each.score:.3f}", f"{each.least:.3f}"
        table.add_row(
            str(each.start), Text(each.text), sign.join(each.provinces), *figures, Text(weights), each.left or None
        )
    return table


def _unresolved(items: tuple[Unresolved, ...]) -> Table:
    table = Table("start", "stop", "kind", "text", "rule", "reason", title="not used", title_justify="left")
    for item in items:
        seen = item.mention
        table.add_row(str(seen.start), str(seen.stop), seen.kind, Text(seen.text), seen.rule, Text(item.reason))
    return table
