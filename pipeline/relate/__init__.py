"""From the facts of one article to what it tells: deals, flows, speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ArticleFacts
from pipeline.relate.deals import settle
from pipeline.relate.flows import flows_of
from pipeline.relate.scenes import scenes
from pipeline.relate.speakers import speakers
from pipeline.relate.statements import state

if TYPE_CHECKING:
    from pipeline.language import Page

PARTIES = 2
"""A deal takes two provinces: an article that names fewer is not read for any."""


def relate(page: Page, facts: ArticleFacts) -> ArticleFacts:
    """Return the facts with deals and flows beside them, and with speaker and kind of each amount."""
    if len({fact.value.province for fact in facts["provinces"]}) < PARTIES:
        return ArticleFacts(facts.article, {**facts.facts, "deals": (), "flows": ()}, facts.unresolved)
    stage = scenes(page, facts)
    voices = speakers(stage)
    who = {scene.index: voice.value for scene, voice in zip(stage, voices, strict=True) if voice}
    provinces = [who[scene.index].province if scene.index in who else None for scene in stage]
    ledger = state(stage, provinces)
    deals = settle(ledger.statements, facts.article.article_id)
    told = {**facts.facts, "deals": tuple(deals), "flows": tuple(flows_of(stage, ledger.homes, ledger.events, deals))}
    return ArticleFacts(facts.article, told, facts.unresolved)
