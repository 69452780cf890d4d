"""Shared by all tests: what `make test-fast` leaves out."""

import pytest

pytest.register_assert_rewrite("cases")

SLOW = {
    "test_batch",
    "test_cli",
    "test_cluster",
    "test_cross_validation",
    "test_docs",
    "test_evaluate",
    "test_exports",
    "test_forms",
    "test_hostile",
    "test_link_corpus",
    "test_load",
    "test_mixed_news",
    "test_models",
    "test_properties",
    "test_publish",
    "test_real",
    "test_report",
    "test_review",
    "test_review_page",
    "test_run",
    "test_score",
    "test_site",
    "test_spacy",
    "test_spreadsheet",
    "test_train",
    "test_tutorial",
    "test_user_lexicons",
}
"""Modules that start many processes, write folders of tables again and again, or read the corpus or more whole."""


def pytest_collection_modifyitems(items):
    """Mark the tests of slow modules, those in a browser, and those that measure how time grows."""
    for item in items:
        measures = "growth" in item.function.__code__.co_names
        if measures or item.path.parent.name == "browser" or item.path.stem in SLOW:
            item.add_marker(pytest.mark.slow)
