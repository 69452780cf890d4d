"""The checks as Markdown: docs/audit.md is made of this, so that it cannot differ from what is checked."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.audit import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

HEAD = """\
# The audit

Made by `python -m pipeline.audit > docs/audit.md` from `pipeline/audit/`; a test compares the two.

`niaga audit OUTPUTS` reads the tables of a folder that `niaga extract` wrote, writes findings.csv beside them and
prints the most severe findings. It exits with 1 if there is an `error`, with 2 if it could not run, otherwise with 0.
`--check NAME` and `--ignore NAME` select checks, `--lang id` prints the messages in Indonesian (`findings.csv` has both
languages), `--thresholds FILE.toml` replaces our thresholds by yours, `--trade-only` leaves out findings in articles
that state no trade.

- `error`: the text contradicts itself or another article.
- `warning`: probably wrong.
- `note`: worth a look, or to be known before you add up figures.

Wire copies are not counted as a second source. Checks across articles need the links that `niaga extract` makes at its
end. If an article has more than 300 rows of a kind, only the first 300 are checked.
[The cases](rules/index.md) show what each check finds and what it leaves alone.
"""


def markdown() -> str:
    """Return all checks, in their order, and the thresholds."""
    return "\n".join([HEAD, *(line for room in CHECKS.values() for line in _check(room)), *_thresholds()])


def _check(room: ModuleType) -> Iterator[str]:
    title, _, rest = (room.__doc__ or "").partition("\n\n")
    yield f"## {room.CHECK}: {title.rstrip('.').lower()}\n"
    yield f"Highest severity: `{room.SEVERITY}`.\n"
    yield "\n".join(f"- {line}" for line in _joined(rest))
    yield ""


def _joined(text: str) -> list[str]:
    """Return the items of a docstring (`What:`, `Why:`, `Example:`), each on one line."""
    items: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith(("What:", "Why:", "Example:")):
            items.append(line)
        else:
            items[-1] += f" {line}"
    return items


def _thresholds() -> Iterator[str]:
    content = files("pipeline.audit").joinpath("thresholds.toml").read_text(encoding="utf-8")
    tomllib.loads(content)
    yield f"## Thresholds\n\n```toml\n{content}```\n"
