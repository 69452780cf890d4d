"""niaga: trade facts from Indonesian news.

The public names below are loaded when first asked for: `import pipeline` alone costs nothing, which spaCy needs, as it
imports the entry points of all packages whenever it makes a pipeline.
"""
# ruff: noqa: TC004 (type checkers need the names, at run time they are loaded when asked for)

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

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


class _Package(ModuleType):
    """A package whose public functions win over the rooms of the same name.

    `pipeline.extract` is a room and `extract` a function of the front door. Importing the room makes the import system
    set it on the package; here that is left out, so that `from pipeline import extract` is the function whatever was
    imported before, and `from pipeline.extract import ...` is the room.
    """

    def __getattr__(self, name: str) -> Any:
        if name not in HOMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(import_module(HOMES[name]), name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, content: object) -> None:
        if name in HOMES and isinstance(content, ModuleType):
            return
        super().__setattr__(name, content)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
