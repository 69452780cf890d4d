"""The licences of all locked packages, as their metadata says them, against what we allow (`licences.csv`).

`use` of a licence is `run` (anything) or `build` (only what is needed to test, build and document niaga, and is not
installed with it, extras included). What metadata cannot say is in `licences_by_hand.csv`. Own, and not pip-licenses: that
neither tells the two uses apart nor reads `AND` and `OR`. `make check` prints the summary.
"""

import csv
import re
from collections import Counter
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).parent
LOCK = FOLDER.parent / "requirements.lock"
PREFIX = "License :: "


def table(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


USES = {row["licence"]: row["use"] for row in table("licences")}
BY_HAND = {row["package"]: row["licence"] for row in table("licences_by_hand")}


def locked():
    """Return the names of all packages in the lock."""
    return {
        canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    }


def at_run_time():
    """Return those of them that niaga needs when it runs, with all extras."""
    found, waiting = set(), [("niaga", extra) for extra in ("", *metadata.metadata("niaga").get_all("Provides-Extra"))]
    while waiting:
        name, extra = waiting.pop()
        for needed in map(Requirement, metadata.requires(name) or ()):
            package = canonicalize_name(needed.name)
            applies = needed.marker is None or needed.marker.evaluate({"extra": extra})
            for wanted in ("", *needed.extras):
                if applies and package in locked() and (package, wanted) not in found:
                    found.add((package, wanted))
                    waiting.append((package, wanted))
    return {package for package, _ in found}


def said(package):
    """Return the licence of a package: ours by hand, an SPDX expression, classifiers, or free text; empty if none."""
    if package in BY_HAND:
        return BY_HAND[package]
    try:
        told = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return ""
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", ()) if line.startswith(PREFIX)]
    return told.get("License-Expression") or " AND ".join(classes) or told.get("License", "")


def allowed(expression, use):
    """Tell whether an expression allows a use: all parts of one of its choices do. Brackets are not understood."""
    uses = {"run"} if use == "run" else {"run", "build"}
    return any(all(USES.get(part) in uses for part in choice.split(" AND ")) for choice in expression.split(" OR "))


def judged():
    """Yield (package, use, licence) of every locked package."""
    needed = at_run_time()
    for package in sorted(locked()):
        yield package, "run" if package in needed else "build", said(package)


def main():
    """Print how many packages of each use have which licence."""
    for use, name in (("run", "at run time"), ("build", "only to build and test")):
        found = Counter(licence for _, each, licence in judged() if each == use)
        print(
            f"licences {name}, {found.total()} packages:", "; ".join(f"{n} {each}" for each, n in found.most_common())
        )


if __name__ == "__main__":
    main()
