"""Words that refer to provinces named before: `kedua provinsi`, `daerah itu`. What for is found by the normaliser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

RULES = {
    "reference": re.compile(
        r"\b(?:(?P<two>(?:ke ?)?dua)\s+(?P<both>pemerintah\s+(?:provinsi|daerah)|pemprov|provinsi|daerah|wilayah)"
        r"|(?P<one>provinsi|daerah|wilayah))\b(?:\s+(?P<deictic>ini|itu|tersebut)\b)?",
        re.IGNORECASE,
    ),
}
"""`dua provinsi` counts from `kedua` or a word that points back; a single `provinsi` only with the latter."""


def extract(page: Page) -> Iterator[Mention]:
    """Yield references in reading order; those to two provinces twice, with `parts["which"]` `first` and `second`."""
    for match in RULES["reference"].finditer(page.text):
        if not match["deictic"] and not (match["two"] and match["two"][0] in "kK"):
            continue
        noun = (match["both"] or match["one"]).lower().split()[-1]
        for which in ("first", "second") if match["two"] else ("only",):
            start, stop = match.span()
            yield Mention(
                "provinces", start, stop, page.quote(start, stop), "reference", {"noun": noun, "which": which}
            )
