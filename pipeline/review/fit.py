"""Which row of the tables a decision is about, when newer rules may have moved or changed the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.review.decision import IDENTITY, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.review.decision_history import DecisionHistory

ARTICLE_GONE = "article gone"
TEXT_CHANGED = "text changed"
ROW_GONE = "row gone"
ROW_CHANGED = "row changed since it was rejected"

Same = tuple[str, ...]
"""What a row states, for comparison."""
Alike = Callable[[Row], Same | None]
"""Tells what a row states; None where the comparison does not apply to it."""


@dataclass(slots=True)
class Fitted:
    """Decisions and the rows they are about."""

    rows: dict[int, DecisionHistory] = field(default_factory=dict)
    """Number of a machine row -> what was decided."""
    new: list[tuple[str, DecisionHistory]] = field(default_factory=list)
    """(article_id, added row) that the machine does not have."""
    unfit: list[tuple[DecisionHistory, str]] = field(default_factory=list)
    """Those that no longer fit, with the reason."""


class Texts:
    """The articles there are, by their texts."""

    def __init__(self, articles: Iterable[Mapping[str, str]]) -> None:
        self.sha_of = {row["article_id"]: row["text_sha256"] for row in articles}
        self._first: dict[str, str] = {}
        for article_id, sha in self.sha_of.items():
            self._first.setdefault(sha, article_id)

    def find(self, history: DecisionHistory) -> str | None:
        """Return the article a decision is about: the same one, else another with the very same text."""
        root = history.root
        if self.sha_of.get(root.article_id) == root.text_sha256:
            return root.article_id
        return self._first.get(root.text_sha256)

    def why_not(self, history: DecisionHistory) -> str:
        """Return why there is no such article."""
        return TEXT_CHANGED if history.root.article_id in self.sha_of else ARTICLE_GONE


def fit(table: str, rows: Sequence[Row], decided: Sequence[DecisionHistory], texts: Texts) -> Fitted:
    """Find the row of each decision: the same row first, then the only one that states the same."""
    result = Fitted()
    homes = [(history, texts.find(history)) for history in decided]
    result.unfit = [(history, texts.why_not(history)) for history, article_id in homes if article_id is None]
    left = [(history, article_id) for history, article_id in homes if article_id is not None]
    for step, alike in enumerate(LADDERS[table]):
        free = _only(rows, alike, result.rows)
        rest = []
        for history, article_id in left:
            same = alike({**history.root.row, **_place(history, article_id)}) if step < _reach(history) else None
            number = _take(free, same, step == 0)
            if number is None:
                rest.append((history, article_id))
            else:
                result.rows[number] = history
        left = rest
    for history, article_id in left:
        _leave(history, article_id, rows, result)
    return result


def _reach(history: DecisionHistory) -> int:
    """Return how many steps may decide: what a reviewer read otherwise than the machine is no other row of it."""
    if history.state == "rejected":
        return 1
    return ADDED_REACH.get(history.table, 1) if history.is_added else len(LADDERS[history.table])


def _leave(history: DecisionHistory, article_id: str, rows: Sequence[Row], result: Fitted) -> None:
    """Keep what has no row: additions stand by themselves, all else no longer fits."""
    if history.is_added:
        result.new.append((article_id, history))
        return
    root = history.root
    here = any(row["article_id"] == article_id and _overlap(row, root.start, root.stop) for row in rows)
    changed = history.state == "rejected" and here
    result.unfit.append((history, ROW_CHANGED if changed else ROW_GONE))


def _only(rows: Sequence[Row], alike: Alike, taken: Mapping[int, DecisionHistory]) -> dict[Same, list[int]]:
    """Return the numbers of the rows that are still free, by what they state."""
    found: dict[Same, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        same = alike(row)
        if number not in taken and same is not None:
            found[same].append(number)
    return found


def _take(free: dict[Same, list[int]], same: Same | None, first: bool) -> int | None:  # noqa: FBT001 (one caller)
    """Take the row that states this; where several do, only the exact step may choose: they are equal."""
    numbers = free.get(same, []) if same is not None else []
    return numbers.pop(0) if numbers and (first or len(numbers) == 1) else None


def _place(history: DecisionHistory, article_id: str) -> Row:
    return {"article_id": article_id, "start": str(history.root.start), "stop": str(history.root.stop)}


def _overlap(row: Row, start: int, stop: int) -> bool:
    return int(row["start"]) < stop and start < int(row["stop"])


def _exact(table: str) -> Alike:
    columns = ("article_id", "start", "stop", *IDENTITY[table])
    return lambda row: tuple(row.get(column, "") for column in columns)


def _same_figure(*columns: str) -> Alike:
    """Compare deals by the place of their figure."""

    def alike(row: Row) -> Same | None:
        if not row.get("amount_start"):
            return None
        return tuple(row.get(column, "") for column in ("article_id", "amount_start", *columns))

    return alike


def _columns(*columns: str) -> Alike:
    return lambda row: tuple(row.get(column, "") for column in columns)


def _plan(row: Row) -> Same | None:
    """Compare deals without a figure by what they say of whom."""
    if row.get("amount_start"):
        return None
    return row["article_id"], row["start"], row.get("status", ""), ";".join(sorted(row.get("parties", "").split(";")))


LADDERS: dict[str, tuple[Alike, ...]] = {
    "deals": (_exact("deals"), _same_figure("parties", "status"), _same_figure("status"), _same_figure(), _plan),
    "flows": (_exact("flows"), _columns("article_id", "start", "stop", "commodity")),
    "findings": (_exact("findings"),),
}
"""Table -> ways to recognise a row, surest first. A rejection holds for the exact row only."""

ADDED_REACH = {"deals": 2}
"""Table -> steps that make an added row and one that newer rules find the same; 1 where not told."""
