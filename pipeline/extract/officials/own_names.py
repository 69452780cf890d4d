"""How far a body of no list reaches: its own name, up to where a person begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.officials.named import RUN_WORDS, named
from pipeline.extract.officials.names import (
    begins_name,
    cues,
    given_names,
    part_of_name,
    prefixes,
    read_name,
    site_words,
    skip_prefixes,
)
from pipeline.extract.officials.organisations import (
    SHORT_LETTERS,
    agencies,
    known,
    places,
    seldom_places,
    stops,
)
from pipeline.extract.officials.words import speech_verbs

if TYPE_CHECKING:
    from pipeline.extract.officials.words import TokenSequence

OWN_NAME_WORDS = 6
"""Words of a body's own name before a known first name, at most."""
PLACE_WORDS = 3
"""Words of a place between an own name and a comma, at most."""
PERSON_WORDS = 2
"""Words of a personal name, where nothing else parts it from the long name of a body before it."""
GOES_ON = re.compile(r",|[ \u00a0](?!(?:dan|serta)\b)[a-z]")
"""What follows the subject of a sentence."""
SPEAKS = re.compile(r",[ \u00a0][a-z]")
"""What follows a speaker set apart by commas."""


def own_name(words: TokenSequence, first: int) -> int:
    """Return the words of the own name behind `PT`, `Bank`, `Asosiasi`: as written elsewhere in the text, else one."""
    if not words[first][:1].isupper():
        return 0
    form = _up_to_form(words, first)
    if form:
        return form
    matched = [run for other, run in named(words, words[first - 1]).items() if other != first]
    lengths = [len(run) for run in matched if words.stand(run, first)]
    if lengths:
        return min(lengths)
    listed = [found.length for found in (places().find(words, first), agencies().find(words, first)) if found]
    return up_to_name(words, first, max(listed, default=1), run_length(words, first) - PERSON_WORDS)


def _up_to_form(words: TokenSequence, first: int) -> int:
    """Return the capitalised words before a legal form, 0 when none follows: ASDP Indonesia Ferry (Persero)."""
    for length in range(1, RUN_WORDS):
        if words[first + length + (words[first + length] == "(")] in cues("legal_form"):
            return length
        if not words[first + length][:1].isupper():
            break
    return 0


def up_to_name(words: TokenSequence, first: int, least: int = 1, otherwise: int = 1) -> int:
    """Return the words up to where a name surely begins, `otherwise` where that is not near.

    A lone word at the end is hardly all of a name: what stands before it belongs to it as well.
    """
    for length in range(least, OWN_NAME_WORDS + 1):
        if begins_name(words, first + length):
            is_last = not part_of_name(words[first + length + 1])
            return length - 1 if is_last and length > least else length
        if not part_of_name(words[first + length]):
            break
    return max(least, otherwise)


def place_length(words: TokenSequence, first: int) -> int:
    """Return the words of a place in no list: all up to a comma, else one, when a name follows."""
    run = run_length(words, first, site_words())
    if words[first + run] == "," and run <= PLACE_WORDS and name_follows(words, first + run + 1):
        return run
    run = run_length(words, first)
    if run == 1 and words[first + 1] in cues("behind_office"):
        return 1
    return up_to_name(words, first, 1, run - PERSON_WORDS - 1) if run > 1 and not begins_name(words, first) else 0


def name_follows(words: TokenSequence, index: int) -> bool:
    """Tell whether a name may begin behind a comma: with its first word, an honorific or a degree."""
    return part_of_name(words[index]) or bool(prefixes().find(words, index))


def run_length(words: TokenSequence, first: int, besides: frozenset[str] | None = None) -> int:
    """Return how many words in a row may be of a name or of a body; those of names, or `besides`, may not open it."""
    run, inside = 0, cues("of_name") if besides is None else besides
    while run < RUN_WORDS and (run == 0 or words.near(first + run)):
        if not part_of_name(words[first + run]) and (run == 0 or words[first + run] not in inside):
            break
        run += 1
    return run


def body_length(words: TokenSequence, first: int, *, open_end: bool) -> int:
    """Return the words of an unknown body, 0 where a name may as well begin.

    A word that belongs to titles shows that the body goes on; with `open_end`, a known first name or a comma behind it
    shows where it ends.
    """
    run = run_length(words, first)
    begins = next((place for place in range(run) if begins_name(words, first + place)), run)
    for length in range(1, begins + 1):
        goes_on = known(words, first + length) and not _is_surname(words, first + length)
        if words.near(first + length) and (goes_on or (open_end and _abbreviated(words, first + length))):
            return length
    if not open_end or not begins:
        return 0
    if begins < run:
        return begins - 1 if begins == run - 1 and begins > 1 else begins
    return run if words[first + run] == "," and part_of_name(words[first + run + 1]) else 0


