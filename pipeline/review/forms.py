"""What a reviewer typed, as cells; every field is checked against the codes and the table's schema."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pipeline import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pipeline.review.decision import Row

Form = dict[str, list[str]]
"""Field -> its values as posted."""

FIGURE = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,12}))?(?: ?(ribu|juta|miliar|milyar|triliun))?", re.ASCII)
SCALES = {"": 0, "ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12}
"""Words behind a figure as people type it -> zeros. `M` is none: it is miliar to one and million to another."""
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
SINGLE = {"exact", "about"}
LONGEST_FIGURE_DIGITS = 21
"""Digits; the whole economy of the world has 18."""


class FormError(ValueError):
    """The entry can't be taken; the message says what to write, in words of words.csv with `cells` put in."""

    def __init__(self, says: str, **cells: str) -> None:
        super().__init__(says % cells if cells else says)
        self.says = says
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Codes:
    """What may be picked: code -> name."""

    provinces: Mapping[str, str]
    commodities: Mapping[str, str]
    people: Collection[str]
    amounts: Mapping[str, Row] = field(default_factory=dict)
    """`start` -> row of amounts, for the article in question."""
    quantities: Mapping[str, Row] = field(default_factory=dict)
    """`start` -> row of quantities, for the article in question."""


def one(form: Form, name: str) -> str:
    """Return the only value of a field, empty where it was not posted."""
    return form.get(name, [""])[-1].strip()


def choices(table: str, column: str) -> list[str]:
    """Return the values that a column may hold."""
    fields = {each["name"]: each for each in schema.load(table)["fields"]}
    values: list[str] = fields[column]["constraints"]["enum"]
    return values


def deal(form: Form, codes: Codes) -> Row:
    """Return the cells of a deal.

    Raises FormError for the first field that can't be taken.
    """
    hub = _coded(form, "hub", codes.provinces)
    parties = [_known(code, codes.provinces, "province") for code in form.get("parties", ()) if code]
    parties = list(dict.fromkeys([*([hub] if hub else []), *parties]))
    if not parties:
        raise FormError("pick the provinces that trade; if there are none, reject the deal")
    scope = _chosen(form, "deals", "scope") or "event"
    return {
        "kind": _chosen(form, "deals", "kind", needed=True),
        "status": _chosen(form, "deals", "status", needed=True),
        "hub": hub,
        "parties": ";".join(parties),
        **_figures(form, codes),
        "scope": scope,
        "events": _count(one(form, "events")) if scope == "cumulative" else "",
        "date": _date(one(form, "date")),
        "place": _coded(form, "place", codes.provinces),
        "speaker": _known(one(form, "speaker"), codes.people, "person"),
    }


def flow(form: Form, codes: Codes) -> Row:
    """Return the cells of a flow.

    Raises FormError for the first field that can't be taken.
    """
    commodity = one(form, "commodity")
    if not commodity:
        raise FormError("pick a commodity")
    cells = {
        "commodity": _known(commodity, codes.commodities, "commodity"),
        "origin": _coded(form, "origin", codes.provinces),
        "destination": _coded(form, "destination", codes.provinces),
        "status": _chosen(form, "flows", "status", needed=True),
    }
    if not cells["origin"] and not cells["destination"]:
        raise FormError("pick where the goods come from or go to")
    return cells | _quantity(form, codes) | _worth(form, codes)


READERS: dict[str, Callable[[Form, Codes], Row]] = {"deals": deal, "flows": flow}
"""Table -> how its form is read."""


def _quantity(form: Form, codes: Codes) -> Row:
    """Return the cells of the quantity that was picked, none where it is as it was shown."""
    picked = _picked(form, "quantity", codes.quantities)
    if picked is None:
        return {}
    ends = ("quantity", "quantity_min", "quantity_max") if picked.get("bound") != "range" else ()
    return {
        "quantity_start": picked.get("start", ""),
        "quantity": next((picked[end] for end in ends if picked.get(end)), ""),
        "quantity_unit": picked.get("unit", ""),
        "quantity_kg": picked.get("quantity_kg", ""),
        "per": picked.get("per", ""),
    }


