"""Every rule that the tables can name, from the lists of the rooms themselves, in order of trust where there is one."""

from typing import get_args

from pipeline.extract import amounts, commodities, officials, quantities
from pipeline.extract.officials import persons
from pipeline.extract.provinces import extractor as places
from pipeline.extract.provinces import longer, misspellings, references
from pipeline.extract.quantities.extractor import SHARED_RULE
from pipeline.link import same_person
from pipeline.normalize import dates
from pipeline.relate import evidence
from pipeline.relate.candidates import pair, way
from pipeline.review.original_tables import ADDED_RULE


def evidence_of(features):
    """Return the groups of evidence that some features are."""
    return sorted({evidence.GROUPS[feature.partition(".")[0]] for feature in features})


NAMES = {
    "amounts": tuple(amounts.rules()),
    "commodities": tuple(commodities.RULES),
    "dates": tuple(dates.READERS),
    "quantities": (*quantities.rules(), SHARED_RULE),
    "officials": (*officials.RULES, persons.LATER),
    "provinces": (
        *get_args(places.Rule),
        *longer.RULES,
        *misspellings.RULES,
        *references.RULES,
    ),
    "deals": (*evidence_of(pair.NAMES), ADDED_RULE),
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
