"""What speed.py compares, each in a process of its own: `python measures.py NAME FILE` builds it, then runs on demand.

Talks in lines: prints the seconds that building took, then for every line on standard input the seconds of one run over
the texts of FILE (JSON Lines with `text`). Needs of each measure only what it uses, so that peers may live elsewhere.
"""

import csv
import json
import sys
from pathlib import Path
from time import perf_counter

LEXICON = Path(__file__).parents[1] / "pipeline" / "lexicon"
MONEY = r"Rp\.?\s?\d[\d.,]*(?:\s(?:ribu|juta|miliar|triliun))?"
DAY = r"\d{1,2}/\d{1,2}/\d{4}"


def surfaces(name, column):
    """Return the words of one of our lists."""
    with (LEXICON / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return sorted({row[column] for row in csv.DictReader(file) if row[column]})


def words():
    """Return our lists of places, goods and titles."""
    lists = {"place": ("region_aliases", "alias"), "good": ("commodity_aliases", "alias"), "title": ("titles", "form")}
    return {label: surfaces(*where) for label, where in lists.items()}


def spacy_blank():
    """Return the bare tokenizer of spaCy for Indonesian."""
    import spacy

    return spacy.blank("id").tokenizer


def niaga():
    """Return this pipeline, from text to the lines of the tables."""
    from pipeline.batches import Options
    from pipeline.batches.worker import warm, work
    from pipeline.read.record import Record

    warm()
    return lambda text: work([Record("a", text, "a.txt")], Options())


def edsnlp():
    """Return EDS-NLP with sentences, our word lists, two patterns and dates."""
    import edsnlp as eds

    nlp = eds.blank("eds")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe("eds.matcher", config={"terms": words(), "attr": "LOWER"})
    nlp.add_pipe("eds.matcher", name="patterns", config={"regex": {"money": [MONEY], "day": [DAY]}, "attr": "TEXT"})
    nlp.add_pipe("eds.dates")
    return nlp


def hand_made():
    """Return what a user would put together: dates searched, prices parsed, an entity ruler with our word lists."""
    import re

    import spacy
    from dateparser.search import search_dates
    from price_parser import Price

    nlp = spacy.blank("id")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": label, "pattern": word} for label, found in words().items() for word in found])
    nlp.add_pipe("sentencizer")
    money = re.compile(MONEY)

    def read(text):
        doc = nlp(text)
        return doc, search_dates(text, languages=["id"]), [Price.fromstring(each) for each in money.findall(text)]

    return read


MEASURES = {"spacy_blank": spacy_blank, "niaga": niaga, "edsnlp": edsnlp, "hand_made": hand_made}


def main():
    """Build one measure and run it as often as asked."""
    name, path = sys.argv[1:]
    with Path(path).open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    begun = perf_counter()
    read = MEASURES[name]()
    read(texts[0])
    print(perf_counter() - begun, flush=True)
    for _ in sys.stdin:
        begun = perf_counter()
        for text in texts:
            read(text)
        print(perf_counter() - begun, flush=True)


if __name__ == "__main__":
    main()