def _is_surname(words: TokenSequence, index: int) -> bool:
    """Tell whether a place that persons may be called like ends a name: `Dinas Perindag Rohimin Tanjung, berjanji`."""
    if words[index] not in seldom_places():
        return False
    behind = index + 2 if words[index + 1] == "," else index + 1
    return not part_of_name(words[behind]) and not prefixes().find(words, behind) and words[behind] != "("


def brand_length(words: TokenSequence, first: int) -> int:
    """Return the words of an unknown firm before a person: what stood alone before, or two before a first name."""
    if begins_name(words, first):
        return 0
    run = run_length(words, first)
    begins = next((place for place in range(1, run) if begins_name(words, first + place)), run)
    for length in range(min(begins, run - 1), 0, -1):
        if _stood_alone(words, first, length):
            return length
    is_known = any(known(words, first + place) for place in range(begins))
    return begins if PERSON_WORDS <= begins <= run - PERSON_WORDS and not is_known else 0


def _stood_alone(words: TokenSequence, first: int, length: int) -> bool:
    """Tell whether words stood before with no name behind them, as a firm's do and no person's introduced here."""
    stretch = [words[place] for place in range(first, first + length)]
    if length == 1 and words[first] in words.speakers:
        return False
    before = cues("site") | ({")"} if length == 1 else {words[first - 1]})
    return any(
        words[at - 1].islower() or words[at - 1] in before
        for at in words.positions(words[first])
        if at < first and words.stand(stretch, at) and not part_of_name(words[at + length])
    )


def length_before_bracket(words: TokenSequence, first: int) -> int:
    """Return the words that end what an abbreviation behind them stands for: Taxation Analysis (CITA)."""
    run = run_length(words, first)
    initials = "".join(words[first + place][0] for place in range(run))
    short = words[first + run + 1] if words[first + run] == "(" and words[first + run + 2] == ")" else ""
    return run if run and len(short) > run and short.endswith(initials) else 0


def length_before_name(words: TokenSequence, first: int, *, is_sure: bool = False) -> int:
    """Return the words of an unknown body that a comma parts from a name: Food Station, Hadrianus Pranawa, ...

    The name may end the sentence where it has an honorific, or where it is sure that no list of persons stands here:
    behind a place, or where one speaks.
    """
    run = run_length(words, first)
    if words[first + run] != "," or any(begins_name(words, first + place) for place in range(run)):
        return 0
    name = read_name(words, first + run + 1, stops())
    if name is None or not (name.last - name.first > 1 or name.prefix or words[name.first] in given_names()):
        return 0
    ends = (is_sure or name.prefix) and words[name.last] == "."
    return run if ends or GOES_ON.match(words.text, name.stop) else 0


def length_before_other(words: TokenSequence, first: int, *, is_open: bool) -> int:
    """Return the words that read like a name before the name of who speaks: `Koperasi Putra Blitar, Yusuf Salim, kata`.

    They are the rest of the body; its abbreviation and place may follow. A sure first name may open them where
    the body has a name of its own (`is_open`) or an honorific parts them: `RSUD Dr. Wirya Sarjono, Yusuf Salim, kata`.
    """
    begin = skip_prefixes(words, first)
    run = run_length(words, begin)
    run = next((place for place in range(run) if places().find(words, begin + place)), run)
    if not run or (begins_name(words, begin) and begin == first and not is_open):
        return 0
    last = begin + run + _length_in_brackets(words, begin + run)
    place = places().find(words, last) if words.near(last) else None
    last += place.length if place else 0
    name = read_name(words, last + 1, stops()) if words[last] == "," else None
    if name is None or name.last - name.first == 1 or places().find(words, last + 1):
        return 0
    return begin + run - first if SPEAKS.match(words.text, name.stop) and words[name.last + 1] in speech_verbs() else 0


def _length_in_brackets(words: TokenSequence, index: int) -> int:
    """Return the words of one abbreviation of one or two words, with its brackets, 0 where none stands."""
    lengths = (n + 2 for n in (1, 2) if words[index] == "(" and words[index + n + 1] == ")")
    return next((n for n in lengths if all(words[index + k].isupper() for k in range(1, n - 1))), 0)


def _abbreviated(words: TokenSequence, index: int) -> bool:
    """Tell whether an abbreviation in brackets begins here."""
    return (
        words[index] == "("
        and words[index + 1].isupper()
        and words[index + 2] == ")"
        and len(words[index + 1]) > SHORT_LETTERS
    )
