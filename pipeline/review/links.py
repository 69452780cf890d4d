"""What follows from decisions on deals: their ids, their parties' rows, and the flows that belong to them."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.write import columns, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.review.decision import Row
    from pipeline.review.shown import Shown

WITH_ITS_DEAL = "its deal is rejected"
ID_CHARS = 6


def new_id(article_id: str, content: Iterable[str]) -> str:
    """Return the id of an added deal: the same in every run."""
    return f"{article_id}-r{sha256(chr(0).join(content).encode()).hexdigest()[:ID_CHARS]}"


def parties_rows(deals: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of deals__parties."""
    for deal in deals:
        for province in filter(None, deal["parties"].split(";")):
            role = "hub" if province == deal["hub"] else "partner"
            yield {"deal_id": deal["deal_id"], "province": province, "role": role}


def link_flows(deals: Sequence[Shown], flows: Sequence[Shown]) -> None:
    """Let flows follow their deals: into rejection, into another status; those with new ends find their deal anew."""
    by_id = {deal.row["deal_id"]: deal for deal in deals}
    here: dict[str, list[Row]] = defaultdict(list)
    for deal in deals:
        if not deal.rejected:
            here[deal.row["article_id"]].append(deal.row)
    for flow in flows:
        own = by_id.get(flow.row.get("deal_id", ""))
        if flow.history is None:
            if own is not None:
                _follow(flow, own)
        elif own is None or own.rejected or _has_other_ends(flow):
            flow.row = {**flow.row, "deal_id": _deal_of(flow.row, here[flow.row["article_id"]])}


def _follow(flow: Shown, deal: Shown) -> None:
    if deal.rejected:
        flow.rejected, flow.why = True, WITH_ITS_DEAL
    elif deal.machine is not None and flow.row["status"] == deal.machine["status"] != deal.row["status"]:
        flow.row = {**flow.row, "status": deal.row["status"]}


def _has_other_ends(flow: Shown) -> bool:
    machine = flow.machine
    return machine is None or any(machine[end] != flow.row[end] for end in ("origin", "destination"))


def _deal_of(flow: Row, deals: Iterable[Row]) -> str:
    """Return the nearest deal that joins both ends, empty where there is none."""
    ends = {flow["origin"], flow["destination"]} - {""}
    fitting = [deal for deal in deals if ends and ends <= set(deal["parties"].split(";"))]
    nearest = min(fitting, key=lambda deal: abs(int(deal["start"]) - int(flow["start"])), default=None)
    return nearest["deal_id"] if nearest else ""


def link_people(deals: Iterable[Shown], folder: Path) -> None:
    """Give reviewers' speakers the ids that `niaga link` has brought persons together under since."""
    people = list(records(folder, "people")) if columns(folder, "people") else []
    joined = {old: row["official_id"] for row in people for old in row.get("name_ids", "").split(";")}
    known = {row["official_id"] for row in people}
    for deal in deals:
        speaker = deal.row.get("speaker", "")
        if deal.history and speaker not in known:
            deal.row = {**deal.row, "speaker": joined.get(speaker, speaker)}
