"""Who sends how much to whom: year x origin x destination, each status apart; and which provinces deal with each other.

Copies of a text are left out, and a figure told again of the same good, way and year counts once. An empty cell means
that nothing was told, never none.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from pipeline.load import Tables

WAY = ["year", "status", "origin", "origin_name", "destination", "destination_name"]
MEASURES = ("flows", "tons", "amount_idr")
PAIR = ["year", "status", "province", "province_name", "partner", "partner_name"]


def write(tables: Tables, folder: Path) -> list[Path]:
    """Write `matrix.csv` (a row per year, status and way), one wide matrix per status and measure, and `pairs.csv`."""
    long = matrix(tables)
    paths = [_csv(long, folder / "matrix.csv")]
    for status, own in long.groupby("status"):
        paths += [_csv(_wide(own, measure), folder / f"matrix-{measure}-{status}.csv") for measure in MEASURES]
    return [*paths, _csv(pairs(tables), folder / "pairs.csv")]


def matrix(tables: Tables) -> pd.DataFrame:
    """Return flows, tons and value by year, status, origin and destination, with how many flows give a figure."""
    wide = tables.flows_wide()
    own = wide[wide["same_text_as"] == ""]
    told = tables.quantities_once()
    mass = told[told["tons"].notna()]
    valued = own[own["amount_idr"].notna()].drop_duplicates(["commodity", *WAY, "amount_idr"])
    parts = [
        _grouped(own).size().rename("flows"),
        _grouped(mass)["tons"].agg(tons="sum", flows_with_tons="size"),
        _grouped(valued)["amount_idr"].agg(amount_idr="sum", flows_with_amount="size"),
    ]
    found: pd.DataFrame = pd.concat(parts, axis=1).reset_index().sort_values(WAY, ignore_index=True)
    counts = [name for name in found if str(name).startswith("flows")]
    return found.astype(dict.fromkeys(counts, "Int64")).fillna(dict.fromkeys(counts, 0))


def pairs(tables: Tables) -> pd.DataFrame:
    """Return how many events join two provinces by year and status, and the value of those that join only these two.

    Totals over several events are left out. A value aimed at stands under `target`, beside the result.
    """
    names = {row["province"]: row["name"] for row in tables.code_list("provinces")}
    events = tables["events"]
    told = pd.DataFrame(
        [each for row in events[events["scope"] == "event"].to_dict("records") for each in _joined(row, names)],
        columns=[*PAIR, "of_two", "amount_min_idr", "amount_max_idr"],
    ).astype({"year": "Int64", "of_two": "Int64", "amount_min_idr": "Int64", "amount_max_idr": "Int64"})
    groups = told.groupby(PAIR, dropna=False)
    found = groups.agg(events=("of_two", "size"), events_of_two=("of_two", "sum"))
    found["amount_min_idr"] = groups["amount_min_idr"].sum(min_count=1)
    found["amount_max_idr"] = groups["amount_max_idr"].sum(min_count=1)
    return found.reset_index()


def _joined(event: dict[Any, Any], names: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yield a row per pair of an event and status told; value only for two parties whose both ends are known."""
    parties = sorted(event["parties"].split(";"))
    told = {event["status"]: ("amount_min_idr", "amount_max_idr") if event["status"] in SETTLED else None}
    if pd.notna(event["target_min_idr"]) or pd.notna(event["target_max_idr"]):
        told["target"] = ("target_min_idr", "target_max_idr")
    for status, ends in told.items():
        value = [event[end] for end in ends] if ends and len(parties) == 2 else [pd.NA, pd.NA]  # noqa: PLR2004
        value = value if pd.notna(value).all() else [pd.NA, pd.NA]
        for one, other in combinations(parties, 2):
            yield event["year"], status, one, names[one], other, names[other], len(parties) == 2, *value  # noqa: PLR2004


def _grouped(frame: Any) -> Any:
    return frame.groupby(WAY, dropna=False)


def _wide(long: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return a measure with a row per year and origin and a column per destination."""
    named = long.assign(destination=long["destination"].replace("", "unknown"))
    rows = ["year", "origin", "origin_name"]
    return named.set_index([*rows, "destination"])[measure].unstack("destination").reset_index()  # noqa: PD010 (keeps gaps)


def _csv(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_csv(path, index=False, lineterminator="\n")
    return path
