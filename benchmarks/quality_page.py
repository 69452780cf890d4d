"""The figures as pages: QUALITY.md, and the table of the READMEs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import unseen
from calibration import SURE

from pipeline.evaluate.verdicts import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Figures = dict[str, dict[str, Any]]

REAL = {
    "real_dev": "38 real articles of many outlets and subjects",
    "seeds": "2 real articles of the kind that the program is for",
}

INTRODUCTION = """\
Written by `make score`; do not edit. P: share of what was found that is right. R: share of gold that was found. F1:
their harmonic mean. How each kind is compared: `pipeline/evaluate/facts.py`, `relations.py` and `quantities.py`.
"""
UNSEEN = """\
Models decide about deals and flows, so their figures come from cross-validation: the hands (writers) of
[corpus/](../corpus/README.md) are parted into five folds, whole hands together, and every score of a fold comes from
models trained on the other four. Thresholds and confidences are set on these scores of all hands together. What stands
here is what to expect of text by somebody whom the models never read, with some grace: features were chosen with it in
sight.
"""
APART = """\
Apart, in no mean: `ng` wrote ordinary news, where nearly all that is found is false; the others wrote single passages.
"""
CALIBRATION = """\
`confidence` should be the share of right rows among those that have it. Rows of all hands in cross-validation but
the passages. A deal is right when parties, amount and status are, one without a figure when parties and status are.

