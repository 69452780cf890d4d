"""What the words around an amount say of it: is it the value of a deal, and is that value aimed at, signed or done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Fact
    from pipeline.relate.cues import Cue
    from pipeline.relate.scenes import Scene

BREAK = re.compile(
    r";|(?:^|,)\s*(?:sedangkan|sementara|namun|tetapi|tapi|padahal)\b"
    r"|\b(?:daripada|dibanding(?:kan)?(?:\s+dengan)?|ketimbang|lantaran|karena|sebab|mengingat|setelah)\b"
    r"|\b(?:melebihi|melampaui|dari)\s+(?:nilai|capaian|realisasi|transaksi|hasil|perolehan)\b"
)
"""Ends a clause: words before it say nothing of a figure behind it."""

NOT = re.compile(r"\b(?:belum|tidak|tak|bukan|tanpa)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""Denies the word behind it."""

LINK = re.compile(r"^[\s,]*(?:(?:dan|atau|serta|hingga|per tahun|per bulan|setahun|sebulan)[\s,]*)*$")
"""Between two figures of one list: the second is said to be what the first is."""

BEHIND = 60
"""Characters read on behind a figure that nothing before it explains."""

BESIDE = 12
"""Characters between a figure and the word behind it that says it was done (`baru Rp28 miliar yang terealisasi`)."""

AGAIN = re.compile(r"\W*(?:atau|alias)\s+(?:(?:setara|sekitar|lebih dari|kurang lebih|hampir|kira-kira|senilai)\s+)*+$")
"""Between a figure and the same figure in rounder words."""

ROUGHLY = 10
"""A rounder figure differs by less than a tenth."""

DAILY = re.compile(r"\s*(?:per|/|setiap|tiap)\s?(?:hari|pekan|minggu)\b|\s*se(?:hari|pekan|minggu)\b")
"""Behind what turns over, not what a deal is worth."""

SMALLEST = 1_000_000
"""Rupiah; deals between provinces are never worth less, prices are."""

CUMULATIVE = re.compile(
    r"\b(?P<count>\d{1,3}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua belas)\s+"
    r"(?:kali|provinsi|daerah|kota|lokasi|seri|putaran|misi dagang|temu bisnis|kegiatan|event|pertemuan)\b"
    r"|\b(?:akumulasi|akumulatif|kumulatif)\b",
    re.IGNORECASE,
)
"""A total over several events."""

COUNTS = {
    word: number
    for number, word in enumerate(
        ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas"), 2
    )
}
"""Counts in words."""

BEST = re.compile(
    r"\b(?:tertinggi|terbesar|terbanyak|terbaik|rekor)\s+(?:\w+\s+){0,2}(?:sepanjang|selama|dari|dalam|sejak)\s+$"
)
"""Before a count of events of which the figure is the best, not the sum."""

STRENGTH = {
    "target": "target",
    "hope": "target",
    "planned": "planned",
    "pledge": "agreed",
    "agreed": "agreed",
    "realised": "realised",
}
"""What a cue near a figure says of the figure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sentence says of one amount."""

    use: str
    """`deal`, `part` (of a total), `investment` or `other`; empty when the sentence does not say."""
    status: str
    """Empty when the sentence does not say."""
    cue: str
    """The words that decided the status."""
    start: int
    """Where the stretch of text that speaks of the amount begins."""
    stop: int
    """Where the amount itself begins."""
    noun: str
    """The words that say what the amount is (`nilai transaksi`)."""


def read_figures(scene: Scene) -> list[Reading]:
    """Return a reading of each amount of the sentence, in order."""
    readings: list[Reading] = []
    for number, amount in enumerate(scene.amounts):
        start = _window(scene, number)
        stop = _behind(scene, number)
        if readings and _is_restated(scene, number):
            readings.append(replace(readings[-1], use="restated"))
            continue
        if readings and LINK.match(scene.text(start, amount.start)):
            readings.append(replace(readings[-1], start=start, stop=amount.start))
            continue
        use, noun = _use(scene, start, amount, stop)
        status, cue = _status(scene.status, start, amount, stop)
        if readings:
            use, noun = (use, noun) if use else (readings[-1].use, readings[-1].noun)
            status, cue = (status, cue) if status else (readings[-1].status, readings[-1].cue)
        if negated(scene, start, stop):
            use = "other"
        readings.append(Reading(use, status, cue, start, amount.start, noun))
    return readings


