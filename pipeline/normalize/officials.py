"""Officials: the title in full, its holder's id and name, and the region the office is for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.model import Rejected
from pipeline.normalize.titles import agency_in, full_title

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

CHAIRS = {
    "chair",
    "member",
    "section_head",
    "agency_head",
    "director",
    "spokesperson",
    "business_leader",
    "adviser",
    "central_official",
}
"""Roles that the kind of the body decides: a Ketua may lead a party, a Direktur a ministry's directorate."""
BY_KIND = {
    "company": "business_leader",
    "association": "association_leader",
    "party": "party_leader",
    "university": "expert",
}
PRIVATE = frozenset(BY_KIND.values())
ABROAD = frozenset({"foreign_official", "diplomat"})
REGIONAL = frozenset(
    {"governor", "vice_governor", "regent", "vice_regent", "mayor", "vice_mayor", "regional_secretary"}
    | {"regional_assistant", "department_head", "bureau_head", "legislator", "district_head", "village_head"}
)
"""Roles that stand in a region whatever the text says of it."""
CAPITAL = "ID-JK"
"""Where national news is written: its name alone makes no office one of Jakarta's."""


@dataclass(frozen=True, slots=True)
class Official:
    """A person and an office."""

    official_id: str
    """Same for all mentions of one person: the name, and the province of the office."""
    name: str
    """Fullest name in the article, without titles and degrees."""
    title: str
    """Office in full standard Indonesian, without the region."""
    role: str
    """Class of the office, code list `roles`."""
    acting: str
    """`Pj`, `Plt`, `Plh` or `Pjs`, empty when the office is held for good."""
    agency: str
    """Body in full, empty where the text names none."""
    province: str | None
    """ISO 3166-2 code of the office's province, None for national offices."""
    regency: str | None
    """Kemendagri code of the office's regency or city."""


def normalize(mention: Mention, context: Context) -> Official | Rejected:
    """Return the official; `anchor` leads to the mention that names the person in full."""
    if mention.parts.get("status"):
        return Rejected("former or candidate, not in office")
    anchor = _at(int(mention.parts["anchor"]), context) or mention
    if anchor.parts.get("status"):
        return Rejected("former or candidate, not in office")
    own = mention if "head" in mention.parts and not _shortened(mention, anchor) else anchor
    title, row = full_title(own.parts)
    province, regency = _jurisdiction(own, context)
    if own is not anchor and province is None:
        province, regency = _jurisdiction(anchor, context)
    where = province or _jurisdiction(anchor, context)[0]
    return Official(
        official_id=_slug(mention.parts["person"], where),
        name=mention.parts["person"],
        title=title,
        role=_role(own, row),
        acting=_acting(own),
        agency=row["agency"] or agency_in(title),
        province=province,
        regency=regency,
    )


def _at(start: int, context: Context) -> Mention | None:
    mentions = context.mentions["officials"]
    index = bisect_left(mentions, start, key=lambda item: item.start)
    return mentions[index] if index < len(mentions) and mentions[index].start == start else None


def _shortened(mention: Mention, anchor: Mention) -> bool:
    """Tell whether a title is a shorter form of the person's title in full: Menko, Gubernur."""
    short, full = (set(full_title(item.parts)[0].lower().split()) for item in (mention, anchor))
    return short <= full


def _acting(mention: Mention) -> str:
    return next((row["acting"] for row in load("acting") if row["form"] == mention.parts.get("acting")), "")


def _role(mention: Mention, row: dict[str, str]) -> str:
    role, kind = row["role"], mention.parts.get("kind", "")
    if kind == "foreign":
        return "foreign_official"
    if role in CHAIRS and kind in BY_KIND:
        return BY_KIND[kind]
    if role in {"chair", "member"}:
        return (
            "legislator"
            if "Perwakilan Rakyat" in full_title(mention.parts)[0]
            else "agency_head"
            if kind
            else "association_leader"
        )
    if role == "director":
        return "section_head" if kind == "public" else "business_leader"
    return role


def _jurisdiction(mention: Mention, context: Context) -> tuple[str | None, str | None]:
    """Return province and regency of the office a mention names."""
    found = _regions(_span(mention), context)
    if found:
        return next((pair for pair in found if pair[1]), found[0])
    if mention.parts.get("level") == "national":
        return None, None
    role = _role(mention, full_title(mention.parts)[1])
    return (None, None) if role in PRIVATE or role in ABROAD else _inherited(mention, context, role)


def _span(mention: Mention) -> tuple[int, int]:
    start, _, stop = mention.parts.get("region_span", "0:0").partition(":")
    return int(start), int(stop)


def _regions(span: tuple[int, int], context: Context) -> list[tuple[str | None, str | None]]:
    facts = context.facts.get("provinces", [])
    index = bisect_left(facts, span[0], key=lambda fact: fact.start)
    found = []
    while index < len(facts) and facts[index].start < span[1]:
        found.append((facts[index].value.province, facts[index].value.regency))
        index += 1
    return found


def _inherited(mention: Mention, context: Context, role: str) -> tuple[str | None, str | None]:
    """Return the region of the nearest earlier office of like title or sentence, else the article's one province."""
    title, sentence = full_title(mention.parts)[0], context.sentence(mention.start)[0]
    mentions = context.mentions["officials"]
    index = bisect_left(mentions, mention.start, key=lambda item: item.start)
    for other in reversed(mentions[max(0, index - NEAR) : index]):
        if "head" in other.parts and (other.start >= sentence or full_title(other.parts)[0] == title):
            found = _regions(_span(other), context)
            if found:
                return found[0]
    province = _only_province(context)
    return (None if province == CAPITAL and role not in REGIONAL else province), None


NEAR = 12
"""Earlier mentions looked at for a region to inherit."""


def _only_province(context: Context) -> str | None:
    """Return the province of an article that speaks of one only, else that of its dateline."""
    facts = context.facts.get("provinces", [])
    provinces: set[str] = {fact.value.province for fact in facts[:MANY]}
    if len(provinces) == 1:
        return next(iter(provinces))
    span = context.article.dateline_span
    found = _regions(span, context) if span else []
    return found[0][0] if found else None


MANY = 500
"""Province mentions that settle whether an article speaks of one province only."""


def _slug(name: str, province: str | None) -> str:
    words = re.sub(r"[^\w]+", "-", name.lower()).strip("-")
    return f"{words}-{province[3:].lower()}" if province else words


@cache
def roles() -> frozenset[str]:
    """Return the code list of roles."""
    return frozenset(row["role"] for row in load("roles"))
