"""The examples of the word lists, read back through the program: list -> (row) -> does its example say what the row means?

An example marks the row's word in square brackets. A list without examples holds words whose sense only a whole article
shows: what they do is held by `tests/cases`.
"""

import re
from decimal import Decimal
from functools import cache

import cases

from pipeline import Article
from pipeline.extract import commodities as goods_said
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.language.sentences import split_sentences
from pipeline.model import Context, Rejected
from pipeline.normalize import commodities as goods_meant
from pipeline.normalize import normalize_mentions
from pipeline.relate import circumstances, strangers, triggers
from pipeline.relate.discourse import Discourse
from pipeline.relate.sentences import sentences_of
from pipeline.relate.wordclasses import classes_of, forms

PUBLISHED = "2020-02-11"
"""A Tuesday: the day from which examples count."""

OTHER_WORD = "xoxo"
"""A word of no list."""

NAME = "Melati Wulandari"
"""The person of the examples of officials."""


@cache
def facts(kind, text):
    """Return the facts of one kind in a text."""
    document = Document(Article("example", text, published=PUBLISHED, published_basis="metadata"))
    return normalize_mentions(document, find_mentions(document))[kind]


def marked(row):
    """Return the plain example and the span of its one mark."""
    text, [span] = cases.unmark(row["example"])
    return text, span


def around_mark(kind, row):
    """Return the facts whose words hold the marked ones."""
    text, (start, stop) = marked(row)
    return [fact for fact in facts(kind, text) if fact.start <= start and stop <= fact.stop]


def marks_word(column):
    """The example marks the row's word."""

    def reads(row):
        text, (start, stop) = marked(row)
        return text[start:stop].casefold() == row[column].casefold()

    return reads


def both(*readers):
    return lambda row: all(reads(row) for reads in readers)


def gives(kind, /, **wanted):
    """The example yields a fact of a kind, with those fields (field of the value = column of the row) where the row has them."""

    def reads(row):
        values = [fact.value for fact in facts(kind, cases.unmark(row["example"])[0])]
        return any(
            all(getattr(value, name) in ("", row[column]) or not row[column] for name, column in wanted.items())
            for value in values
        )

    return reads


def decides_on(kind):
    """Another word in its place makes other facts of the example, or none."""

    def reads(row):
        text, (start, stop) = marked(row)
        said, unsaid = (
            [fact.value for fact in facts(kind, each)] for each in (text, text[:start] + OTHER_WORD + text[stop:])
        )
        return said != unsaid

    return reads


def keeps_from(kind):
    """The example yields no fact of a kind."""
    return lambda row: not facts(kind, cases.unmark(row["example"])[0])


# Sentences, classes of words


def ends_no_sentence(row):
    text, spans = cases.unmark(row["example"])
    return list(split_sentences(text)) == spans


def has_the_class(row):
    """The example marks a form of the stem, which is a verb of the row's sense."""
    text, (start, stop) = marked(row)
    mark = text[start:stop].casefold()
    of_stem = {each for form, _ in forms(row["stem"]) for each in (form, f"{form}nya")}
    return mark in of_stem and classes_of([mark])[0][:2] == ("verb", row["sense"])


def stands_for_its_province(row):
    """The marked firm is a place of its province."""
    text, span = marked(row)
    document = Document(Article("example", text, published=PUBLISHED, published_basis="metadata"))
    sentences = sentences_of(document, normalize_mentions(document, find_mentions(document)), trade=True)
    return any((place[:2], place.province) == (span, row["province"]) for each in sentences for place in each.places)


# Goods


@cache
def goods(text):
    """Return (start, stop, id) of the goods of a text, by the commodities rooms alone: thousands of examples."""
    document = Document(Article("example", text))
    mentions = {"commodities": tuple(goods_said.extract(document))}
    context = Context(document.article, document.text, document.sentences, mentions)
    values = [(mention, goods_meant.normalize(mention, context)) for mention in mentions["commodities"]]
    return [(each.start, each.stop, value.commodity) for each, value in values if not isinstance(value, Rejected)]


