"""One article, shown: every mention in place, its rule and value, and what was not used and why."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.write.rows import cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pipeline.model import ArticleFacts, Fact, Unresolved

STYLES = {
    "provinces": "bold green",
    "officials": "bold magenta",
    "commodities": "bold yellow",
    "amounts": "bold cyan",
    "quantities": "bold red",
    "dates": "bold blue",
}
"""How each kind is marked in the text."""


def explain(facts: ArticleFacts) -> Iterator[RenderableType]:
    """Yield what to print of one article, top to bottom."""
    yield _frame(facts)
    yield _text(facts)
    for kind, found in facts.facts.items():
        if kind == "deals":
            yield from (_deal(deal, facts) for deal in found)
        elif found:
            yield _facts(kind, found)
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


def _deal(deal: Fact[Any], facts: ArticleFacts) -> Table:
    """Show which words gave a deal its parties, figure, status and speaker, and what else stood there."""
    value, words = deal.value, deal.mention.parts
    table = Table(title=f"deal {value.deal_id}", show_header=False, title_justify="left")
    speaker = next((fact.value.name for fact in facts["officials"] if fact.value.official_id == value.speaker), "")
    beside = [item for item in facts.unresolved if deal.start <= item.mention.start < deal.stop]
    shown = {
        "sentence": deal.mention.text,
        "rule": deal.mention.rule,
        "kind": f"{value.kind}, from {words['event']!r}",
        "parties": "\n".join(_party(province, deal, facts) for province in value.parties),
        "hub": value.hub,
        "figure": f"{words['figure']!r} = {value.amount_min_idr}..{value.amount_max_idr} IDR"
        if words["figure"]
        else "",
        "called": words["noun"],
        "status": f"{value.status}, from {value.cue!r}" if value.cue else f"{value.status}, supposed from the kind",
        "scope": f"{value.scope}, {value.events} events" if value.events else value.scope,
        "date": value.date,
        "speaker": speaker,
        "considered": "\n".join(f"{item.mention.text!r}: {item.reason}" for item in beside),
    }
    for name, content in shown.items():
        if content:
            table.add_row(name, Text(content))
    return table


def _party(province: str, deal: Fact[Any], facts: ArticleFacts) -> str:
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


def _unresolved(items: tuple[Unresolved, ...]) -> Table:
    table = Table("start", "stop", "kind", "text", "rule", "reason", title="not used", title_justify="left")
    for item in items:
        seen = item.mention
        table.add_row(str(seen.start), str(seen.stop), seen.kind, Text(seen.text), seen.rule, Text(item.reason))
    return table
