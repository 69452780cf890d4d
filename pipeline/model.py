"""What passes from room to room: an article, what it says, what that means.

Offsets are half-open character offsets into `Article.text`, the stored text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.values import Amount, Commodity, Date, Deal, Flow, Official, Province, Quantity

Span = tuple[int, int]
"""Start and stop, half-open, in characters of the stored text."""

LEAST_CONFIDENCE = 0.44
"""Confidence, status and all, below which deals and flows go to unresolved unless told; found by cross-validation."""


def last_begun(spans: Sequence[Span], offset: int) -> int:
    """Return the index of the last of some spans in reading order that begins by an offset, -1 when none does."""
    return bisect_right(spans, offset, key=itemgetter(0)) - 1


def person_id(name: str, province: str | None) -> str:
    """Return the id that a person's name and the code of the office's province make: `melati-wulandari-ks`."""
    slug = re.sub(r"[^\w]+", "-", name.lower()).strip("-")
    return f"{slug}-{province[3:].lower()}" if province else slug


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch of the stored text that yields no facts (byline, link to another story, footer)."""

    start: int
    stop: int
    rule: str
    """Name of the rule that set it apart."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read; nothing here is guessed from its facts."""

    article_id: str
    """Unique in a run: the file's stem, or the record's own id."""
    text: str
    """The stored text: the input after decoding, with a metadata title as its first line."""
    title: str | None = None
    """The title, None when the text has none; where known it is the first line of `text`."""
    url: str | None = None
    """Address as given with the record."""
    outlet: str | None = None
    """Publisher id of the outlets lexicon (`antara`, `bisnis`), None when not recognised."""
    edition: str | None = None
    """Regional edition in its own words (`Kalimantan Selatan`)."""
    reporters: tuple[str, ...] = ()
    """Names of the byline."""
    editors: tuple[str, ...] = ()
    """Names of the editor line."""
    published: str | None = None
    """Partial ISO date of publication, None when the text and the metadata do not say."""
    published_basis: str | None = None
    """What `published` rests on: `metadata`, `url`, `dateline`, `speech` or `footer`."""
    dateline: str | None = None
    """Place of the dateline as written."""
    dateline_span: Span | None = None
    """Where that place stands."""
    skipped: tuple[Boilerplate, ...] = ()
    """Boilerplate, in reading order."""
    source: str = ""
    """Path, and record number where there is one, the article came from."""


@dataclass(frozen=True, slots=True)
class ReadError:
    """An input, or one record of it, that could not be read."""

    source: str
    record: str
    """Line or record number, empty when the whole input failed."""
    error: str
    """Short code of the failure (`empty`, `binary`, `broken_json`, ...)."""
    message: str
    """One sentence with the remedy."""


class ModelError(ValueError):
    """Trained models that can't be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What the text says, where it stands, and which rule took it."""

    kind: str
    """Name of the fact table (`amounts`)."""
    start: int
    stop: int
    text: str
    """The surface: `article.text[start:stop]`."""
    rule: str
    """Name of the rule in the extractor's `RULES`."""
    parts: dict[str, str] = field(default_factory=dict)
    """Named pieces the rule took apart (`number`, `scale`), or the keys of a word list it found."""
    spans: dict[str, Span] = field(default_factory=dict)
    """Where pieces stand in the text (`name`, `region`), or a mention that this one leans on (`list`)."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A normaliser's answer for a mention that carries no fact."""

    reason: str


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A mention and what it means; the fields of the value are the columns of the kind's table."""

    mention: Mention
    value: Value

    @property
    def start(self) -> int:
        """Start of the mention."""
        return self.mention.start

    @property
    def stop(self) -> int:
        """Stop of the mention."""
        return self.mention.stop


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What was seen and not used, and why."""

    mention: Mention
    reason: str


class ByKind:
    """What holds facts by table: `facts["amounts"]`, in reading order; a name spelt out tells what the values are."""

    __slots__ = ()

    facts: Mapping[str, Sequence[Fact[Any]]]

    @overload
    def __getitem__(self, kind: Literal["provinces"]) -> Sequence[Fact[Province]]: ...
    @overload
    def __getitem__(self, kind: Literal["officials"]) -> Sequence[Fact[Official]]: ...
    @overload
    def __getitem__(self, kind: Literal["commodities"]) -> Sequence[Fact[Commodity]]: ...
    @overload
    def __getitem__(self, kind: Literal["amounts"]) -> Sequence[Fact[Amount]]: ...
    @overload
    def __getitem__(self, kind: Literal["quantities"]) -> Sequence[Fact[Quantity]]: ...
    @overload
    def __getitem__(self, kind: Literal["dates"]) -> Sequence[Fact[Date]]: ...
    @overload
    def __getitem__(self, kind: Literal["deals"]) -> Sequence[Fact[Deal]]: ...
    @overload
    def __getitem__(self, kind: Literal["flows"]) -> Sequence[Fact[Flow]]: ...
    @overload
    def __getitem__(self, kind: str) -> Sequence[Fact[Any]]: ...
    def __getitem__(self, kind: str) -> Sequence[Fact[Any]]:
        return self.facts[kind]


@dataclass(frozen=True, slots=True)
class Context(ByKind):
    """What a normaliser may look at besides its mention."""

    article: Article
    text: str
    """The stored text with boilerplate blanked out, same length."""
    sentences: tuple[Span, ...] = ()
    """Sentence bounds in reading order."""
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    """All mentions of the article by kind, in reading order."""
    facts: dict[str, list[Fact[Any]]] = field(default_factory=dict)
    """Facts so far by kind, in reading order: kinds normalised earlier, and the earlier mentions of this kind."""
    published: str | None = None
    """Partial ISO date that relative dates count from."""
    people: dict[int, Mention] = field(default_factory=dict)
    """By the start of a mention of an official, the mention that names the person in full."""

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds an offset."""
        index = last_begun(self.sentences, offset)
        return self.sentences[index] if index >= 0 else (0, len(self.text))


@dataclass(frozen=True, slots=True)
class ArticleFacts(ByKind):
    """Everything one article tells."""

    article: Article
    """As read, with `published` settled from the facts where the input did not give it."""
    facts: dict[str, tuple[Fact[Any], ...]]
    """By table (`provinces`, ... `deals`, `flows`), in reading order."""
    unresolved: tuple[Unresolved, ...]
    """In reading order."""
