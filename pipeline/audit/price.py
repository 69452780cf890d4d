"""Price times quantity that does not give the stated value.

What: one sentence with a quantity, a price per unit of it, and the value of the whole, which do not agree.
Why: one of the three numbers is wrong.
Example: `500 ton beras seharga Rp9.400 per kilogram sehingga nilainya Rp47 miliar`: that is Rp4.7 billion.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.audit.figures import NUMBER, RUPIAH
from pipeline.audit.finding import WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence, Story
    from pipeline.audit.figures import Figure

CHECK = "price"
SEVERITY = WARNING

NEAR = 500
"""Characters around a value in which price and quantities stand."""
MOST_QUANTITIES = 6
"""Of one statement; more are a table, which no rule here reads."""

IN_BASE = {"ton": ("kg", Decimal(1000)), "kuintal": ("kg", Decimal(100)), "gram": ("kg", Decimal("0.001"))}
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
            around = _around(story, value)
            prices = [each for each in around if each.per and each.sign == RUPIAH]
            if value.value and not value.per and len(prices) == 1 and prices[0].start >= begin:
                yield from _weigh(value, prices[0], around, slack)


def _around(story: Story, value: Figure) -> list[Figure]:
    """Return the figures of a value's sentence and the one before it, as far as they are near."""
    number = story.sentence(value.start)
    begin, stop = story.sentences[max(number - 1, 0)][0], story.sentences[number][1]
    return story.shape.between(max(begin, value.start - NEAR), min(stop, value.stop + NEAR))


def _weigh(value: Figure, price: Figure, around: list[Figure], slack: Decimal) -> Iterator[Finding]:
    quantities = [
        amount for each in around if each.sign == NUMBER and each.value and (amount := _amount(each, price.per))
    ]
    if not quantities or len(quantities) > MOST_QUANTITIES or not price.value or not value.value:
        return
    sums = {sum(some) for size in range(1, len(quantities) + 1) for some in combinations(quantities, size)}
    told = value.value
    worth = min((price.value * each for each in sums), key=lambda worth: abs(worth - told))
    if abs(worth - told) > slack * told:
        yield finding(CHECK, SEVERITY, value, reported=f"{told:.0f}", expected=f"{worth:.0f}")


def _amount(figure: Figure, base: str) -> Decimal | None:
    """Return a quantity in the unit of the price, None where it counts something else."""
    name, factor = IN_BASE.get(figure.unit, (figure.unit, Decimal(1)))
    wanted, divisor = IN_BASE.get(base, (base, Decimal(1)))
    return figure.value * factor / divisor if figure.value and name == wanted else None
