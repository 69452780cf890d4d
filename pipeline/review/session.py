"""What the page shows and does, without the web: the tables as they stand now, and new decisions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypedDict, cast
from uuid import uuid4

from pipeline.review.apply import Rows, apply_decisions, read
from pipeline.review.decision import VALUES, Action, Decision, Row
from pipeline.review.decision_history import histories
from pipeline.review.forms import READERS, Codes, Form, FormError, one
from pipeline.review.original_tables import KEPT
from pipeline.review.queue import queue
from pipeline.review.shown import Shown
from pipeline.review.store import REVIEWS, Store
from pipeline.review.tables import Tables
from pipeline.review.training import Training
from pipeline.review.view import View
from pipeline.write import file, read_run, stale, trading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


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

    def __init__(
        self, folder: Path, reviewer: str, *, trade_only: bool | None = None, language: str = "en", blind: bool = False
    ) -> None:
        self.folder = folder
        self.language = language
        self.blind = blind
        """Whether the reviewer answers before the machine's opinion is shown."""
        self.trading = trading(folder, only=trade_only)
        """The articles whose rows are to be decided on, None for all."""
        self.reviewer = reviewer
        self.store = Store(folder)
        self.training = Training(folder)
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
            overlaid = apply_decisions(self.folder, self._rows, histories(decisions))
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

    def decide(self, action: Action, table: str, shown: Shown, form: Form, **more: Any) -> Decision:
        """Write a decision about a row; `more` are parts of the decision."""
        decision = self._decision(action, table, shown, form, **more)
        self.store.append(decision)
        return decision

    def settle(self, findings: Iterable[Shown], verdict: str, form: Form) -> int:
        """Write one decision for each of some findings, at one stroke; return how many."""
        batch = uuid4().hex
        told = {"verdict": verdict, "batch": batch}
        decisions = [self._decision("settle", "findings", shown, form, **told) for shown in findings]
        self.store.append(*decisions)
        return len(decisions)

    def edit(self, table: str, shown: Shown, form: Form) -> tuple[Decision | None, list[str]]:
        """Write the fields that were changed in a form; return also those that somebody else changed meanwhile.

        Raises FormError for what can't be taken.
        """
        cells = READERS[table](form, self.codes(shown.row["article_id"]))
        was: Row = json.loads(one(form, "was") or "{}")
        changes = {name: cell for name, cell in cells.items() if cell != was.get(name, shown.row.get(name, ""))}
        clashes = [name for name in changes if name in was and shown.row.get(name, "") != was[name]]
        if not changes:
            return None, []
        return self.decide("edit", table, shown, form, changes=_drift(table, shown) | changes), clashes

    def add(self, table: str, article_id: str, span: tuple[int, int], form: Form) -> Decision:
        """Write a row that the machine did not find.

        Raises FormError for what can't be taken.
        """
        cells = READERS[table](form, self.codes(article_id))
        place = {"article_id": article_id, "start": str(span[0]), "stop": str(span[1])}
        words = self._tables.text(article_id)[slice(*span)]
        return self.decide("add", table, Shown({**place, "text": words, **cells}), form)

    def complete(self, article_id: str, form: Form) -> Decision:
        """Write that an article has no other deals and flows than the tables say.

        Raises FormError for a blind reviewer who has not answered all of them.
        """
        left = self.view().undecided(article_id)
        if self.blind and left:
            raise FormError("Decide on each deal and flow first: %(n)s are left.", n=str(left))
        whole = {"article_id": article_id, "start": "0", "stop": "0", "text": ""}
        return self.decide("accept", "articles", Shown(whole), form)

    def undo(self, decision_id: str) -> Decision | None:
        """Take a decision back, with those made at one stroke with it; return which, None where there is none."""
        decisions = self.store.decisions()
        found = next((each for each in decisions if each.id == decision_id), None)
        if found is not None and found.action != "undo":
            taken = [each for each in decisions if each is found or (found.batch and each.batch == found.batch)]
            self.store.append(*(Decision(uuid4().hex, _now(), self.reviewer, "undo", undoes=each.id) for each in taken))
        return found

    def _decision(self, action: Action, table: str, shown: Shown, form: Form, **more: Any) -> Decision:
        """Return a decision about a row, as a form that showed it says."""
        return Decision(
            id=uuid4().hex,
            at=_now(),
            reviewer=self.reviewer,
            action=action,
            table=table,
            note=one(form, "note"),
            models=str((read_run(self.folder) or {}).get("models", "")),
            blind=shown.history is None and one(form, "blind") == "yes",
            reread=_reread(table, shown),
            **{"changes": _drift(table, shown)} | more,
            **self._about(shown),
        )

    def _about(self, shown: Shown) -> About:
        """Return what a decision says of its row: as at the first decision, so that all of them name the same."""
        if shown.history:
            root = shown.history.root
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
    if shown.history or shown.machine is None:
        return {}
    names = VALUES[table]
    return {name: shown.row[name] for name in names if shown.row.get(name, "") != shown.machine.get(name, "")}


def _reread(table: str, shown: Shown) -> Row:
    """Return the machine's cells that differ from those at the first decision: they are not asked about again."""
    if shown.history is None or shown.machine is None:
        return {}
    first, now = shown.history.root.row, shown.machine
    return {name: now[name] for name in VALUES[table] if name in first and now.get(name, "") != first[name]}