def is_a_good(row):
    text, span = marked(row)
    return goods(text) == ([] if row["policy"] == "never_alone" else [(*span, row["commodity"])])


def is_no_good(row):
    text, (start, stop) = marked(row)
    return not any(start <= begin < stop for begin, _, _ in goods(text))


LISTING = {"between", "bought", "origin", "counted_by", "joint", "joint_too", "moved", "opening", "to_quantity"}
"""Uses of words between a good and what stands beside it."""


def decides_on_a_good(row):
    if row["use"] in LISTING:
        return decides_on("commodities")(row)
    found = goods(marked(row)[0])
    return bool(found) == (row["use"] in {"before", "after", "trade"})


def is_one_good(row):
    """The whole compound of the example is one good; of heads, agents and objects, that of their row."""
    text, spans = cases.unmark(row["example"])
    found = goods(text)
    decides = row["role"] in {"head", "agent", "object"}
    return [span for *span, _ in found] == [[*span] for span in spans] and (
        not decides or found[0][2] == row["commodity"]
    )


# Officials


def is_in_title(row):
    """The word belongs to the office of the one official, not to the name."""
    return [fact.value.name for fact in around_mark("officials", row)] == [NAME]


def is_the_body(row):
    """The one official is of the body; one of another country is foreign."""
    [fact] = around_mark("officials", row)
    if row["kind"] == "country":
        return fact.value.name == NAME and fact.value.role == "foreign_official"
    said = fact.value.title.replace(",", "").split()
    return fact.value.name == NAME and all(name.split()[0] in said for name in row["agency"].split(";"))


def is_beside_the_name(row):
    """The one official bears the name without title, rank or degree, and his words hold it."""
    return [fact.value.name for fact in around_mark("officials", row)] == [NAME]


def is_the_office(row):
    """The one official holds the office; what is an office of no public body gives none."""
    found = around_mark("officials", row)
    if row["role"] == "none":
        return found == []
    [fact] = found
    of_body = row["needs"] in {"org", "maybe"}  # the body decides on the role
    same_head = fact.value.title.split()[0] == row["title"].split()[0]
    return fact.value.name == NAME and same_head and (of_body or fact.value.role == row["role"])


# Dates


def date_of(row):
    """Return the one date that holds the mark, None without one."""
    found = around_mark("dates", row)
    return found[0] if found else None


def is_the_month(row):
    """The calendar agrees: the example gives the weekday too."""
    value = date_of(row).value
    return value.date[5:7] == row["month"] and value.weekday_ok is True


def is_the_weekday(row):
    """The calendar agrees: the example gives the day in full."""
    return date_of(row).value.weekday_ok is True


def is_the_period(row):
    """The first quarter or half year."""
    value = date_of(row).value
    ends = {"quarter": "-03-31", "semester": "-06-30"}
    return (value.date_start[4:], value.date_stop[4:]) == ("-01-01", ends[row["unit"]])


def counts_from_publication(row):
    """The stretch lies as many units off as the row says, times the count where the phrase takes one."""
    value = date_of(row).value
    offset = int(row["offset"]) * (3 if row["count"] == "must" else 1)
    begins = {
        "day": f"2020-02-{11 + offset:02}",
        "week": f"2020-02-{10 + 7 * offset:02}",
        "month": f"2020-{2 + offset:02}-01",
        "year": f"{2020 + offset}-01-01",
    }
    return value.date_start == begins[row["unit"]]


def is_the_count(row):
    """Of months or years before publication, or of the year's quarter."""
    found, value = date_of(row).value.date, int(row["value"])
    if row["kind"] == "ordinal":
        return date_of(row).value.date_start == f"2020-{3 * value - 2:02}-01"
    if "tahun" in row["example"]:
        return found == f"{2020 - value}"
    year, month = divmod(12 * 2020 + 1 - value, 12)
    return found == f"{year}-{month + 1:02}"


def is_within_the_date(row):
    return date_of(row) is not None


