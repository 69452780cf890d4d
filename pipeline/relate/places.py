"""What part a province plays in its sentence, read from the words before it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import words
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.language import Document
    from pipeline.model import Fact
    from pipeline.relate.triggers import Trigger
    from pipeline.values import Official, Province

REACH_CHARS = 80
"""Characters read back from a place."""

ISLAND = r"(?:Pulau )?(?:Jawa|Sumatera|Sumatra|Kalimantan|Sulawesi|Nusa Tenggara)(?: dan|,(?: dan)?)[ \t]"
WORDS = rf"(?P<between>(?:[\w/()'’&.-]+[ \t]|{ISLAND}){{0,5}}+)\(?"
"""Up to five words between a preposition and its place (`dengan pelaku usaha asal Sulawesi Selatan`), islands among
them (`ke Jawa, Sumatera, dan Papua`)."""

WORD = re.compile(r"\w+")

ASIDE = (
    *("setelah", "sesudah", "seusai", "usai", "selain", "seperti", "sebagaimana", "dari sisi", "dari pihak"),
    *("ketimbang", "dibanding", "dibandingkan", "menyusul", "luar", "lewat", "via", "melalui", "menggantikan"),
    *(r"singgah(?:\s+di)?", r"transit(?:\s+di)?"),
)
"""Words that name a place by the way."""

RULES = {
    "speech": re.compile(
        rf"\b(?:dihubungi|ditemui|diterima|dikonfirmasi|keterangan\w*|wartawan|kerjanya)\s+(?:dari|di)\s+{WORDS}$"
    ),
    "aside": re.compile(rf"\b(?i:{'|'.join(ASIDE)})\s+(?:dengan\s+|ke\s+|dari\s+|di\s+)?{WORDS}$"),
}
"""Role -> the words that give it."""

NEEDED = {"speech": {"dari", "di"}, "aside": {WORD.findall(each)[0] for each in ASIDE}}
"""Role -> words of which its rule needs one: most places have none before them, and to search takes long."""

NEAREST = {
    "with": ("dengan", "bersama", "menggandeng", "gandeng", "digandeng", "merangkul", "mengajak", "ajak"),
    "from": ("dari", "asal"),
    "by": ("oleh",),
    "to": ("ke", "kepada", "menuju", "sampai"),
    "for": ("untuk", "bagi"),
    "at": ("di", "pada"),
}
"""Role -> its prepositions; the nearest one decides."""

GIVEN = {name: re.compile(rf"(?s:.*)\b(?i:{'|'.join(given)})\s+{WORDS}$") for name, given in NEAREST.items()}
"""Role -> the last of its prepositions with what stands between it and the place."""

SPOKEN = re.compile(
    r"^[\s,]*(?:(?:[A-Z][\w.'’-]*|[di]ia|saat|ketika|usai|hal|itu|ini|dalam|keterangan\w*|rilis|siaran pers"
    r"|konferensi pers|ditemui|dihubungi|seperti dikutip)[\s,]+)*+(?:di|dari)\s+(?:[A-Z][\w.'’-]*[\s,]+)*+$"
)
"""Between a word of speech and the place where it was said."""

PREDICATE = re.compile(
    r"\s+(?:bisa|dapat|akan|telah|sudah|tengah|sedang|siap|mulai|juga|masih|justru|hanya|tidak|belum"
    r"|(?!berbagai|menteri|beras)(?:me|ber|di)[a-z]{4,})\b"
)
"""What follows a subject."""

FRAME = {"dateline", "official"}
"""Roles of places that frame the story; a place behind does not join them."""

JOINED = re.compile(
    r"^(?:\)?\s*\(?(?:(?:sebanyak|sekitar|sebesar)\s+)?\d[\d.,]*\s*(?:ribu\s+)?(?:kg|kilogram|kuintal|ton|ekor|butir|liter"
    r"|sak|dus|truk|kontainer)\)?)?"
    r"\s*(?:,|dan|serta|maupun|hingga|sampai|,?\s*(?:disusul|diikuti)(?:\s+oleh)?|&|/|[-–]|,\s*(?:dan|serta)|\()?\s*"
    r"(?:(?i:provinsi|prov\.|pemprov|pemerintah provinsi|kabupaten|kab\.|kota|pemkab|pemkot|sekitarnya,?)\s*)*$"
)
"""What stands between two places of one enumeration, or between a place and its own province."""

GOVERNS = re.compile(r"\b(?:dan|serta)\s+(?i:pemprov|pemkab|pemkot|pemerintah)", re.IGNORECASE)
"""A government behind places: it acts, goods do not come from it."""

VERB = re.compile(r"\b(?!distribu|menteri|berbagai|terhadap|terkait|merek|mebel|terminal)(?:me|ber|di|ter)[a-z]{4,}\b")
"""A verb ends the reach of a preposition (`di pasar itu membeli`)."""


class Place(NamedTuple):
    """A province in its sentence."""

    start: int
    stop: int
    province: str
    """ISO 3166-2 code."""
    role: str
    """`subject` (no preposition), a key of `RULES` or `NEAREST`; `official` and `dateline` for places of the frame."""
    level: str
    """What was named, as `Province.level`, or a firm of the province."""
    basis: str
    """How, as `Province.basis`."""


def places_of(
    document: Document,
    provinces: Sequence[Fact[Province]],
    officials: Sequence[Fact[Official]],
    triggers: Mapping[str, Sequence[Trigger]],
    lead: int,
) -> tuple[Place, ...]:
    """Return the places of a sentence with their roles; its main clause begins at `lead`."""
    places: list[Place] = []
    for fact in provinces:
        role = (
            _frame_role(document, fact, officials)
            or _said_role(document, fact, triggers)
            or ("aside" if fact.start < lead else None)
            or _role(document, fact, places, lead, triggers["deal"])
        )
        named = fact.value
        places.append(Place(fact.start, fact.stop, named.province, role, named.level, named.basis))
    return tuple(places)


def _frame_role(document: Document, fact: Fact[Province], officials: Sequence[Fact[Official]]) -> str | None:
    """Tell whether a place belongs to the dateline or to an official's title."""
    span = document.article.dateline_span
    if span and span[0] <= fact.start < span[1]:
        return "dateline"
    inside = any(official.start <= fact.start < official.stop for official in officials)
    return "official" if inside else None


