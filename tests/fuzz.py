"""Fuzzing: mutated articles through the rooms, to find one for which `sound` does not hold; run by hand.

    python tests/fuzz.py TARGET [libFuzzer options]

`read` mutates files of every format, `extract` the composed articles letter by letter, `relate` word by word. CONTRIBUTING.md
says how to set it up; what it finds becomes a case of tests/test_hostile.py.
"""

import gzip
import json
import re
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    import sound

    from pipeline import lexicon, read
    from pipeline.read.frame import to_article
    from pipeline.read.record import Record

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
HOME = Path(tempfile.gettempdir(), "niaga-fuzz")
"""Seeds, the dictionary, and what is found."""

ENDINGS = (".txt", ".jsonl", ".json", ".csv", ".tsv", ".html", ".parquet", ".warc", ".docx", "")
PACKINGS = (lambda data: data, gzip.compress)
WORD = re.compile(r"\w+|[^\w\s]|\s")
LISTS = (
    "deal_cues",
    "flow_cues",
    "speech_cues",
    "money_cues",
    "place_cues",
    "status_cues",
    "titles",
    "units",
    "bounds",
)
ARTICLES = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
PIECES = [piece for article in ARTICLES for piece in re.findall(r"(?s).{1,600}(?:\n|$)", article)]
"""Paragraphs: short seeds are run often."""
WORDS = sorted(
    {word for article in ARTICLES for word in WORD.findall(article)}
    | {word for name in LISTS for row in lexicon.load(name) for word in WORD.findall(next(iter(row.values())))}
)
"""Words of the articles and of the lists, for `relate`: two bytes are one."""


def one_read(data):
    """First byte: the ending; second: the packing; all others: the file."""
    if len(data) > 1:
        path = HOME / f"a{ENDINGS[data[0] % len(ENDINGS)]}"
        path.write_bytes(PACKINGS[data[1] % len(PACKINGS)](data[2:]))
        list(sound.check_read(read(path)))


def one_extract(data):
    """All bytes: the text."""
    _told(data.decode(errors="replace"))


def one_relate(data):
    """Two bytes: the number of a word."""
    pairs = zip(data[::2], data[1::2], strict=False)
    _told("".join(WORDS[(high << 8 | low) % len(WORDS)] for high, low in pairs))


def _told(text):
    article = to_article(Record("fuzz", text, "fuzz.txt"))
    sound.check_article(article)
    sound.check_facts(article)


def read_seeds():
    """Yield every article in every format that is text."""
    for number, article in enumerate(ARTICLES):
        lines = {
            ".txt": article,
            ".jsonl": json.dumps({"id": number, "text": article}),
            ".json": json.dumps([{"title": article[:50], "content": article}]),
            ".csv": f'id,text\n{number},"{article.replace(chr(34), chr(34) * 2)}"\n',
            ".html": f"<html><head><title>{article[:50]}</title></head><body><article><p>{article}</p></article></body></html>",
        }
        for ending, content in lines.items():
            yield bytes([ENDINGS.index(ending), number % len(PACKINGS)]) + content.encode()


def extract_seeds():
    """Yield the paragraphs."""
    return (piece.encode() for piece in PIECES)


def relate_seeds():
    """Yield the paragraphs as numbers of words."""
    number = {word: index.to_bytes(2, "big") for index, word in enumerate(WORDS)}
    return (b"".join(number[word] for word in WORD.findall(piece)) for piece in PIECES)


TARGETS = {
    "read": (one_read, read_seeds),
    "extract": (one_extract, extract_seeds),
    "relate": (one_relate, relate_seeds),
}


def dictionary(target):
    """Write the words of all lists in libFuzzer's form; return the file, one per target, for runs at one time."""
    cells = {next(iter(row.values())) for name in lexicon.names() for row in lexicon.load(name)}
    quoted = sorted("".join(f"\\x{byte:02x}" for byte in cell.encode()) for cell in cells if 1 < len(cell) < 40)
    path = HOME / f"{target}.dict"
    path.write_text("".join(f'"{word}"\n' for word in quoted[:: 1 + len(quoted) // 16_000]), encoding="ascii")
    return path


def main():
    """Fuzz one target with the options given behind it."""
    target, *options = sys.argv[1:] or [""]
    if target not in TARGETS:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(TARGETS)} [libFuzzer options]")
    one, seeds = TARGETS[target]
    folder = HOME / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (folder / f"seed-{number}").write_bytes(seed)
    limits = ["-timeout=20", "-max_len=1500", "-rss_limit_mb=4000", f"-artifact_prefix={HOME}/{target}-"]
    atheris.Setup([sys.argv[0], *limits, f"-dict={dictionary(target)}", *options, str(folder)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
