"""The form of a row about to be added: what the selected words name stands in it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.review.decision import VALUES

if TYPE_CHECKING:
    from pipeline.review.decision import Row
    from pipeline.review.forms import Form
    from pipeline.review.tables import Tables

TYPED = {"low": "amount_min_idr", "high": "amount_max_idr"}


def prefilled(tables: Tables, article_id: str, table: str, text: str, span: tuple[int, int]) -> Row:
    """Return a row with what is named between two offsets; where there are several, the reviewer picks."""
    start, stop = span
    row = dict.fromkeys(VALUES[table], "")
    row |= {"article_id": article_id, "start": str(start), "stop": str(stop), "text": text[start:stop]}

    def named(kind: str) -> list[Row]:
        return [each for each in tables.mentions(kind, article_id) if start <= int(each["start"]) < stop]

    if table == "flows":
        goods = named("commodities")
        return row | ({"commodity": goods[0]["commodity"]} if goods else {})
    row |= {"parties": ";".join(dict.fromkeys(each["province"] for each in named("provinces"))), "scope": "event"}
    amounts, dates = named("amounts"), named("dates")
    if len(amounts) == 1:
        names = ("amount_idr", "amount_min_idr", "amount_max_idr", "bound")
        row |= {"amount_start": amounts[0]["start"], **{name: amounts[0][name] for name in names}}
    return row | ({"date": dates[0]["date"]} if len(dates) == 1 else {})


def typed(form: Form) -> Row:
    """Return what stands in a form as cells, to show it again beside what is wrong with it."""
    row = {TYPED.get(name, name): values[-1] for name, values in form.items()}
    row["parties"] = ";".join(code for code in form.get("parties", ()) if code)
    return row
