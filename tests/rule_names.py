"""Every rule that the tables can name, from the lists of the rooms themselves, in order of trust where there is one."""

from pipeline.extract import ROOMS
from pipeline.link import same_person
from pipeline.relate import evidence, rows
from pipeline.relate.candidates import way
from pipeline.review.original_tables import ADDED_RULE


def evidence_of(features):
    """Return the groups of evidence that some features are."""
    return sorted({evidence.GROUPS[feature.partition(".")[0]] for feature in features})


NAMES = {
    **{room.KIND: tuple(rule.name for rule in room.RULES) for room in ROOMS},
    "deals": (*evidence_of((*rows.FIGURE_NAMES, *rows.bare_names())), ADDED_RULE),
    "flows": (*evidence_of(way.NAMES), ADDED_RULE),
    "people": (*same_person.RULES, "same_as"),
}
"""Table -> the names that its column `rule` (`reason` of people) can hold; `unresolved` has those of all others."""

NOT_FROM_TEXT = {
    ("deals", ADDED_RULE): "no text makes it",
    ("flows", ADDED_RULE): "no text makes it",
    ("people", "same_as"): "no text makes it",
}
"""Rules that a case in `tests/cases` cannot show, and why."""
