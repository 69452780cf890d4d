"""Who may talk to the page: this computer's own browser, with the token that the terminal printed."""

from __future__ import annotations

from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
TOKEN_HEADER = "x-niaga-token"  # noqa: S105 (a header's name)
LONGEST_BODY_BYTES = 1 << 20
"""Bytes of a form."""

SAFE = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of every answer: no script but the page's own files, no other site near it, nothing left in caches."""


class Guard:
    """Lets through what comes from the page itself, refuses all else before it reaches a handler."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.host = f"{HOST}:{port}"
        self.origin = f"http://{self.host}"
        self.cookie = f"niaga_review_{port}"
        self.token = token_urlsafe(32)

    @property
    def address(self) -> str:
        """The address to open; it holds the token."""
        return f"{self.origin}/?token={self.token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safe_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SAFE)
            await send(message)

        answer = self._refusal(scope) or self._entry(scope) or self.app
        await answer(scope, receive, safe_send)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request from elsewhere is not answered, None where it may pass."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if headers.getlist("host") != [self.host] or origin not in {None, self.origin}:
            return PlainTextResponse("This page answers to its own address only.", 403)
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("No such method.", 405)
        if scope["method"] != "POST":
            return None
        if origin is None or not self._is_token(headers.get(TOKEN_HEADER, "")):
            return PlainTextResponse("Open the address that niaga review printed, and decide there.", 403)
        length = headers.get("content-length", "")
        if not length.isdigit() or int(length) > LONGEST_BODY_BYTES:
            return PlainTextResponse("Too much at once.", 413)
        return None

    def _entry(self, scope: Scope) -> Response | None:
        """Return the answer to who comes with the token in the address, or without any; None for who is known."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and self._is_token(given) and scope["method"] != "POST":
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if self._is_token(self._carried(Headers(scope=scope))):
            return None
        return PlainTextResponse("Open the address that niaga review printed; it holds a token.", 403)

    def _carried(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self.cookie].value if self.cookie in cookies else ""

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode(), self.token.encode())
