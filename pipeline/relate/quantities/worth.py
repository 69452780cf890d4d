"""What a flow is worth: the value beside its quantity or behind its goods that is said to be theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.relate.quantities.portions import portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.discourse import Discourse
    from pipeline.values import Amount, Flow, Quantity

WORTH = re.compile(
    r"(?:\s(?!(?:dan|serta|sementara|sedangkan)\b)[^\W\d][\w-]*){0,8}?,?\s"
    r"(?:senilai|seharga|bernilai|dengan\snilai|nilainya|(?:dengan\s)?total\snilai|atau\ssenilai)"
    r"(?:\s(?:total|sekitar|mencapai|sebesar|lebih\sdari|hampir|kurang\slebih|lebih\skurang|transaksi|kontrak)){0,3}\s"
)
"""What stands between goods or their quantity and the value of it all."""

PRICE_OF = re.compile(r"\s(?:untuk|atas)\s(?:pembelian\s|pengadaan\s|pasokan\s)?")
"""What stands between a value and the quantity that it is for."""

FAR_CHARS = 160
"""Characters that they take at most."""

OTHER = {"unit_price", "budget", "investment", "trade_statistics"}
"""Kinds of amounts that are no value of goods on their way."""


def values_of(
    discourse: Discourse,
    flows: Sequence[Fact[Flow]],
    quantities: Sequence[Fact[Quantity] | None],
    amounts: Sequence[Fact[Amount]],
) -> Iterator[Fact[Amount] | None]:
    """Yield the value of each flow, None where the text gives none for it alone; quantities are those of the flows."""
    kinds = {amount.start: amount for amount in amounts if amount.value.kind not in OTHER and not amount.value.per_unit}
    ahead = {
        match.end(): each for each in kinds.values() if (match := PRICE_OF.match(discourse.document.text, each.stop))
    }
    found = [
        _behind(discourse, quantity, kinds)
        or ahead.get(quantity.start if quantity else -1)
        or _behind(discourse, flow, kinds)
        for flow, quantity in zip(flows, quantities, strict=True)
    ]
    for flow, value in zip(flows, found, strict=True):
        sharing = sum(value is not None and other is value for other in found)
        yield value if value and sharing == 1 and _is_alone(discourse, flow, value) else None


def _behind(
    discourse: Discourse, told: Fact[Quantity] | Fact[Flow] | None, amounts: dict[int, Fact[Amount]]
) -> Fact[Amount] | None:
    """Return the amount behind a quantity or goods that is said to be their worth."""
    match = WORTH.match(discourse.document.text, told.stop, told.stop + FAR_CHARS) if told else None
    return amounts.get(match.end()) if match else None


def _is_alone(discourse: Discourse, flow: Fact[Flow], amount: Fact[Amount]) -> bool:
    """Tell whether the portion of an amount names no goods but those of a flow, and no third province."""
    sentence = next(each.sentence for each in discourse.amounts if each.start == amount.start)
    portion = portions(discourse, [each for each in discourse.amounts if each.sentence == sentence])[amount.start]
    goods = portion.goods(discourse.goods_in.get(sentence, ()))
    ends = {flow.value.origin, flow.value.destination}
    return goods <= {flow.value.commodity} and {place.key for place in portion.places} <= ends
