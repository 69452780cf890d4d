"""One decision of a reviewer, and how it is recognised again: by the words it is about, never by a row's number."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Literal, get_args

Action = Literal["accept", "reject", "edit", "add", "settle", "undo"]
ACTIONS = get_args(Action)

Row = dict[str, str]
"""One row of a table: its cells by column."""

VERDICTS = ("explained", "publisher_error", "our_error")
"""How a finding can be settled."""

IDENTITY: dict[str, tuple[str, ...]] = {
    "deals": ("amount_start", "amount_min_idr", "amount_max_idr", "parties", "status"),
    "flows": ("commodity", "origin", "destination"),
    "findings": ("check", "reported", "expected", "related_article_id"),
    "articles": (),
}
"""Table -> the columns that, with the place in the text, tell its rows apart: several deals share one sentence."""

VALUES: dict[str, tuple[str, ...]] = {
    "deals": (
        *("kind", "status", "hub", "parties", "amount_idr", "amount_min_idr", "amount_max_idr", "bound"),
        *("amount_start", "scope", "events", "date", "place", "speaker"),
    ),
    "flows": (
        *("commodity", "origin", "destination", "status", "quantity", "quantity_unit", "quantity_kg"),
        *("quantity_start", "per", "amount_idr", "amount_start"),
    ),
    "findings": (),
    "articles": (),
}
"""Table -> the columns a reviewer judges and may change; the others follow from the text or from other rows."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of reviews.jsonl."""

    id: str
    """Random and unique."""
    at: str
    """When, UTC, ISO 8601."""
    reviewer: str
    action: str
    """One of `ACTIONS`."""
    table: str = ""
    """`deals`, `flows`, `findings`, or `articles` where a whole article is declared complete."""
    article_id: str = ""
    text_sha256: str = ""
    """Of the article's stored text; a decision holds for this text only."""
    start: int = 0
    stop: int = 0
    text: str = ""
    """The words: stored_text[start:stop]."""
    row: Row = field(default_factory=dict)
    """The row as the machine gave it at the first decision, or as it was added."""
    changes: Row = field(default_factory=dict)
    """Column -> new cell, for `edit`."""
    verdict: str = ""
    """One of `VERDICTS`, for `settle`."""
    note: str = ""
    models: str = ""
    """Digest of the models that decided about the row as it was shown, as run.json tells it."""
    blind: bool = False
    """Whether the reviewer answered without seeing the machine's status and how sure it is."""
    reread: Row = field(default_factory=dict)
    """Column -> cell of the machine's row, where it read otherwise than in `row` by the time of this decision."""
    batch: str = ""
    """The same for decisions made at one stroke; they are taken back together."""
    undoes: str = ""
    """The decision taken back, for `undo`."""

    @property
    def key(self) -> Key:
        """What the decision is about: equal for equal words with the equal meaning, whatever run made the row."""
        return key(self.table, self.article_id, self.text_sha256, self.row, (self.start, self.stop))

    def line(self) -> str:
        """Return the decision as one line of JSON, without its end."""
        filled = {name: cell for name, cell in asdict(self).items() if cell not in ("", {}, None) and cell is not False}
        return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def key(table: str, article_id: str, text_sha256: str, row: Row, span: tuple[int, int]) -> Key:
    """Return what a row is recognised by."""
    cells = (row.get(column, "") for column in IDENTITY[table])
    return (table, article_id, text_sha256, str(span[0]), str(span[1]), *cells)


def parse(line: str) -> Decision:
    """Return the decision of one line.

    Raises ValueError when it is none of ours.
    """
    content = json.loads(line)
    if not isinstance(content, dict) or content.get("action") not in ACTIONS:
        raise ValueError("no decision")
    known = {field.name for field in fields(Decision)}
    try:
        decision = Decision(**{name: cell for name, cell in content.items() if name in known})
    except TypeError as error:
        raise ValueError("no decision") from error
    if decision.action != "undo" and decision.table not in IDENTITY:
        raise ValueError(f"no table {decision.table!r}")
    return decision
