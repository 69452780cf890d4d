"""Two evaluations compared case by case: what was gained, what was lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Case = tuple[str, str, str, str]
"""Kind, article_id, `missed` or `wrong`, label."""


class Changes(NamedTuple):
    """Errors that went and errors that came."""

    gains: list[Case]
    losses: list[Case]


def changes(before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> Changes:
    """Return what changed between the errors of two runs (JSON of verdicts), each case as often as it differs.

    Only articles and kinds that both know should be given: an article left out looks like a gain.
    """
    old, new = Counter(map(_case, before)), Counter(map(_case, now))
    return Changes(sorted((old - new).elements()), sorted((new - old).elements()))


def _case(error: Mapping[str, Any]) -> Case:
    return error["kind"], error["article_id"], error["outcome"], error["label"]
