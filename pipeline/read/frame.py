"""From a record to an article: what its frame says (title, outlet, dateline, bylines, date), and what to set apart."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.model import Article, Boilerplate
from pipeline.read import boilerplate, bylines, credit, dateline, outlets, published, related

if TYPE_CHECKING:
    from pipeline.read.dateline import Dateline
    from pipeline.read.outlets import Outlet
    from pipeline.read.record import Record

TITLE_CHARS = 200
"""Characters of the longest title."""

FIRST_LINE = re.compile(r"\s*+(?P<line>[^\n]*+)\n?")
CAPITALS_SHARE = 0.7
"""Share of the words of a title that are capitalised, at least, where nothing else sets it off."""
SHORTEST_WORDS = 4
"""Words of such a title, at least."""
NO_TITLE = re.compile(r"[.,;:…]\Z|[.?!,][\"”]\Z")


def to_article(record: Record) -> Article:
    """Return the article of a record; its stored text is the record's, with a metadata title as its first line."""
    title = " ".join(record.title.split()) if record.title else None
    text = _with_title(record.text, title)
    view = _view(text)
    names = list(bylines.find(view))
    apart = [*boilerplate.find(view), *related.find(view), *(byline.skipped for byline in names)]
    plain = boilerplate.blanked(view, boilerplate.ordered(apart))
    headline, begin = (title, _first_line(plain)[1]) if title else _headline(plain)
    line = dateline.find(plain, begin)
    footer, year = outlets.by_footer(view)
    outlet = _outlet(record, line, footer)
    footer_day = credit.published(view) or year
    day, basis = _published(record, line, _stamp(view, apart) or credit.opening(plain, begin), footer_day)
    return Article(
        record.article_id,
        text,
        title=headline,
        url=record.url,
        outlet=outlet.outlet if outlet else None,
        edition=outlet.edition if outlet else None,
        reporters=_named(names, "reporter"),
        editors=_named(names, "editor"),
        published=day,
        published_basis=basis,
        dateline=text[slice(*line.place)] if line and line.place else None,
        dateline_span=line.place if line else None,
        skipped=boilerplate.ordered(
            [*apart, *(Boilerplate(*tag, "outlet_tag") for tag in (line.tags if line else ()))]
        ),
        source=record.place,
    )


def _with_title(text: str, title: str | None) -> str:
    """Return the stored text: a title given beside the text is its first line, unless it stands there already."""
    return text if title is None or _first_line(text)[0].split() == title.split() else f"{title}\n{text}"


def _view(text: str) -> str:
    """Return the text as patterns see it: one kind of line end and of space, same offsets."""
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\u00a0", " ")


def _headline(plain: str) -> tuple[str | None, int]:
    """Return the first line that is no day, where it reads like a title, and where the text below it begins.

    A title is short, has no full stop, and an empty line, a dateline or prose below it shows that it is one.
    """
    line, end = _first_line(plain)
    begin = 0
    if _day().fullmatch(line):
        begin = end
        line, end = _first_line(plain, begin)
    if (
        not 0 < len(line) <= TITLE_CHARS
        or NO_TITLE.search(line)
        or dateline.opens(plain[begin:].lstrip()[:TITLE_CHARS])
    ):
        return None, 0
    below = plain[end : end + TITLE_CHARS]
    next_line = below.partition("\n")[0].strip()
    is_set_off = not next_line or dateline.opens(below) or _is_above_prose(line, next_line)
    return (line, end) if below.strip() and is_set_off else (None, 0)


@cache
def _day() -> re.Pattern[str]:
    """Return the pattern of a line that is nothing but a day, with its hour or without."""
    weekdays = either(row["word"] for row in load("weekdays") if row["policy"] == "alone")
    return re.compile(
        rf"(?:(?:{weekdays})[, ]{{1,2}})?"
        r"\(?\d{1,2}[ /-](?:[A-Z][A-Za-z]{2,8}|\d{1,2})[ /-]\d{4}\)?"
        r"(?:[ ,|•-]{1,3}(?:pukul |jam )?\d{1,2}[.:]\d\d(?: W(?:IB|ITA|IT))?)?"
    )


def _is_above_prose(line: str, next_line: str) -> bool:
    """Tell whether a line has the capitals of a title, and the one below it is prose or a day."""
    words, below = line.split(), next_line.split()
    is_prose = len(below) > len(words) and _capitals(below) < CAPITALS_SHARE * len(below)
    is_title = len(words) >= SHORTEST_WORDS and _capitals(words) >= CAPITALS_SHARE * len(words)
    return is_title and (is_prose or _day().fullmatch(next_line) is not None)


def _capitals(words: list[str]) -> int:
    return sum(word[:1].isupper() or word[:1].isdigit() for word in words)


def _first_line(text: str, begin: int = 0) -> tuple[str, int]:
    """Return the first line that is not empty, without white space around it, and where the next one begins."""
    match = FIRST_LINE.match(text, begin)
    return (match["line"].rstrip(), match.end()) if match else ("", begin)


def _outlet(record: Record, line: Dateline | None, footer: Outlet | None) -> Outlet | None:
    """Return the publisher: as the text says, else the address, else the record; the edition from whoever knows it."""
    found = [
        line.outlet if line else None,
        footer,
        outlets.by_url(record.url) if record.url else None,
        outlets.by_tag(record.publisher) if record.publisher else None,
    ]
    known = [outlet for outlet in found if outlet]
    if not known:
        return None
    name = known[0].outlet
    edition = next((outlet.edition for outlet in known if outlet.outlet == name and outlet.edition), None)
    return outlets.Outlet(name, edition)


def _published(
    record: Record,
    line: Dateline | None,
    stamp: str | None,
    footer: str | None,
) -> tuple[str | None, str | None]:
    """Return the day of publication and what it rests on, best first; a part of an ambiguous date comes last."""
    given, is_ambiguous = published.from_metadata(record.published or "", record.date_order)
    found = (
        (None if is_ambiguous else given, "metadata"),
        (record.url and published.from_url(record.url), "url"),
        (line.published if line else None, "dateline"),
        (stamp, "dateline"),
        (footer if len(footer or "") > len(given or "") else None, "footer"),
        (given, "metadata_ambiguous"),
    )
    return next(((day, basis) for day, basis in found if day), (None, None))


def _stamp(view: str, apart: list[Boilerplate]) -> str | None:
    """Return the partial ISO day that is printed, with its hour, on top of an article."""
    stamps = (item for item in apart if item.rule == "stamp" and item.start < boilerplate.HEAD_CHARS)
    return next((published.from_words(view[item.start : item.stop]) for item in stamps), None)


def _named(names: list[bylines.Byline], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for byline in names if byline.role == role for name in byline.names))
