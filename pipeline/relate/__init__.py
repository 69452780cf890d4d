"""From the facts of one article to what it tells: deals, flows, speakers.

Discourse (what stands where), candidates and their features, scores of trained models, decoding: in this order, each
its file or folder. The models are data; `niaga train` makes them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pipeline.model import LEAST_CONFIDENCE, ArticleFacts, Fact, Unresolved
from pipeline.relate import models
from pipeline.relate.candidates.pair import PAIR_PROVINCES
from pipeline.relate.candidates.statement import MOST_STATEMENTS
from pipeline.relate.decisions import NOT_TOLD_OF, Decided
from pipeline.relate.decode.deals import deals_of
from pipeline.relate.decode.flows import flows_of
from pipeline.relate.decode.statements import taken_of
from pipeline.relate.decode.totals import with_totals
from pipeline.relate.discourse import Discourse
from pipeline.relate.features.statement import value_of
from pipeline.relate.quantities import with_quantities
from pipeline.relate.sentences import sentences_of
from pipeline.relate.speakers import speakers
from pipeline.relate.statistics import is_statistics
from pipeline.relate.weighing import topic_of, weigh
from pipeline.values import AIMED, Deal, Flow

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from pipeline.language import Document
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.models import Models
    from pipeline.relate.sentences import Sentence
    from pipeline.relate.speakers import Voices
    from pipeline.relate.weighed import Weighed
    from pipeline.values import Amount

__all__ = ["OFF_TOPIC", "Decided", "decided", "relate", "untold"]

Told = TypeVar("Told", Deal, Flow)
"""What is told with a confidence."""

NO_DEAL = "in a sentence about trade, no deal"
"""Begin of the reason why a figure is none."""

OFF_TOPIC = "the words of the article are not of trade between provinces"
NOWHERE_ELSE = "no two provinces are named outside of the dateline"
"""Reasons why nothing of an article is weighed."""


def relate(
    document: Document, facts: ArticleFacts, min_confidence: float = LEAST_CONFIDENCE, deciding: Models | None = None
) -> Decided:
    """Return the facts with deals, flows, and speaker and kind of each amount; and what was weighed for them.

    Deals and flows of less confidence (0 to 1) go to unresolved. The models in use decide unless others are
    given. An article that names fewer than two provinces beside its dateline, or whose words are not of trade between
    them, is not weighed.
    """
    provinces = len({fact.value.province for fact in facts["provinces"]})
    sentences = (
        sentences_of(document, facts, trade=provinces >= PAIR_PROVINCES)
        if provinces >= PAIR_PROVINCES or facts["amounts"]
        else ()
    )
    voices = speakers(sentences)
    told = {**facts.facts, "deals": (), "flows": ()}
    told["amounts"] = tuple(_attributed(sentences, voices))
    if provinces < PAIR_PROVINCES:
        return Decided(replace(facts, facts=told))
    deciding = deciding or models.current()
    discourse = Discourse(document, replace(facts, facts=told), sentences, voices)
    if len(discourse.told_of) < PAIR_PROVINCES:
        return untold(discourse, NOWHERE_ELSE)
    topic = topic_of(discourse, deciding.scorer)
    if topic.odds < deciding.threshold("article"):
        return untold(discourse, OFF_TOPIC)
    return decided(weigh(discourse, deciding.scorer, topic), deciding, min_confidence)


def untold(discourse: Discourse, why: str) -> Decided:
    """Return the facts of an article that can't tell of trade between provinces: nothing is weighed."""
    facts = discourse.facts
    left = (Unresolved(each.fact.mention, f"{NO_DEAL}: {why}") for each in _told(discourse))
    amounts = tuple(_valued(discourse, facts["amounts"], ()))
    told = {**facts.facts, "amounts": amounts}
    return Decided(ArticleFacts(facts.article, told, _by_place((*facts.unresolved, *left))))


