"""Every case of `tests/cases/<kind>.csv`: the mentions found are those marked, and mean what is expected.

Deals and flows are learned: their cases hold as a set.
"""

import cases
import pytest


@pytest.mark.parametrize("row", cases.load("amounts"))
def test_amounts(row):
    cases.check("amounts", row)


@pytest.mark.parametrize("row", cases.load("commodities"))
def test_commodities(row):
    cases.check("commodities", row)


@pytest.mark.parametrize("row", cases.load("dates"))
def test_dates(row):
    cases.check("dates", row)


@pytest.mark.parametrize("row", cases.load("officials"))
def test_officials(row):
    cases.check("officials", row)


@pytest.mark.parametrize("row", cases.load("provinces"))
def test_provinces(row):
    cases.check("provinces", row)


@pytest.mark.parametrize("row", cases.load("quantities"))
def test_quantities(row):
    cases.check("quantities", row)


LEAST = {"deals": (0.78, 0.82), "flows": (0.88, 0.87)}
"""Precision and recall that the decided tables keep on their cases: a little under what was measured."""


@pytest.mark.parametrize("kind", LEAST)
def test_deals_and_flows_hold_as_a_set(kind):
    right, wrong, missed, told = cases.judge(kind)
    precision, recall = right / (right + wrong), right / (right + missed)
    least = LEAST[kind]
    assert (precision >= least[0], recall >= least[1]) == (True, True), "\n".join(
        [f"precision {precision:.2f}, recall {recall:.2f}", *told]
    )
