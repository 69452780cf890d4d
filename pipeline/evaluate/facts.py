"""How the facts of one article compare with gold, kind by kind (trade between provinces: see `relations`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.evaluate.cells import is_same_good, is_same_person, plain, province, rupiah
from pipeline.evaluate.match import Item, Outcome, as_bags, as_pairs, as_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from pipeline.evaluate.found import FoundTables, Row
    from pipeline.evaluate.gold import Gold

YEAR_CHARS = 4
"""Characters of a bare year, which is too much a matter of taste to count."""
MONTH_CHARS = 7
"""Characters of a month."""


def published(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the day of publication, as far as the text says it."""
    if gold.get("published"):
        yield from as_sets([_plain(gold["published"])], _published(found))


def published_compatible(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the day of publication; one that says less, or more, than gold is right as far as it goes."""
    if day := gold.get("published"):
        fits = [thing.label.startswith(day) or day.startswith(thing.label) for thing in _published(found)]
        yield from as_sets([_plain(day)], [_plain(day)] if any(fits) else _published(found))


def provinces(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the provinces of an article, each once."""
    things = [_thing(province(row["province"]), row) for row in found.tables["provinces"] if row["province"]]
    yield from as_sets(map(_plain, _list(gold, "provinces")), things, map(_plain, _list(gold, "provinces_optional")))


def officials_by_name(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the officials by name alone."""
    yield from as_pairs(*_people(gold, found), _same_name)


def officials(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the officials with title and province; the office of an optional one of the same name is right too."""
    yield from as_pairs(*_people(gold, found), _same_office, spare=_same_name)


def commodities(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the goods, each once; gold's `kopi sidikalang` is met by `kopi`."""
    things = _goods(found)
    optional = [_plain(name) for name in _list(gold, "commodities_optional")]
    yield from as_pairs(_distinct(gold, things), things, optional, _same_good)


def commodities_exact(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the goods, each once, in the words of gold or by their name."""
    things = _goods(found)
    optional = [_plain(name) for name in _list(gold, "commodities_optional")]
    yield from as_pairs(_distinct(gold, things), things, optional, _same_words)


def amounts(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare every Rupiah amount by its value whatever the bound; repeats count."""
    yield from _sums(gold, found, _value)


def amounts_with_bound(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare every Rupiah amount by its lower and upper end; repeats count."""
    yield from _sums(gold, found, lambda low, high: (low, high))


def dates(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the explicit dates, each once; relative ones count only where gold has them."""
    yield from _days(gold, found, lambda iso: iso)


def dates_by_month(gold: Gold, found: FoundTables) -> Iterator[Outcome]:
    """Compare the explicit dates, right when the month is."""
    yield from _days(gold, found, lambda iso: iso[:MONTH_CHARS])


def _list(gold: Gold, name: str) -> list[Any]:
    return gold.get(name) or []


def _plain(content: str) -> Item:
    return Item(content, content, content)


def _thing(key: str | None, row: Row) -> Item:
    return Item(key, str(key), rows=(row,))


def _published(found: FoundTables) -> list[Item]:
    return [_plain(row["published"]) for row in found.tables["articles"][:1] if row["published"]]


def _people(gold: Gold, found: FoundTables) -> tuple[list[Item], list[Item], list[Item]]:
    """Return gold's officials, those found (a row per person, the one with the longest name), and gold's optional."""
    best: dict[str, Row] = {}
    rows = defaultdict(list)
    for row in found.tables["officials"]:
        person = row["official_id"] or plain(row["name"])
        rows[person].append(row)
        if person not in best or len(row["name"]) > len(best[person]["name"]):
            best[person] = row
    people = [
        _person(row["name"], row["title"], province(row["province"]), tuple(rows[person]))
        for person, row in best.items()
    ]
    wanted, maybe = (
        [_person(each["name"], each.get("title"), each.get("province")) for each in _list(gold, name)]
        for name in ("officials", "officials_optional")
    )
    return [_with_offices(one, maybe) for one in wanted], people, maybe


def _person(name: str, title: str | None, code: str | None, rows: tuple[Row, ...] = ()) -> Item:
    label = f"{name}, {title or 'no title'}, {code or 'no province'}"
    return Item((name, title, code), label, name, rows, (name, frozenset({(plain(title), code)})))


def _with_offices(one: Item, maybe: list[Item]) -> Item:
    """Return an official of gold with the offices that optional ones of the same name have."""
    offices = [other.detail[1] for other in maybe if _same_name(one, other)]
    return replace(one, detail=(one.detail[0], one.detail[1].union(*offices)))


def _same_name(one: Item, other: Item) -> bool:
    return is_same_person(one.detail[0], other.detail[0])


def _same_office(one: Item, other: Item) -> bool:
    return _same_name(one, other) and bool(other.detail[1] <= one.detail[1])


def _goods(found: FoundTables) -> list[Item]:
    """Return the goods found, one per id, `detail` all their names in this article."""
    return [Item(good, good, "", tuple(rows), names_of(rows)) for good, rows in _rows_by_good(found).items()]


def _rows_by_good(found: FoundTables) -> dict[str, list[Row]]:
    rows = defaultdict(list)
    for row in found.tables["commodities"]:
        rows[row["commodity"]].append(row)
    return rows


def names_by_good(found: FoundTables) -> dict[str, frozenset[str]]:
    """Return all names of each good in this article, by its id."""
    return {good: names_of(rows) for good, rows in _rows_by_good(found).items()}


def names_of(rows: Iterable[Row]) -> frozenset[str]:
    """Return the surfaces and names of rows of goods."""
    return frozenset(name for row in rows for name in (plain(row["text"]), plain(row["name"])))


def _distinct(gold: Gold, things: list[Item]) -> list[Item]:
    """Return gold's goods; two surfaces of one good that was found (cabai, cabe) count once."""
    kept: list[Item] = []
    seen: set[Hashable] = set()
    for surface in dict.fromkeys(plain(name) for name in _list(gold, "commodities")):
        ids = {thing.key for thing in things if is_same_good(surface, thing.detail)}
        if not ids or not ids <= seen:
            seen |= ids
            kept.append(_plain(surface))
    return kept


def _same_good(one: Item, other: Item) -> bool:
    return is_same_good(one.label, other.detail)


def _same_words(one: Item, other: Item) -> bool:
    return plain(one.label) in other.detail


def _sums(gold: Gold, found: FoundTables, key: Callable[[int | None, int | None], Hashable]) -> Iterator[Outcome]:
    """Yield outcomes of amounts; one in the words of an optional amount of gold can be right but not wrong."""
    vague = {plain(each.get("text")) for each in _list(gold, "amounts_optional")}
    things = []
    for row in found.tables["amounts"]:
        low, high = rupiah(row["amount_min_idr"]), rupiah(row["amount_max_idr"])
        is_vague = plain(row["text"]) in vague
        things.append(Item(key(low, high), _ends(low, high), row["text"], (row,), is_vague))
    wanted, maybe = ([_gold_sum(each, key) for each in _list(gold, name)] for name in ("amounts", "amounts_optional"))
    yield from as_bags(wanted, things, maybe)


def _gold_sum(item: dict[str, Any], key: Callable[[int | None, int | None], Hashable]) -> Item:
    low, high = rupiah(item.get("idr_min")), rupiah(item.get("idr_max"))
    return Item(key(low, high), _ends(low, high), item.get("text") or "")


def _ends(low: int | None, high: int | None) -> str:
    """Return both ends to be read: one number where they are equal, an open end empty."""
    return "-".join("" if end is None else str(end) for end in dict.fromkeys((low, high)))


def _value(low: int | None, high: int | None) -> Hashable:
    """Return what an amount says whatever its bound: its one number, or both ends of a range."""
    if low is not None and high is not None and low != high:
        return low, high
    return high if low is None else low


def _days(gold: Gold, found: FoundTables, cut: Callable[[str], str]) -> Iterator[Outcome]:
    wanted, maybe = (
        [Item(cut(each["iso"]), cut(each["iso"]), each.get("text") or "") for each in _list(gold, name) if _dated(each)]
        for name in ("dates", "dates_optional")
    )
    keys = {thing.key for thing in wanted}
    rows = [row for row in found.tables["dates"] if len(row["date"]) > YEAR_CHARS]
    relative = {cut(row["date"]) for row in rows if row["basis"] != "explicit"} - keys
    things = [_thing(cut(row["date"]), row) for row in rows if cut(row["date"]) not in relative]
    yield from as_sets(wanted, things, maybe)


def _dated(item: Gold) -> bool:
    return len(item.get("iso") or "") > YEAR_CHARS
