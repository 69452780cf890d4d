"""Files of an export: named after articles whose ids may hold anything, and never outside their folder."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_CHARS = 120
"""Characters of a file name; some systems take 255 bytes."""


def file_name(article_id: str) -> str:
    """Return a name without an ending that no other id has: odd characters as `%XX`, long ids cut and a digest put."""
    name = quote(article_id, safe=" ()[]+,=@")
    return (
        name if len(name) <= LONGEST_CHARS else f"{name[:LONGEST_CHARS]}-{sha256(article_id.encode()).hexdigest()[:12]}"
    )


def write_text(path: Path, text: str) -> Path:
    """Write a text exactly as it is, its line ends too; return the path."""
    path.write_text(text, encoding="utf-8", newline="")
    return path


def to_json(content: Any, indent: int | None = None) -> str:
    """Return JSON that people can read."""
    return json.dumps(content, ensure_ascii=False, indent=indent)
