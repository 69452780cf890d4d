"""Titles in full standard Indonesian: Kadisperindag -> Kepala Dinas Perindustrian dan Perdagangan."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from pipeline.lexicon import load, words

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_WRITTEN = {"none", "business_leader", "director"}
"""Roles whose heads stay as they are inside a title: Branch Manager."""
ITEM = regex.compile(r"\s*;\s*|\s*,\s*(?:dan\s+|serta\s+)?|\s+(?:dan|serta|&)\s+|\s*/\s*|\s+(?=(?:UKM|UMKM)\b)")
"""What parts two fields of work of one department."""
STATE = regex.compile(r"(?<!Kepolisian Negara\s*)\s*\b(?:RI|Republik Indonesia)\b(?!\s+di\b)")
DIPLOMAT = regex.compile(r"Konsul|Duta|Atase")
TWICE = regex.compile(r"\b(\w+) (?=\1\b)|(?<=\b(Divisi Regional|Subdivisi Regional|Karantina|Perwakilan)\b.*) \2$")
"""A body named by the short forms of head and office both: Kadis Disperindag, Kepala Divre Bulog Divre."""
BODY = regex.compile(r"\b(?:Dinas|Badan|Biro|Bagian|Bidang|Kepala|Menteri|Kementerian) ")
"""What a list of fields of work follows."""
LEVEL = regex.compile(
    r"(?<!Resor|Daerah|Wali|Rakyat|Sekretaris|Sekretariat)(?: (?:Provinsi|Kabupaten|Kota))$| TMP(?: [A-C])?$"
)
"""What is left of a region, or the grade of an office: Kepala Kantor Penghubung Provinsi, Kepala KPPBC TMP B."""
PAIRED = regex.compile(r";| dan ")
"""What parts the fields that one short form stands for."""
DANGLING = regex.compile(r"(?:\s*[,&/-]|\s+(?:dan|serta|di|pada|untuk|dari|wilayah))+$")


def _small() -> frozenset[str]:
    """Return the words that have no capital in a title."""
    return words("title_cues", "small")


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["form"]: row for row in load("titles")}


@cache
def _agencies() -> dict[str, str]:
    heads = {row["form"]: row["title"] for row in load("titles") if row["role"] not in AS_WRITTEN}
    organisations = {row["form"]: row["agency"] for row in load("agencies")}
    return {form: full for form, full in (heads | organisations).items() if form != full}


@cache
def _short_forms() -> regex.Pattern[str]:
    return regex.compile(r"(?<![\w-])\L<forms>(?![\w-])", forms=list(_agencies()))


@cache
def _fields() -> frozenset[str]:
    return frozenset(
        row["form"] for row in load("agencies") if row["level"] == "field" and PAIRED.search(row["agency"])
    )


@cache
def _next_field() -> regex.Pattern[str]:
    return regex.compile(r" \L<forms>(?![\w-])", forms=sorted(_fields()))


def full_title(parts: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the title in full, and the entry of its head in the titles lexicon."""
    row = _rows()[parts["head"]]
    written = f"{parts['title']} {parts.get('council', '')}".rstrip()
    return _full(row["form"], row["title"], written, parts.get("acting", ""), parts.get("explained", "")), row


def _explained(written: str, explained: str) -> str:
    """Return a title with the abbreviations in full that the text explains, one `short=full` per line."""
    for line in explained.splitlines():
        short, _, full = line.partition("=")
        written = regex.sub(rf"(?<![\w-]){short}(?![\w-])", full, written)
    return written


@lru_cache(maxsize=4096)
def _full(form: str, head: str, written: str, acting: str, explained: str) -> str:
    """Return acting word, head and the rest of a title, each in full."""
    rest = written[len(form) :].strip(" ,") if written.lower().startswith(form.lower()) else written
    title = expand(f"{head} {_explained(rest, explained)}".strip())
    word = next((row["title"] for row in load("acting") if row["form"] == acting), "")
    return f"{word} {title}".strip()


def expand(text: str) -> str:
    """Return a title with its abbreviations in full, without `RI` and loose ends."""
    text = TWICE.sub("", LEVEL.sub("", _short_forms().sub(_spelt_out, " ".join(text.split()))))
    if ";" in text:
        text = _joined(text)
    if not DIPLOMAT.match(text):
        text = STATE.sub("", text)
    text = DANGLING.sub("", text.replace(" RI", " Republik Indonesia") if DIPLOMAT.match(text) else text)
    return " ".join(word if word in _small() else word[:1].upper() + word[1:] for word in text.split())


def _spelt_out(match: regex.Match[str]) -> str:
    """Return a short form in full; two fields of work beside each other (KUKM Indag) are parts of one list."""
    full = _agencies()[match[0]]
    return f"{full};" if match[0] in _fields() and _next_field().match(match.string, match.end()) else full


def _joined(text: str) -> str:
    """Return a title whose list of fields (parted by `;`) is written as one list with commas and `dan`."""
    start = max((match.end() for match in BODY.finditer(text, 0, text.index(";"))), default=0)
    items = [item for item in ITEM.split(text[start:]) if item]
    return f"{text[:start]}{', '.join(items[:-1])} dan {items[-1]}"


@cache
def _bodies() -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(row["agency"].replace(";", ", ").split())
        for row in load("agencies")
        if row["level"] not in {"unit", "field"} and row["kind"] in {"public", "central_bank"}
    )


@lru_cache(maxsize=4096)
def agency_in(title: str) -> str:
    """Return the body a title names: from the last known body on, empty where there is none."""
    words = title.split()
    for index in range(len(words) - 1, 0, -1):
        if any(tuple(words[index : index + len(body)]) == body for body in _by_first().get(words[index], ())):
            return " ".join(words[index:])
    return ""


@cache
def _by_first() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for body in _bodies():
        found.setdefault(body[0], []).append(body)
    return found
