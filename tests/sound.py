"""What holds for every input, however odd; the fuzzer looks for one for which it does not."""

import csv
import io
import json

from pipeline import Article, extract, schema
from pipeline.model import ReadError
from pipeline.read.record import SURROGATE
from pipeline.write import chunk


def storable(text):
    """Return a text as reading gives it: without lone surrogates, and never empty."""
    return SURROGATE.sub("\ufffd", text) or "-"


def check_article(article):
    """What is read is text that can be stored, and what is set apart lies in it, in order."""
    article.text.encode()
    end = 0
    for item in article.skipped:
        assert end <= item.start < item.stop <= len(article.text), item
        end = item.stop
    if article.dateline_span:
        start, stop = article.dateline_span
        assert article.text[start:stop] == article.dateline
        assert not any(item.start < stop and start < item.stop for item in article.skipped)
    if article.title:
        assert "\n" not in article.title


def check_facts(article):
    """Every fact stands in the stored text, in reading order; rows are whole and refer to rows that are there."""
    told = extract(article)
    mentions = [fact.mention for facts in told.facts.values() for fact in facts]
    for mention in [*mentions, *(item.mention for item in told.unresolved)]:
        assert 0 <= mention.start < mention.stop <= len(article.text), mention
        assert article.text[mention.start : mention.stop] == mention.text, mention
    for kind, facts in told.facts.items():
        starts = [fact.start for fact in facts]
        assert starts == sorted(starts), kind
    for amount in told["amounts"]:
        value = amount.value
        least, most = value.amount_min_idr, value.amount_max_idr
        assert least is None or most is None or 0 <= least <= most <= 10**18, amount
    amounts, officials = (
        {fact.start for fact in told["amounts"]},
        {fact.value.official_id for fact in told["officials"]},
    )
    for deal in told["deals"]:
        assert len(set(deal.value.parties)) == len(deal.value.parties) > 1, deal
        assert deal.value.hub in {None, deal.value.parties[0]}, deal
        assert deal.value.amount_start in {None, *amounts}, deal
        assert deal.value.speaker in {None, *officials}, deal
    for flow in told["flows"]:
        assert flow.value.origin != flow.value.destination, flow
    check_rows(chunk([told]))
    return told


def check_rows(rows):
    """Rows come back from the file: as many, a cell per column, none that a spreadsheet runs."""
    for name, part in rows.parts.items():
        part.encode()
        if name not in schema.names():
            assert json.loads(part)["article_id"]
            continue
        read = list(csv.reader(io.StringIO(part, newline="")))
        assert len(read) == rows.counts[name], name
        assert {len(row) for row in read} == {len(schema.columns(name))}, name
        assert [cell for row in read for cell in row if schema.escape_formula(cell) != cell] == [], name


def check_read(found):
    """An input gives articles, and errors with a sentence; never an exception."""
    for item in found:
        assert isinstance(item, Article | ReadError), item
        if isinstance(item, ReadError):
            assert item.error.replace("_", "").isalpha(), item
            assert item.message.endswith("."), item
        else:
            check_article(item)
            yield item
