"""What to look at first: every deal and finding with its doubts, the most doubtful on top."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pipeline.review.decision import key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pipeline.review.decision import Key, Row
    from pipeline.review.overlay import Overlaid
    from pipeline.review.shown import Shown

HALF, FAIR, HIGH = 0.5, 0.7, 0.9
"""Confidences below which a deal is doubted."""

SEVERITY = {"error": 8, "warning": 5, "note": 1}
"""Weight of a finding, for itself and for the deals whose words it is about."""


def has_figure(deal: Row) -> bool:
    """Tell whether a deal has a value or a bound of one, taken from the text or typed by a reviewer."""
    return bool(deal["amount_min_idr"] or deal["amount_max_idr"])


def confidence(row: Row) -> float:
    """Return how sure the machine is of a deal or flow, 0 to 1; 1 for what a reviewer added."""
    return float(row.get("confidence") or 1)


def largest(row: Row) -> int:
    """Return the greatest value that a row may stand for, in whole Rupiah; 0 where it has none."""
    return max(int(row.get(end) or 0) for end in ("amount_min_idr", "amount_max_idr"))


class Doubt(NamedTuple):
    """One reason to doubt a deal."""

    says: str
    weight: int
    holds: Callable[[Row], bool]


DOUBTS = (
    Doubt("less than half sure", 9, lambda deal: confidence(deal) < HALF),
    Doubt("hardly sure", 6, lambda deal: HALF <= confidence(deal) < FAIR),
    Doubt("not quite sure", 3, lambda deal: FAIR <= confidence(deal) < HIGH),
    Doubt("status not said", 5, lambda deal: not deal["cue"]),
    Doubt("articles disagree", 5, lambda deal: deal.get("conflict") == "true"),
    Doubt("fewer than two provinces", 4, lambda deal: ";" not in deal["parties"]),
    Doubt("vague figure", 3, lambda deal: deal["bound"] in {"about", "at_least", "at_most", "range"}),
    Doubt("total over several events", 2, lambda deal: deal["scope"] == "cumulative"),
    Doubt("figure without speaker", 2, lambda deal: has_figure(deal) and not deal["speaker"]),
    Doubt("result without figure", 2, lambda deal: deal["status"] == "realised" and not has_figure(deal)),
    Doubt("no hub", 1, lambda deal: not deal["hub"]),
    Doubt("no date", 1, lambda deal: not deal["date"]),
)
"""Reasons and their weights; a deal's doubt is their sum. docs/review.md lists them, a test compares."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the queue."""

    id: str
    """Made of the words and what they state: the same after a re-run."""
    table: str
    shown: Shown
    doubt: int
    reasons: tuple[str, ...]
    about: tuple[Shown, ...] = ()
    """The open findings about the words of a deal."""

    @property
    def row(self) -> Row:
        """Its cells as they stand now."""
        return self.shown.row

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it, or the machine reads it otherwise since."""
        return self.shown.history is None or bool(self.shown.changed)


ORDERS: dict[str, Callable[[Item], tuple[float | str, ...]]] = {
    "doubt": lambda _: (),
    "sure": lambda item: (confidence(item.row),),
    "sums": lambda item: (-largest(item.row),),
    "drawn": lambda item: (sha256(item.row["article_id"].encode()).hexdigest(), int(item.row["start"]), item.id),
}
"""Ways to sort the queue: as it is, the least sure first, the largest sums first, articles as if drawn by lot."""


def item_id(table: str, shown: Shown) -> str:
    """Return what a row is called in addresses and forms."""
    if shown.history:
        content = shown.history.root.key
    else:
        row = shown.row
        content = key(table, row["article_id"], "", row, (int(row["start"]), int(row["stop"])))
    return name_of(content)


def name_of(content: Key) -> str:
    """Return what the row with this key is called; the text's hash is left out, as article_id says enough."""
    words = (content[0], content[1], *content[3:])
    return sha256("\0".join(words).encode()).hexdigest()[:16]


def queue(overlaid: Overlaid, conflicts: Mapping[str, str], trading: Collection[str] | None = None) -> list[Item]:
    """Return deals and findings: the most doubtful first, of those the least sure, of those the largest sum.

    Those of articles without deals come last.

    `conflicts` holds event_id -> its cell `conflict`; of other articles than the `trading` ones nothing is returned.
    """
    findings: dict[str, list[Shown]] = defaultdict(list)
    for shown in overlaid.tables["findings"]:
        if shown.history is None:
            findings[shown.row["article_id"]].append(shown)
    items = [_deal(shown, findings[shown.row["article_id"]], conflicts) for shown in overlaid.tables["deals"]]
    items += [_finding(shown) for shown in overlaid.tables["findings"]]
    dealing = {shown.row["article_id"] for shown in overlaid.tables["deals"]}
    wanted = {*(trading or ()), *dealing}
    kept = (item for item in items if trading is None or item.row["article_id"] in wanted)
    return sorted(
        kept,
        key=lambda item: (item.row["article_id"] not in dealing, -item.doubt, confidence(item.row), -largest(item.row)),
    )


def _deal(shown: Shown, findings: list[Shown], conflicts: Mapping[str, str]) -> Item:
    row = {**shown.row, "cue": shown.row.get("cue", ""), "conflict": conflicts.get(shown.row.get("event_id", ""), "")}
    held = [doubt for doubt in DOUBTS if doubt.holds(row)]
    about = tuple(finding for finding in findings if _touches(finding.row, row))
    weight = sum(doubt.weight for doubt in held) + sum(SEVERITY.get(each.row["severity"], 0) for each in about)
    reasons = (
        *(f"finding: {each.row['check'].replace('_', ' ')}" for each in about),
        *(doubt.says for doubt in held),
    )
    return Item(item_id("deals", shown), "deals", shown, weight, reasons, about)


def _finding(shown: Shown) -> Item:
    weight = SEVERITY.get(shown.row["severity"], 0)
    return Item(item_id("findings", shown), "findings", shown, weight, (shown.row["severity"],))


def _touches(finding: Row, deal: Row) -> bool:
    return int(finding["start"]) < int(deal["stop"]) and int(deal["start"]) < int(finding["stop"])