![Confidence against the share of right rows](calibration.svg)
"""
MENTIONS = """\
F1 by hand, of what rules find: each kind in its strict reading. The mean leaves out the passages, of which only some
kinds were judged.
"""
REAL_ARTICLES = """\
All kinds, each with the 95 % interval of F1 (bootstrap over articles, 1000 resamples). `lenient` readings ask for less
than all columns. The models were not trained on these articles; they hold too few deals and flows to say much.
"""
SUITES = """\
Cases of other projects' tests and annotated corpora, judged by `tests/test_peers_*.py`; those that fail stand in
`tests/cases/known_failures.csv` with the reason. Of pfsa_officials: quoted persons with a public office that are found.
"""

READMES = {
    "README.md": {
        "head": ("kind", "P", "R", "F1", "F1, real articles"),
        "point": ".",
        "deals: dyads": "deals: pairs of provinces",
        "deals: parties+amount": "deals: parties and amount",
        "deals: parties+amount+status": "deals: parties, amount and status",
        "deals: parties+status": "deals: parties and status",
        "flows": "flows: goods, origin and destination",
        "flows: quantity": "flows with their quantity",
        "provinces": "provinces",
        "officials: name": "officials by name",
        "officials: name+title+province": "officials with title and province",
        "commodities": "commodities",
        "amounts: value": "amounts by value",
        "amounts: value+bound": "amounts with bound",
        "quantities: value": "quantities by value",
        "quantities: value+good": "quantities with their goods",
        "dates": "dates",
        "published": "day of publication",
    },
    "README.id.md": {
        "head": ("jenis", "P", "R", "F1", "F1, artikel nyata"),
        "point": ",",
        "deals: dyads": "transaksi: pasangan provinsi",
        "deals: parties+amount": "transaksi: pihak dan nilai",
        "deals: parties+amount+status": "transaksi: pihak, nilai, dan status",
        "deals: parties+status": "transaksi: pihak dan status",
        "flows": "arus: barang, asal, dan tujuan",
        "flows: quantity": "arus dengan kuantitasnya",
        "provinces": "provinsi",
        "officials: name": "pejabat menurut nama",
        "officials: name+title+province": "pejabat dengan jabatan dan provinsi",
        "commodities": "komoditas",
        "amounts: value": "nilai rupiah",
        "amounts: value+bound": "nilai rupiah dengan batasnya",
        "quantities: value": "kuantitas",
        "quantities: value+good": "kuantitas dengan barangnya",
        "dates": "tanggal",
        "published": "tanggal terbit",
    },
}
"""README -> the words of its table, in its order."""
BEGIN, END = "<!-- figures, written by make score -->\n", "<!-- end of figures -->\n"


def markdown(now: dict[str, Any]) -> str:
    """Return QUALITY.md."""
    told = now["cross_validation"]
    parts = ["# How good the tables are\n", INTRODUCTION, "## Deals and flows of unseen hands\n", UNSEEN]
    parts += [
        *unseen_tables(told),
        "## Confidence\n",
        CALIBRATION,
        *map(calibration_table, told["calibration"].items()),
    ]
    parts += ["## Mentions, by hand\n", MENTIONS, mentions_table(now), "## Real articles\n", REAL_ARTICLES]
    for name, about in REAL.items():
        if name in now["sets"]:
            parts += [f"### {name}\n", f"{about}.\n", figures_table(now["sets"][name]["figures"])]
    if now["suites"]:
        rows = [[name, *result] for name, result in now["suites"].items()]
        parts += ["## Peers' case suites\n", SUITES, table(("suite", "passed", "cases"), rows)]
    return "\n".join(parts)


def unseen_tables(told: dict[str, Any]) -> list[str]:
    """Return the tables of cross-validation: hands with their mean, and those that stand apart."""
    apart = unseen.passages() | {unseen.ORDINARY}
    kinds = [kind for kind in unseen.TRADE if kind in told["mean"]]
    head = ("hand", "articles", *(f"{kind.removeprefix('deals: ')}: P, R, F1" for kind in kinds))
    means = [told["mean"][kind] for kind in kinds]
    rows = [["**mean**", "", *(f"{three(one)}" for one in means)]]
    rows += [["lowest to highest F1", "", *(f"{one['lowest']:.2f}-{one['highest']:.2f}" for one in means)]]
    rows += [_hand(name, one, kinds) for name, one in told["hands"].items() if name not in apart]
    beside = [
        [name, one["articles"], *(_counts(one["figures"].get(kind)) for kind in kinds)]
        for name, one in told["hands"].items()
        if name in apart
    ]
    right = ("hand", "articles", *(f"{kind.removeprefix('deals: ')}: right, false, missed" for kind in kinds))
    return [table(head, rows), APART, table(right, beside)]


def _hand(name: str, one: dict[str, Any], kinds: Sequence[str]) -> list[Any]:
    return [name, one["articles"], *(three(one["figures"].get(kind)) for kind in kinds)]


def three(figure: dict[str, Any] | None) -> str:
    """Return precision, recall and F1; a dash where there was nothing to judge."""
    return f"{figure['p']:.2f}, {figure['r']:.2f}, **{figure['f1']:.2f}**" if figure else "-"


def _counts(figure: dict[str, Any] | None) -> str:
    return f"{figure['tp']}, {figure['fp']}, {figure['fn']}" if figure else "0, 0, 0"


def calibration_table(named: tuple[str, dict[str, Any]]) -> str:
    """Return the bins of one table, and what they come to."""
    name, one = named
    rows = [[f"from {low}", count, f"{told:.2f}", f"{share:.2f}"] for low, (count, told, share) in one["bins"].items()]
    sure = one["sure"]
    right = f"{sure['right']:.3f} of them right" if sure["rows"] else "none"
    about = f"{one['rows']} rows, expected calibration error {one['error']:.3f}"
    sums = f"{name}: {about}; {sure['rows']} rows with confidence {SURE / 100:.2f} or more, {right}.\n"
    return sums + "\n" + table(("confidence", "rows", "mean confidence", "share right"), rows)


def mentions_table(now: dict[str, Any]) -> str:
    """Return F1 of mentions by hand, their mean first."""
    strict = [kind for kind in now["mean"] if KINDS[kind].reading == "exact"]
    rows = [["**mean**", "", *(f"**{now['mean'][kind]['f1']:.3f}**" for kind in strict)]]
    for name, one in now["sets"].items():
        if name not in REAL:
            shown = (one["figures"].get(kind) for kind in strict)
            rows.append([name, one["articles"], *(f"{each['f1']:.3f}" if each else "-" for each in shown)])
    return table(("hand", "articles", *strict), rows)


def figures_table(shown: Figures) -> str:
    """Return the figures of one set as a table."""
    rows = []
    for kind, one in shown.items():
        shares = [f"{one[name]:.3f}" for name in ("p", "r", "f1")]
        low, high = one["f1_95"]
        rows.append([kind, one["reading"], *shares, f"{low:.2f}-{high:.2f}", one["tp"], one["fp"], one["fn"]])
    return table(("kind", "reading", "P", "R", "F1", "95 %", "hit", "wrong", "missed"), rows)


def with_figures(name: str, readme: str, now: dict[str, Any]) -> str:
    """Return a README with the figures of today between its two marks."""
    before, _, rest = readme.partition(BEGIN)
    return before + BEGIN + readme_table(name, now) + END + rest.partition(END)[2]


def readme_table(name: str, now: dict[str, Any]) -> str:
    """Return the table of a README: means over hands, deals and flows from cross-validation, and real articles."""
    words = READMES[name]
    means = now["mean"] | now["cross_validation"]["mean"]
    real = now["sets"].get("real_dev", {"figures": {}})["figures"]
    rows = []
    for kind, word in words.items():
        if kind in means:
            beside = f"{real[kind]['f1']:.2f}" if kind in now["mean"] and kind in real else "-"
            shares = (f"{means[kind][share]:.2f}" for share in ("p", "r", "f1"))
            rows.append([word, *(share.replace(".", words["point"]) for share in (*shares, beside))])
    return table(words["head"], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table in Markdown, all columns but the first to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)
