"""Who wrote and edited: `Pewarta: A/B`, `Penulis : C`, also glued (`Pewarta: A BEditor: C`)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Boilerplate
from pipeline.read.words import branches, words

if TYPE_CHECKING:
    from collections.abc import Iterator

APART = re.compile(r"\s*(?:[/,;&]|\bdan\b)\s*")
NAME = re.compile(r"[A-Z][\w.'’-]{1,30}(?: [A-Za-z][\w.'’-]{0,30}){0,5}\Z")


class Byline(NamedTuple):
    """One labelled stretch and its names."""

    skipped: Boilerplate
    role: str
    """`reporter`, `editor` or `other`."""
    names: tuple[str, ...]


@cache
def byline() -> re.Pattern[str]:
    """Return the pattern of a label and its names, as far as the next label, the footer or the end of the line."""
    labels = branches("reporter", "editor", "other")
    return re.compile(
        rf"(?<![A-Z])(?P<label>(?:^(?:{branches('reporter_line')})|{labels}))[ \t]{{0,3}}:[ \t]{{0,3}}"
        r"(?P<names>[^\n:|©]{0,120}?)"
        rf"[ \t]{{0,3}}(?=(?:{labels})[ \t]{{0,3}}:|{branches('byline_end')}|$)",
        re.MULTILINE,
    )


def find(view: str) -> Iterator[Byline]:
    """Yield the bylines of a text, in order; a label before anything but names is prose and stays."""
    if ":" not in view:
        return
    for match in byline().finditer(view):
        names = tuple(name for name in APART.split(match["names"].strip(" .")) if name)
        if all(NAME.match(name) for name in names):
            yield Byline(Boilerplate(match.start(), match.end(), "byline"), _role(match["label"]), names)


def _role(label: str) -> str:
    return next((role for role in ("editor", "other") if label in words(role)), "reporter")
