"""Officials: the title in full, its holder's id and name, and the region the office is for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.roles import having, keyed, open_roles
from pipeline.model import Rejected, person_id
from pipeline.normalize.central_banks import bank, is_governor
from pipeline.normalize.jurisdictions import Region, jurisdiction
from pipeline.normalize.titles import agency_in, full_title
from pipeline.values import Official

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

COUNCIL = re.compile(r"Perwakilan Rakyat|\bDP(?:R?D|R)\b")


def normalize(mention: Mention, context: Context) -> Official | Rejected:
    """Return the official, of the fullest name and office that the article gives the person."""
    if mention.parts.get("status"):
        return Rejected("former or candidate, not in office")
    anchor = context.people.get(mention.start)
    if anchor is None:
        return Rejected("part of a name, not told whose")
    if anchor.parts.get("status"):
        return Rejected("former or candidate, not in office")
    own = mention if "head" in mention.parts and not _shortened(mention, anchor) else anchor
    title = full_title(own.parts)[0]
    place, home = _jurisdiction(own, context), _jurisdiction(anchor, context)
    if own is not anchor and place[0] is None:
        place = home
    role, agency = _body(mention, context, own, place)
    return Official(
        official_id=person_id(anchor.parts["name"], place[0] or home[0]),
        name=anchor.parts["name"],
        title=title,
        role=role,
        acting=_acting(own),
        agency=agency,
        province=place[0],
        regency=place[1],
    )


def _body(mention: Mention, context: Context, own: Mention, place: Region) -> tuple[str, str]:
    """Return role and body: a governor without a province is a central bank's, or nobody can tell whose."""
    title, row = full_title(own.parts)
    role = _role(own, row)
    if role in {"foreign_official", "central_bank"}:
        return role, agency_in(title)
    if place[0] is not None or not is_governor(title):
        return role, row["agency"] or agency_in(title)
    found = bank(mention, context)
    return (role, "") if found is None or "region" in own.parts else ("central_bank", found)


def _jurisdiction(mention: Mention, context: Context) -> Region:
    return jurisdiction(mention, context, _role(mention, full_title(mention.parts)[1]))


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
    if kind == "central_bank":
        return "central_bank"
    if role in _by_body() and kind in leaders():
        return leaders()[kind]
    if role in {"chair", "member"}:
        return (
            "legislator"
            if COUNCIL.search(full_title(mention.parts)[0])
            else "agency_head"
            if kind
            else "association_leader"
        )
    if role == "director":
        return "section_head" if kind == "public" else "business_leader"
    return role


@cache
def leaders() -> dict[str, str]:
    """Return by the kind of a private body the role of who leads it."""
    return {kind: role for role, kind in keyed("leads").items()}


@cache
def _by_body() -> frozenset[str]:
    """Return the roles that the kind of the body decides: a Ketua may lead a party, a Direktur a ministry's office."""
    return having("by_body") | open_roles()


@cache
def roles() -> frozenset[str]:
    """Return the code list of roles."""
    return frozenset(row["role"] for row in load("roles"))
