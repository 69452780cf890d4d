"""One template, one script put together from its parts, one style sheet and Vega's own script, in one file."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.report.facts import as_script, facts
from pipeline.report.tables import Folder

if TYPE_CHECKING:
    from pathlib import Path

HERE = files(__package__)
LANGUAGES = ("en", "id")

PICTURES = ("years", "matrix", "map", "goods", "pair", "timeline", "checks")
"""In the order of the page; each is a part of the script, a section of the page and an entry of pictures.json."""

PARTS = (
    *("document", "words", "elements", "tables", "filters", "sums", "quantities", "overview"),
    *("pictures/all", *(f"pictures/{name}" for name in PICTURES)),
    *("spec", "draw", "columns", "rows", "article", "start"),
)
"""Files of script/, in the order in which they run: each may use at once what those before it declare."""

VEGA = "window.vegaEmbed = vegaEmbed;"
"""What the page needs of the bundle."""


def report(folder: Path, language: str = "en", *, trade_only: bool | None = None) -> str:
    """Return the page about one outputs folder, as HTML; articles without trade are left out as `trade_only` says.

    Raises pipeline.load.TablesError when the folder holds no tables, ReportError where Vega is not
    installed, ValueError for a language that is not known.
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language}: give one of {', '.join(LANGUAGES)}")
    document = facts(Folder(folder, trade_only=trade_only), language)
    scripts = (vega(), script())
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return template.from_string(_asset("report.html.j2")).render(
        language=language,
        words=document["words"],
        meta=document["meta"],
        pictures_below=PICTURES[1:],
        style=Markup(_asset("report.css")),  # noqa: S704 (our own file)
        document=Markup(as_script(document)),  # noqa: S704 (escaped for a script element)
        pictures=Markup(json_asset("pictures.json")),  # noqa: S704 (our own file)
        outline=Markup(json_asset("outline.json")),  # noqa: S704 (our own file)
        scripts=[Markup(script) for script in scripts],  # noqa: S704 (our own files and Vega's)
        allowed=" ".join(f"'sha256-{_digest(script)}'" for script in scripts),
    )


def script() -> str:
    """Return the parts of our script as one; their names are known in it only, and not to other scripts of the page."""
    parts = "\n".join(_asset(f"script/{name}.js") for name in PARTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


class ReportError(Exception):
    """The page can't be made; the message says what to do."""


@cache
def vega() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script; the same bytes for the same version."""
    try:
        import vl_convert  # noqa: PLC0415 (a large library, needed here only)
    except ImportError as error:
        raise ReportError("the pictures need vl-convert-python; run: pip install 'niaga[report]'") from error
    return str(vl_convert.javascript_bundle(VEGA)).replace("</script", "<\\/script").replace("<!--", "<\\!--")


def json_asset(name: str) -> str:
    """Return one of our JSON files for a script element."""
    return _asset(name).replace("<", "\\u003c")


def _asset(name: str) -> str:
    return HERE.joinpath(name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    """Return the hash by which the page's policy knows a script; nothing else may run in it."""
    return b64encode(sha256(script.encode()).digest()).decode()
