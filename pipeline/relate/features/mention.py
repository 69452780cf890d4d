"""What stands around a mention, whatever province it is asked about: its sentence, the ones beside it, the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.anchors import columns
from pipeline.relate.features import sentence
from pipeline.relate.features.governing import NAMES as GOVERNING
from pipeline.relate.features.governing import governing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

NAMES = tuple(
    f"mention.{name}"
    for name in (
        *("sentence", "paragraph", "title", "quoted", "position", "length", "trigger_before", "trigger_before_words"),
        *("trigger_behind", "trigger_behind_words", "triggers", "places", "provinces"),
        *(f"places_{role}" for role in sentence.ROLES),
        *(f"says_{senses[0]}" for senses in sentence.WORDS),
        *("foreign", "amount", "numbers", "deal_words", "goods", "kinds_of_goods", "trigger_1_back", "trigger_2_back"),
        *("trigger_next", "number_before", "number_behind", "article_provinces", "article_triggers", "article_goods"),
        *("repeats", "verb_before", "verb_before_words", "verb_behind", "verb_behind_words", "head", "word_before"),
        "word_behind",
        *(f"verbs_{senses[0]}" for senses in sentence.VERBS),
        *(f"verbs_{senses[0]}_back" for senses in sentence.VERBS),
        *(f"{where}_{name}" for where in ("paragraph", "article") for name in ("from", "to", "send", "receive")),
    )
)

BACK_WORDS, NEAR_WORDS = 2, 4
"""Words before and behind a mention in which a number is its own."""

GROUPS = (
    *sentence.NAMES,
    *GOVERNING,
    *("position", "length", "number_before", "number_behind", "article_provinces", "article_triggers", "article_goods"),
    *("repeats", "word_before", "word_behind"),
)
"""Features by where they come from: the sentence, what governs the mention, the mention itself."""

ORDER = [GROUPS.index(name.removeprefix("mention.")) for name in NAMES]
"""Where each of `NAMES` stands among them."""


def values(discourse: Discourse, anchors: Sequence[Anchor]) -> Floats:
    """Return the features of mentions, one row each."""
    first, behind, sentences = columns(anchors)
    begin, end = np.array(discourse.ranges)[sentences].T
    told = governing(discourse)
    own = (
        first - begin,
        end - begin,
        discourse.counted("numbers", np.maximum(first - BACK_WORDS, 0), first) > 0,
        discourse.counted("numbers", behind, np.minimum(end, behind + NEAR_WORDS)) > 0,
        *([size] * len(anchors) for size in discourse.sizes),
        [discourse.repeats[each.key] for each in anchors],
        told.beside[first - 1],
        told.beside[behind],
    )
    of_sentence = sentence.values(discourse).take(sentences, axis=0)
    values: Floats = np.concatenate([of_sentence, told.codes.take(first, axis=0), np.array(own).T], axis=1)
    return values.take(ORDER, axis=1)
