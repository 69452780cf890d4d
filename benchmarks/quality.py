"""How good the tables are: figures of all gold sets and peers' case suites, written down, and held.

    python benchmarks/quality.py           writes QUALITY.md and quality.json beside this file (make score)
    python benchmarks/quality.py --check   compares with what is written there; exit status 1 if a figure fell by more
                                           than 0.01, gains and losses case by case

Sets and suites that lie beside the project are read from the folder that NIAGA_SHARED names; without it their figures
stay as they are. Their texts are not ours: of an error only a digest is kept, with which a later run finds it again.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline import Article, extract, read
from pipeline.evaluate import changes, figures, from_facts, judge, read_gold
from pipeline.evaluate.verdicts import HIT

HERE = Path(__file__).parent
ROOT = HERE.parent
SHARED = os.environ.get("NIAGA_SHARED")
FALL = 0.01
"""A figure that falls by more is a failure."""
HELD = ("p", "f1")
"""What may not fall: a wrong figure is worse than a missing one, so precision is held by itself."""

Figures = dict[str, dict[str, Any]]

SETS = {
    "corpus": "36 composed articles, all",
    "corpus, half A": "every other article by name, from the first; looked at while rules were made",
    "corpus, half B": "the others; looked at rarely",
    "real_dev": "38 real articles of many outlets and subjects",
    "seeds": "2 real articles of the kind that the program is for",
}

INTRODUCTION = """\
Written by `make score`; do not edit. P: share of what was found that is right. R: share of gold that was found. F1:
their harmonic mean, with its 95 % interval (bootstrap over articles, 1000 resamples). `lenient` readings ask for less
than all columns. How each kind is compared: `pipeline/evaluate/facts.py` and `trade.py`.
"""
SUITES = """\
Cases of other projects' tests and annotated corpora, judged by `tests/test_peers_*.py`; those that fail stand in
`tests/cases/known_failures.csv` with the reason. Of pfsa_officials: quoted persons with a public office that are found.
"""
KEPT = ("reading", "p", "r", "f1", "f1_95", "tp", "fp", "fn")
"""What is kept of a figure."""


def main() -> int:
    """Write the figures, or check them; return the exit status."""
    path = HERE / "quality.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"sets": {}, "suites": {}}
    now = {"sets": before["sets"] | dict(sets()), "suites": before["suites"] | suites()}
    if "--check" in sys.argv[1:]:
        return check(before, now)
    path.write_text(json.dumps(now, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    (HERE / "QUALITY.md").write_text(markdown(now), encoding="utf-8")
    return 0


def sets() -> Any:
    """Yield (name, figures and errors) of each gold set that is there."""
    gold = sorted(read_gold(ROOT / "corpus/gold.jsonl"), key=lambda one: one["id"])
    found = found_in(ROOT / "corpus/articles")
    yield "corpus", judged(gold, found, is_ours=True)
    for name, half in {"corpus, half A": gold[::2], "corpus, half B": gold[1::2]}.items():
        yield name, {**judged(half, found, is_ours=True), "errors": []}  # they stand with the whole
    if SHARED:
        for name, articles in {"real_dev": "realnews_dev.jsonl", "seeds": "seeds"}.items():
            others = read_gold(Path(SHARED, f"gold/{name}.jsonl"))
            yield name, judged(others, found_in(Path(SHARED, "articles", articles)), is_ours=False)


def found_in(path: Path) -> Any:
    """Return what is found in the articles of a path."""
    return from_facts(extract(item) for item in read(path) if isinstance(item, Article))


def judged(gold: list[dict[str, Any]], found: Any, *, is_ours: bool) -> dict[str, Any]:
    """Return figures and errors of one set, plain JSON types."""
    verdicts = list(judge(gold, found))
    shown = figures(verdicts, [one["id"] for one in gold])
    kept = {kind: {name: one.as_json()[name] for name in KEPT} for kind, one in shown.items()}
    errors = []
    for verdict in verdicts:
        if verdict.outcome != HIT:
            label = verdict.label if is_ours else sha256(verdict.label.encode()).hexdigest()[:12]
            case = {"kind": verdict.kind, "article_id": verdict.article_id, "outcome": verdict.outcome}
            errors.append({**case, "label": label})
    return {"articles": len(gold), "figures": kept, "errors": errors}


def suites() -> dict[str, list[int]]:
    """Return passed and all cases of the peers' suites, as the tests judge them."""
    if not SHARED:
        return {}
    sys.path.insert(0, str(ROOT / "tests"))
    import test_peers_dates as dates
    import test_peers_money as money
    import test_peers_officials as officials

    lines = Path(SHARED, "cases/pfsa_officials.jsonl").read_text(encoding="utf-8").splitlines()
    quoted = [case for case in map(json.loads, lines) if officials.has_public_office(case["expect"])]
    results = {
        **{name: [money.SUITES[name](case) for case in money.suite(name)] for name in money.SUITES},
        **{name: [passed for _, passed in run()] for name, run in dates.SUITES.items()},
        "pfsa_officials": [officials.is_found(case) for case in quoted],
    }
    return {name: [sum(passed), len(passed)] for name, passed in results.items()}


