"""Persons with an office, in the press's orders, and later mentions of them by a part of the name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.names import NICKNAME, Name, degrees, given_names, may_begin, not_names, read_name
from pipeline.extract.offices import Office, heads, places, read_office, stops
from pipeline.extract.persons import later_mentions, refer
from pipeline.extract.words import WordList, Words
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.language import Page

KIND = "officials"

BETWEEN = re.compile(r"\s*(?:,\s*)?(?:(?:yaitu|yakni|bernama|atas nama|adalah|ialah)\s+)?")
"""What may part a title from the name behind it."""
BEFORE = re.compile(
    r"(?:\s*,\s*|\s*\(\s*|\s*[—–]\s*|\s+(?:yang\s+(?:(?:juga|kini|saat ini)\s+)?(?:(?:menjabat|merupakan|adalah)\s+)?(?:sebagai\s+|selaku\s+)?"
    r"|selaku\s+|sebagai\s+|menjabat\s+(?:sebagai\s+)?))$"
)
"""What may part a name from the title behind it."""
FORMER = re.compile(r"(?:[Mm]antan|[Ee]ks|[Bb]ekas|[Cc]alon|[Bb]akal calon|[Kk]andidat)[\s-]+$")
REACH = 130
"""Characters read back from a title for the name before it."""
NAME_REACH = 14
"""Words read back for the name before a title."""
GOES_ON = re.compile(r"\s*(?:[,.(\"”’':;?!–—-]|[a-z]|\d|$|\n)")
"""What follows a name in running text."""


@cache
def acting() -> WordList[str]:
    """Return the words for holding an office for a time."""
    return WordList((row["form"], row["acting"]) for row in load("acting"))


def extract(page: Page) -> Iterator[Mention]:
    """Yield persons with their offices; `parts` holds the pieces as written, `anchor` where the person is named in full."""
    words = Words(page.text)
    named = list(_titled(page, words))
    if named:
        yield from sorted(refer(named) + later_mentions(page, words, named), key=lambda mention: mention.start)


def _titled(page: Page, words: Words) -> Iterator[Mention]:
    """Yield every title with its name, in reading order."""
    index, claimed = 0, 0
    while index < len(words):
        found = heads().find(words, index) if words[index][:1].isupper() else None
        if found is None:
            index += 1
            continue
        if found.entry["role"] == "none":
            index += found.length
            continue
        office = read_office(words, index, found.length, found.entry)
        mention = next(filter(None, (rule(page, office, claimed) for rule in RULES.values())), None)
        if mention:
            claimed = mention.stop
            yield mention
        index = max(index + found.length, _index_at(words, claimed, index)) if mention else index + found.length


def _index_at(words: Words, offset: int, index: int) -> int:
    while index < len(words) and words.starts[index] < offset:
        index += 1
    return index


def _title_name(page: Page, office: Office, claimed: int) -> Mention | None:  # noqa: ARG001
    """Gubernur Jatim Khofifah Indar Parawansa; Kepala Dinas X Kalsel, H. Gusti Z, S.Sos. mengatakan."""
    if not office.whole:
        return None
    words = office.words
    end = words.stops[office.at - 1]
    gap = BETWEEN.match(page.text, end)
    index = office.at
    while gap and index < len(words) and words.starts[index] < gap.end() and words[index] != "\n":
        index += 1
    if places().find(words, index) and words[index] not in given_names():
        return None
    name = read_name(words, index, stops())
    if name is None or (index > office.at and not _stands_apart(words, name)):
        return None
    return _mention(page, office, name, "title_name")


def _stands_apart(words: Words, name: Name) -> bool:
    """Tell whether what follows a comma is a name: a known first name, several words, or the sentence goes on."""
    if words[name.first] in given_names() or name.last - name.first > 1 or name.prefix or name.degrees:
        return bool(GOES_ON.match(words.text, name.stop))
    return words[name.last] == "," or (
        words[name.last][:1].islower() and words[name.last] not in {"dan", "serta", "di", "se"}
    )


def _name_title(page: Page, office: Office, claimed: int) -> Mention | None:
    """Birhasani, Kepala Dinas Perdagangan Kalsel, ...; Birhasani selaku Kepala Dinas."""
    if not office.whole:
        return None
    words = office.words
    start = words.starts[_acting_from(office)]
    begin = max(claimed, start - REACH)
    gap = BEFORE.search(page.text, begin, start)
    if gap is None:
        return None
    end = gap.start()
    index = _acting_from(office)
    first = index
    while first > 0 and first > index - NAME_REACH and words.starts[first - 1] >= begin and words[first - 1] != "\n":
        first -= 1
    for candidate in range(first, index):
        before = words[candidate - 1] if candidate else ""
        if words.starts[candidate] >= end or (
            before[:1].isupper() and before not in not_names() and words.near(candidate)
        ):
            continue
        if places().find(words, candidate) and words[candidate] not in given_names():
            continue
        name = read_name(words, candidate, stops())
        if (
            name
            and name.stop == end
            and (name.last - name.first > 1 or words[name.first] in given_names() or before[:1].islower())
        ):
            return _mention(page, office, name, "name_title")
    return None


RULES: dict[str, Callable[[Page, Office, int], Mention | None]] = {"title_name": _title_name, "name_title": _name_title}
"""In order of trust; `later_mention` joins once the persons are known."""


def _acting_from(office: Office) -> int:
    """Return the index of the word from which on the title stands, with `Plt` and the like."""
    for back in range(6, 0, -1):
        found = acting().find(office.words, office.start - back)
        if found and found.length == back and office.words.near(office.start):
            return office.start - back
    return office.start


def _mention(page: Page, office: Office, name: Name, rule: str) -> Mention:
    words = office.words
    first = _acting_from(office)
    start, stop = words.starts[first], words.stops[office.at - 1]
    parts = {
        "head": office.row["form"],
        "title": " ".join(words.slice(*span) for span in office.kept),
        "title_span": f"{start}:{stop}",
        "name": " ".join(words.slice(name.first, name.last).split()),
        "needs": office.row["needs"],
    }
    region = words.slice(*office.region) if office.region else ""
    nickname = NICKNAME.match(page.text, name.stop)
    more = {
        "acting": words.slice(first, office.start),
        "region": region,
        "kind": office.kind,
        "level": office.level,
        "degrees": " ".join(filter(None, (name.prefix, name.degrees))),
        "nickname": nickname[1] if nickname and rule == "title_name" else "",
        "status": "former" if FORMER.search(page.text, max(0, start - 15), start) else "",
    }
    parts |= {key: value for key, value in more.items() if value}
    begin = words.starts[name.first]
    return Mention(
        KIND, min(start, begin), max(stop, name.stop), page.quote(min(start, begin), max(stop, name.stop)), rule, parts
    )
