"""Words that refer to provinces named before: `kedua provinsi`, `daerah itu`. What for is found by the normaliser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from pipeline.extract.rule import Rule
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Document

WORDS = regex.compile(
    r"\b(?:(?P<two>(?:[Kk]e ?)?[Dd]ua)\s+"
    r"(?P<both>(?:[Pp]emerintah\s+)?(?:[Pp]rovinsi|[Dd]aerah)|[Pp]emprov|[Ww]ilayah)"
    r"|(?<!(?i:tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|beberapa|sejumlah|semua|seluruh)\s)"
    r"(?P<one>[Pp]rovinsi|(?<=\b(?:di|ke|dari|asal|luar|untuk|bagi|warga|masyarakat)\s)daerah))"
    r"\b(?:\s+(?P<deictic>ini|itu|tersebut)\b)?",
)
"""`dua provinsi` counts from `kedua` or a word that points back; a single one only with the latter, and `daerah` only
as a place, for `pendapatan daerah ini` is no place."""

SIGNS = (
    re.compile(r"ua (?:[Pp]|[Dd]aerah|[Ww]ilayah)"),
    re.compile(
        r" (?:ini|itu|tersebut)\b(?:(?<=nsi (?:ini|itu))|(?<=rah (?:ini|itu))|(?<=nsi tersebut)|(?<=rah tersebut))"
    ),
)
"""One of these stands in every text with a reference; far quicker to look for, as each begins with fixed letters."""


def _find(document: Document) -> Iterator[Mention]:
    """Yield references in reading order; those to two provinces twice, with `parts["which"]` `first` and `second`."""
    if not any(sign.search(document.text) for sign in SIGNS):
        return
    for match in WORDS.finditer(document.text):
        if not match["deictic"] and not (match["two"] and match["two"][0] in "kK"):
            continue
        noun = (match["both"] or match["one"]).lower().split()[-1]
        for which in ("first", "second") if match["two"] else ("only",):
            start, stop = match.span()
            yield Mention(
                "provinces", start, stop, document.quote(start, stop), REFERENCE.name, {"noun": noun, "which": which}
            )


REFERENCE = Rule("reference", _find)