DATE_CUES = {
    "and": lambda found: any("stop_day" in part for part in found),
    "until": lambda found: any("stop_day" in part for part in found),
    "day_label": lambda found: any(part.keys() >= {"weekday", "day"} for part in found),
    "year_label": lambda found: any(part.keys() >= {"day", "year"} for part in found),
    "year_kind": lambda found: any(part.keys() >= {"day", "year"} for part in found),
    "lasting": bool,
    "speech": lambda found: [part.get("tense") for part in found] == ["speech"],
    "future": lambda found: [part.get("tense") for part in found] == ["future"],
    "intent": lambda found: [part.get("tense") for part in found] == ["future"],
    "clause_done": lambda found: [part.get("tense") for part in found] == [None],
    "turn_past": lambda found: [part.get("turn") for part in found] == ["past"],
    "turn_future": lambda found: [part.get("turn") for part in found] == ["future"],
    "turn_today": lambda found: [part.get("turn") for part in found] == ["today"],
    "month": bool,
    "year": bool,
    "counted": lambda found: not found,
    "habit": lambda found: not found,
    "place": lambda found: not found,
    "vague": lambda found: not found,
}
"""Sense of a cue -> what it does to the one date of its example."""


def decides_on_a_date(row):
    """The word does what its sense says, and another word in its place does not."""
    text, (start, stop) = marked(row)
    does = DATE_CUES[row["sense"]]
    said, unsaid = (
        [fact.parts for fact in find_mentions(Document(Article("example", each, published=PUBLISHED)))["dates"]]
        for each in (text, text[:start] + OTHER_WORD + text[stop:])
    )
    return does(said) and not does(unsaid)


# Numbers and money


def amount(text):
    [fact] = facts("amounts", text)
    return fact.value


NUMBERS = {
    "abbreviation": lambda value, text: value * Decimal(re.search(r"Rp([\d,]+)", text)[1].replace(",", ".")),
    "digit": lambda value, text: value * 10**6 + (500_000 if " koma lima " in text else 0),
    "half": lambda value, _: value * 10**9,
    "part": lambda value, _: 2 * value * 10**9,
    "point": lambda *_: Decimal("2.5") * 10**6,
    "scale": lambda value, _: 5 * value,
    "sign": lambda *_: Decimal(2) * 10**9,
    "small": lambda value, _: 2 * value * 1000,
    "teen": lambda value, _: (5 + value) * 1000,
    "vague": lambda value, text: value * (10**6 if " juta " in text else 1),
}
"""Type of a word in numbers -> (its value, the example) -> the Rupiah that the example names, at least."""


def counts(row):
    """The amount of the example is what the value of the word makes of it."""
    text, (start, stop) = marked(row)
    if row["type"] == "ordinal":
        return facts("dates", text)[0].value.date_start.endswith("-01-01")
    if row["type"] == "compound":
        return amount(text).amount_idr == amount(text[:start] + row["value"] + text[stop:]).amount_idr
    wanted = NUMBERS[row["type"]](Decimal(row["value"] or 0), text)
    return abs(amount(text).amount_min_idr - wanted) < 1


def is_the_unit(row):
    """The amount counts per unit of trade or currency; per recipient or period it is no price."""
    [fact] = facts("amounts", marked(row)[0])
    parts = fact.mention.parts
    return parts["unit"].casefold() == row["word"].casefold() and (fact.value.per_unit or "") == row["unit"]


BESIDE_AMOUNTS = {"each": "unit", "equals": "bound_word", "sign": "bound_word"}
"""Role of a word beside an amount -> the part that the amount has by that word alone."""


def bounds_the_amount(row):
    text, (start, stop) = marked(row)
    [said], [unsaid] = (facts("amounts", each) for each in (text, text[:start] + OTHER_WORD + text[stop:]))
    part = BESIDE_AMOUNTS.get(row["role"])
    decides = part is None or part in said.mention.parts.keys() - unsaid.mention.parts
    return decides and (not row["bound"] or said.value.bound == row["bound"])


