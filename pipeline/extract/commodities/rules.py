"""The rules that find goods: how words of the list are compared, by their policy, and what a compound is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.commodities.compounds import COMPOUND
from pipeline.extract.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

Entry = tuple[str, str, bool]
"""Key, surface, and whether it is compared letter by letter, as `Phrases` wants them."""


def _in_any_case(alias: str) -> Entry:
    """Compare a word in any case, but an abbreviation letter by letter."""
    return alias, alias, alias.isupper()


def _as_written(alias: str) -> Entry:
    return alias, alias, True


BY_POLICY = (
    Rule("safe", _in_any_case),
    Rule("capitalised", _as_written),
    Rule("upper_only", _as_written),
    Rule("lower_only", _as_written),
    Rule("context", _in_any_case),  # a homonym: the normaliser takes it with a cue only
    Rule("traded", _in_any_case),  # transport or packaging: the normaliser takes it only where it is traded
    Rule("never_alone", _in_any_case),  # too general: the normaliser never takes it
)
"""Words of the list; each rule has the name of a policy."""

RULES = (*BY_POLICY, COMPOUND)


def listed(rows: Iterable[dict[str, str]]) -> list[Entry]:
    """Return how the words of the list are compared."""
    rules = {rule.name: rule for rule in BY_POLICY}
    found = (rules[row["policy"]].take(row["alias"]) for row in rows)
    return [entry for entry in found if entry]
