"""Price times quantity that does not give the stated value.

What: one sentence with a quantity, a price per unit and a total value that do not agree.
Why: one of the three numbers is wrong.
Example: `500 ton beras seharga Rp9.400 per kilogram sehingga nilainya Rp47 miliar`: that is Rp4.7 billion.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pipeline.audit.figures import RUPIAH
from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.measure import good_before, measures, priced, sized, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence
    from pipeline.audit.figures import Figure

CHECK = "price"
SEVERITY = WARNING

NEAR_CHARS = 500
"""Characters around a value in which price and quantities stand."""
MOST_QUANTITIES = 6
"""Of one statement; more are a table, which no rule here reads."""

WHOLE = r"(?:total|nilai|transaksi|kontrak|pembelian|penjualan|perjanjian|kesepakatan|harga\s(?:total|seluruh))(?:nya)?"
LINK = r"(?:itu|tersebut|mencapai|sebesar|adalah|menjadi|sekitar|yang|dibayar|sebanyak)"
VALUE = re.compile(
    rf"\b(?:senilai|sehingga|seluruhnya|{WHOLE})\s(?:(?:{WHOLE}|{LINK})\s){{0,4}}(?P<value>{RUPIAH})", re.IGNORECASE
)
"""Words that say that a value is that of the whole."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value that no quantity of its statement gives at the stated price."""
    slack = Decimal(str(evidence.limits[CHECK]["slack"]))
    for story in evidence:
        text = story.shape.text
        for match in VALUE.finditer(text):
            value = story.shape.at(match.start("value"))
            begin = story.sentences[story.sentence(value.start)][0]
            prices, quantities = _around(story, value)
            if value.value and not value.per and len(prices) == 1 and prices[0].start >= begin:
                good = good_before(story, prices[0])
                own = [
                    row
                    for row in quantities
                    if not row.per and (row.commodity == good or not row.commodity or not good)
                ]
                yield from _weigh(value, prices[0], own, slack)


def _around(story: ArticleTables, value: Figure) -> tuple[list[Any], list[Any]]:
    """Return the prices and quantities of a value's sentence and the one before it, as far as they are near."""
    number = story.sentence(value.start)
    begin, stop = story.sentences[max(number - 1, 0)][0], story.sentences[number][1]
    begin, stop = max(begin, value.start - NEAR_CHARS), min(stop, value.stop + NEAR_CHARS)
    near = ([row for row in rows if begin <= row.start < stop] for rows in (story.amounts, story.quantities))
    amounts, quantities = near
    return [row for row in amounts if row.per_unit], quantities


def _weigh(value: Figure, price: Any, quantities: list[Any], slack: Decimal) -> Iterator[Finding]:
    told, cost = value.value, priced(price)
    sizes = [(size[0], written(row)) for row in quantities if (size := sized(row)) and cost and size[1] == cost[1]]
    if not sizes or len(sizes) > MOST_QUANTITIES or not cost or not told:
        return
    sums = [some for size in range(1, len(sizes) + 1) for some in combinations(sizes, size)]
    worths = [(cost[0] * sum(size for size, _ in some), some) for some in sums]
    worth, some = min(worths, key=lambda each: abs(each[0] - told))
    if abs(worth - told) > slack * told:
        reckoning = f"{' + '.join(told for _, told in some)} × Rp{price.amount_idr} / 1 {measures()[price.per_unit]}"
        cells = {"reported": f"{told:.0f}", "expected": f"{worth:.0f}", "reckoning": reckoning}
        yield finding(CHECK, SEVERITY, value, **cells)
