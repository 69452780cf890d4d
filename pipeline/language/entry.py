"""What spaCy imports from us whenever anybody makes a pipeline: names, colours, and how to get at the rest.

Nothing here may be slow: our own rooms are imported when a component of ours is added.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language.labels import COLOURS, KINDS
from pipeline.model import LEAST_CONFIDENCE

__all__ = ["COLOURS", "fact_of", "make", "make_relations", "register"]

LABELS = {"GPE": "provinces", "LOC": "provinces", "MONEY": "amounts", "PRODUCT": "commodities"}
"""Labels of the usual taggers -> the table that their spans belong to."""


def make(
    nlp: Language,  # noqa: ARG001 (spaCy passes it)
    name: str,
    kinds: list[str],
    lexicon: str | None,
    models: str | None,
) -> Any:
    """Return the component; see `component.Component`.

    Raises ValueError for a kind that is none of ours or a folder of word lists or models that can't be used.
    """
    from pipeline.language.component import Component  # noqa: PLC0415 (see the module)

    return Component(name, kinds, lexicon, models)


def make_relations(  # noqa: PLR0913, PLR0917 (an argument per setting, passed by spaCy)
    nlp: Language,  # noqa: ARG001 (spaCy passes it)
    name: str,
    labels: dict[str, str],
    spans_key: str | None,
    min_confidence: float,
    models: str | None,
) -> Any:
    """Return the component on top of other people's entities; see `component.Relations`.

    Raises ValueError for a table that can't be marked or a folder of models that can't be used.
    """
    from pipeline.language.component import Relations  # noqa: PLC0415 (see the module)

    return Relations(name, labels, spans_key, min_confidence, models)


def fact_of(span: Span) -> dict[str, Any] | None:
    """Return the row that a span of ours stands for, None for other spans: `span._.niaga`."""
    rows = (span.doc._.niaga or {}).get(span.label_, ())
    return rows[int(span.id_)] if span.id_.isdigit() and int(span.id_) < len(rows) else None


def register() -> None:
    """Make the components and attributes known to spaCy, once."""
    both = ["doc._.niaga", "doc.spans"]
    own = {"lexicon": None, "models": None}
    Language.factory("niaga", default_config={"kinds": list(KINDS), **own}, assigns=both, func=make)
    for kind in KINDS:
        Language.factory(f"niaga_{kind}", default_config={"kinds": [kind], **own}, assigns=both, func=make)
    relations = {"labels": LABELS, "spans_key": None, "min_confidence": LEAST_CONFIDENCE, "models": None}
    Language.factory("niaga_relations", default_config=relations, assigns=both, func=make_relations)
    if not Doc.has_extension("niaga"):
        Doc.set_extension("niaga", default=None)
        Doc.set_extension("niaga_about", default=None)
        Span.set_extension("niaga", getter=fact_of)


register()
