"""What a reviewer looks at: which list, in which order, narrowed to what, and which row of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pipeline.review.queue import ORDERS, Item
from pipeline.review.traits import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.review.decision import Row
    from pipeline.review.view import View

SHOWS = ("open", "decided", "all", "articles", "unfit")
"""What the list on the left can hold."""

NO_ITEM = {"articles", "unfit"}
"""Those that do not begin with a row."""

LAST_PAGE = 10**6


@dataclass(frozen=True, slots=True)
class Where:
    """A place on the page."""

    show: str = "open"
    table: str = ""
    """Only `deals` or `findings`; empty for both."""
    order: str = "doubt"
    """One of `ORDERS`."""
    find: str = ""
    """Words to be found."""
    province: str = ""
    year: str = ""
    outlet: str = ""
    goods: str = ""
    check: str = ""
    item: str = ""
    article: str = ""
    page: int = 0

    @property
    def wanted(self) -> dict[str, str]:
        """What rows are picked by."""
        return {name: getattr(self, name) for name in CRITERIA}

    @property
    def is_narrowed(self) -> bool:
        """Whether words or criteria leave rows out."""
        return bool(self.find or any(self.wanted.values()))

    @property
    def cells(self) -> dict[str, str | int]:
        """What tells this place in an address or a form."""
        return asdict(self)

    def link(self, **changes: str | int) -> str:
        """Return the address of this place, or of one beside it."""
        return "/?" + urlencode({name: cell for name, cell in (self.cells | changes).items() if cell})

    def cleared(self) -> str:
        """Return the address of this list with nothing left out."""
        return self.link(find="", item="", article="", page=0, **dict.fromkeys(CRITERIA, ""))


def where(query: Mapping[str, str], *, blind: bool = False) -> Where:
    """Return the place that an address or a form names; what is unknown counts as left out.

    A blind reviewer sees deals in an order that tells nothing of them.
    """
    show, table, order, page = (query.get(name, "") for name in ("show", "table", "order", "page"))
    told = {name: query.get(name, "") for name in (*CRITERIA, "find", "item", "article")}
    return Where(
        show=show if show in SHOWS else "open",
        table="deals" if blind else table if table in {"deals", "findings"} else "",
        order="drawn" if blind else order if order in ORDERS else "doubt",
        page=min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() else 0,
        **told | ({"check": ""} if blind else {}),
    )


def ordered(view: View, at: Where) -> list[Item]:
    """Return the items that the place does not leave out, open or not, in its order."""
    items = (item for item in view.items if at.table in {"", item.table})
    fitting = (item for item in items if not at.is_narrowed or view.traits[item.id].fit(at.wanted, at.find))
    return sorted(fitting, key=ORDERS[at.order])


def listed(view: View, at: Where) -> list[Item]:
    """Return the items of the list."""
    wanted = {"open": (True,), "decided": (False,)}.get(at.show, (True, False))
    return [item for item in ordered(view, at) if item.is_open in wanted]


def listed_articles(view: View, at: Where) -> list[Row]:
    """Return the articles of the list; no check is about an article as a whole."""
    wanted = at.wanted | {"check": ""}
    found = view.articles.items()
    return [row for name, row in found if not at.is_narrowed or view.article_traits[name].fit(wanted, at.find)]


def following(view: View, at: Where) -> str:
    """Return the open item after this one, else the first open one, else this one."""
    items = ordered(view, at)
    here = next((number for number, item in enumerate(items) if item.id == at.item), -1)
    after = [*items[here + 1 :], *items[: max(here, 0)]]
    return next((item.id for item in after if item.is_open), at.item)


def alike(view: View, at: Where, item: Item) -> list[Item]:
    """Return the open findings of the list that one check made, this one first."""
    check = item.row.get("check", "")
    others = (each for each in ordered(view, at) if each.is_open and each.row.get("check", "") == check)
    return [item, *(each for each in others if each.id != item.id)] if item.table == "findings" else []


def neighbours(names: list[str], here: str) -> tuple[str, str]:
    """Return the names before and after one, empty at the ends."""
    at = names.index(here) if here in names else -1
    return names[at - 1] if at > 0 else "", names[at + 1] if at + 1 < len(names) else ""


def offered(view: View, at: Where) -> dict[str, Counter[str]]:
    """Return, by criterion, what can be picked, with the number of rows that have it."""
    traits = (view.article_traits if at.show == "articles" else view.traits).values()
    return {name: Counter(cell for each in traits for cell in getattr(each, name)) for name in CRITERIA}
