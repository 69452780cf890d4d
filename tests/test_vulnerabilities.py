"""The check of vulnerabilities says when it could not check, and asks about every package of the lock."""

import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import vulnerabilities

pytest.importorskip("pip_audit", reason="the dev dependency pip-audit is not installed")


@pytest.fixture
def service():
    """Return a function that serves one answer to everything and returns its address."""
    running = []

    def serve(status, body):
        class Answer(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("status, body", [(404, b""), (200, b"<html>"), (200, b"{}")])
def test_no_service_is_said(service, capsys, status, body):
    address = service(status, body)
    assert vulnerabilities.main(address) == 0
    assert capsys.readouterr().out == f"vulnerabilities: not checked: no service at {address}\n"


def test_a_service_is_known(service):
    assert vulnerabilities.serves(service(200, b'{"vulns": []}'))


def test_a_service_is_asked(service, monkeypatch):
    asked = []
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: asked.append(command) or subprocess.CompletedProcess([], 1)
    )
    assert vulnerabilities.main(service(200, b'{"vulns": []}')) == 1
    assert asked[0][: len(vulnerabilities.COMMAND)] == list(vulnerabilities.COMMAND)


def test_every_package_is_asked_about():
    done = subprocess.run([*vulnerabilities.COMMAND, "--dry-run"], check=False, capture_output=True, text=True)
    lines = re.findall(r"^[\w.-]+==.*", vulnerabilities.LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    [told] = re.findall(r"would have audited (\d+) packages", done.stderr)
    assert done.returncode == 0
    assert sum(" ; " not in line for line in lines) <= int(told) <= len(lines)
