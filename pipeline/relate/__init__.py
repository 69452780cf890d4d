"""From the facts of one article to what it tells: deals, flows, speakers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.model import ArticleFacts, Fact, Unresolved
from pipeline.relate.deals import AIMED, settle
from pipeline.relate.event import PAIR
from pipeline.relate.flows import flows_of
from pipeline.relate.scenes import scenes
from pipeline.relate.speakers import speakers
from pipeline.relate.statements import state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.language import Page
    from pipeline.relate.deals import Deal
    from pipeline.relate.scenes import Scene


def relate(page: Page, facts: ArticleFacts) -> ArticleFacts:
    """Return the facts with deals and flows beside them, and with speaker and kind of each amount.

    An article that names fewer provinces than a deal takes is not read for any.
    """
    trade = len({fact.value.province for fact in facts["provinces"]}) >= PAIR
    if not (trade or facts["amounts"]):
        return replace(facts, facts={**facts.facts, "deals": (), "flows": ()})
    stage = scenes(page, facts, trade=trade)
    voices = speakers(stage)
    spoken = {scene.index: voice.value for scene, voice in zip(stage, voices, strict=True) if voice}
    told = {**facts.facts, "amounts": tuple(_attributed(stage, spoken)), "deals": (), "flows": ()}
    if not trade:
        return replace(facts, facts=told)
    ledger = state(stage, [spoken[scene.index].province if scene.index in spoken else None for scene in stage])
    deals = settle(ledger.statements, facts.article.article_id)
    said = {scene.start: spoken[scene.index].official_id for scene in stage if scene.index in spoken}
    told["deals"] = tuple(replace(deal, value=replace(deal.value, speaker=said.get(deal.start))) for deal in deals)
    told["flows"] = tuple(flows_of(stage, ledger.homes, ledger.events, deals))
    told["amounts"] = tuple(_valued(told["amounts"], deals))
    left = (Unresolved(amount.mention, f"in a sentence about trade, no deal: {why}") for amount, why in ledger.left)
    unresolved = sorted((*facts.unresolved, *left), key=lambda item: item.mention.start)
    return ArticleFacts(facts.article, told, tuple(unresolved))


def _attributed(stage: Sequence[Scene], spoken: Mapping[int, Any]) -> Iterator[Fact[Any]]:
    """Yield the amounts with the official who gives each."""
    for scene in stage:
        speaker = spoken[scene.index].official_id if scene.index in spoken else None
        for amount in scene.amounts:
            yield replace(amount, value=replace(amount.value, speaker=speaker)) if speaker else amount


def _valued(amounts: Sequence[Fact[Any]], deals: Sequence[Fact[Deal]]) -> Iterator[Fact[Any]]:
    """Yield the amounts, those that deals take marked as such."""
    kinds = {deal.value.amount_start: _kind(deal.value.status) for deal in deals}
    for amount in amounts:
        kind = kinds.get(amount.start)
        yield replace(amount, value=replace(amount.value, kind=kind)) if kind else amount


def _kind(status: str) -> str:
    return "deal_target" if status in AIMED else "deal_value"
