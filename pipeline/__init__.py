"""niaga: trade facts from Indonesian news.

The public names below are loaded when first asked for: `import pipeline` alone costs nothing, which spaCy needs, as it
imports the entry points of all packages whenever it makes a pipeline.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.flow import extract, read
    from pipeline.load import load
    from pipeline.model import Article, ArticleFacts, Fact, Mention

HOMES = {
    "Article": "pipeline.model",
    "ArticleFacts": "pipeline.model",
    "Fact": "pipeline.model",
    "Mention": "pipeline.model",
    "extract": "pipeline.flow",
    "load": "pipeline.load",
    "read": "pipeline.flow",
}
"""Public name -> the module that defines it."""

__all__ = ["Article", "ArticleFacts", "Fact", "Mention", "extract", "load", "read"]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if not TYPE_CHECKING:  # type checkers would take every name for one of the package's

    def __getattr__(name: str) -> object:
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(HOMES[name]), name)
        return found


class _Package(ModuleType):
    """A package whose public functions win over the rooms of the same name.

    `pipeline.extract` is a room and `extract` a function of the front door. Importing the room makes the import system
    set it on the package, which no `__getattr__` sees; here that is left out, so that `from pipeline import extract` is
    the function whatever was imported before, and `from pipeline.extract import ...` is the room.
    """

    def __setattr__(self, name: str, content: object) -> None:
        if name not in HOMES or not isinstance(content, ModuleType):
            super().__setattr__(name, content)


sys.modules[__name__].__class__ = _Package
