"""The word lists keep their form, no surface means two things, and every example reads back as its row says."""

import csv
import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import cases
import pytest

from pipeline import Article, extract, lexicon
from pipeline.extract import commodities as goods_said
from pipeline.language import Page
from pipeline.language.sentences import split_sentences
from pipeline.model import Context, Rejected
from pipeline.normalize import commodities as goods_meant
from pipeline.relate.wordclasses import class_of, forms


@dataclass(frozen=True)
class List:
    """What one list is held to."""

    surface: tuple[str, ...]
    """Columns that make one entry: the word, and whatever tells two entries of one word apart."""
    meaning: tuple[str, ...] = ()
    """Columns that an entry may have only one value of."""
    policy: str = ""
    """Column that says when a surface of several meanings has which: there a row must fill it."""
    reads: object = None
    """(row) -> True if its example reads back."""


def marked(column):
    """The example marks the row's word."""
    return lambda row: [mark.casefold() for mark in marks(row)] == [row[column].casefold()]


def gives(kind, /, **wanted):
    """The example yields a fact of a kind, with those fields (field of the value = column of the row) where the row has them."""

    def reads(row):
        values = [fact.value for fact in facts(cases.unmark(row["example"])[0])[kind]]
        return any(
            all(getattr(value, name) in ("", row[column]) or not row[column] for name, column in wanted.items())
            for value in values
        )

    return reads


def keeps_from(kind):
    """The example marks the row's word, and yields no fact of a kind."""
    return lambda row: marked("word")(row) and not facts(cases.unmark(row["example"])[0])[kind]


def marks(row):
    text, spans = cases.unmark(row["example"])
    return [text[start:stop] for start, stop in spans]


@cache
def facts(text):
    return extract(Article("example", text))


def goods(text):
    """Return (start, stop, id) of the goods of a text, by the commodities rooms alone: thousands of examples."""
    page = Page(Article("example", text))
    mentions = {"commodities": tuple(goods_said.extract(page))}
    context = Context(page.article, page.text, page.sentences, mentions)
    values = [(mention, goods_meant.normalize(mention, context)) for mention in mentions["commodities"]]
    return [(each.start, each.stop, value.commodity) for each, value in values if not isinstance(value, Rejected)]


def has_the_class(row):
    """The example marks a word of the row's class: of a stem any form of it, else the word itself."""
    [mark] = marks(row)
    found = class_of(mark.casefold())
    if "stem" in row:
        of_stem = {each for form, _ in forms(row["stem"]) for each in (form, f"{form}nya")}
        return mark.casefold() in of_stem and found[:2] == ("verb", row["sense"])
    return mark.casefold() == row["word"] and found == (row["part"], row["class"], "")


def is_a_good(row):
    text, [span] = cases.unmark(row["example"])
    return goods(text) == ([] if row["policy"] == "never_alone" else [(*span, row["commodity"])])


def is_no_good(row):
    text, [(start, stop)] = cases.unmark(row["example"])
    return not any(start <= begin < stop for begin, _, _ in goods(text))


def decides_on_a_good(row):
    found = goods(cases.unmark(row["example"])[0])
    return bool(found) == (row["use"] in {"before", "after", "trade"}) and marked("word")(row)


def is_one_good(row):
    """The whole compound of the example is one good; of heads, agents and objects, that of their row."""
    text, spans = cases.unmark(row["example"])
    found = goods(text)
    decides = row["role"] in {"head", "agent", "object"}
    return [span for *span, _ in found] == [[*span] for span in spans] and (
        not decides or found[0][2] == row["commodity"]
    )


def ends_no_sentence(row):
    text, spans = cases.unmark(row["example"])
    return list(split_sentences(text)) == spans


