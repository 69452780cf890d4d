"""Publishers and their regional editions: by the tag of a dateline, the address, the record, the footer."""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.lexicon import load, split

FOOTER = re.compile(
    r"(?i:copyright)\s{0,3}(?:©|\(c\))\s{0,3}(?:LKBN )?"
    r"(?P<words>[A-Za-z][A-Za-z. ]{1,60}?)?[ ,]{0,2}(?P<year>(?:19|20)\d\d)\b",
)
"""`COPYRIGHT © ANTARA News Kalimantan Selatan 2021`."""


MOST_LABELS = 4
"""Labels of the longest domain in the list."""


class Outlet(NamedTuple):
    """A publisher and, where it says so, the edition."""

    outlet: str
    edition: str | None = None


def by_tag(words: str) -> Outlet | None:
    """Return the publisher whose tag is `words`, or begins them (`Antaranews Kalsel`: the rest is the edition)."""
    pieces = words.split()
    for size in range(min(len(pieces), 3), 0, -1):
        outlet = _tags().get(_key(" ".join(pieces[:size])))
        if outlet:
            return Outlet(outlet, _edition(outlet, " ".join(pieces[size:])))
    return None


def by_url(url: str) -> Outlet | None:
    """Return the publisher of an address, by its domain and sub-domain."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("m.")
    except ValueError:
        return None
    labels = host.rsplit(".", MOST_LABELS)[-MOST_LABELS:]
    for size in range(len(labels), 1, -1):
        outlet = _domains().get(".".join(labels[-size:]))
        if outlet:
            return Outlet(outlet, _editions().get(host))
    return None


def by_footer(text: str) -> tuple[Outlet | None, str | None]:
    """Return the publisher and the year of a copyright line."""
    match = deque(FOOTER.finditer(text), maxlen=1).pop() if FOOTER.search(text) else None
    return (by_tag(match["words"]) if match["words"] else None, match["year"]) if match else (None, None)


def _edition(outlet: str, words: str) -> str | None:
    """Return an edition in full: `Kalsel` is a sub-domain of ANTARA's and stands for Kalimantan Selatan."""
    words = words.strip(" .")
    domain = next((row["domain"] for row in load("outlets") if row["outlet"] == outlet), "")
    return _editions().get(f"{words.lower()}.{domain}", words or None)


def _key(words: str) -> str:
    return re.sub(r"[\W_]", "", words.lower())


@cache
def _tags() -> dict[str, str]:
    named = {_key(row[column]): row["outlet"] for column in ("outlet", "name", "domain") for row in load("outlets")}
    return named | {_key(tag): row["outlet"] for row in load("outlets") for tag in split(row["tags"])}


@cache
def _domains() -> dict[str, str]:
    return {row["domain"]: row["outlet"] for row in load("outlets")}


@cache
def _editions() -> dict[str, str]:
    return {row["domain"]: row["edition"] for row in load("editions")}
