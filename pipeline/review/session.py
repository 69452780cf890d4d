"""What the page shows and does, without the web: the tables as they stand now, and new decisions."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict, cast
from uuid import uuid4

from pipeline.review.apply import Rows, lay, read
from pipeline.review.article import Mark
from pipeline.review.decision import VALUES, Action, Decision, Row
from pipeline.review.forms import READERS, Codes, Form, one
from pipeline.review.judged import judge
from pipeline.review.machine import KEPT
from pipeline.review.queue import Item, item_id, queue
from pipeline.review.shown import Shown
from pipeline.review.store import REVIEWS, Store
from pipeline.review.tables import MENTIONS, Tables, meaning
from pipeline.write import file, read_run, stale, trading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.review.overlay import Overlaid


@dataclass(frozen=True)
class View:
    """The folder at one moment."""

    overlaid: Overlaid
    items: list[Item]
    """Deals and findings, most doubtful first."""
    tables: Tables
    decisions: list[Decision]

    @cached_property
    def by_id(self) -> dict[str, tuple[str, Shown]]:
        """Id -> table and row, flows too."""
        tables = self.overlaid.tables.items()
        return {item_id(table, shown): (table, shown) for table, rows in tables for shown in rows}

    @cached_property
    def by_article(self) -> dict[str, dict[str, list[Shown]]]:
        """article_id -> table -> rows."""
        found: dict[str, dict[str, list[Shown]]] = defaultdict(lambda: defaultdict(list))
        for table, rows in self.overlaid.tables.items():
            for shown in rows:
                found[shown.row["article_id"]][table].append(shown)
        return found

    @cached_property
    def articles(self) -> dict[str, Row]:
        """Rows of articles by id."""
        return {row["article_id"]: row for row in self.overlaid.articles}

    def item(self, name: str) -> Item | None:
        """Return an item of the queue."""
        return next((item for item in self.items if item.id == name), None)

    def latest(self, reviewer: str) -> Decision | None:
        """Return the reviewer's last decision that is not taken back."""
        undone = {decision.undoes for decision in self.decisions}
        own = (each for each in reversed(self.decisions) if each.reviewer == reviewer and each.action != "undo")
        return next((decision for decision in own if decision.id not in undone), None)

    def marks(self, article_id: str, row: Row | None) -> Iterator[Mark]:
        """Yield what is marked in an article; `row` is the one in question."""
        for table in MENTIONS:
            for mention in self.tables.mentions(table, article_id):
                yield Mark(int(mention["start"]), int(mention["stop"]), table, meaning(table, mention))
        for shown in self.by_article[article_id]["deals"]:
            if not shown.rejected:
                yield Mark(int(shown.row["start"]), int(shown.row["stop"]), "deal")
        if row is not None:
            yield Mark(int(row["start"]), int(row["stop"]), "row")


class About(TypedDict):
    """The parts of a decision that say what it is about."""

    article_id: str
    text_sha256: str
    start: int
    stop: int
    text: str
    row: Row


