"""The page as HTML: what stands where, and what comes next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.report.facts import message
from pipeline.review.article import pieces
from pipeline.review.blind import HIDDEN, HINTS, masked, masked_item
from pipeline.review.decision import VERDICTS, Row
from pipeline.review.forms import choices
from pipeline.review.place import NO_ITEM, SHOWS, alike, listed, listed_articles, neighbours, offered
from pipeline.review.queue import ORDERS, Item, item_id
from pipeline.review.session import seen
from pipeline.review.traits import CRITERIA
from pipeline.review.wording import dots, figures, rupiah
from pipeline.review.words import LANGUAGES, keys, label, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.review.place import Where
    from pipeline.review.session import Session
    from pipeline.review.tables import Tables
    from pipeline.review.view import View

GLOBALS = (
    *("item_id", "choices", "was", "alike", "stamp", "after", "names_of"),
    *("languages", "orders", "shows", "criteria", "verdicts"),
)
"""What templates may call, by name."""

PAGE_ROWS = 60
"""Rows of a list shown at once."""


class New(NamedTuple):
    """A row about to be added."""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class PageMessage:
    """What the page tells besides the tables."""

    notice: str = ""
    error: str = ""
    typed: Row | None = None
    """What was typed into a form that could not be taken."""
    new: New | None = None
    """The row about to be added."""


class Pages:
    """Makes the page."""

    def __init__(self, session: Session, token: str) -> None:
        self.session = session
        self.token = token
        loader = PackageLoader("pipeline.review", "templates")
        options: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True}
        self._templates = Environment(loader=loader, extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 (it is on)
        self._templates.install_gettext_callables(self._word, self._words, newstyle=True)  # type: ignore[attr-defined]
        self._templates.filters |= {
            "rupiah": rupiah,
            "dots": dots,
            "figures": figures,
            "label": self.label,
            "reason": self._reason,
            "message": self._message,
        }
        own = (item_id, choices, was, alike, stamp, after, self._names, LANGUAGES, ORDERS, SHOWS, CRITERIA, VERDICTS)
        self._templates.globals |= dict(zip(GLOBALS, own, strict=True)) | {"keys": list(keys())}

    def say(self, text: str, **cells: str) -> str:
        """Return a message in the reviewer's language; its `what` is a code."""
        named = {name: self.label(cell) if name == "what" else cell for name, cell in cells.items()}
        return self._word(text) % named if cells else self._word(text)

    def label(self, code: str) -> str:
        """Return a code in words of the reviewer's language."""
        return label(code, self.session.language)

    def page(self, at: Where, said: PageMessage | None = None) -> str:
        """Return the page for a place."""
        view, blind = self.session.view(), self.session.blind
        items = [masked_item(item) if blind else item for item in listed(view, at)]
        articles = listed_articles(view, at)
        item = self._item(view, at, items)
        article_id = item.row["article_id"] if item else at.article
        if article_id not in view.articles:
            article_id = ""
        names = [row["article_id"] for row in articles] if at.show == "articles" else [each.id for each in items]
        return self._templates.get_template("page.html").render(
            at=at,
            said=said or PageMessage(),
            view=view,
            blind=blind,
            language=self.session.language,
            item=item,
            items=items,
            articles=articles,
            offered=offered(view, at),
            page_size=PAGE_ROWS,
            token=self.token,
            session=self.session,
            training=self.session.training.stand(view.overlaid),
            latest=view.latest(self.session.reviewer),
            open_count=sum(each.is_open for each in view.items if each.table == "deals" or not blind),
            article=self._article(view, article_id, item, said) if article_id else None,
            neighbours=neighbours(names, article_id if at.show == "articles" else item.id if item else ""),
        )

    def _item(self, view: View, at: Where, items: list[Item]) -> Item | None:
        """Return the row in question: the one named, else the first of the list."""
        named = view.item(at.item)
        if named and self.session.blind:
            named = masked_item(named) if named.table == "deals" else None
        return named or (items[0] if items and not at.article and at.show not in NO_ITEM else None)

    def _reason(self, reason: str) -> str:
        """Return a reason to doubt a row in words; one that is a finding names its check."""
        kind, colon, check = reason.partition(": ")
        return f"{self._word(kind)}: {self.label(check.replace(' ', '_'))}" if colon else self._word(reason)

    def _message(self, finding: Row) -> str:
        return message(finding, self.session.language)

    def _names(self, criterion: str, codes: Iterable[str], tables: Tables) -> list[tuple[str, str]]:
        """Return what can be picked for a criterion as (name, code), by name; the latest year first."""
        known = {"province": tables.codes.provinces, "goods": tables.codes.commodities}.get(criterion, {})
        named = {code: known.get(code) or (self.label(code) if criterion == "check" else code) for code in codes}
        return sorted(((name, code) for code, name in named.items()), reverse=criterion == "year")

    def _word(self, text: str) -> str:
        return translated(text, self.session.language)

    def _words(self, one: str, many: str, number: int) -> str:
        return self._word(one if number == 1 else many)

    def people(self, query: str) -> str:
        """Return the first persons whose name or id holds what was typed, as options."""
        typed = query.casefold()
        everyone = self.session.view().tables.people
        found = {code: name for code, name in everyone.items() if typed in name.casefold() or typed in code}
        return self._templates.get_template("people.html").render(people=dict(islice(found.items(), PAGE_ROWS)))

    def _article(self, view: View, article_id: str, item: Item | None, said: PageMessage | None) -> dict[str, Any]:
        """Return what is shown of an article, with the row in question marked."""
        blind = self.session.blind
        question = said.new.row if said and said.new else item.row if item else None
        text = view.tables.text(article_id)
        deal_id = item.row.get("deal_id", "") if item and item.table == "deals" else ""
        rows = (flow for flow in view.by_article[article_id]["flows"] if flow.history or not flow.rejected)
        flows = [masked(flow) if blind else flow for flow in rows]
        here = [masked_item(each) if blind else each for each in view.items if each.row["article_id"] == article_id]
        return {
            "row": view.articles[article_id],
            "pieces": list(pieces(text, view.marks(article_id, question, HINTS if blind else ()))),
            "deals": [each for each in here if each.table == "deals"],
            "findings": [] if blind else [each for each in here if each.table == "findings"],
            "flows": [flow for flow in flows if deal_id and flow.row["deal_id"] == deal_id],
            "other_flows": [flow for flow in flows if not deal_id or flow.row["deal_id"] != deal_id],
            "codes": self.session.codes(article_id),
            "speakers": _speakers(view, article_id),
            "complete": view.overlaid.complete.get(article_id),
            "form": said.typed if said and said.typed is not None else None,
        }


def was(table: str, row: Row, *, hidden: bool = False) -> str:
    """Return what a form shows, to tell later what was changed in it; a hidden status counts as not shown."""
    cells = seen(table, row)
    return json.dumps({name: cells[name] for name in cells if not (hidden and name in HIDDEN)}, ensure_ascii=False)


def after(names: Sequence[str], name: str) -> str:
    """Return the next of some names, the first after the last."""
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def stamp(items: list[Item]) -> str:
    """Return what tells these rows from any others."""
    return sha256("\0".join(sorted(item.id for item in items)).encode()).hexdigest()[:16]


def _speakers(view: View, article_id: str) -> dict[str, str]:
    """Return the persons named in an article."""
    named = view.tables.mentions("officials", article_id)
    return {row["official_id"]: view.tables.people.get(row["official_id"], row["name"]) for row in named}