def decided(weighed: Weighed, deciding: Models, least: float = LEAST_CONFIDENCE) -> Decided:
    """Return what the scores of an article's candidates come to.

    What is less sure than `least`, or of a province that the dateline alone names, goes to unresolved.
    """
    discourse = weighed.discourse
    statements = [each for each in taken_of(weighed, deciding) if not is_statistics(discourse, each.anchor)]
    found = deals_of(weighed, deciding, statements)
    sure, left_deals = _parted(found, discourse, least)
    deals = with_totals(sure)
    flows, left_flows = _parted(flows_of(weighed, deciding, deals), discourse, least)
    facts = discourse.facts
    amounts = tuple(_valued(discourse, facts["amounts"], deals))
    flows = with_quantities(discourse, flows, amounts)
    told = {**facts.facts, "amounts": amounts, "deals": tuple(deals), "flows": tuple(flows)}
    left = (*facts.unresolved, *left_deals, *left_flows, *_left(weighed, found, flows))
    return Decided(ArticleFacts(facts.article, told, _by_place(left)), weighed, deciding, statements)


def _by_place(left: Iterable[Unresolved]) -> tuple[Unresolved, ...]:
    return tuple(sorted(left, key=lambda item: item.mention.start))


def _parted(
    found: Sequence[Fact[Told]], discourse: Discourse, least: float
) -> tuple[list[Fact[Told]], list[Unresolved]]:
    """Return the deals or flows that are told, and the others as unresolved."""
    told, left = [], []
    for fact in found:
        if reason := _objection(fact.value, discourse, least):
            left.append(Unresolved(fact.mention, reason))
        else:
            told.append(fact)
    return told, left


def _objection(told: Deal | Flow, discourse: Discourse, least: float) -> str:
    """Return why a deal or flow is not told, empty where it is."""
    provinces = told.parties if isinstance(told, Deal) else (told.origin, told.destination)
    if not discourse.told_of.issuperset(provinces):
        return NOT_TOLD_OF
    return "" if told.confidence >= least else f"less sure than a row must be: {told.confidence:.2f}"


def _attributed(sentences: Sequence[Sentence], voices: Voices) -> Iterator[Fact[Amount]]:
    """Yield the amounts with the official who gives each, as whoever speaks in its sentence."""
    for sentence, voice in zip(sentences, voices, strict=True):
        for amount in sentence.amounts:
            speaker = voice.value.official_id if voice else None
            yield replace(amount, value=replace(amount.value, speaker=speaker)) if speaker else amount


def _valued(
    discourse: Discourse, amounts: Sequence[Fact[Amount]], deals: Sequence[Fact[Deal]]
) -> Iterator[Fact[Amount]]:
    """Yield the amounts, those that deals take marked as such, and totals of all trade."""
    kinds = {deal.value.amount_start: "deal_target" if deal.value.status in AIMED else "deal_value" for deal in deals}
    statistics = {anchor.start: "trade_statistics" for anchor in discourse.amounts if is_statistics(discourse, anchor)}
    told = statistics | kinds
    for amount in amounts:
        kind = told.get(amount.start)
        yield replace(amount, value=replace(amount.value, kind=kind)) if kind else amount


def _left(weighed: Weighed, deals: Sequence[Fact[Deal]], flows: Sequence[Fact[Flow]]) -> Iterator[Unresolved]:
    """Yield the figures in sentences about trade that no deal or flow takes, and what was cut, with the reason."""
    discourse = weighed.discourse
    taken = {deal.value.amount_start for deal in deals} | {flow.value.amount_start for flow in flows}
    values = {value_of(deal.value) for deal in deals if deal.value.amount_start is not None}
    for anchor in _told(discourse):
        if anchor.start not in taken:
            yield Unresolved(anchor.fact.mention, f"{NO_DEAL}: {_why(weighed, anchor, values)}")
    weighed_goods = len(weighed.goods.arguments.anchors)
    for number, good in enumerate(discourse.goods):
        if number >= weighed_goods or number in weighed.ways.cut:
            yield Unresolved(good.fact.mention, "too many goods in one article to weigh them all")


def _told(discourse: Discourse) -> Iterator[Anchor]:
    """Yield the figures in sentences that hold a trigger of deals."""
    return (anchor for anchor in discourse.amounts if discourse.triggers[anchor.sentence, "deal"])


def _why(weighed: Weighed, anchor: Anchor, values: Container[int]) -> str:
    """Return why an amount in a sentence about trade is no deal; `values` are those of the deals, in Rupiah."""
    if value_of(anchor.fact.value) in values:
        return "the figure of a deal, told again"
    if is_statistics(weighed.discourse, anchor):
        return "a total of all trade over a period"
    figures = weighed.statements["figure"].anchors
    if len(figures) == MOST_STATEMENTS and anchor.start > figures[-1].start:
        return "too many figures in one article to weigh them all"
    return "nothing says that it is the value of a deal"
