"""Every case of `tests/cases/<kind>.csv`: the mentions found are those marked, and mean what is expected."""

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


@pytest.mark.parametrize("row", cases.load("deals"))
def test_deals(row):
    cases.check_values("deals", row)


@pytest.mark.parametrize("row", cases.load("flows"))
def test_flows(row):
    cases.check_values("flows", row)
