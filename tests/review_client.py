"""Talks to the review page without a browser."""

import asyncio
from html.parser import HTMLParser
from urllib.parse import urlencode

from pipeline.review.app import guarded
from pipeline.review.session import Session

PORT = 8123
OWN = f"http://127.0.0.1:{PORT}"


class Client:
    """Talks to the application as a server would."""

    def __init__(self, folder, reviewer="ani", **options):
        self.session = Session(folder, reviewer, **options)
        self.guard = guarded(self.session, PORT)
        self.known = {
            "host": f"127.0.0.1:{PORT}",
            "origin": OWN,
            "x-niaga-token": self.guard.token,
            "cookie": f"niaga_review_{PORT}={self.guard.token}",
        }

    def send(self, method, address, headers, body=b""):
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), cell.encode()) for name, cell in headers.items()],
        }
        sent, coming = [], [{"type": "http.request", "body": body, "more_body": False}]

        async def receive():
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        asyncio.run(self.guard(scope, receive, send))
        text = b"".join(message.get("body", b"") for message in sent)
        return sent[0]["status"], {name.decode(): cell.decode() for name, cell in sent[0]["headers"]}, text.decode()

    def get(self, address="/", **headers):
        return self.send("GET", address, self.known | headers)

    def post(self, address, **fields):
        body = urlencode(fields, doseq=True).encode()
        status, _, page = self.send("POST", address, self.known | {"content-length": str(len(body))}, body)
        assert status == 200
        return page


class Form(HTMLParser):
    """The fields of the page's decision form as a browser would send them."""

    def __init__(self, page, kind="decision"):
        super().__init__()
        self.fields, self.kind, self.inside, self.select = {}, kind, False, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = self.kind in attrs.get("class", "")
        elif self.inside and tag == "input":
            self.fields.setdefault(attrs["name"], []).append(attrs.get("value") or "")
        elif self.inside and tag == "select":
            self.select = attrs["name"]
            self.fields.setdefault(self.select, []).append("")
        elif self.inside and tag == "option" and "selected" in attrs:
            self.fields[self.select][-1] = attrs["value"]

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"


CODES = {
    "provinces": "province,name\nID-JI,Jawa Timur\nID-SG,Sulawesi Tenggara\nID-KI,Kalimantan Timur\nID-BA,Bali\n"
    "ID-KS,Kalimantan Selatan\n",
    "commodities": "commodity,name\ncocoa,kakao\ncashew,mete\n",
}


def write_codes(folder):
    """Write the code lists of a run."""
    codes = folder / "codes"
    codes.mkdir(parents=True)
    for name, content in CODES.items():
        (codes / f"{name}.csv").write_text(content, encoding="utf-8")
