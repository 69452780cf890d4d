"""How good the tables are: figures of all gold sets and peers' case suites, written down, and held.

    python benchmarks/quality.py              writes QUALITY.md, quality.json and calibration.svg beside this file and
                                              the tables of the READMEs (make score); trains once
    python benchmarks/quality.py --mentions   the same without training: figures of deals and flows in corpus/ stay
    python benchmarks/quality.py --check      compares with what is written there, in the first 36 and real articles;
                                              exit status 1 if a figure fell by more than 0.01, or if those of deals and
                                              flows are of another corpus than the shipped models; gains and losses

Sets and suites that lie beside the project are read from the folder that NIAGA_SHARED names; without it their figures
stay as they are. Their texts are not ours: of an error only a digest is kept, with which a later run finds it again.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import calibration
import quality_page
import unseen

from pipeline import Article, extract, read
from pipeline.evaluate import changes, from_facts, judge, read_gold
from pipeline.evaluate.verdicts import HIT, KINDS
from pipeline.relate import models

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ROOT = HERE.parent
SHARED = os.environ.get("NIAGA_SHARED")
FALL = 0.01
"""A figure that falls by more is a failure."""
HELD = ("p", "f1")
"""What may not fall: a wrong figure is worse than a missing one, so precision is held by itself."""
MENTIONS = tuple(kind for kind, (table, _, _) in KINDS.items() if table not in {"deals", "flows"})

Figures = dict[str, dict[str, Any]]


def main() -> int:
    """Write the figures, or check them; return the exit status."""
    path = HERE / "quality.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    if "--check" in sys.argv[1:]:
        now = {"sets": dict(checked_sets()), "suites": suites(), "cross_validation": before["cross_validation"]}
        return check(before, now)
    examples = unseen.all_examples()
    hands = unseen.per_hand(((one, one.facts) for one in examples), MENTIONS)
    keeps = "--mentions" in sys.argv[1:]
    now = {
        "cross_validation": before["cross_validation"] if keeps else unseen.cross_validated(examples),
        "mean": unseen.mean(hands, [hand for hand in hands if hand not in unseen.passages()]),
        "sets": hands | {name: before["sets"][name] for name in quality_page.REAL} | dict(checked_sets()),
        "suites": before["suites"] | suites(),
    }
    check(before, now)
    write(now)
    return 0


def write(now: dict[str, Any]) -> None:
    """Write the figures everywhere they stand."""
    (HERE / "quality.json").write_text(json.dumps(now, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    (HERE / "QUALITY.md").write_text(quality_page.markdown(now), encoding="utf-8")
    svg = calibration.picture(now["cross_validation"]["calibration"])
    (HERE / "calibration.svg").write_text(svg, encoding="utf-8")
    for name in quality_page.READMES:
        readme = (ROOT / name).read_text(encoding="utf-8")
        (ROOT / name).write_text(quality_page.with_figures(name, readme, now), encoding="utf-8")


def checked_sets() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (name, figures and errors) of the sets a check reads anew, mentions alone where models saw the text."""
    gold = read_gold(ROOT / "corpus/gold.jsonl")
    yield "corpus", judged(gold, found_in(ROOT / "corpus/articles"), MENTIONS, is_ours=True)
    if SHARED:
        for name, articles in {"real_dev": "realnews_dev.jsonl", "seeds": "seeds"}.items():
            others = read_gold(Path(SHARED, f"gold/{name}.jsonl"))
            yield name, judged(others, found_in(Path(SHARED, "articles", articles)), tuple(KINDS), is_ours=False)


def found_in(path: Path) -> Any:
    """Return what is found in the articles of a path."""
    return from_facts(extract(item) for item in read(path) if isinstance(item, Article))


def judged(gold: list[dict[str, Any]], found: Any, kinds: tuple[str, ...], *, is_ours: bool) -> dict[str, Any]:
    """Return figures and errors of one set, plain JSON types."""
    errors = []
    for verdict in judge(gold, found):
        if verdict.outcome != HIT and verdict.kind in kinds:
            label = verdict.label if is_ours else sha256(verdict.label.encode()).hexdigest()[:12]
            case = {"kind": verdict.kind, "article_id": verdict.article_id, "outcome": verdict.outcome}
            errors.append({**case, "label": label})
    return {"articles": len(gold), "figures": unseen.kept(gold, found, kinds), "errors": errors}


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
            tell(name, old.get("errors", []), one.get("errors", []))
    falls += [f"unseen: {line}" for line in fallen(before["cross_validation"]["mean"], now["cross_validation"]["mean"])]
    if now["cross_validation"]["corpus"] != trained_on():
        falls.append("deals and flows: figures of another corpus than the shipped models saw: run make train score")
    for name, (passed, cases) in now["suites"].items():
        was, of = before["suites"].get(name, (passed, cases))
        if passed / cases < was / of - FALL:
            falls.append(f"{name}: {was} of {of} cases -> {passed} of {cases}")
    print(*(f"FALLEN {line}" for line in falls), sep="\n", end="\n" if falls else "")
    print(f"{len(falls)} figures fell by more than {FALL}; if that is meant, write them anew with make score")
    return bool(falls)


def trained_on() -> str:
    """Return the digest of the corpus that the shipped models were trained on."""
    return str(json.loads((models.SHIPPED / models.CARD).read_text(encoding="utf-8"))["corpus"])


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


if __name__ == "__main__":
    sys.exit(main())
