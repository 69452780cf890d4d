"""Corrected marks -> gold facts: a mark that stayed keeps the meaning of its row, a new one is read by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.export.documents import MENTIONS, AnnotatedDocument, AnnotationError
from pipeline.lexicon import load as word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Gold = dict[str, Any]
    Row = Mapping[str, Any]
    Told = tuple[str, str, Row]
    """Kind, words, and the row that says what they mean (empty if none does)."""
    Reader = Callable[[str, str], Row | None]
    """(kind, words) -> the row that the words mean by themselves, None if they mean none."""


def corrected(
    ours: Iterable[AnnotatedDocument], theirs: Iterable[AnnotatedDocument], kinds: Sequence[str], read: Reader
) -> Iterator[tuple[Gold, list[str]]]:
    """Yield gold facts of each corrected article, and the marks whose meaning a person must fill in.

    `ours` are the documents of the tables that were exported. Raises AnnotationError where the two do not fit together.
    """
    known = {document.article_id: document for document in ours}
    for document in theirs:
        _check(document, known, kinds)
        rows = {(mark.start, mark.stop, mark.kind): mark.row for mark in known[document.article_id].marks}
        gold: Gold = {"id": document.article_id, "judged": list(kinds), **{kind: [] for kind in kinds}}
        told, unclear = [], []
        for mark in document.distinct():
            words = document.text[mark.start : mark.stop]
            row = rows.get((mark.start, mark.stop, mark.kind)) or read(mark.kind, words)
            if row is None:
                unclear.append(f"{document.article_id}: {mark.kind} {mark.start}-{mark.stop} {words!r}")
            told.append((mark.kind, " ".join(words.split()), row or {}))
        for kind, words, row in _one_per_person(told):
            _add(gold, kind, words, row)
        yield gold, unclear


def merged(gold: Iterable[Gold], new: Iterable[Gold]) -> list[Gold]:
    """Return gold with the kinds of `new` replaced in articles that both have, new articles behind."""
    records = {one["id"]: one for one in gold}
    for one in new:
        old = records.get(one["id"])
        if old is None:
            records[one["id"]] = one
            continue
        judged = {"judged": [*dict.fromkeys([*old["judged"], *one["judged"]])]} if "judged" in old else {}
        records[one["id"]] = {**old, **{kind: one[kind] for kind in one["judged"]}, **judged}
        for kind in one["judged"]:
            if f"{kind}_optional" in one:
                records[one["id"]][f"{kind}_optional"] = one[f"{kind}_optional"]
    return list(records.values())


def _check(document: AnnotatedDocument, known: dict[str, AnnotatedDocument], kinds: Sequence[str]) -> None:
    ours = known.get(document.article_id)
    if ours is None:
        raise AnnotationError(f"{document.article_id}: no such article in the tables")
    if ours.text != document.text:
        raise AnnotationError(f"{document.article_id}: the text is not the one of the tables; offsets would be wrong")
    for mark in document.marks:
        if mark.kind not in kinds:
            raise AnnotationError(f"{document.article_id}: label {mark.kind!r} is none of {', '.join(kinds)}")
        if not 0 <= mark.start < mark.stop <= len(document.text):
            raise AnnotationError(f"{document.article_id}: {mark.start}-{mark.stop} is not within the text")


def _one_per_person(told: Iterable[Told]) -> Iterator[Told]:
    """Yield what was told, of each official only where the name is longest."""
    told = list(told)
    best: dict[str, str] = {}
    for kind, words, row in told:
        name, person = row.get("name") or words, row.get("official_id") or words
        if kind == "officials" and len(name) > len(best.get(person, "")):
            best[person] = name
    for kind, words, row in told:
        if kind != "officials" or best.get(row.get("official_id") or words) == (row.get("name") or words):
            yield kind, words, row


def _add(gold: Gold, kind: str, words: str, row: Row) -> None:
    """Add one mark to the lists of its article, in the form of gold; provinces, people and goods once each."""
    name, item = ITEMS[kind](words, row)
    items = gold.setdefault(name, [])
    if item is not None and (kind in REPEATED or item not in items):
        items.append(item)


def _kemendagri(province: str | None) -> str | None:
    codes = {each["province"]: each["kemendagri"] for each in word_list("provinces")}
    return codes[province] if province else None


def _province(words: str, row: Row) -> tuple[str, Any]:  # noqa: ARG001 (all are called alike)
    return "provinces", _kemendagri(row.get("province"))


def _official(words: str, row: Row) -> tuple[str, Any]:
    code = _kemendagri(row.get("province"))
    return "officials", {"name": row.get("name") or words, "title": row.get("title"), "province": code}


def _commodity(words: str, row: Row) -> tuple[str, Any]:  # noqa: ARG001 (all are called alike)
    return "commodities", words.lower()


def _amount(words: str, row: Row) -> tuple[str, Any]:
    low, high = row.get("amount_min_idr"), row.get("amount_max_idr")
    unit = {"unit": row["per_unit"]} if row.get("per_unit") else {}
    return "amounts", {"text": words, "idr_min": low, "idr_max": high, "bound": row.get("bound") or "exact", **unit}


def _quantity(words: str, row: Row) -> tuple[str, Any]:
    ends = (row.get("quantity_min"), row.get("quantity_max"))
    value = next((end for end in (row.get("quantity"), *ends) if end is not None), None)
    apart = {"value": None, "value_min": ends[0], "value_max": ends[1]} if row.get("bound") == "range" else {}
    unit = words.lower().rpartition(" ")[2]
    good = next((each["name"] for each in word_list("commodities") if each["commodity"] == row.get("commodity")), None)
    item = {"text": words, "value": value, "unit": unit, "kg": row.get("quantity_kg"), **apart}
    return "quantities", {**item, "bound": row.get("bound") or "exact", "per": row.get("per"), "commodity": good}


def _date(words: str, row: Row) -> tuple[str, Any]:
    name = "dates_optional" if row.get("basis") == "relative" else "dates"
    return name, {"text": words, "iso": row.get("date")}


ITEMS = dict(zip(MENTIONS, (_province, _official, _commodity, _amount, _quantity, _date), strict=True))
"""Kind -> (words, row) -> the list of gold and the item in it."""

REPEATED = {"amounts", "quantities"}
"""Kinds of which gold lists every mention."""
