"""One finding: a reported figure, date or name that deserves doubt, and why."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, Protocol

Severity = Literal["error", "warning", "note"]

ERROR: Severity = "error"
"""The text contradicts itself or another article."""
WARNING: Severity = "warning"
"""Probably wrong."""
NOTE: Severity = "note"
"""Worth a look, or to be known before figures are added up."""

ID_DIGITS = 12
"""Hexadecimal digits; two of a million findings share an id once in 500 sets."""


class Placed(Protocol):
    """A row of a fact table: it knows where it stands."""

    @property
    def article_id(self) -> str: ...  # noqa: D102 (the fields are those of every fact table)
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def stop(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; the message follows from `check`, `case` and the cells."""

    check: str
    """Name of the check."""
    severity: Severity
    article_id: str
    start: int
    stop: int
    text: str
    """The exact surface: stored_text[start:stop]."""
    case: str = ""
    """Which of the check's messages applies; empty where it has one only."""
    reported: str = ""
    """What the text says: whole Rupiah, an ISO date, a name, or a percentage, according to the check."""
    expected: str = ""
    """What it should say, as far as that can be told; several values joined by `;`."""
    reckoning: str = ""
    """How `expected` follows from other figures of the text: `500 t × Rp9400 / 1 kg`; shown in the message."""
    related_article_id: str = ""
    """The other article, where there is one."""
    event_id: str = ""
    """The event the finding is about."""
    reviewed: str = ""
    """How a reviewer settled it; never the machine's word."""
    review_note: str = ""
    """The reviewer's note."""

    @property
    def finding_id(self) -> str:
        """Hash of the content: the same in every run that finds the same."""
        content = (self.check, self.case, self.article_id, self.start, self.stop, self.reported, self.expected)
        about = (self.related_article_id, self.event_id) if self.event_id else (self.related_article_id,)
        key = "\0".join(map(str, (*content, *about)))
        return sha256(key.encode()).hexdigest()[:ID_DIGITS]


def finding(check: str, severity: Severity, row: Placed, **cells: str) -> Finding:
    """Return a finding about a row; `cells` are `case`, `reported`, `expected`, `related_article_id`, `event_id`."""
    return Finding(check, severity, row.article_id, row.start, row.stop, row.text, **cells)
