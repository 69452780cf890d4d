"""The web application: one page, and what its buttons send."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.review.article import selected
from pipeline.review.decision import VERDICTS
from pipeline.review.forms import FormError, one
from pipeline.review.guard import Guard
from pipeline.review.pages import New, PageMessage, Pages, stamp
from pipeline.review.place import Where, alike, following, where
from pipeline.review.prefill import prefilled, typed
from pipeline.review.queue import name_of
from pipeline.review.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.review.decision import Row
    from pipeline.review.forms import Form
    from pipeline.review.session import Session
    from pipeline.review.shown import Shown

STATIC = Path(__file__).parent / "static"
GONE = "That row is no longer there: the tables were made again. Nothing was changed."


def guarded(session: Session, port: int) -> Guard:
    """Return the application for one folder behind its guard, to be served on a port of this computer."""
    handlers = Handlers(session)
    routes = [
        Route("/", handlers.look),
        Route("/people", handlers.people),
        Route("/add", handlers.prepare),
        Route("/add", handlers.add, methods=["POST"]),
        Route("/decide", handlers.decide, methods=["POST"]),
        Route("/complete", handlers.complete, methods=["POST"]),
        Route("/undo", handlers.undo, methods=["POST"]),
        Route("/switch", handlers.switch, methods=["POST"]),
        Route("/train", handlers.train, methods=["POST"]),
        Route("/training", handlers.training),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    guard = Guard(Starlette(routes=routes), port)
    handlers.pages = Pages(session, guard.token)
    return guard


class Handlers:
    """Answers requests; one at a time, as they all run in one thread."""

    pages: Pages

    def __init__(self, session: Session) -> None:
        self.session = session

    async def look(self, request: Request) -> Response:
        """Show a place."""
        return self._answer(where(request.query_params, blind=self.session.blind))

    async def people(self, request: Request) -> Response:
        """Show the persons whose name holds what was typed."""
        return HTMLResponse(self.pages.people(request.query_params.get("speaker", "")))

    async def decide(self, request: Request) -> Response:
        """Take a decision on a deal, a flow or a finding."""
        form = await _form(request)
        at = self._at(form)
        found = self.session.view().by_id.get(one(form, "row"))
        if found is None:
            return self._answer(at, PageMessage(error=self.pages.say(GONE)))
        table, shown = found
        try:
            notice = self._decided(table, shown, form)
        except FormError as error:
            return self._answer(at, self._refused(error, typed=typed(form)))
        next_one = at if table == "flows" else _moved(at, following(self.session.view(), at))
        return self._answer(next_one, PageMessage(notice=notice))

    def _decided(self, table: str, shown: Shown, form: Form) -> str:
        """Write the decision of a form; return what to tell.

        Raises FormError for what can't be taken.
        """
        match one(form, "action"):
            case "accept" if table != "findings":
                return self._accepted(table, shown, form)
            case "reject" if table != "findings":
                self.session.decide("reject", table, shown, form)
                return self.pages.say("Rejected.")
            case verdict if table == "findings" and verdict in VERDICTS:
                return self._settled(shown, verdict, form)
        raise FormError("choose what to do with it")

    def _accepted(self, table: str, shown: Shown, form: Form) -> str:
        """Accept a row with what was changed in its form."""
        decision, clashes = self.session.edit(table, shown, form)
        if decision is None:
            self.session.decide("accept", table, shown, form)
            return self.pages.say("Accepted.")
        saved = self.pages.say("Saved: %(names)s.", names=self._named(decision.changes))
        if not clashes:
            return saved
        last = shown.history.last.reviewer if shown.history else self.pages.say("a re-run")
        over = "%(who)s had changed %(names)s meanwhile; yours holds now."
        return f"{saved} {self.pages.say(over, who=last, names=self._named(clashes))}"

    def _settled(self, shown: Shown, verdict: str, form: Form) -> str:
        """Settle a finding, or all of its kind that the list holds where the form says so."""
        at, view = self._at(form), self.session.view()
        item, many = view.item(one(form, "row")), one(form, "many")
        if not many or item is None:
            self.session.decide("settle", "findings", shown, form, verdict=verdict)
            return self.pages.say("Settled: %(what)s.", what=verdict)
        items = alike(view, at, item)
        if stamp(items) != many:
            raise FormError(
                "The findings of this kind have changed meanwhile; nothing was settled. Look at them again."
            )
        number = self.session.settle([each.shown for each in items], verdict, form)
        return self.pages.say("Settled %(n)s findings: %(what)s.", n=str(number), what=verdict)

    def _named(self, columns: Iterable[str]) -> str:
        return ", ".join(map(self.pages.label, columns))

    async def prepare(self, request: Request) -> Response:
        """Show the form for a row that the machine did not find."""
        form = {name: [value] for name, value in request.query_params.items()}
        at = self._at(form)
        try:
            return self._answer(at, PageMessage(new=self._selection(at, form)))
        except FormError as error:
            return self._answer(at, self._refused(error))

    async def add(self, request: Request) -> Response:
        """Add a row."""
        form = await _form(request)
        at = self._at(form)
        try:
            new = self._selection(at, form)
            try:
                span = int(new.row["start"]), int(new.row["stop"])
                added = self.session.add(new.table, at.article, span, form)
            except FormError as error:
                return self._answer(at, self._refused(error, new=new, typed=typed(form)))
        except FormError as error:
            return self._answer(at, self._refused(error))
        here = at if new.table == "flows" else _moved(at, name_of(added.key))
        return self._answer(here, self._told("Added."))

    def _selection(self, at: Where, form: Form) -> New:
        """Return the row to add: the selected words, and what they name."""
        view, table = self.session.view(), one(form, "add")
        start, stop = one(form, "start"), one(form, "stop")
        if at.article not in view.articles or table not in {"deals", "flows"} or not (start + stop).isascii():
            raise FormError(GONE)
        if not (start.isdigit() and stop.isdigit()):
            raise FormError("select the words first")
        text = view.tables.text(at.article)
        try:
            span = selected(text, int(start), int(stop), form.get("words", [""])[0])
        except ValueError as error:
            raise FormError(str(error)) from error
        return New(table, prefilled(view.tables, at.article, table, text, span))

    async def complete(self, request: Request) -> Response:
        """Declare an article complete."""
        form = await _form(request)
        at = self._at(form)
        article_id = one(form, "complete")
        if article_id not in self.session.view().articles:
            return self._answer(at, PageMessage(error=self.pages.say(GONE)))
        try:
            self.session.complete(article_id, form)
        except FormError as error:
            return self._answer(at, self._refused(error))
        return self._answer(at, self._told("Complete: nothing is missing in this article."))

    async def undo(self, request: Request) -> Response:
        """Take a decision back."""
        form = await _form(request)
        undone = self.session.undo(one(form, "decision"))
        if undone is None:
            return self._answer(self._at(form), PageMessage(error=self.pages.say("There is no such decision.")))
        return self._answer(_back(self._at(form), undone.table, name_of(undone.key)), self._told("Taken back."))

    async def switch(self, request: Request) -> Response:
        """Take another language, or turn the blind mode on or off."""
        form = await _form(request)
        if one(form, "language") in LANGUAGES:
            self.session.language = one(form, "language")
        if one(form, "blind_mode") not in {"on", "off"}:
            return self._answer(self._at(form))
        self.session.blind = one(form, "blind_mode") == "on"
        beginning = {"show": [one(form, "show")]}
        return self._answer(self._at(beginning))

    async def train(self, request: Request) -> Response:
        """Begin to train on what was reviewed, in a process beside the page."""
        form = await _form(request)
        self.session.training.start()
        return self._answer(self._at(form))

    async def training(self, request: Request) -> Response:
        """Show a place again, for what it tells of the training; it is no step back in the browser."""
        return HTMLResponse(self.pages.page(where(request.query_params, blind=self.session.blind)))

    def _answer(self, at: Where, said: PageMessage | None = None) -> Response:
        return HTMLResponse(self.pages.page(at, said), headers={"HX-Push-Url": at.link()})

    def _at(self, form: Form) -> Where:
        return where({name: values[-1] for name, values in form.items()}, blind=self.session.blind)

    def _told(self, notice: str) -> PageMessage:
        return PageMessage(notice=self.pages.say(notice))

    def _refused(self, error: FormError, typed: Row | None = None, new: New | None = None) -> PageMessage:
        return PageMessage(error=self.pages.say(error.says, **error.cells), typed=typed, new=new)


async def _form(request: Request) -> Form:
    """Return a posted form; blank fields are kept."""
    body = await request.body()
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500)


def _moved(at: Where, item: str) -> Where:
    return replace(at, item=item, article="")


def _back(at: Where, table: str, item: str) -> Where:
    return _moved(at, item) if table in {"deals", "findings"} else at
