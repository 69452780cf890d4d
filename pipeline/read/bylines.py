"""Who wrote and edited: `Pewarta: A/B`, `Penulis : C`, also glued (`Pewarta: A BEditor: C`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Boilerplate

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTERS = "Pewarta|Penulis|Reporter|Wartawan|Kontributor"
EDITORS = "Editor|Redaktur|Penyunting"
OTHERS = "Uploader|Translator|Penerjemah|Fotografer"
BYLINE = re.compile(
    rf"(?<![A-Z])(?P<label>(?:^Oleh|{REPORTERS}|{EDITORS}|{OTHERS}))[ \t]{{0,3}}:[ \t]{{0,3}}"
    r"(?P<names>[^\n:|©]{0,120}?)"
    rf"[ \t]{{0,3}}(?=(?:{REPORTERS}|{EDITORS}|{OTHERS})[ \t]{{0,3}}:|(?i:copyright)|©|[|]|Baca|BACA|$)",
    re.MULTILINE,
)
"""A label, its names, and as far as the next label, the footer or the end of the line."""

APART = re.compile(r"\s*(?:[/,;&]|\bdan\b)\s*")
NAME = re.compile(r"[A-Z][\w.'’-]{1,30}(?: [A-Za-z][\w.'’-]{0,30}){0,5}\Z")


class Byline(NamedTuple):
    """One labelled stretch and its names."""

    skipped: Boilerplate
    role: str
    """`reporter`, `editor` or `other`."""
    names: tuple[str, ...]


def find(view: str) -> Iterator[Byline]:
    """Yield the bylines of a text, in order; a label before anything but names is prose and stays."""
    if ":" not in view:
        return
    for match in BYLINE.finditer(view):
        names = tuple(name for name in APART.split(match["names"].strip(" .")) if name)
        if all(NAME.match(name) for name in names):
            yield Byline(Boilerplate(match.start(), match.end(), "byline"), _role(match["label"]), names)


def _role(label: str) -> str:
    if label in EDITORS.split("|"):
        return "editor"
    return "other" if label in OTHERS.split("|") else "reporter"