def _worth(form: Form, codes: Codes) -> Row:
    """Return the cells of the value that was picked, none where it is as it was shown."""
    picked = _picked(form, "amount", codes.amounts)
    return (
        {} if picked is None else {"amount_start": picked.get("start", ""), "amount_idr": picked.get("amount_idr", "")}
    )


def _picked(form: Form, kind: str, rows: Mapping[str, Row]) -> Row | None:
    """Return the row that was picked, an empty one for none, None where nothing was picked anew."""
    start = one(form, f"{kind}_start")
    if f"{kind}_start" not in form or start == one(form, f"{kind}_shown"):
        return None
    if start and start not in rows:
        raise FormError("pick one of the article's figures")
    return {**rows[start], "start": start} if start else {}


def _figures(form: Form, codes: Codes) -> Row:
    """Return the amount's cells: those of a figure picked in the article, else as written by hand."""
    picked, shown = one(form, "amount_start"), one(form, "amount_shown")
    if picked and picked != shown:
        if picked not in codes.amounts:
            raise FormError("pick one of the article's figures")
        row = codes.amounts[picked]
        names = ("amount_idr", "amount_min_idr", "amount_max_idr", "bound")
        return {"amount_start": picked, **{name: row[name] for name in names}}
    bound = _chosen(form, "deals", "bound")
    low, high = _figure(one(form, "low")), _figure(one(form, "high"))
    if not (low or high) or (shown and not picked):
        return dict.fromkeys(("amount_start", "amount_idr", "amount_min_idr", "amount_max_idr", "bound"), "")
    return {"amount_start": picked, **_bounded(bound or "exact", low, high)}


def _bounded(bound: str, low: str, high: str) -> Row:
    if bound == "range" and not (low and high and int(low) < int(high)):
        raise FormError("a range needs two figures, the lower one first")
    if bound != "range" and low and high and low != high:
        raise FormError("two figures are a range: choose `range`, or leave the second empty")
    value = low or high
    ends = {"at_least": (value, ""), "at_most": ("", value), "range": (low, high)}.get(bound, (value, value))
    return {
        "amount_idr": value if bound in SINGLE else "",
        "amount_min_idr": ends[0],
        "amount_max_idr": ends[1],
        "bound": bound,
    }


def _figure(text: str) -> str:
    """Return a figure as digits, empty for none."""
    bare = text.lower().removeprefix("rp").lstrip(".").strip()
    if not bare:
        return ""
    found = FIGURE.fullmatch(bare)
    whole, part, scale = (found[1], found[2] or "", found[3] or "") if found else ("", "", "")
    digits = re.sub(r"[. ]", "", whole) + part + "0" * (SCALES[scale] - len(part))
    if not found or len(part) > SCALES[scale] or len(digits) > LONGEST_FIGURE_DIGITS:
        raise FormError("write whole Rupiah, like 13.700.000.000 or 13,7 miliar, for %(typed)r", typed=text)
    return str(int(digits))


def _count(text: str) -> str:
    if text and not (text.isascii() and text.isdigit() and 0 < int(text) < 10**6):
        raise FormError("write how many events as a number, for %(typed)r", typed=text)
    return text


def _date(text: str) -> str:
    if not text:
        return ""
    found = PARTIAL_DATE.fullmatch(text)
    try:
        year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
        date(year, month, day)
    except ValueError:
        raise FormError("write the date as 2019, 2019-01 or 2019-01-02, for %(typed)r", typed=text) from None
    return text


def _chosen(form: Form, table: str, column: str, *, needed: bool = False) -> str:
    value = one(form, column)
    if needed and not value:
        raise FormError("choose the %(what)s", what=column)
    return _known(value, choices(table, column), column)


def _coded(form: Form, name: str, known: Collection[str]) -> str:
    return _known(one(form, name), known, name)


def _known(value: str, known: Collection[str], what: str) -> str:
    if value and value not in known:
        raise FormError("%(typed)r is no %(what)s of the list", typed=value, what=what)
    return value
