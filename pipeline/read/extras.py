"""Packages that only some inputs need."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtraError(Exception):
    """A package for an input is not installed; the message says how to install it."""


def require_extra(module: str, extra: str) -> Any:
    """Return a module of an optional package.

    Raises MissingExtraError.
    """
    try:
        return import_module(module)
    except ImportError:
        message = f"This input needs a package that is not installed; run: pip install 'niaga[{extra}]'"
        raise MissingExtraError(message) from None
