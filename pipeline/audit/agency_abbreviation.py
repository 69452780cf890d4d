"""An agency with the abbreviation of another.

What: an abbreviation in brackets that stands for another agency than the name before it, and cannot be made from the
letters of that name.
Why: one of the two is wrong, and so is the person's office.
Example: `Dinas Perindustrian (Disdag)`: Disdag is the Dinas Perdagangan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "agency_abbreviation"
SEVERITY = WARNING

NAMED = re.compile(
    r"(?<!\w)(?P<name>(?:Dinas|Badan|Balai|Biro|Kementerian|Kantor)(?:,?\s(?:dan\s|serta\s|,\s)?[A-Z][A-Za-z-]{1,30}){1,8}+)"
    r"\s\((?P<short>[A-Z][A-Za-z]{2,19}(?:\s(?:UKM|UMKM))?)\)"
)
JOINTS = {"dan", "serta"}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every agency whose abbreviation is that of another one."""
    for story in evidence:
        for match in NAMED.finditer(story.text):
            meanings = abbreviations().get(match["short"].casefold(), ())
            if meanings and not any(_fit(match["name"], meaning) for meaning in meanings) and not _made_of(match):
                cells = {"reported": " ".join(match["name"].split()), "expected": meanings[0].replace(";", ", ")}
                yield finding(CHECK, SEVERITY, story.cut(*match.span()), **cells)


@cache
def abbreviations() -> dict[str, list[str]]:
    """Return what each abbreviation of a public agency stands for."""
    found = defaultdict(list)
    for row in load("agencies"):
        if row["kind"] == "public" and row["form"] != row["agency"]:
            found[row["form"].casefold()].append(row["agency"])
    return dict(found)


def _fit(name: str, meaning: str) -> bool:
    """Tell whether two names of an agency share a field of work; the first word is what kind of agency it is."""
    return bool(_fields(name) & _fields(meaning))


def _fields(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())[1:]) - JOINTS


def _made_of(match: re.Match[str]) -> bool:
    """Tell whether the letters of the abbreviation stand in the name in their order."""
    letters = iter(match["name"].casefold())
    return all(letter in letters for letter in match["short"].casefold() if letter.isalpha())