# Deals and speech


def parts_speech_from_the_name(row):
    """The name behind the word is not of who speaks; behind another word in its place it is."""

    def speaks(text):
        document = Document(Article("example", text))
        [sentence] = sentences_of(document, normalize_mentions(document, find_mentions(document)), trade=False)
        return any(strangers.speaks(sentence, cue, frozenset()) for cue in triggers.find("speech", document))

    text, (start, stop) = marked(row)
    return not speaks(text) and speaks(text[:start] + OTHER_WORD + text[stop:])


def decides_on_a_deal(row):
    """The word decides how the deal's figure or day is read; with another word in its place it is read otherwise."""

    def read(text):
        document = Document(Article("example", text, published=PUBLISHED, published_basis="metadata"))
        found = normalize_mentions(document, find_mentions(document))
        discourse = Discourse(document, found, sentences_of(document, found, trade=True))
        [figure] = discourse.amounts
        date, (scope, _) = circumstances.date_of(discourse, figure), circumstances.scope_of(discourse, figure)
        return date, scope, circumstances.years_of(text[figure.start :])

    text, (start, stop) = marked(row)
    date, scope, years = read(text)
    other_date, other_scope, other_years = read(text[:start] + OTHER_WORD + text[stop:])
    if row["use"].startswith("term"):
        return date is None and other_date is not None
    if row["use"] in {"within", "years"}:
        return years is not None and other_years is None
    scopes = {"counted": "cumulative", "total": "cumulative"}
    return scope == scopes.get(row["use"], "event") != other_scope


def decides_on_a_quantity(row):
    """The word decides whether the quantity is a rate, else it makes the number no quantity."""
    reads = decides_on if row["use"].startswith("rate_") else keeps_from
    return reads("quantities")(row)


READERS = {
    "abbreviations": ends_no_sentence,
    "acting": gives("officials", acting="acting"),
    "agencies": both(marks_word("form"), is_the_body),
    "amount_cues": gives("amounts", kind="kind"),
    "bounds": bounds_the_amount,
    "circumstance_cues": both(marks_word("word"), decides_on_a_deal),
    "commodity_aliases": is_a_good,
    "commodity_cues": both(marks_word("word"), decides_on_a_good),
    "commodity_heads": is_one_good,
    "commodity_false_friends": is_no_good,
    "date_cues": both(marks_word("word"), decides_on_a_date),
    "date_numbers": both(marks_word("word"), is_the_count),
    "day_parts": both(marks_word("word"), is_within_the_date),
    "measures": gives("quantities", unit="measure"),
    "months": both(marks_word("word"), is_the_month),
    "name_affixes": both(marks_word("form"), is_beside_the_name),
    "numbers": both(marks_word("word"), counts),
    "office_words": both(marks_word("word"), is_in_title),
    "periods": is_the_period,
    "quantity_cues": both(marks_word("word"), decides_on_a_quantity),
    "regional_firms": both(marks_word("firm"), stands_for_its_province),
    "relative_days": both(marks_word("word"), counts_from_publication),
    "roles": gives("officials", role="role"),
    "speaker_stopwords": both(marks_word("word"), parts_speech_from_the_name),
    "title_cues": both(marks_word("word"), decides_on("officials")),
    "titles": both(marks_word("form"), is_the_office),
    "trade_stems": has_the_class,
    "units": both(marks_word("word"), is_the_unit),
    "weekdays": both(marks_word("word"), is_the_weekday),
}
"""Word list -> reader; a new list with an `example` column gets its line here."""

KNOWN = {("office_words", "Sandi"): "also a first name, which wins"}
"""(List, first column) -> why its example is known to fail."""

ELSEWHERE = {
    "boilerplate": "test_read.py",
    "frame_words": "test_read.py",
    "outlets": "test_read.py",
    "place_cues": "test_provinces.py",
    "place_masks": "test_provinces.py",
    "region_aliases": "test_provinces.py",
}
"""Lists whose examples are read with the tests of their room."""