def _said_role(document: Document, fact: Fact[Province], triggers: Mapping[str, Sequence[Trigger]]) -> str | None:
    """Tell whether a place is where somebody spoke: only a name and `di` stand between it and the words of speech."""
    near = [word.stop for word in triggers["speech"] if word.stop <= fact.start <= word.stop + REACH_CHARS]
    return "speech" if near and SPOKEN.match(document.text[near[-1] : fact.start]) else None


def _role(
    document: Document, fact: Fact[Province], before: Sequence[Place], begin: int, deals: Sequence[Trigger]
) -> str:
    floor = max(begin, before[-1].stop) if before else begin
    if (
        before
        and before[-1].role not in FRAME
        and (joint := JOINED.match(document.text[floor : fact.start]))
        and not (before[-1].role in {"from", "to", "at"} and GOVERNS.search(joint[0]))
        and not _starts_clause(document, before[-1], fact)
    ):
        return before[-1].role
    left = document.text[max(floor, fact.start - REACH_CHARS) : fact.start]
    said = set(WORD.findall(left.lower()))
    if not said.isdisjoint(regions()) and (named := _examples().match(left)):
        return EXAMPLE_ROLE[named["word"]]
    for name, rule in RULES.items():
        match = None if said.isdisjoint(NEEDED[name]) else rule.search(left)
        if match and not VERB.search(match["between"]) and not _owned(fact, match["between"], deals):
            return name
    # `match`, as these begin with anything: `search` would try again from every letter.
    found = [
        (len(match["between"]), name, match)
        for name, given in NEAREST.items()
        if not said.isdisjoint(given) and (match := GIVEN[name].match(left))
    ]
    if not found:
        return "subject"
    outer = [item for item in found if item[1] != "at" and not VERB.search(item[2]["between"])]
    _, name, match = min(outer or found, key=lambda item: item[0])
    acting = (
        _owned(fact, match["between"], deals)
        or VERB.search(match["between"])
        or (name == "from" and _traders().search(left))
    )
    return "subject" if acting else name


@cache
def _traders() -> re.Pattern[str]:
    """Return what stands before the province that traders act for (`pedagang asal`)."""
    return re.compile(rf"\b(?i:{_alternatives('trader')})\s+(?:asal|dari)\s+[\w\s-]*$")


def _alternatives(use: str) -> str:
    """Return the words of one use in the list `trade_words` as alternatives of a pattern, the longest first."""
    return either(words("trade_words", use))


@cache
def regions() -> frozenset[str]:
    """Return the first words of regions: no example of one stands behind others."""
    return frozenset(WORD.findall(each)[0].lower() for each in words("trade_words", "region"))


@cache
def _examples() -> re.Pattern[str]:
    """Return what stands between a preposition and the places that it names as examples (`ke daerah lain seperti`)."""
    region, example = _alternatives("region"), _alternatives("example")
    return re.compile(
        rf"(?s:.*)\b(?P<word>dari|asal|di|ke|untuk|bagi|dengan)\s+(?:[\w-]+\s+){{0,4}}(?:{region})(?:-(?:{region}))?"
        rf"(?:\s+[\w-]+){{0,4}},?\s+(?:{example})\s+(?:[\w.]+\s+){{0,2}}$"
    )


EXAMPLE_ROLE = {"dari": "from", "asal": "from", "di": "at", "ke": "to", "untuk": "for", "bagi": "for", "dengan": "with"}


def _starts_clause(document: Document, before: Place, fact: Fact[Province]) -> bool:
    """Tell whether a place behind a mere comma is the subject of what follows (`Selain Jatim, Jateng menjajaki`)."""
    comma = document.text[before.stop : fact.start].strip() == ","
    return comma and before.province != fact.value.province and bool(PREDICATE.match(document.text, fact.stop))


def _owned(fact: Fact[Province], between: str, deals: Sequence[Trigger]) -> bool:
    """Tell whether an event stands between a preposition and a place: then the preposition is the event's."""
    return any(fact.start - len(between) <= word.start < fact.start for word in deals)
