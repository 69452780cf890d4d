"""The page as HTML: what stands where, and what comes next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.review.article import pieces
from pipeline.review.decision import VERDICTS, Row
from pipeline.review.forms import choices
from pipeline.review.queue import Item, item_id, name_of
from pipeline.review.session import seen
from pipeline.review.wording import dots, label, rupiah

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.review.session import Session, View

SHOWS = ("open", "decided", "all", "articles", "unfit")
"""What the list on the left can hold."""

NO_ITEM = {"articles", "unfit"}
"""Those that do not begin with a row."""

PAGE = 60
"""Rows of a list shown at once."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a reviewer looks at."""

    show: str = "open"
    table: str = ""
    """Only `deals` or `findings`; empty for both."""
    item: str = ""
    article: str = ""
    page: int = 0

    def link(self, **changes: str | int) -> str:
        """Return the address of this place, or of one beside it."""
        query = {"show": self.show, "table": self.table, "item": self.item, "article": self.article, "page": self.page}
        return "/?" + urlencode({name: cell for name, cell in (query | changes).items() if cell})


class New(NamedTuple):
    """A row about to be added."""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class Said:
    """What the page tells besides the tables."""

    notice: str = ""
    error: str = ""
    typed: Row | None = None
    """What was typed into a form that could not be taken."""
    new: New | None = None
    """The row about to be added."""


def where(query: Mapping[str, str]) -> Where:
    """Return the place that an address or a form names; what is unknown counts as left out."""
    show, table, page = query.get("show", ""), query.get("table", ""), query.get("page", "")
    return Where(
        show=show if show in SHOWS else "open",
        table=table if table in {"deals", "findings"} else "",
        item=query.get("item", ""),
        article=query.get("article", ""),
        page=min(int(page), 10**6) if page.isascii() and page.isdigit() else 0,
    )


def listed(view: View, at: Where) -> list[Item]:
    """Return the items of the list."""
    wanted = {"open": (True,), "decided": (False,)}.get(at.show, (True, False))
    return [item for item in view.items if item.is_open in wanted and at.table in {"", item.table}]


def following(view: View, at: Where) -> str:
    """Return the open item after this one, else the first open one, else this one."""
    items = [item for item in view.items if at.table in {"", item.table}]
    here = next((number for number, item in enumerate(items) if item.id == at.item), -1)
    after = [*items[here + 1 :], *items[: max(here, 0)]]
    return next((item.id for item in after if item.is_open), at.item)


class Pages:
    """Makes the page."""

    def __init__(self, session: Session, token: str) -> None:
        self.session = session
        self.token = token
        loader = PackageLoader("pipeline.review", "templates")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._templates.filters |= {"rupiah": rupiah, "dots": dots, "label": label}
        self._templates.globals |= {
            "item_id": item_id,
            "choices": choices,
            "name_of": name_of,
            "verdicts": VERDICTS,
            "was": was,
        }

    def page(self, at: Where, said: Said | None = None) -> str:
        """Return the page for a place."""
        view = self.session.view()
        items = listed(view, at)
        item = view.item(at.item) or (items[0] if items and not at.article and at.show not in NO_ITEM else None)
        article_id = item.row["article_id"] if item else at.article
        if article_id not in view.articles:
            article_id = ""
        page = self._templates.get_template("page.html")
        return page.render(
            at=at,
            said=said or Said(),
            view=view,
            item=item,
            items=items,
            page_size=PAGE,
            token=self.token,
            session=self.session,
            latest=view.latest(self.session.reviewer),
            open_count=sum(each.is_open for each in view.items),
            article=self._article(view, article_id, item, said) if article_id else None,
            neighbours=_neighbours(items, item),
        )

    def people(self, query: str) -> str:
        """Return the first persons whose name or id holds what was typed, as options."""
        typed = query.casefold()
        everyone = self.session.view().tables.people
        found = {code: name for code, name in everyone.items() if typed in name.casefold() or typed in code}
        return self._templates.get_template("people.html").render(people=dict(islice(found.items(), PAGE)))

    def _article(self, view: View, article_id: str, item: Item | None, said: Said | None) -> dict[str, Any]:
        """Return what is shown of an article, with the row in question marked."""
        rows = view.by_article[article_id]
        question = said.new.row if said and said.new else item.row if item else None
        text = view.tables.text(article_id)
        deal_id = item.row.get("deal_id", "") if item and item.table == "deals" else ""
        flows = [flow for flow in rows["flows"] if flow.judged or not flow.rejected]
        return {
            "row": view.articles[article_id],
            "pieces": list(pieces(text, view.marks(article_id, question))),
            "deals": rows["deals"],
            "findings": rows["findings"],
            "flows": [flow for flow in flows if deal_id and flow.row["deal_id"] == deal_id],
            "other_flows": [flow for flow in flows if not deal_id or flow.row["deal_id"] != deal_id],
            "codes": self.session.codes(article_id),
            "speakers": _speakers(view, article_id),
            "complete": view.overlaid.complete.get(article_id),
            "form": said.typed if said and said.typed is not None else None,
        }


def was(table: str, row: Row) -> str:
    """Return what a form shows, to tell later what was changed in it."""
    return json.dumps(seen(table, row), ensure_ascii=False)


def _speakers(view: View, article_id: str) -> dict[str, str]:
    """Return the persons named in an article."""
    named = view.tables.mentions("officials", article_id)
    return {row["official_id"]: view.tables.people.get(row["official_id"], row["name"]) for row in named}


def _neighbours(items: list[Item], item: Item | None) -> tuple[str, str]:
    """Return the ids of the items before and after, empty at the ends."""
    ids = [each.id for each in items]
    here = ids.index(item.id) if item and item.id in ids else -1
    return ids[here - 1] if here > 0 else "", ids[here + 1] if here + 1 < len(ids) else ""
