"""What a rule is: one way in which the press says a thing. Each kind lists its own in `RULES`, in order of trust."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Place = ParamSpec("Place")
Taken = TypeVar("Taken")


def always(_: object) -> bool:
    """Let anything pass."""
    return True


@dataclass(frozen=True, slots=True)
class Rule(Generic[Place, Taken]):
    """A rule: its name, what it takes, and when that counts."""

    name: str
    """As the tables and `pipeline/schema/rules.csv` have it."""
    matcher: Callable[Place, Taken | None]
    """Returns what is found at a place of a text, None where nothing is: a pattern (`begins`, `ends`) or a function."""
    guard: Callable[[Taken], bool] = always
    """Tells whether what was found counts, by itself and by what stands around it."""

    def take(self, *place: Place.args, **named: Place.kwargs) -> Taken | None:
        """Return what is found and counts, else None."""
        found = self.matcher(*place, **named)
        return found if found is not None and self.guard(found) else None


def take_first(
    rules: Iterable[Rule[Place, Taken]], *place: Place.args, **named: Place.kwargs
) -> tuple[Rule[Place, Taken], Taken] | None:
    """Return the first rule that takes something at a place, with what it takes."""
    for rule in rules:
        found = rule.take(*place, **named)
        if found is not None:
            return rule, found
    return None


def begins(source: Callable[[], str], flags: re.RegexFlag = re.NOFLAG) -> Callable[[str, int], re.Match[str] | None]:
    """Return the matcher of a pattern that begins at `start` of a text: `matcher(text, start)`.

    The pattern is made when it is first needed, for it holds words of lists that users may extend.
    """
    pattern = cache(lambda: re.compile(source(), flags))
    return lambda text, start: pattern().match(text, start)


def ends(source: Callable[[], str]) -> Callable[[str, int, int], re.Match[str] | None]:
    """Return the matcher of a pattern that ends at `stop` and begins at `start` or later: `matcher(text, start, stop)`.

    The pattern is made when it is first needed, as that of `begins`.
    """
    pattern = cache(lambda: re.compile(rf"(?:{source()})\Z"))
    return lambda text, start, stop: pattern().search(text, start, stop)
