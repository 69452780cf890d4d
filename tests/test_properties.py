"""What holds for every number, sum, day, text and table: Hypothesis looks for one for which it does not."""

import csv
import io
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import sound
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Article, extract, lexicon, schema
from pipeline.normalize.numbers import digits, ordinal, words
from pipeline.read import published
from pipeline.read.frame import to_article
from pipeline.read.record import Record
from pipeline.write import delimited

usual = settings(max_examples=150, deadline=None, derandomize=True, database=None)
slower = settings(usual, max_examples=60)

UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def spelt(number):
    """Return a number in Indonesian words, as schools teach it."""
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    steps = [(100, 10, "puluh", ""), (1000, 100, "ratus", "seratus"), (10**6, 1000, "ribu", "seribu")]
    steps += [(10**9, 10**6, "juta", ""), (10**12, 10**9, "miliar", ""), (10**15, 10**12, "triliun", "")]
    _, size, word, one = next(step for step in steps if number < step[0])
    count, rest = divmod(number, size)
    head = one if one and count == 1 else f"{spelt(count)} {word}"
    return f"{head} {spelt(rest)}" if rest else head


def dotted(number):
    return f"{number:,}".replace(",", ".")


def only(kind, text, **article):
    """Return the one fact of a kind, which stands in the text as it says."""
    found = Article("case", text, **article)
    [fact] = extract(found)[kind]
    assert text[fact.start : fact.stop] == fact.mention.text
    return fact


# Numbers


@usual
@given(st.integers(0, 10**15 - 1))
def test_whole_numbers_are_read_back(number):
    assert digits(dotted(number)) == words(spelt(number)) == number
    assert digits(str(number)) == number


@usual
@given(st.integers(0, 10**12), st.integers(1, 99))
def test_decimals_are_read_back(number, hundredths):
    assert digits(f"{dotted(number)},{hundredths:02}") == Decimal(number) + Decimal(hundredths) / 100


@usual
@given(st.integers(2, 999))
def test_ordinals_are_read_back(number):
    assert ordinal(f"ke-{number}") == ordinal(f"ke{spelt(number)}") == number


@usual
@given(
    st.text("0123456789.,- −", max_size=40)
    | st.lists(st.sampled_from([*UNITS, *SCALES, "setengah", "koma", "-", "belas", "puluh", "12", "1,5"])).map(" ".join)
)
def test_any_numeral_has_one_value_or_none(text):
    for value in (digits(text), words(text)):
        assert value is None or value.is_finite()


# Money


@usual
@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(sorted(SCALES)))
def test_sums_with_a_scale_are_read_back(number, hundredths, scale):
    said = f"{number},{hundredths:02}" if hundredths else str(number)
    value = only("amounts", f"Nilainya Rp{said} {scale} pada pekan ini.").value
    meant = (number * 100 + hundredths) * SCALES[scale] // 100
    assert (value.amount_idr, value.amount_min_idr, value.amount_max_idr, value.bound) == (meant, meant, meant, "exact")


@usual
@given(st.integers(1000, 10**15))
def test_sums_in_full_are_read_back(number):
    for text in (f"Rp{dotted(number)}", f"Rp {dotted(number)},00", f"Rp{dotted(number)},-", f"{dotted(number)} rupiah"):
        assert only("amounts", f"Nilainya {text} pada pekan ini.").value.amount_idr == number


@usual
@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(sorted(SCALES)))
def test_ranges_hold_both_ends(one, other, scale):
    low, high = sorted((one, other + 1000))
    value = only("amounts", f"Harganya Rp{low} {scale}-Rp{dotted(high)} {scale} per ekor.").value
    assert (value.amount_idr, value.bound) == (None, "range")
    assert (value.amount_min_idr, value.amount_max_idr) == (low * SCALES[scale], high * SCALES[scale])


# Days


@usual
@given(DAYS, st.integers(0, 6))
def test_days_are_read_back(day, shift):
    named = WEEKDAYS[(day.weekday() + shift) % 7]
    for said in (
        f"{named} ({day.day}/{day.month}/{day.year})",
        f"{named}, {day.day} {MONTHS[day.month - 1]} {day.year}",
    ):
        value = only("dates", f"Pasar itu dibuka {said} di sana.").value
        assert (value.date, value.date_start, value.date_stop) == (day.isoformat(),) * 3
        assert (value.precision, value.basis, value.weekday_ok) == ("day", "explicit", shift == 0)


