"""Puts corpus/ into the wheel, where `niaga train --corpus` finds it; an editable install uses the checkout's own."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Corpus(BuildHookInterface[Any]):
    """Adds the folder to a wheel that is built to be installed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder and its place beside the program."""
        if version == "standard":
            build_data["force_include"]["corpus"] = "pipeline/corpus"
