"""A weekday that does not fit its date.

What: a full date with a weekday that it did not have.
Why: the day, the month, the year or the weekday is wrong.
Example: `Rabu (4/11/2019)` was a Monday.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.audit.finding import ERROR, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "weekday"
SEVERITY = ERROR

YEAR = re.compile(r"(?:19|20)\d\d|\d/\d{1,2}/\d\d")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every date whose weekday is said to be another one."""
    for story in evidence:
        for date in story.dates:
            if date.weekday_ok is False and date.precision == "day" and not _year_is_open(date.text):
                day = dt.date.fromisoformat(date.date)
                yield finding(CHECK, SEVERITY, date, reported=date.date, expected=WEEKDAYS[day.weekday()])


def _year_is_open(text: str) -> bool:
    """Tell whether the year is not written, so that the date may be of another one."""
    return not YEAR.search(text)