def _is_restated(scene: Scene, number: int) -> bool:
    """Tell whether a figure says the one before it again (`Rp1.053.146.943.500 atau lebih dari Rp1 triliun`)."""
    last, this = scene.amounts[number - 1], scene.amounts[number]
    near = abs(value_of(last) - value_of(this)) * ROUGHLY <= value_of(last)
    return near and bool(AGAIN.match(scene.text(last.stop, this.start)))


def negated(scene: Scene, start: int, stop: int) -> bool:
    """Tell whether a stretch of text denies what it speaks of (`batal`, `gagal`, `fiktif`)."""
    return any(cue.meaning[0] == "negated" and start <= cue.start < stop for cue in scene.status)


def denied(scene: Scene, cue: Cue) -> bool:
    """Tell whether a cue is said not to hold (`belum berencana`)."""
    return bool(NOT.search(scene.text(max(scene.start, cue.start - BEHIND), cue.start)))


def is_candidate(amount: Fact[Any]) -> bool:
    """Tell whether an amount can be the value of a deal at all."""
    value = amount.value
    known = value.amount_max_idr or value.amount_min_idr or 0
    told = value.per_unit is None and value.kind in {"other", "investment"} and "vague" not in amount.mention.parts
    return told and known >= SMALLEST


def value_of(amount: Fact[Any]) -> int:
    """Return an amount in whole Rupiah, by whichever end is known."""
    value = amount.value
    return int(value.amount_idr or value.amount_min_idr or value.amount_max_idr or 0)


def covered_events(scene: Scene, start: int) -> tuple[str, int | None]:
    """Return the scope of a figure and how many events it covers, None where the text does not count them."""
    text = scene.text(max(scene.start, start - BEHIND), scene.stop)
    match = CUMULATIVE.search(text)
    if not match or BEST.search(text[: match.start()]):
        return "event", None
    count = match["count"]
    return "cumulative", int(count) if count and count.isdigit() else COUNTS.get((count or "").lower())


def _window(scene: Scene, number: int) -> int:
    """Return where the words that speak of an amount begin: behind the amount before it, or at the clause's start."""
    start = scene.amounts[number - 1].stop if number else scene.start
    breaks = [match.end() for match in BREAK.finditer(scene.text(start, scene.amounts[number].start))]
    return start + breaks[-1] if breaks else start


def _behind(scene: Scene, number: int) -> int:
    """Return how far words behind an amount may speak of it."""
    last = scene.amounts[number + 1].start if number + 1 < len(scene.amounts) else scene.stop
    return min(last, scene.amounts[number].stop + BEHIND)


def _use(scene: Scene, start: int, amount: Fact[Any], stop: int) -> tuple[str, str]:
    if DAILY.match(scene.text(amount.stop, scene.stop)):
        return "other", ""
    cues = scene.money
    if any(cue.meaning[0] == "whole" and cue.start < amount.start and _lists(scene, cue) for cue in cues):
        return "whole", ""
    before = [cue for cue in cues if start <= cue.start < amount.start and cue.meaning[0] != "whole"]
    behind = [cue for cue in cues if amount.stop <= cue.start < stop and cue.meaning[0] != "whole"]
    chosen = before[-1:] or behind[:1]
    return (chosen[0].meaning[0], chosen[0].text) if chosen else ("", "")


def _lists(scene: Scene, cue: Cue) -> bool:
    """Tell whether a word that breaks a total down has parts behind it."""
    return sum(item.start > cue.start for item in scene.amounts) > 1


def _status(cues: Sequence[Cue], start: int, amount: Fact[Any], stop: int) -> tuple[str, str]:
    """Return the status and its cue: an aim anywhere before the figure wins, else what stands nearest before it.

    Words that only measure (`mencapai`) leave a pledge a pledge: `komitmen transaksi mencapai Rp5 miliar`.
    """
    beside = next((cue for cue in cues if 0 < cue.start - amount.stop <= BESIDE and cue.meaning[0] == "realised"), None)
    if beside and beside.text.lower().startswith("ter"):
        return "realised", beside.text
    before = [cue for cue in cues if start <= cue.start < amount.start]
    for wanted in (("target", "hope", "planned"), ("realised",), ("pledge",), ("agreed", "reached")):
        if wanted == ("realised",) and any(cue.meaning[0] == "pledge" for cue in before):
            continue
        for cue in reversed(before):
            if cue.meaning[0] in wanted:
                return STRENGTH.get(cue.meaning[0], "realised"), cue.text
    for cue in cues:
        if amount.stop <= cue.start < stop and cue.meaning[0] in {"target", "hope", "realised"}:
            return STRENGTH[cue.meaning[0]], cue.text
    return "", ""
