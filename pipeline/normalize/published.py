"""The day of publication: from the input where it says, else from what the article tells."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.normalize.date_resolution import weekday_number
from pipeline.normalize.day_bounds import AIMED, BOUND, ENDED, WEEK, is_behind, is_counted_up_to, is_week_told
from pipeline.normalize.present_days import in_dateline, is_past_day, is_today, is_yesterday
from pipeline.normalize.published_month import month_or_year

if TYPE_CHECKING:
    from pipeline.model import Context, Fact
    from pipeline.values import Date

SURE = {"metadata", "url", "dateline"}
"""What the input itself says about its publication."""

APART = re.compile(r",[ \u00a0\n]$")
CLOSED = re.compile(r"(?: (?:pagi|siang|sore|petang|malam))?(?:[.,\n]|$)")
"""What stands around a day that is apart, or closes a clause."""

LATER = re.compile(r"\)?,? (?:pekan|minggu) lalu\b")
"""Behind a day: the writing is later, how much is not said."""

UNTIL = re.compile(r" (?:hingga|sampai|s\.?d\.?) ")
"""Within `sejak Senin hingga Minggu (19/5/2024)`: the day is the end."""

DAYS_AHEAD = 4
"""A weekday of speech this many days ahead at most is the next one; else it was yesterday or the day before."""

NEXT_DAY = re.compile(
    r"[.!?”\"\n] ?(?:Keesokan (?:hari|pagi|siang|sore|malam)nya|Esok(?: hari)?nya"
    r"|Sehari (?:kemudian|berselang|sesudahnya)),? (?P<told>[^.\n]{0,300})"
)
PLAN = re.compile(r"\b(?:akan|bakal|dijadwalkan|direncanakan|berencana|hendak)\b")
"""A sentence that goes on with the day after, and words that put it ahead."""

RANGES = {"numeric_range", "named_range"}
"""Rules that find several days in a row."""


def infer_publication_date(context: Context) -> tuple[str | None, str | None]:
    """Return the partial ISO date of publication and its basis.

    In order of trust: the input; a date in the dateline; a day in the footer; the last day on which somebody spoke
    or a later one that closes its sentence as such days do, or else the last day given with its weekday, never a
    planned one, or one without a weekday that closes its sentence; each of these moved on to a bare weekday of speech
    soon after it or to a sentence that goes on the day after; the day after one said to be `kemarin`; the month of a
    day that is `lalu`, since which something goes on or up to which something was counted; the last of several days
    in a row, or their month where none has its weekday and they are no week looked back at; the month or year of the
    footer; the month or year that `month_or_year` gives.
    """
    article = context.article
    if article.published and (article.published_basis in SURE or len(article.published) == len("2019-01-02")):
        return article.published, article.published_basis
    days = [fact for fact in context["dates"] if is_past_day(fact, context.text)]
    yesterday = [fact for fact in days if is_yesterday(fact.mention, context.text)]
    own = [fact for fact in days if fact not in yesterday]
    spoken = [fact for fact in own if fact.mention.parts.get("tense") == "speech" or is_today(fact.mention)]
    told = [fact for fact in own if fact.value.weekday_ok is not None]
    unbound = [fact for fact in told if not _is_left_behind(fact, context.text)]
    bare = [fact for fact in own if fact.value.weekday_ok is None and not _is_left_behind(fact, context.text)]
    ranges = [fact for fact in context["dates"] if _is_past_range(fact)]
    ranges_in_week = [fact for fact in ranges if "weekday" in fact.mention.parts or is_week_told(fact, context.text)]
    for basis, found in (
        ("dateline", [fact for fact in days if in_dateline(fact.mention, context.text)][:1]),
        ("speech", _spoken_or_later(spoken, unbound, context.text)),
        ("speech", [fact for fact in unbound if not is_behind(AIMED, fact, context.text)]),
        ("speech", unbound),
        ("speech", [fact for fact in bare if _closes_sentence(fact, context.text)]),
        ("yesterday", yesterday),
        ("bound", told + [fact for fact in own if is_counted_up_to(fact, context.text)]),
        ("range", ranges_in_week),
        ("bound", ranges),
    ):
        iso = _last(found)
        if iso and _agrees(iso, article.published):
            return REACHED[basis](iso, context), "dateline" if basis == "dateline" else "speech"
    if article.published:
        return article.published, article.published_basis
    return month_or_year(context)


def _last(facts: list[Fact[Date]]) -> str | None:
    """Return the last day.

    Where a weekday is wrong the month may be too: such a day counts if it lies a week behind the others at most.
    """
    sure = max((fact.value.date_stop for fact in facts if fact.value.weekday_ok is not False), default=None)
    limit = (date.fromisoformat(sure) + WEEK).isoformat() if sure else "9"
    return max((fact.value.date_stop for fact in facts if fact.value.date_stop <= limit), default=None)


def _spoken_after(iso: str, context: Context) -> str:
    """Return the last bare weekday of speech (`kata Melati, Jumat.`) behind a day and soon after it, else that day.

    Agencies name the day of speech by its weekday alone, and days of events in full.
    """
    day, text = date.fromisoformat(iso), context.text
    begin = min(fact.start for fact in context["dates"] if fact.value.date_stop == iso)
    ahead = [
        (weekday_number(mention.parts["weekday"]) - day.isoweekday()) % 7
        for mention in context.mentions["dates"]
        if mention.rule == "weekday"
        and mention.start > begin
        and mention.parts.get("tense") == "speech"
        and mention.parts.keys().isdisjoint({"turn", "beside", "week"})
        and APART.search(text, max(0, mention.start - 2), mention.start)
        and CLOSED.match(text, mention.stop)
    ]
    later = [days for days in ahead if days <= DAYS_AHEAD]
    return (day + timedelta(days=max(later, default=_goes_on(iso, context)))).isoformat()


def _goes_on(iso: str, context: Context) -> int:
    """Return 1 where a sentence behind the last mention of a day tells what happened on the day after, else 0."""
    begin = max(fact.stop for fact in context["dates"] if fact.value.date_stop == iso)
    match = NEXT_DAY.search(context.text, begin)
    return int(match is not None and PLAN.search(match["told"]) is None)


def _itself(iso: str, context: Context) -> str:  # noqa: ARG001 (all are called alike)
    return iso


def _day_after(iso: str, context: Context) -> str:  # noqa: ARG001 (all are called alike)
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def _month(iso: str, context: Context) -> str:  # noqa: ARG001 (all are called alike)
    return iso[: len("2019-01")]


REACHED = {
    "dateline": _itself,
    "speech": _spoken_after,
    "yesterday": _day_after,
    "bound": _month,
    "range": _itself,
}
"""What a day tells of the publication, by what it is: itself, the day of speech after it, the next day, its month."""


def _is_past_range(fact: Fact[Date]) -> bool:
    """Tell several days in a row that are over."""
    parts = fact.mention.parts
    planned = parts.get("turn") == "future" or parts.get("tense") == "future"
    whole = fact.value.basis == "explicit" and len(fact.value.date_stop) == len("2019-01-02")
    return fact.mention.rule in RANGES and not planned and whole


def _spoken_or_later(spoken: list[Fact[Date]], told: list[Fact[Date]], text: str) -> list[Fact[Date]]:
    """Return the days of quotations, and with them the told days in the place of one: they may be later."""
    days = [fact for fact in spoken if _is_apart(fact, text)]
    return days and days + [fact for fact in told if _closes_sentence(fact, text)]


def _is_apart(fact: Fact[Date], text: str) -> bool:
    """Tell the day of a quotation: with its weekday, in brackets, or in the place of one."""
    in_brackets = text[fact.start - 1 : fact.start] == "("
    return is_today(fact.mention) or fact.value.weekday_ok is not None or in_brackets or _closes_sentence(fact, text)


def _closes_sentence(fact: Fact[Date], text: str) -> bool:
    """Tell a day behind a comma at the end of its sentence, where the press has the day of what is new."""
    behind_comma = APART.search(text, max(0, fact.start - 2), fact.start)
    return behind_comma is not None and ENDED.match(text, fact.stop) is not None


def _is_left_behind(fact: Fact[Date], text: str) -> bool:
    """Tell whether a day is said to lie back, or to be the one since which something goes on."""
    parts = fact.mention.parts
    since = is_behind(BOUND, fact, text) and UNTIL.search(fact.mention.text) is None
    return since or parts.get("turn") == "past" or LATER.match(text, fact.stop) is not None


def _agrees(iso: str, footer: str | None) -> bool:
    """Tell whether a day fits the footer: its month, or its year, which may be off by one around New Year."""
    if footer and len(footer) == len("2019-01"):
        return iso.startswith(footer)
    return not footer or abs(int(iso[:4]) - int(footer[:4])) <= 1
