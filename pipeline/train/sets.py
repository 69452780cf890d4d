"""Gold sets: folders of articles with gold, one hand each, read into what the models learn from."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.evaluate import GoldError, read_gold
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.model import Article
from pipeline.normalize import normalize_mentions
from pipeline.read import read
from pipeline.relate.discourse import Discourse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.evaluate.gold import Gold
    from pipeline.model import ArticleFacts

GOLD, ARTICLES = "gold.jsonl", "articles"

ALL = "all"
"""Name of all sets of the corpus."""

PASSAGES = "snippets"
"""Folder whose sets hold single passages: they teach, but say nothing of how right rows of whole articles are."""

READERS = 1
"""Processes that read: the one that asks makes candidates of what was read, which takes about as long."""

QUIET_SHARE = 0.25
"""Share of articles that tell of trade below which a hand wrote ordinary news."""


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its gold."""

    hand: str
    """Name of its set: the folder of one writer."""
    document: Document
    facts: ArticleFacts
    """Without deals and flows."""
    gold: Gold
    discourse: Discourse
    whole: bool = True
    """A whole article, no passage."""


def folders(roots: Sequence[Path]) -> list[Path]:
    """Return the gold sets at or below some folders, by name; raises GoldError where there is none."""
    found = {path.parent for root in roots for path in root.rglob(GOLD)}
    if not roots:
        raise GoldError("no gold: give folders of gold sets, or the corpus that comes with niaga: --corpus all")
    if not found:
        raise GoldError(f"no {GOLD} in {', '.join(map(str, roots))} or the folders below: give folders of gold sets")
    return sorted(found, key=lambda folder: folder.name)


def corpus() -> Path:
    """Return the folder of the corpus that comes with niaga: that of the checkout, or the one in the wheel."""
    package = Path(__file__).parents[1]
    installed = package / "corpus"
    return installed if installed.is_dir() else package.parent / "corpus"


def shipped(hands: str) -> list[Path]:
    """Return the sets of the corpus by some hands, named with commas between; `ALL` are all.

    Raises GoldError for a hand that it does not have.
    """
    if hands == ALL:
        return [corpus()]
    known = {folder.name: folder for folder in folders([corpus()]) if folder != corpus()}
    names = [name.strip() for name in hands.split(",")]
    if unknown := [name for name in names if name not in known]:
        raise GoldError(f"the corpus has no hand {unknown[0]!r}: give {ALL}, or some of {', '.join(known)}")
    return [known[name] for name in names]


def examples(found: Sequence[Path]) -> Iterator[Example]:
    """Yield the articles of gold sets with their gold and what the text says; articles without gold are left out.

    A process of its own finds the mentions, set by set.
    """
    with ProcessPoolExecutor(READERS, get_context("spawn")) as pool:
        for folder, told in zip(found, pool.map(_told, found), strict=True):
            whole = folder.parent.name != PASSAGES
            for facts, gold in told:
                document = Document(facts.article)
                yield Example(folder.name, document, facts, gold, Discourse(document, facts), whole)


def _told(folder: Path) -> list[tuple[ArticleFacts, Gold]]:
    """Return what the text of the articles of a gold set says, with their gold."""
    gold = {one["id"]: one for one in read_gold(folder / GOLD)}
    articles = (each for each in read(str(folder / ARTICLES)) if isinstance(each, Article) and each.article_id in gold)
    documents = map(Document, articles)
    return [
        (normalize_mentions(document, find_mentions(document)), gold[document.article.article_id])
        for document in documents
    ]


def folds(found: Sequence[Example], count: int) -> list[int]:
    """Return the fold of each article: at most `count`, whole hands together, about equally much text in each.

    Hands of ordinary news are dealt out first, so that no fold takes much of it away from the others: about equally
    many articles to each, for a short piece shows as well as a long one what is no trade.
    """
    articles = Counter(example.hand for example in found)
    letters: Counter[str] = Counter()
    for example in found:
        letters[example.hand] += len(example.document.article.text)
    quiet = ordinary(found)
    size = min(count, len(letters))
    fold = _dealt({hand: articles[hand] for hand in quiet}, [0] * size)
    loads = [sum(letters[hand] for hand, mine in fold.items() if mine == number) for number in range(size)]
    fold |= _dealt({hand: letters[hand] for hand in letters.keys() - quiet}, loads)
    return [fold[example.hand] for example in found]


def _dealt(sizes: Mapping[str, int], loads: Sequence[int]) -> dict[str, int]:
    """Return the fold of each hand, the largest dealt first, each to the fold with the least load so far."""
    loads, fold = list(loads), {}
    for hand in sorted(sizes, key=lambda each: (-sizes[each], each)):
        fold[hand] = loads.index(min(loads))
        loads[fold[hand]] += sizes[hand]
    return fold


def ordinary(found: Sequence[Example]) -> set[str]:
    """Return the hands that wrote ordinary news: few of their articles tell of trade."""
    told: Counter[str] = Counter()
    hands = Counter(example.hand for example in found)
    for example in found:
        told[example.hand] += bool(example.gold.get("flows") or example.gold.get("deals"))
    return {hand for hand, count in hands.items() if told[hand] < QUIET_SHARE * count}
