"""The web application: one page, and what its buttons send."""

from __future__ import annotations

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
from pipeline.review.pages import New, Pages, Said, Where, following, where
from pipeline.review.prefill import prefilled, typed
from pipeline.review.queue import name_of
from pipeline.review.wording import label

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.review.decision import Action
    from pipeline.review.forms import Form
    from pipeline.review.session import Session
    from pipeline.review.shown import Shown

STATIC = Path(__file__).parent / "static"
GONE = "That row is no longer there: the tables were made again. Nothing was changed."


def guarded(session: Session, port: int) -> Guard:
    """Return the application for one folder behind its guard, to be served on a port of this computer."""
    desk = Desk(session)
    routes = [
        Route("/", desk.look),
        Route("/people", desk.people),
        Route("/add", desk.prepare),
        Route("/add", desk.add, methods=["POST"]),
        Route("/decide", desk.decide, methods=["POST"]),
        Route("/complete", desk.complete, methods=["POST"]),
        Route("/undo", desk.undo, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    guard = Guard(Starlette(routes=routes), port)
    desk.pages = Pages(session, guard.token)
    return guard


class Desk:
    """Answers requests; one at a time, as they all run in one thread."""

    pages: Pages

    def __init__(self, session: Session) -> None:
        self.session = session

    async def look(self, request: Request) -> Response:
        """Show a place."""
        return self._answer(where(request.query_params))

    async def people(self, request: Request) -> Response:
        """Show the persons whose name holds what was typed."""
        return HTMLResponse(self.pages.people(request.query_params.get("speaker", "")))

    async def decide(self, request: Request) -> Response:
        """Take a decision on a deal, a flow or a finding."""
        form = await _form(request)
        at = _at(form)
        found = self.session.view().by_id.get(one(form, "row"))
        if found is None:
            return self._answer(at, Said(error=GONE))
        table, shown = found
        try:
            notice = self._decided(table, shown, form)
        except FormError as error:
            return self._answer(at, Said(error=str(error), typed=typed(form)))
        next_one = at if table == "flows" else _moved(at, following(self.session.view(), at))
        return self._answer(next_one, Said(notice=notice))

    def _decided(self, table: str, shown: Shown, form: Form) -> str:
        """Write the decision of a form; return what to tell.

        Raises FormError for what can't be taken.
        """
        note = one(form, "note")
        match one(form, "action"):
            case "accept" if table != "findings":
                decision, clashes = self.session.edit(table, shown, form)
                if decision is None:
                    self.session.decide("accept", table, shown, note=note)
                    return "Accepted."
                last = shown.judged.last.reviewer if shown.judged else "a re-run"
                over = (
                    f" {last} had changed {', '.join(map(label, clashes))} meanwhile; yours holds now."
                    if clashes
                    else ""
                )
                return f"Saved: {', '.join(label(name) for name in decision.changes)}.{over}"
            case "reject" if table != "findings":
                self.session.decide("reject", table, shown, note=note)
                return "Rejected."
            case verdict if table == "findings" and verdict in VERDICTS:
                action: Action = "settle"
                self.session.decide(action, table, shown, note=note, verdict=verdict)
                return f"Settled: {label(verdict)}."
        raise FormError("choose what to do with it")

    async def prepare(self, request: Request) -> Response:
        """Show the form for a row that the machine did not find."""
        form = {name: [value] for name, value in request.query_params.items()}
        at = _at(form)
        try:
            return self._answer(at, Said(new=self._selection(at, form)))
        except FormError as error:
            return self._answer(at, Said(error=str(error)))

    async def add(self, request: Request) -> Response:
        """Add a row."""
        form = await _form(request)
        at = _at(form)
        try:
            new = self._selection(at, form)
            try:
                span = int(new.row["start"]), int(new.row["stop"])
                added = self.session.add(new.table, at.article, span, form)
            except FormError as error:
                return self._answer(at, Said(error=str(error), new=new, typed=typed(form)))
        except FormError as error:
            return self._answer(at, Said(error=str(error)))
        here = at if new.table == "flows" else _moved(at, name_of(added.key))
        return self._answer(here, Said(notice="Added."))

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
        at = _at(form)
        article_id = one(form, "complete")
        if article_id not in self.session.view().articles:
            return self._answer(at, Said(error=GONE))
        self.session.complete(article_id)
        return self._answer(at, Said(notice="Complete: nothing is missing in this article."))

    async def undo(self, request: Request) -> Response:
        """Take a decision back."""
        form = await _form(request)
        undone = self.session.undo(one(form, "decision"))
        if undone is None:
            return self._answer(_at(form), Said(error="There is no such decision."))
        return self._answer(_back(_at(form), undone.table, name_of(undone.key)), Said(notice="Taken back."))

    def _answer(self, at: Where, said: Said | None = None) -> Response:
        return HTMLResponse(self.pages.page(at, said), headers={"HX-Push-Url": at.link()})


async def _form(request: Request) -> Form:
    """Return a posted form; blank fields are kept."""
    body = await request.body()
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500)


def _at(form: Form) -> Where:
    return where({name: values[-1] for name, values in form.items()})


def _moved(at: Where, item: str) -> Where:
    return Where(at.show, at.table, item, page=at.page)


def _back(at: Where, table: str, item: str) -> Where:
    return _moved(at, item) if table in {"deals", "findings"} else at
