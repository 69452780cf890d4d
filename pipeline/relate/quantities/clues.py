"""Clues that a quantity is that of a flow, each with a name; `points.csv` says how much each counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.quantities.portions import Portion

VERBS = {
    "made": {"produce", "need", "surplus", "own", "consume", "depend"},
    "unsure": {"fail", "offer", "plan", "seek", "stop", "replace"},
    "agreed": {"agree", "contract"},
}
"""What a verb of trade before a quantity tells -> its senses."""
LATELY_SENTENCES, MANY_QUANTITIES = 4, 4
"""Sentences back to a place that was spoken of lately; quantities of one good that are many."""
ENDS = ("origin", "destination")
ROLES = {"origin": {"from"}, "destination": {"from", "to", "for", "at", "subject"}}
"""Roles of places that say something of an end."""


Way = tuple[str, str | None, str | None]
"""Commodity, origin, destination (ISO 3166-2)."""


@dataclass(frozen=True)
class Case:
    """A flow and a quantity that may be its own."""

    discourse: Discourse
    way: Way
    rivals: Sequence[Way]
    """The other ways of that commodity."""
    quantity: Anchor
    portion: Portion
    same_good: Sequence[Anchor]
    """All quantities of that commodity."""

    @property
    def measured(self) -> str:
        """The good that the quantity measures, empty where none is named."""
        return self.quantity.key

    @cached_property
    def own(self) -> set[str]:
        """Provinces of the portion."""
        return {place.key for place in self.portion.places}

    @cached_property
    def here(self) -> set[str]:
        """Provinces of the sentence."""
        return {place.key for place in self.discourse.places_in.get(self.quantity.sentence, ())}

    def end(self, name: str) -> str | None:
        """Return the province at an end."""
        return self.way[1 + ENDS.index(name)]

    @cached_property
    def others(self) -> dict[str, set[str | None]]:
        """The provinces that the other flows of the good have at an end."""
        return {name: {way[at] for way in self.rivals} - {self.way[at]} for at, name in enumerate(ENDS, 1)}


def clues_of(case: Case) -> list[str]:
    """Return the names of all clues that hold."""
    return [name for group in GROUPS for name in group(case)]


def _good(case: Case) -> Iterator[str]:
    """Tell which good it measures, and how many flows and quantities that has."""
    commodity, alone = case.way[0], not case.rivals
    if case.measured == commodity:
        yield "good: its own"
        if alone and len(case.same_good) == 1:
            yield "good: its only flow and quantity"
    elif case.measured:
        yield "good: a kin of it"
    else:
        yield "good: unnamed, one flow" if alone else "good: unnamed, several flows"
    if alone:
        yield "good: its only flow"
    if len(case.same_good) >= MANY_QUANTITIES:
        yield "good: many quantities"
    goods = case.portion.goods(case.discourse.goods_in.get(case.quantity.sentence, ()))
    if goods and commodity not in goods:
        yield "good: another in the portion"


def _portion(case: Case) -> Iterator[str]:
    """Tell which provinces the quantity has to itself."""
    for name in ENDS:
        mine, others = case.end(name), case.others[name]
        rival = bool(case.own & others)
        if mine in case.own:
            yield f"{name}: {'shared' if rival else 'own' if others else 'own, no other'}"
            roles = {place.role for place in case.portion.places if place.key == mine}
            yield from (f"{name}: {role}" for role in sorted(roles & ROLES[name]))
        elif rival:
            yield f"{name}: another's"
    ends = {case.end(name) for name in ENDS}
    if case.own - ends - case.others["origin"] - case.others["destination"]:
        yield "place of no flow beside an end" if case.own & ends else "place of no flow"
    if not case.own:
        yield "no place"


def _context(case: Case) -> Iterator[str]:
    """Tell where the ends stand that the portion does not name."""
    for name in ENDS:
        mine, others = case.end(name), case.others[name]
        if mine is None or mine in case.own:
            continue
        if mine in {case.discourse.dateline, case.discourse.homes[case.quantity.sentence]}:
            yield f"{name}: home, {'one of several' if others else 'no other'}"
        if others and not case.own & others and mine not in case.here:
            yield from _spoken(case, name, mine, others)


def _spoken(case: Case, name: str, mine: str, others: set[str | None]) -> Iterator[str]:
    """Tell how far back an end was named, and whether it, or that of another flow, was spoken of last."""
    sentence = case.quantity.sentence
    told = (place.sentence for place in case.discourse.places_of.get(mine, ()))
    back = min((sentence - each for each in told if each <= sentence), default=None)
    if back is None or back > 1:
        yield f"{name}: {'far' if back is None or back > LATELY_SENTENCES else 'lately'}"
    if case.here & others:
        yield f"{name}: another's in the sentence"
        return
    recent = case.discourse.spoken_before(sentence).recency
    last = next((province for province in recent if province == mine or province in others), None)
    if last:
        yield f"{name}: spoken of last" if last == mine else f"{name}: another's spoken of last"


def _words(case: Case) -> Iterator[str]:
    """Tell what its sentence says."""
    discourse, sentence = case.discourse, case.discourse.sentences[case.quantity.sentence]
    before, _ = discourse.verbs_beside(sentence.index, case.quantity.first)
    told = discourse.classes[before] if before is not None else None
    yield from (f"verb before: {kind}" for kind, senses in VERBS.items() if told and told.sense in senses)
    uses = discourse.kept(_uses, sentence.index)
    yield from (f"says: {use}" for use in sorted(uses))
    if sentence.foreign:
        yield "says: abroad"
    if sentence.is_title:
        yield "in the title"


def _uses(discourse: Discourse, sentence: int) -> set[str]:
    """Return the uses of the cues that a sentence holds."""
    cues, (first, behind) = _cues(), discourse.ranges[sentence]
    return {use for word in discourse.words[first:behind] for use in cues.get(word, ())}


@cache
def _cues() -> dict[str, list[str]]:
    cues: dict[str, list[str]] = {}
    for row in load("flow_quantity_cues"):
        cues.setdefault(row["word"], []).append(row["use"])
    return cues


def _measure(case: Case) -> Iterator[str]:
    """Tell what kind of quantity it is."""
    value = case.quantity.fact.value
    if value.bound == "range":
        yield "a range"
    if value.quantity_kg is not None:
        yield "mass"


@cache
def is_kin(one: str, other: str) -> bool:
    """Tell whether one good is a kind of the other."""
    parents = {row["commodity"]: row["parent"] for row in load("commodities")}
    return one in _line(other, parents) or other in _line(one, parents)


def _line(good: str, parents: dict[str, str]) -> set[str]:
    line: set[str] = set()
    while good and good not in line:
        line.add(good)
        good = parents.get(good, "")
    return line


GROUPS: tuple[Callable[[Case], Iterator[str]], ...] = (_good, _portion, _context, _words, _measure)