LISTS = {
    "abbreviations": List(("abbreviation",), ("meaning",), reads=ends_no_sentence),
    "acting": List(("form",), ("acting", "title"), reads=gives("officials", acting="acting")),
    "agencies": List(("form", "level"), ("agency", "kind"), reads=marked("form")),
    "amount_cues": List(("cue",), ("kind",), reads=gives("amounts", kind="kind")),
    "audit_cues": List(("word", "use"), reads=marked("word")),
    "boilerplate": List(("rule", "cue", "where", "pattern")),
    "bounds": List(("phrase", "role"), ("bound",), reads=gives("amounts")),
    "clause_words": List(("word",), ("part", "class"), reads=has_the_class),
    "commodities": List(("commodity",), ("name", "category", "parent", "hs_code")),
    "commodity_aliases": List(("alias",), ("commodity", "policy"), reads=is_a_good),
    "commodity_cues": List(("use", "word"), reads=decides_on_a_good),
    "commodity_heads": List(("role", "word", "of"), ("commodity",), reads=is_one_good),
    "commodity_pitfalls": List(("phrase",), ("looks_like",), reads=is_no_good),
    "date_cues": List(("sense", "word"), reads=marked("word")),
    "date_numbers": List(("kind", "word"), ("value",), reads=marked("word")),
    "day_parts": List(("word",), reads=marked("word")),
    "deal_cues": List(("cue",), ("kind", "strength"), reads=marked("cue")),
    "editions": List(("domain",), ("edition",)),
    "flow_cues": List(("cue",), ("sense", "voice"), reads=marked("cue")),
    "flow_quantity_cues": List(("use", "word"), reads=marked("word")),
    "foreign_places": List(("place",), reads=marked("place")),
    "given_names": List(("name",)),
    "headline_words": List(("role", "word"), reads=marked("word")),
    "measures": List(("measure",), ("name", "kg", "litres"), reads=gives("quantities", unit="measure")),
    "money_cues": List(("cue",), ("use",), reads=marked("cue")),
    "months": List(("word",), ("month",), reads=gives("dates")),
    "name_affixes": List(("form", "position"), ("kind",), reads=marked("form")),
    "nicknames": List(("nickname",), ("name",), reads=marked("nickname")),
    "not_names": List(("word", "reason"), reads=marked("word")),
    "numbers": List(("word", "type"), ("value",), reads=marked("word")),
    "office_words": List(("word",), reads=marked("word")),
    "outlets": List(("outlet",), ("name", "domain")),
    "periods": List(("word",), ("unit",), reads=gives("dates")),
    "place_cues": List(("cue",), ("level",)),
    "place_masks": List(("phrase", "shape"), ("kind",)),
    "provinces": List(("province",), ("kemendagri", "bps", "name")),
    "regencies": List(("regency",), ("name", "province")),
    "quantity_cues": List(("use", "word"), reads=keeps_from("quantities")),
    "record_fields": List(("field", "theirs"), ("rank",)),
    "region_aliases": List(("alias",), ("region",), policy="ambiguous_with"),
    "relative_days": List(("word",), ("unit", "offset"), reads=marked("word")),
    "roles": List(("role",), ("name",), reads=gives("officials", role="role")),
    "speech_cues": List(("cue",), ("use",), reads=marked("cue")),
    "status_cues": List(("cue",), ("status",), reads=marked("cue")),
    "titles": List(("form",), ("title", "role"), policy="needs", reads=marked("form")),
    "trade_stems": List(("stem",), ("sense",), reads=has_the_class),
    "trade_words": List(("use", "word"), reads=marked("word")),
    "units": List(("word", "type"), ("unit", "measure", "period"), reads=marked("word")),
    "weekdays": List(("word",), ("weekday",), reads=marked("word")),
}
"""Every list; a new one gets its line here."""

NAMES = lexicon.names()


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


def test_every_list_has_its_rules():
    assert sorted(set(NAMES) - set(LISTS)) == []


def test_form(name):
    """UTF-8, NFC, LF, one header, no stray white space, no duplicate, rows sorted by all columns."""
    data = lexicon.FOLDER.joinpath(f"{name}.csv").read_bytes()
    text = data.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text == unicodedata.normalize("NFC", text)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [row for row in rows if len(row) != len(header)] == []
    assert [row for row in rows if [cell.strip() for cell in row] != row] == []
    assert [below for above, below in pairwise(rows) if above >= below] == []
    assert lexicon.load(name) == tuple(dict(zip(header, row, strict=True)) for row in rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    assert text == out.getvalue()


def test_header(name):
    rules = LISTS[name]
    columns = list(lexicon.load(name)[0])
    wanted = [*rules.surface, *rules.meaning, *([rules.policy] if rules.policy else [])]
    assert [column for column in wanted if column not in columns] == []


def test_no_surface_means_two_things(name):
    rules = LISTS[name]
    seen, clashes = {}, []
    for row in lexicon.load(name):
        surface = tuple(row[column] for column in rules.surface)
        meaning = tuple(row[column] for column in rules.meaning)
        open_to_both = rules.policy and row[rules.policy]
        if seen.setdefault(surface, meaning) != meaning and not open_to_both:
            clashes.append((surface, meaning, seen[surface]))
    assert clashes == []


@pytest.mark.parametrize("name", [name for name in NAMES if name in LISTS and LISTS[name].reads])
def test_examples_read_back(name):
    assert [row["example"] for row in lexicon.load(name) if not LISTS[name].reads(row)] == []


def test_goods_hold_together():
    ids = {row["commodity"] for row in lexicon.load("commodities")}
    aliases = lexicon.load("commodity_aliases")
    assert {row["commodity"] for row in aliases} == ids
    assert {row["parent"] for row in lexicon.load("commodities")} <= ids | {""}
    assert {row["looks_like"] for row in lexicon.load("commodity_pitfalls")} <= ids
    assert {row["policy"] for row in aliases} <= set(goods_said.RULES)
    folded = [row["alias"].casefold() for row in aliases]
    assert sorted({alias for alias in folded if folded.count(alias) > 1}) == []
    masked = {row["phrase"].casefold() for row in lexicon.load("commodity_pitfalls")}
    assert masked & set(folded) == set()