def check(before: dict[str, Any], now: dict[str, Any]) -> int:
    """Print what changed; return 1 if a figure fell by more than allowed."""
    falls = []
    for name, one in now["sets"].items():
        if old := before["sets"].get(name):
            falls += [f"{name}: {line}" for line in fallen(old["figures"], one["figures"])]
            tell(name, old["errors"], one["errors"])
    for name, (passed, cases) in now["suites"].items():
        was, of = before["suites"].get(name, (passed, cases))
        if passed / cases < was / of - FALL:
            falls.append(f"{name}: {was} of {of} cases -> {passed} of {cases}")
    print(*(f"FALLEN {line}" for line in falls), sep="\n", end="\n" if falls else "")
    print(f"{len(falls)} figures fell by more than {FALL}; if that is meant, write them anew with make score")
    return bool(falls)


def fallen(before: Figures, now: Figures) -> list[str]:
    """Return the figures that fell by more than allowed."""
    return [
        f"{kind} {name} {old[name]:.3f} -> {now[kind][name]:.3f}"
        for kind, old in before.items()
        for name in HELD
        if kind in now and now[kind][name] < old[name] - FALL
    ]


def tell(name: str, before: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    """Print gains and losses of one set."""
    gains, losses = changes(before, now)
    for sign, cases in (("gain", gains), ("LOSS", losses)):
        for case in cases:
            print(f"{sign} {name}: {', '.join(case)}")


def markdown(now: dict[str, Any]) -> str:
    """Return QUALITY.md."""
    parts = ["# How good the tables are\n", INTRODUCTION]
    for name, about in SETS.items():
        if name in now["sets"]:
            parts += [f"## {name}\n", f"{about}.\n", figures_table(now["sets"][name]["figures"])]
    if now["suites"]:
        rows = [f"| {name} | {passed} | {cases} |" for name, (passed, cases) in now["suites"].items()]
        table = "\n".join(["| suite | passed | cases |", "| --- | ---: | ---: |", *rows])
        parts += ["## Peers' case suites\n", SUITES, table + "\n"]
    return "\n".join(parts)


def figures_table(shown: Figures) -> str:
    """Return the figures of one set as a table."""
    rows = ["| kind | reading | P | R | F1 | 95 % | hit | wrong | missed |", f"| --- | --- {'| ---: ' * 7}|"]
    for kind, one in shown.items():
        low, high = one["f1_95"]
        shares = f"{one['p']:.3f} | {one['r']:.3f} | {one['f1']:.3f} | {low:.2f}-{high:.2f}"
        rows.append(f"| {kind} | {one['reading']} | {shares} | {one['tp']} | {one['fp']} | {one['fn']} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