class Session:
    """One folder under review by one person; reads again what others have written since."""

    def __init__(self, folder: Path, reviewer: str, *, trade_only: bool | None = None) -> None:
        self.folder = folder
        self.trading = trading(folder, only=trade_only)
        """The articles whose rows are to be decided on, None for all."""
        self.reviewer = reviewer
        self.store = Store(folder)
        self._tables = Tables(folder)
        self._made: tuple[object, object] = (None, None)
        self._view: View | None = None
        self._rows: Rows | None = None

    def view(self) -> View:
        """Return the folder as it stands now."""
        made = self._stamp((*KEPT, "events", "people")), self._stamp([REVIEWS])
        if self._view is None or made != self._made:
            if self._rows is None or made[0] != self._made[0]:
                self._tables, self._rows = Tables(self.folder), read(self.folder)
            decisions = self.store.decisions()
            overlaid = lay(self.folder, self._rows, judge(decisions))
            items = queue(overlaid, self._tables.conflicts, self.trading)
            self._view = View(overlaid, items, self._tables, decisions)
            self._made = made
        return self._view

    @property
    def stale(self) -> list[str]:
        """The commands to run, as tables are older than what they are made of."""
        return [f"{command} {self.folder}" for command in dict.fromkeys(stale(self.folder).values())]

    def codes(self, article_id: str) -> Codes:
        """Return what may be picked for an article."""
        codes = self._tables.codes
        kinds = ("amounts", "quantities")
        figures = ({row["start"]: row for row in self._tables.mentions(kind, article_id)} for kind in kinds)
        return Codes(codes.provinces, codes.commodities, codes.people, *figures)

    def decide(  # noqa: PLR0913 (a decision has these parts)
        self, action: Action, table: str, shown: Shown, *, changes: Row | None = None, note: str = "", verdict: str = ""
    ) -> Decision:
        """Write a decision about a row."""
        decision = Decision(
            id=uuid4().hex,
            at=_now(),
            reviewer=self.reviewer,
            action=action,
            table=table,
            changes={**_drift(table, shown), **(changes or {})},
            note=note,
            verdict=verdict,
            models=str((read_run(self.folder) or {}).get("models", "")),
            **self._about(shown),
        )
        self.store.append(decision)
        return decision

    def edit(self, table: str, shown: Shown, form: Form) -> tuple[Decision | None, list[str]]:
        """Write the fields that were changed in a form; return also those that somebody else changed meanwhile.

        Raises FormError for what can't be taken.
        """
        cells = READERS[table](form, self.codes(shown.row["article_id"]))
        was: Row = json.loads(one(form, "was") or "{}")
        changes = {name: cell for name, cell in cells.items() if cell != was.get(name, "")}
        clashes = [name for name in changes if name in was and shown.row.get(name, "") != was[name]]
        if not changes:
            return None, []
        return self.decide("edit", table, shown, changes=changes, note=one(form, "note")), clashes

    def add(self, table: str, article_id: str, span: tuple[int, int], form: Form) -> Decision:
        """Write a row that the machine did not find.

        Raises FormError for what can't be taken.
        """
        cells = READERS[table](form, self.codes(article_id))
        place = {"article_id": article_id, "start": str(span[0]), "stop": str(span[1])}
        words = self._tables.text(article_id)[slice(*span)]
        return self.decide("add", table, Shown({**place, "text": words, **cells}), note=one(form, "note"))

    def complete(self, article_id: str) -> Decision:
        """Write that an article has no other deals and flows than the tables say."""
        whole = {"article_id": article_id, "start": "0", "stop": "0", "text": ""}
        return self.decide("accept", "articles", Shown(whole))

    def undo(self, decision_id: str) -> Decision | None:
        """Take a decision back; return which, None where there is no such decision."""
        found = next((each for each in self.store.decisions() if each.id == decision_id), None)
        if found is not None and found.action != "undo":
            self.store.append(Decision(uuid4().hex, _now(), self.reviewer, "undo", undoes=found.id))
        return found

    def _about(self, shown: Shown) -> About:
        """Return what a decision says of its row: as at the first decision, so that all of them name the same."""
        if shown.judged:
            root = shown.judged.root
            names = ("article_id", "text_sha256", "start", "stop", "text", "row")
            return cast("About", {name: getattr(root, name) for name in names})
        row = shown.machine or shown.row
        article_id = row["article_id"]
        return {
            "article_id": article_id,
            "text_sha256": self.view().articles[article_id]["text_sha256"],
            "start": int(row["start"]),
            "stop": int(row["stop"]),
            "text": row["text"],
            "row": row,
        }

    def _stamp(self, names: Iterable[str]) -> tuple[tuple[int, int, int], ...]:
        """Return what changes when one of the files is written."""
        paths = (self.folder / (name if "." in name else file(self.folder, name)) for name in names)
        states = [path.stat() for path in paths if path.exists()]
        return tuple((state.st_ino, state.st_mtime_ns, state.st_size) for state in states)


def seen(table: str, row: Row) -> Row:
    """Return the cells that a form shows."""
    return {name: row.get(name, "") for name in VALUES[table]}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _drift(table: str, shown: Shown) -> Row:
    """Return the cells of a row nobody has judged that differ from the machine's: a flow follows its deal's status."""
    if shown.judged or shown.machine is None:
        return {}
    names = VALUES[table]
    return {name: shown.row[name] for name in names if shown.row.get(name, "") != shown.machine.get(name, "")}
