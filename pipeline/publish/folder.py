"""The published folder, from the tables of another one."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.publish.database import metadata, write_database
from pipeline.publish.licence import licence
from pipeline.publish.quality import figures, measured
from pipeline.publish.readme import readme
from pipeline.publish.tables import described, names, private, public
from pipeline.write import columns, form_of, read_run, records
from pipeline.write.package import CODES, describe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = "published"
"""In run.json: the folder is one of ours to replace."""
TOLD = ("program", "version", "lexicons", "models", "packages", "python", "counts")
"""What of run.json is published: not the inputs, which are paths."""


class PublishError(Exception):
    """The tables can't be published; the message says what to do."""


def publish(
    outputs: Path, folder: Path, *, title: str, licence_name: str, scores: Mapping[str, Any] | None = None
) -> dict[str, int]:
    """Write the tables of `outputs` as others may have them into `folder`; return the rows of each.

    `scores` is what `niaga evaluate --json` measured on a sample. Raises PublishError for a folder that holds anything
    else, TablesError for outputs without tables.
    """
    form_of(outputs)
    try:
        sample = measured(scores) if scores else []
    except ValueError as error:
        raise PublishError(f"the file of --quality holds {error}; make it with niaga evaluate GOLD --json") from None
    _open(outputs, folder)
    run = {name: cell for name, cell in (read_run(outputs) or {}).items() if name in TOLD}
    rows = {table: _write(outputs, folder, table) for table in names()}
    (folder / "codes").mkdir(exist_ok=True)
    for name in CODES:
        shutil.copyfile(outputs / "codes" / f"{name}.csv", folder / "codes" / f"{name}.csv")
    write_database(folder)
    package = _package(folder, title, licence_name)
    _json(folder / "datapackage.json", package)
    _json(folder / "metadata.json", metadata(package))
    _json(folder / "run.json", {**run, MARK: True})
    text = readme(package, run, rows, figures(outputs), sample)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    return rows


def _open(outputs: Path, folder: Path) -> None:
    """Make the folder; refuse one that holds anything but what was published there before."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.resolve() == outputs.resolve():
        raise PublishError(f"{folder} holds the tables themselves; give another folder with -o")
    if any(folder.iterdir()) and not (read_run(folder) or {}).get(MARK):
        raise PublishError(f"{folder} holds files that niaga publish did not write; give an empty folder with -o")


def _write(outputs: Path, folder: Path, table: str) -> int:
    """Write a table; return its rows."""
    number = 0
    kept = [name for name in schema.columns(table) if name not in private(table)]
    found = records(outputs, table) if columns(outputs, table) else iter(())
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        file.writelines(schema.csv_lines([kept]))
        for row in map(public, found):
            file.writelines(schema.csv_lines([[row.get(name, "") for name in kept]]))
            number += 1
    return number


def _package(folder: Path, title: str, licence_name: str) -> dict[str, Any]:
    package = describe()
    by_path = {f"{table}.csv": table for table in names()}
    resources = [
        described(resource, by_path[resource["path"]]) if resource["path"] in by_path else resource
        for resource in package["resources"]
        if resource["path"] in by_path or resource["name"].startswith("codes-")
    ]
    hashed = [resource | _fingerprint(folder / resource["path"]) for resource in resources]
    return {**package, "title": title, "licenses": [licence(licence_name)], "resources": hashed}


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "hash": f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"}


def _json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
