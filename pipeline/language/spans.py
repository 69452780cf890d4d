"""Facts on a spaCy Doc: spans over its tokens, the rows beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

Facts = dict[str, Any]
"""Table -> its rows, in plain JSON types; `article` is one row."""

ALL = "niaga"
"""Group of all surfaces that stand in the text by themselves."""

IDENTITY = {
    "provinces": "province",
    "officials": "official_id",
    "commodities": "commodity",
    "amounts": "amount_idr",
    "quantities": "commodity",
    "dates": "date",
    "deals": "deal_id",
    "flows": "commodity",
}
"""Table -> the column that says what is meant: `span.kb_id_`."""

WHOLE = {"deals", "flows"}
"""Tables whose surfaces hold those of others."""


def annotate(doc: Doc, facts: Mapping[str, Any]) -> None:
    """Put facts on a Doc, beside those that are there.

    `doc.spans["niaga_<table>"]` holds a span per row, in order, over all tokens that its characters touch; `label_` is
    the table, `kb_id_` what is meant, `id_` the number of the row in `doc._.niaga[<table>]`. `doc.spans["niaga"]` holds
    them all but deals and flows.
    """
    doc._.niaga = {**(doc._.niaga or {}), **facts}
    for table in IDENTITY:
        if table in facts:
            doc.spans[f"{ALL}_{table}"] = _spans(doc, table, facts[table])
    tables = [table for table in IDENTITY if table in doc._.niaga and table not in WHOLE]
    together = [span for table in tables for span in doc.spans[f"{ALL}_{table}"]]
    doc.spans[ALL] = sorted(together, key=lambda span: (span.start, -span.end))


def _spans(doc: Doc, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    spans = []
    for number, row in enumerate(rows):
        meant = row.get(IDENTITY[table])
        meant = "" if meant is None else str(meant)
        span = doc.char_span(
            row["start"], row["stop"], label=table, kb_id=meant, span_id=str(number), alignment_mode="expand"
        )
        spans.append(span)
    return spans
