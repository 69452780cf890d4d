"""The trained models, data: `models.npz` holds weights and trees, `card.json` what they were made from and how good.

Trained by `niaga train`; a folder of the user's own models may take their place.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from pipeline.model import ModelError
from pipeline.relate import rows, weighed
from pipeline.relate.scorer import Forest, Linear, Scorer

if TYPE_CHECKING:
    from pipeline.relate.hashing import Floats

SHIPPED = Path(__file__).parent
ARRAYS, CARD = "models.npz", "card.json"

DOUBT = "in_doubt"
"""End of the names of thresholds for articles that may not tell of trade."""

THRESHOLDS = {
    "article",
    *(f"{name}{end}" for name in ("way", *weighed.KINDS) for end in ("", f"_{DOUBT}")),
}
"""Names of the thresholds that a card holds."""

SUREST = 0.99
"""The highest confidence: no row of a text that nobody read is certain."""

LEAST_WEIGHT = 0.0025
"""Weight of an n-gram below which it is not kept: one in fifteen, which together move no log-odds by a hundredth."""

WEIGHT_BITS = 8
"""Significant bits of a weight that are kept: four thousandths are enough, and a fifth of the file less."""

OWN = "NIAGA_MODELS"
"""Environment variable that names the folder of other models: processes started later inherit it."""


@dataclass(frozen=True, slots=True)
class Models:
    """What decides about deals and flows."""

    scorer: Scorer
    card: dict[str, Any]
    """What the models were made from, their thresholds, calibration and figures."""

    def threshold(self, name: str) -> float:
        """Return a threshold of the card: a score, or the log-odds of an `article`."""
        return float(self.card["thresholds"][name])

    def least(self, name: str, *, in_doubt: bool) -> float:
        """Return the score from which a `way`, `figure` or `trigger` is taken.

        An article that may not tell of trade asks for more: most of what looks like trade in ordinary news is none.
        """
        return self.threshold(f"{name}_{DOUBT}" if in_doubt else name)

    def confidence(self, name: str, score: float) -> float:
        """Return how often a row of this score is right, 0.00 to `SUREST` with two decimals."""
        scores, shares = self.card["calibration"][name]
        return min(SUREST, round(float(np.interp(score, scores, shares)), 2))


def use(folder: Path | None) -> None:
    """Let the models of a folder decide, for this process and those that it starts; None: the shipped ones.

    Raises ModelError when the folder holds no models that fit this version.
    """
    if folder:
        read(folder)
        os.environ[OWN] = str(folder.resolve())
    else:
        os.environ.pop(OWN, None)


def current() -> Models:
    """Return the models in use; read once."""
    return _current(os.environ.get(OWN, ""))


@cache
def _current(_own: str) -> Models:
    """Return the models in use; the same as long as `OWN` is."""
    return read(_folder())


def digest() -> str:
    """Return the SHA-256 of the models in use and their card, for run.json; raises ModelError where there are none."""
    try:
        return sha256(b"".join((_folder() / name).read_bytes() for name in (ARRAYS, CARD))).hexdigest()
    except OSError as error:
        raise ModelError(_unusable(_folder(), error)) from None


def _folder() -> Path:
    return Path(os.environ.get(OWN) or SHIPPED)


def _unusable(folder: Path, why: object) -> str:
    return f"{folder}: no models that can be read ({why}); make some with niaga train"


@cache
def read(folder: Path) -> Models:
    """Return the models of a folder; raises ModelError when they are not there or can't be read."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            linear = {name: _linear(arrays, name) for name in card["linear"]}
            forests = {name: _forest(arrays, name, tuple(names)) for name, names in card["forests"].items()}
    except OSError as error:
        raise ModelError(_unusable(folder, error.strerror or error)) from None
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, BadZipFile) as error:
        raise ModelError(_unusable(folder, error)) from None
    asked = {name: each.names for name, each in forests.items()}
    if asked != rows.forests() or set(card["thresholds"]) != THRESHOLDS:
        raise ModelError(f"{folder}: models of another version of niaga; make them anew with niaga train")
    return Models(Scorer(linear, forests), card)


def _kept(weights: Floats) -> Floats:
    parts, exponents = np.frexp(weights)
    rounded = np.ldexp(np.round(np.ldexp(parts, WEIGHT_BITS)), exponents - WEIGHT_BITS)
    kept: Floats = np.where(np.abs(rounded) < LEAST_WEIGHT, np.float32(0), rounded)
    return kept


def _linear(arrays: Any, name: str) -> Linear:
    weights = arrays[f"linear.{name}"].astype(np.float32)
    return Linear(weights[:-1], float(weights[-1]))


def _forest(arrays: Any, name: str, names: tuple[str, ...]) -> Forest:
    return Forest(
        arrays[f"{name}.features"],
        arrays[f"{name}.thresholds"].astype(np.float32),
        arrays[f"{name}.outputs"].astype(np.float32),
        names,
    )


def write(folder: Path, scorer: Scorer, card: dict[str, Any]) -> None:
    """Write models and their card; equal models give equal bytes."""
    arrays: dict[str, Any] = {
        f"linear.{name}": np.append(_kept(model.weights), np.float32(model.bias)).astype(np.float16)
        for name, model in sorted(scorer.linear.items())
    }
    for name, forest in sorted(scorer.forests.items()):
        arrays[f"{name}.features"] = forest.features.astype(np.int16)
        arrays[f"{name}.thresholds"] = forest.thresholds
        arrays[f"{name}.outputs"] = forest.outputs.astype(np.float16)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / ARRAYS, **arrays)
    whole = card | {
        "linear": sorted(scorer.linear),
        "forests": {name: list(forest.names) for name, forest in sorted(scorer.forests.items())},
    }
    (folder / CARD).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
