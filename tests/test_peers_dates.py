"""Dates of other projects' test suites and annotated corpora: all pass but the listed ones.

The suites are read from the folder that NIAGA_SHARED names. What fails stands in `tests/cases/known_failures.csv` with
its reason; a listed case that passes fails here. Not counted are dates without an ISO value, clock times, durations and
what a suite refuses by its own policy (a bare year, two-digit years, a day with a clock time).
"""

import csv
import json
import os
from pathlib import Path

import pytest
from cases import FOLDER, found

SHARED = os.environ.get("NIAGA_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="NIAGA_SHARED does not name the folder of shared cases")

SHARE = 0.97
UNITS = {"day", "month", "year"}


def suite(name):
    lines = (Path(SHARED) / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def known(name):
    with (FOLDER / "known_failures.csv").open(encoding="utf-8", newline="") as file:
        return {row["input"] for row in csv.DictReader(file) if row["suite"] == name}


def spans():
    """Yield (id, sentence, ISO date, weekday fits, span) of the annotated dates; the id is the surface."""
    for case in suite("spans_date"):
        for surface, iso, fits, (start, stop, _) in zip(
            case["surface"], case["iso"], case["weekday_ok"], case["entities"], strict=True
        ):
            if iso:
                yield surface, case["text"], iso, fits, (start, stop)


def spans_date():
    """The annotated span holds a fact with that date, and its weekday is judged alike."""
    for surface, text, iso, fits, (start, stop) in spans():
        values = [value for a, b, value in found("dates", text) if a < stop and start < b and value.date == iso]
        yield surface, any(fits is None or value.weekday_ok == fits for value in values)


def indodev_date():
    for case in suite("indodev_date"):
        if "peer_policy" not in case["tags"]:
            dates = [value.date for _, _, value in found("dates", case["input"])]
            yield case["input"], dates == ([case["expect"]] if case["expect"] else [])


def dateparser_id():
    """Absolute dates, and relative ones as exactly as our value says them."""
    for case in suite("dateparser_id"):
        if case["kind"] in {"absolute", "search"} or case.get("relative", {}).get("unit") in UNITS:
            dates = [value.date for _, _, value in found("dates", case["input"], case.get("base", "")[:10] or None)]
            expect = case["expect"] or ""
            yield case["input"], len(dates) == 1 and expect.startswith(dates[0])


SUITES = {"spans_date": spans_date, "indodev_date": indodev_date, "dateparser_id": dateparser_id}


@pytest.mark.parametrize("name", SUITES)
def test_cases_pass_but_for_the_known(name):
    assert {text for text, passed in SUITES[name]() if not passed} == known(name)


def test_nearly_all_pass():
    results = [passed for read in SUITES.values() for _, passed in read()]
    assert sum(results) >= SHARE * len(results)
