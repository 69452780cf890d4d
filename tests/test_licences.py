"""Every locked package has a licence that we allow for its use, and the lists hold nothing else."""

import re

import licences
import pytest

JUDGED = list(licences.judged())


@pytest.mark.parametrize("package, use, licence", JUDGED, ids=[package for package, *_ in JUDGED])
def test_licence_is_allowed(package, use, licence):
    assert licences.allowed(licence, use), f"{package} ({use}): {licence or 'says nothing'}"


def test_uses_are_told_apart():
    uses = {package: use for package, use, _ in JUDGED}
    assert {uses[name] for name in ("spacy", "pandas", "trafilatura", "vl-convert-python", "numpy")} == {"run"}
    assert {uses[name] for name in ("sphinx", "pytest", "pip-audit", "frictionless")} == {"build"}


@pytest.mark.parametrize(
    "expression, use, expected",
    [
        ("MIT", "run", True),
        ("GPL-3.0-only", "build", False),
        ("MIT AND GPL-3.0-only", "run", False),
        ("GPL-2.0-only OR MPL-1.1", "run", True),
        ("Artistic-1.0-Perl", "run", False),
        ("Artistic-1.0-Perl", "build", True),
        ("", "build", False),
        ("Licence of a Friend", "build", False),
    ],
)
def test_allowed(expression, use, expected):
    assert licences.allowed(expression, use) is expected


def test_lists_hold_what_is_needed_only():
    met = {part for *_, licence in JUDGED for part in re.split(" AND | OR ", licence)}
    assert set(licences.USES) - met == set()
    assert set(licences.BY_HAND) - licences.locked() == set()
