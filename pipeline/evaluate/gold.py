"""Gold facts: one JSON object per article, what a careful reader takes from the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Gold = dict[str, Any]
"""The gold facts of one article; `id` names it, lists hold its facts, `<list>_optional` what counts neither way."""

LISTS = ("provinces", "officials", "commodities", "amounts", "quantities", "dates", "deals", "flows")


class GoldError(ValueError):
    """A gold file can't be used; the message names file and line."""


def read_gold(path: Path) -> list[Gold]:
    """Return the gold facts of a JSON Lines file, in order.

    Raises GoldError.
    """
    gold: dict[str, Gold] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            one = _article(line, f"{path}, line {number}")
            if one["id"] in gold:
                raise GoldError(f"{path}, line {number}: a second article has the id {one['id']!r}")
            gold[one["id"]] = one
    if not gold:
        raise GoldError(f"{path} holds no articles")
    return list(gold.values())


def is_judged(gold: Gold, table: str) -> bool:
    """Tell whether somebody looked for the facts of a table; `judged` lists the tables, all where it is missing."""
    return "judged" not in gold or table in gold["judged"]


def _article(line: str, where: str) -> Gold:
    try:
        one = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{where}: no JSON: {error}") from None
    if not isinstance(one, dict) or not isinstance(one.get("id"), str):
        raise GoldError(f"{where}: no object with an id")
    for name in LISTS:
        for key in (name, f"{name}_optional"):
            if not isinstance(one.get(key) or [], list):
                raise GoldError(f"{where}: {key} is no list")
    return one
