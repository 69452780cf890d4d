"""Links to other stories: `Baca juga` with the headlines behind it.

A headline is taken as long as it is surely one; where it is glued to the prose behind it and its end is not clear, only
what cannot be prose is set apart. Losing a sentence would be worse than keeping a headline.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.model import Boilerplate
from pipeline.read.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SENTENCE_END = re.compile(r"""[^\W\d]{4}[.][”"]? [A-Z“"]""")
WORD = re.compile(r"\S+")
LETTERS = re.compile(r"[^\W_]")
AMOUNT = re.compile(r"(?:Rp[\d.,-]*\d|[\d.,]*\d%|(?:19|20)\d\d|Ribu|Juta|Miliar|Triliun|[MT]|Persen)\Z")
"""Last word of a figure as a headline in title case writes it."""

LONGEST_CHARS = 160
"""Characters of the longest headline."""

MOST_LINKS = 3
"""Headlines a link box without a colon holds at most."""

GLUED_CHARS = 500
"""Characters of several headlines glued together."""

REACH_CHARS = 2 * GLUED_CHARS
"""Characters of a line that are looked at behind a mark."""

SHORTEST_WORDS = 4
"""Words of the shortest headline that is told from prose by its capitals."""

CAPITALS_SHARE = 0.6
"""Share of longer words with a capital in a headline in title case."""


@cache
def mark() -> re.Pattern[str]:
    """Return the pattern of the words before a link; some are none without a colon."""
    bare, marked = (either(_written(words(use))) for use in ("related", "related_marked"))
    return re.compile(rf"(?:{bare})\b(?:[ \t]?:)?|(?:{marked})[ \t]?(?:[Vv]ideo[ \t]?)?:")


def _written(phrases: Iterable[str]) -> Iterator[str]:
    """Yield phrases as they are written: `Baca juga`, `Baca Juga`, `BACA JUGA`."""
    return (form(phrase) for phrase in phrases for form in (str, str.title, str.upper))


def find(view: str) -> Iterator[Boilerplate]:
    """Yield the links of a text, in order."""
    lowered = view.lower()
    if not any(phrase.lower() in lowered for phrase in words("related", "related_marked")):
        return
    stop = 0
    for match in mark().finditer(view):
        if match.start() >= stop and _stands_apart(view, match):
            stop = _stop(view, match)
            yield Boilerplate(match.start(), stop, "related")


def _stands_apart(view: str, match: re.Match[str]) -> bool:
    """Tell whether a mark is no part of a sentence: it has a colon, or begins a line or follows the end of one."""
    before = view[max(0, match.start() - 2) : match.start()].rstrip(" ")
    return not before or match[0][-1] == ":" or before[-1] in '\n.!?”")]:'


def _stop(view: str, match: re.Match[str]) -> int:
    """Return where the headlines behind a mark end."""
    begin, end = match.end(), _line_end(view, match.end())
    if not view[begin:end].strip():
        return _listed(view, end, 1 if match[0].endswith(":") else MOST_LINKS) or match.end()
    following = mark().search(view, begin, end)
    if following:
        end = following.start()
    return end if _is_headline(view[begin:end]) and match[0].endswith(":") else _glued(view, begin, end) or match.end()


def _listed(view: str, end: int, most: int) -> int | None:
    """Return the end of up to `most` headlines, a line each, below the line that ends at `end`."""
    stop = None
    for _ in range(most):
        line_end = _line_end(view, end + 1)
        line = view[end + 1 : line_end]
        if not _is_headline(line) or mark().match(line) or not (most == 1 or _in_title_case(line)):
            break
        stop = end = line_end
    return stop


def _line_end(view: str, begin: int) -> int:
    """Return the end of a line, or as far as is ever looked at."""
    end = view.find("\n", begin, begin + REACH_CHARS)
    return min(len(view), begin + REACH_CHARS) if end < 0 else end


def _is_headline(line: str) -> bool:
    """Tell whether a line may be one headline: short, without a full stop within or behind it."""
    line = line.strip()
    return 0 < len(line) <= LONGEST_CHARS and line[-1] not in '.,;:”"' and not SENTENCE_END.search(line)


def _in_title_case(line: str) -> bool:
    words = [word for word in line.split() if len(word) > SHORTEST_WORDS - 1]
    return len(words) >= SHORTEST_WORDS - 1 and sum(not word[0].islower() for word in words) >= CAPITALS_SHARE * len(
        words
    )


def _glued(view: str, begin: int, end: int) -> int | None:
    """Return the end of headlines in title case that prose follows on the same line, None where it is not clear."""
    words = list(WORD.finditer(view, begin, min(end, begin + GLUED_CHARS)))
    prose = next((index for index, word in enumerate(words) if _opens_prose(word[0], index)), None)
    if prose is None:
        return end if words and end - begin <= GLUED_CHARS else None
    first = max((index for index in range(prose + 1) if _is_bound(words, index, prose)), default=0)
    return words[first - 1].end() if first >= SHORTEST_WORDS else None


def _opens_prose(word: str, index: int) -> bool:
    """Tell whether a word cannot stand in a headline in title case."""
    if word[0] in '“"' and index >= SHORTEST_WORDS:
        return True
    letter = LETTERS.search(word)
    return letter is not None and letter[0].islower() and word.strip(",") not in _words("particle")


def _is_bound(words: list[re.Match[str]], index: int, prose: int) -> bool:
    """Tell whether a headline ends before a word of the capitalised run that ends at `prose`."""
    word, before = words[index][0], words[index - 1][0] if index else ""
    if before.endswith(("?", "!")) or (index == prose and word[0] in '“"'):
        return True
    if prose - index in (1, 2) and word.strip(",") in _words("opener"):
        return True
    return index < prose and word[0].isupper() and not AMOUNT.match(word) and AMOUNT.match(before) is not None


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load("headline_words") if row["role"] == role)
