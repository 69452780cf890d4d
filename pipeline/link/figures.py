"""Values of one event compared: do they agree, is one a slip of the other's unit, what is left to say of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.write import Row

MOST_ROUNDED = 20
"""A value said short is rounded by less than a twentieth: `1 triliun` is no rounding of 1.4 triliun."""
TELLING_DIGITS = 3
VAGUE = 20
"""`sekitar` allows for a twentieth."""
SLIPS = (10**3, 10**6)
"""Unit slips: juta for miliar, ribu for miliar."""


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A value in whole Rupiah as it is bounded; at most one end is open."""

    least: int | None
    most: int | None
    exact: bool
    """A single value, not `sekitar`, no bound, no range."""

    @property
    def single(self) -> int | None:
        """The value, None for a bound or a range."""
        return self.least if self.least == self.most else None

    @property
    def report(self) -> bool:
        """Whether two events of one time hardly share this value: it is single, and of three digits at least."""
        return self.single is not None and len(str(self.single).rstrip("0")) >= TELLING_DIGITS

    @property
    def size(self) -> int:
        """The end that is known, the upper one where both are."""
        return self.most or self.least or 0


def figure(deal: Row) -> ReportedValue | None:
    """Return the value of a row of deals.csv, None where none is stated."""
    least, most = (int(deal[column]) if deal[column] else None for column in ("amount_min_idr", "amount_max_idr"))
    return ReportedValue(least, most, deal["bound"] == "exact") if least is not None or most is not None else None


def agree(left: ReportedValue, right: ReportedValue) -> bool:
    """Tell whether two values may be one: within what rounding, `sekitar` and bounds leave open."""
    if left.exact and right.exact and left.single and right.single:
        return _shortened(*sorted((left.single, right.single), key=_last_digit))
    slack = max(_vagueness(left), _vagueness(right))
    below = left.most is None or left.most + slack >= (right.least or 0)
    return below and (right.most is None or right.most + slack >= (left.least or 0))


def _shortened(full: int, short: int) -> bool:
    """Tell whether one value is the other, rounded or cut to fewer digits."""
    last = _last_digit(short)
    near = (full // last * last, (full + last // 2) // last * last)
    return full == short or (short in near and abs(full - short) * MOST_ROUNDED <= full)


@lru_cache(maxsize=10_000)
def _last_digit(value: int) -> int:
    """Return the worth of the last digit that is not zero."""
    digits = str(value)
    return int("1" + "0" * (len(digits) - len(digits.rstrip("0"))))


def _vagueness(value: ReportedValue) -> int:
    return 0 if value.exact or value.single is None else value.single // VAGUE


def slip(left: ReportedValue, right: ReportedValue) -> bool:
    """Tell whether one value is the other with a wrong unit."""
    small, large = sorted((left.size, right.size))
    return small > 0 and any(small * factor == large for factor in SLIPS)


def precise(values: list[ReportedValue]) -> ReportedValue:
    """Return of values that agree the one said with the most digits, the first of those."""
    return max(values, key=lambda each: (each.single is not None, each.exact, len(str(each.size).rstrip("0"))))
