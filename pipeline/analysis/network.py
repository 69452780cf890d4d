"""Provinces and the goods that go between them as a network: a line per way and status, for Gephi, igraph and R."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.analysis.errors import missing
from pipeline.analysis.matrix import matrix
from pipeline.report.capitals import capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.load import Tables

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EDGE = ["origin", "destination", "status"]


def write_graphml(tables: Tables, folder: Path) -> list[Path]:
    """Write `network.graphml`."""
    path = folder / "network.graphml"
    _networkx().write_graphml_xml(network(tables), path, encoding="utf-8")
    return [path]


def write_gexf(tables: Tables, folder: Path) -> list[Path]:
    """Write `network.gexf`, its provinces placed as on a map."""
    path = folder / "network.gexf"
    graph = network(tables)
    for _, node in graph.nodes(data=True):
        if "longitude" in node:
            node["viz"] = {"position": {"x": node["longitude"], "y": node["latitude"], "z": 0.0}}
    _networkx().write_gexf(graph, path, encoding="utf-8")
    return [path]


def network(tables: Tables) -> Any:
    """Return a networkx.MultiDiGraph of provinces; warns (UserWarning) of flows with one end, which it can't hold."""
    flows = tables.flows_wide()
    flows = flows[flows["same_text_as"] == ""]
    whole = flows[(flows["origin"] != "") & (flows["destination"] != "")]
    if lost := len(flows) - len(whole):
        warnings.warn(f"{lost} flows with only one province are not in the network; --to matrix has them", stacklevel=2)
    sums = matrix(tables).groupby(EDGE)[["tons", "amount_idr"]].sum(min_count=1).T.to_dict()
    graph = _networkx().MultiDiGraph()
    for key, own in whole.groupby(EDGE):
        origin, destination, status = map(str, key)
        for code in (origin, destination):
            graph.add_node(code, **_node(code, own))
        graph.add_edge(
            origin,
            destination,
            key=f"{origin}-{destination}-{status}",
            status=status,
            **_edge(own, sums[origin, destination, status]),
        )
    return graph


def _node(code: str, flows: pd.DataFrame) -> dict[str, Any]:
    end = "origin" if code in set(flows["origin"]) else "destination"
    node: dict[str, Any] = {"label": str(flows[f"{end}_name"].iloc[0]), "code": code}
    if place := capitals().get(code):
        node |= {"longitude": place.longitude, "latitude": place.latitude}
    return node


def _edge(flows: pd.DataFrame, sums: Mapping[Any, Any]) -> dict[str, Any]:
    """Return what a line says; tons and value only where a text gives them."""
    years = (str(year) for year in sorted(flows["year"].dropna().unique()))
    told = {str(name): float(value) for name, value in sums.items() if pd.notna(value)}
    return {
        "goods": _listed(flows["commodity_name"]),
        "years": _listed(years),
        "flows": len(flows),
        "articles": int(flows["article_id"].nunique()),
        "article_ids": _listed(flows["article_id"]),
        **told,
    }


def _listed(cells: Iterable[str]) -> str:
    return NO_XML.sub("", ";".join(dict.fromkeys(cells)))


def _networkx() -> Any:
    try:
        import networkx as nx  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise missing("networkx") from error
    return nx
