"""Words of the lists as pieces of patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def either(words: Iterable[str], space: str = " ") -> str:
    """Return the branches of a pattern for any of some words, longest first; `space` is what stands for a space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", space) for word in ordered)
