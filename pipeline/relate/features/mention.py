"""What stands around a mention, whatever province it is asked about: its sentence, the ones beside it, the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.relate.features.codes import ABSENT_CODE, beside, flows_beside, governed, governing, trigger
from pipeline.relate.wordclasses import RECEIVING, SENDING

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

ROLES = ("from", "to", "subject", "at", "with", "for", "official")
"""Roles of places that are counted."""

WORDS = (("neg",), ("we",), ("aid",), ("abroad",), ("price",))
"""Senses of words that a sentence may hold."""

VERBS = (SENDING, RECEIVING, ("arrive", "depart"), ("contract", "agree"), ("fail", "plan", "seek"), ("need", "depend"))
"""Senses of verbs that are counted together."""

GROUP = {sense: group for group, senses in enumerate(VERBS) for sense in senses}
"""Sense of a verb -> its group."""

QUOTES = frozenset('"“”')

NAMES = tuple(
    f"mention.{name}"
    for name in (
        *("sentence", "paragraph", "title", "quoted", "position", "length", "trigger_before", "trigger_before_words"),
        *("trigger_behind", "trigger_behind_words", "triggers", "places", "provinces"),
        *(f"places_{role}" for role in ROLES),
        *(f"says_{senses[0]}" for senses in WORDS),
        *("foreign", "amount", "numbers", "deal_words", "goods", "kinds_of_goods", "trigger_1_back", "trigger_2_back"),
        *("trigger_next", "number_before", "number_behind", "article_provinces", "article_triggers", "article_goods"),
        *("repeats", "verb_before", "verb_before_words", "verb_behind", "verb_behind_words", "head", "word_before"),
        "word_behind",
        *(f"verbs_{senses[0]}" for senses in VERBS),
        *(f"verbs_{senses[0]}_back" for senses in VERBS),
        *(f"{where}_{name}" for where in ("paragraph", "article") for name in ("from", "to", "send", "receive")),
    )
)

BACK_WORDS, NEAR_WORDS = 2, 4
"""Words before and behind a mention in which a number is its own."""


def values(discourse: Discourse, anchor: Anchor) -> list[float]:
    """Return the features of a mention, made once."""
    key = ("mention", anchor.sentence, anchor.first, anchor.behind, anchor.key)
    return discourse.kept(key, lambda _: _values(discourse, anchor))  # type: ignore[no-any-return]


def _values(discourse: Discourse, anchor: Anchor) -> list[float]:
    sentence: Sentence = discourse.kept(("sentence", anchor.sentence), lambda _: _sentence(discourse, anchor.sentence))
    found, first, behind = governing(discourse, anchor), anchor.first, anchor.behind
    return [
        *sentence.position,
        float(first - sentence.first),
        float(sentence.behind - sentence.first),
        *flows_beside(anchor, found),
        *sentence.holds,
        *sentence.triggers,
        float("<N>" in discourse.symbols[max(0, first - BACK_WORDS) : first]),
        float("<N>" in discourse.symbols[behind : min(sentence.behind, behind + NEAR_WORDS)]),
        *discourse.sizes,
        float(discourse.repeats[anchor.key]),
        *governed(discourse, anchor, found),
        beside(discourse, first - 1),
        beside(discourse, behind),
        *sentence.verbs,
    ]


class Sentence(NamedTuple):
    """What features see of a sentence, whatever the mention in it."""

    first: int
    """Its first word."""
    behind: int
    """The word behind it."""
    position: list[float]
    """Where it stands, whether it is the headline, whether somebody is quoted."""
    holds: list[float]
    """Triggers, places, words, numbers and goods."""
    triggers: list[float]
    """The last flow triggers of the two sentences before, the first of the next."""
    verbs: list[float]
    """Verbs of each group, of this sentence and the one before; ways that the paragraph and the article tell of."""


def _sentence(discourse: Discourse, index: int) -> Sentence:
    sentence, paragraph = discourse.sentences[index], discourse.paragraphs[index]
    quoted = not QUOTES.isdisjoint(sentence.text(sentence.start, sentence.stop))
    return Sentence(
        *discourse.ranges[index],
        [float(index), float(paragraph), float(sentence.is_title), float(quoted)],
        _held(discourse, index),
        _triggers_near(discourse, index),
        [
            *_verbs_of(discourse, index),
            *_verbs_of(discourse, index - 1),
            *discourse.directions(paragraph),
            *discourse.directions(None),
        ],
    )


def _held(discourse: Discourse, index: int) -> list[float]:
    first, behind = discourse.ranges[index]
    places = discourse.places_in.get(index, [])
    roles = [place.role for place in places]
    symbols = discourse.symbols[first:behind]
    told = {each.sense for each in discourse.classes[first:behind] if each}
    goods = discourse.goods_in.get(index, [])
    return [
        float(len(discourse.triggers[index, "flow"])),
        float(len(places)),
        float(len({place.key for place in places})),
        *(float(roles.count(role)) for role in ROLES),
        *(float(not told.isdisjoint(senses)) for senses in WORDS),
        float("<F>" in symbols),
        float("<A>" in symbols),
        float(symbols.count("<N>")),
        float(bool(discourse.triggers[index, "deal"])),
        float(len(goods)),
        float(len({good.key for good in goods})),
    ]


def _triggers_near(discourse: Discourse, index: int) -> list[float]:
    back = [discourse.triggers.get((index - step, "flow"), [])[-1:] for step in (1, 2)]
    coming = discourse.triggers.get((index + 1, "flow"), [])[:1]
    return [trigger(each[0]) if each else ABSENT_CODE for each in (*back, coming)]


def _verbs_of(discourse: Discourse, index: int) -> list[float]:
    """Return how many verbs of each group a sentence holds, counted once."""
    return discourse.kept(("verbs", index), lambda _: _verbs(discourse, index))  # type: ignore[no-any-return]


def _verbs(discourse: Discourse, index: int) -> list[float]:
    counts = [0.0] * len(VERBS)
    for word in discourse.verbs.get(index, ()):
        each = discourse.classes[word]
        if each and each.sense in GROUP:
            counts[GROUP[each.sense]] += 1.0
    return counts
