"""What the checks look at: the tables article by article, the deals event by event, and the thresholds."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.audit.figures import MaskedText, shape
from pipeline.language.sentences import split_sentences
from pipeline.model import last_begun
from pipeline.write import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.load import Tables
    from pipeline.model import Span

KINDS = ("amounts", "commodities", "dates", "deals", "flows", "officials", "provinces", "quantities")

MOST_ROWS = 300
"""Rows of one kind of one article that are weighed against each other; no news has more."""


def has_figure(deal: Any) -> bool:
    """Tell whether a deal has a value or a bound of one, taken from the text or typed by a reviewer."""
    return deal.amount_min_idr is not None or deal.amount_max_idr is not None


class ThresholdsError(Exception):
    """A file of thresholds can't be used; the message says why."""


@dataclass(frozen=True)
class ArticleTables:
    """One article with the rows of its tables, the first of each, in reading order."""

    article_id: str
    text: str
    article: Any
    """Its row of articles.csv."""
    rows: Mapping[str, list[Any]] = field(repr=False)

    def __getattr__(self, kind: str) -> list[Any]:
        """Return the rows of one fact table."""
        if kind not in KINDS:
            raise AttributeError(kind)
        return self.rows.get(kind, [])

    @cached_property
    def title(self) -> Span:
        """Bounds of the title in the text, empty where it has none."""
        title = self.article.title
        return (0, len(title)) if title and self.text.startswith(title) else (0, 0)

    @cached_property
    def sentences(self) -> list[Span]:
        """Bounds of the sentences, in order."""
        return list(split_sentences(self.text, self.title[1]))

    @property
    def first_line(self) -> Span:
        """Bounds of the first line that holds anything, from where its first sentence begins."""
        begin = self.sentences[0][0] if self.sentences else len(self.text)
        return begin, begin + len(self.text[begin:].split("\n", 1)[0].rstrip())

    @cached_property
    def shape(self) -> MaskedText:
        """The text with its figures as signs."""
        return shape(self.article_id, self.text, self.amounts)

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return max(last_begun(self.sentences, offset), 0)

    def around(self, offset: int, before: int = 0, after: int = 0) -> str:
        """Return the sentence that holds an offset, with some sentences before and after it."""
        number = self.sentence(offset)
        spans = self.sentences[max(number - before, 0) : number + after + 1]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""

    def figure_of(self, deal: Any) -> Any:
        """Return the row of a deal's amount; the deal itself where it has none, or a reviewer typed its figure."""
        return next((row for row in self.amounts if row.start == deal.amount_start), deal)

    def cut(self, start: int, stop: int) -> Passage:
        """Return a stretch of the text as something a finding can be about."""
        return Passage(self.article_id, start, stop, self.text[start:stop])


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text."""

    article_id: str
    start: int
    stop: int
    text: str


class Evidence:
    """The tables of one folder as the checks read them."""

    def __init__(self, tables: Tables, limits: Limits) -> None:
        self.limits = limits
        self._tables = tables
        self.stories = {story.article_id: story for story in self._stories()}
        """By article_id, in the order of the articles."""

    def __iter__(self) -> Iterator[ArticleTables]:
        return iter(self.stories.values())

    @cached_property
    def people(self) -> list[Any]:
        """Rows of people.csv; none before the articles are linked."""
        return rows(self._tables, "people") if columns(self._tables.folder, "people") else []

    @cached_property
    def conflicts(self) -> set[str]:
        """Events of which events.csv says that articles disagree; none before the articles are linked."""
        events = rows(self._tables, "events") if columns(self._tables.folder, "events") else []
        return {event.event_id for event in events if event.conflict}

    @cached_property
    def deals(self) -> list[Any]:
        """All deals, in the order of the articles."""
        return [deal for story in self for deal in story.deals]

    @cached_property
    def events(self) -> dict[str, list[Any]]:
        """Deals by event_id, those of wire copies left out; deals of no event are not among them."""
        events = defaultdict(list)
        for deal in self.deals:
            if deal.event_id and not self.is_copy(deal.article_id):
                events[deal.event_id].append(deal)
        return dict(events)

    def figure_of(self, deal: Any) -> Any:
        """Return where a deal's figure stands, see `Story.figure_of`."""
        return self.stories[deal.article_id].figure_of(deal)

    def date_of(self, deal: Any) -> Any:
        """Return the row of a deal's date, the one in its sentence first; the deal itself where it has none."""
        dates = [row for row in self.stories[deal.article_id].dates if row.date == deal.date]
        return min(dates, key=lambda row: abs(row.start - deal.start), default=deal)

    def is_copy(self, article_id: str) -> bool:
        """Tell whether an article repeats the words of another one."""
        return bool(self.stories[article_id].article.same_text_as)

    def published(self, article_id: str) -> str:
        """Return the partial ISO date of publication, empty where it is not known."""
        return str(self.stories[article_id].article.published or "")

    def _stories(self) -> Iterator[ArticleTables]:
        articles = {row.article_id: row for row in rows(self._tables, "articles")}
        grouped: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for kind in KINDS:
            for row in rows(self._tables, kind):
                if len(grouped[row.article_id][kind]) < MOST_ROWS:
                    grouped[row.article_id][kind].append(row)
        for article_id, text in self._tables.texts():
            yield ArticleTables(article_id, text, articles[article_id], grouped[article_id])


def rows(tables: Tables, name: str) -> list[Any]:
    """Return a table as named tuples, None for a missing number."""
    frame = tables[name].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=name.title()))


@dataclass(frozen=True)
class Limits:
    """Thresholds by check, from thresholds.toml and a user's own file."""

    values: Mapping[str, Mapping[str, Any]]

    def __getitem__(self, check: str) -> Mapping[str, Any]:
        return self.values[check]


def limits(own: Path | None = None) -> Limits:
    """Return the thresholds, those of a user's file instead of ours where it has them.

    Raises ThresholdsError for a file that can't be read, and for names that we don't have.
    """
    values: dict[str, dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("thresholds.toml").read_text(encoding="utf-8")
    )
    for check, given in (_read(own) if own else {}).items():
        unknown = [check] if check not in values else [f"{check}.{name}" for name in given if name not in values[check]]
        if unknown:
            raise ThresholdsError(f"{own}: there is no threshold {unknown[0]}; docs/audit.md lists them")
        values[check] |= given
    return Limits(values)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThresholdsError(f"{path} can't be read: {error}") from None