@usual
@given(DAYS, st.integers(0, 6))
def test_weekdays_count_from_the_publication(day, back):
    then = day - timedelta(days=back)
    text = f"Harga naik, kata pedagang, {WEEKDAYS[then.weekday()]} ({then.day}/{then.month})."
    value = only("dates", text, published=day.isoformat(), published_basis="metadata").value
    assert (value.date, value.basis, value.weekday_ok) == (then.isoformat(), "relative", True)


@usual
@given(st.integers(0, 99), st.integers(0, 99), st.integers(1950, 2049))
def test_no_day_is_made_up(day, month, year):
    found = extract(Article("case", f"Pasar itu dibuka Rabu ({day}/{month}/{year}) di sana."))["dates"]
    try:
        meant = [date(year, month, day).isoformat()]
    except ValueError:
        meant = []
    assert [fact.value.date for fact in found if fact.value.precision == "day"] == meant


@usual
@given(st.datetimes(timezones=st.timezones()) | st.dates() | st.text("0123456789-:T +Z./", max_size=30))
def test_days_of_metadata_are_days(cell):
    day, _ = published.from_metadata(cell if isinstance(cell, str) else cell.isoformat())
    assert day is None or date.fromisoformat(f"{day}-01-01"[:10])


# Offsets

ODD = [
    "\0",
    "\r\n",
    "\r",
    "\u200b",
    "\u202e",
    "\u200f",
    "e\u0301",
    "é",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "😀",
    "ﬁ",
    "İ",
    "ß",
    "\ud7ff",
    "\x1c",
    "＝",
    "'",
    '"',
    "“",
    "(",
    ")",
]
LISTS = (
    "deal_cues",
    "flow_cues",
    "speech_cues",
    "titles",
    "units",
    "months",
    "weekdays",
    "region_aliases",
    "status_cues",
)
WORDS = [
    *sorted({next(iter(row.values())) for name in LISTS for row in lexicon.load(name)}),
    "Rp5 miliar", "Rp1,5 triliun", "18/9/2025", "beras", "kopra", "Budi Santoso", "S.Sos.", "dan", "ke", "dari", "dengan", "5 persen", "PT", "(ANTARA) -",
]  # fmt: skip
SALADS = st.lists(
    st.tuples(
        st.sampled_from(WORDS) | st.sampled_from(ODD) | st.text(max_size=5),
        st.sampled_from([" ", ". ", ", ", "", "\n"]),
    ),
    max_size=60,
).map(lambda pieces: "".join(word + gap for word, gap in pieces))


@slower
@given(SALADS, st.none() | st.text(max_size=20) | st.sampled_from(WORDS))
def test_every_fact_stands_in_the_stored_text(text, title):
    article = to_article(Record("case", sound.storable(text), "case.txt", title=title and sound.storable(title)))
    sound.check_article(article)
    sound.check_facts(article)


@slower
@given(SALADS)
def test_decomposed_letters_and_line_ends_only_move_offsets(text):
    """An odd letter in front of a fact moves it by its own length."""
    plain = "Misi dagang Jatim di Bali membukukan Rp5 miliar, Kamis (18/9/2025)."
    front = "".join(letter for letter in sound.storable(text) if not letter.isascii()) + "\r\n\r\n"
    moved, still = (extract(Article("case", text)) for text in (front + plain, plain))
    for kind in ("amounts", "dates", "deals"):
        assert [(fact.start - len(front), fact.mention.text) for fact in moved[kind]][-len(still[kind]) :] == [
            (fact.start, fact.mention.text) for fact in still[kind]
        ]


# Tables

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["=1+1", "-5", "- 5", '"', "a\r\nb", "\r", ";", "'"]
)


@usual
@given(
    st.lists(
        st.lists(CELLS, min_size=len(schema.columns("people")), max_size=len(schema.columns("people"))), max_size=4
    )
)
def test_tables_are_read_back(rows):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "people.csv").write_bytes("".join(schema.csv_lines([schema.columns("people"), *rows])).encode())
        assert [list(row) for row in delimited.rows(Path(folder), "people")] == rows
    assert list(csv.reader(io.StringIO("".join(schema.csv_lines(rows)), newline=""))) == rows


@usual
@given(CELLS)
def test_a_harmless_cell_is_text_or_a_number(text):
    cell = schema.escape_formula(text)
    assert cell in {text, f"'{text}"}
    assert schema.escape_formula(cell) == cell
    assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝"))
    assert not cell.startswith("-") or Decimal(cell) <= 0


@usual
@given(st.integers(-(10**18), 10**18) | st.decimals(-(10**9), 10**9, places=2).map(str))
def test_numbers_stay_numbers(number):
    assert schema.escape_formula(str(number)) == str(number)
