"""Known vulnerabilities of the locked packages, by pip-audit from OSV; where that can't be reached, it is said.

Asked of somebody who keeps no vulnerabilities, pip-audit itself may say `No known vulnerabilities found`.
"""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

LOCK = Path(__file__).parents[1] / "requirements.lock"
SERVICE = "https://api.osv.dev"
VULNERABLE = {"version": "2.4.1", "package": {"name": "jinja2", "ecosystem": "PyPI"}}
"""A release that every service knows something against."""
COMMAND = (
    sys.executable,
    "-m",
    "pip_audit",
    "--requirement",
    str(LOCK),
    "--require-hashes",
    "--disable-pip",
    "--strict",
    "--vulnerability-service",
    "osv",
)
PATIENCE = 10
"""Seconds to wait for the service."""


def serves(address):
    """Tell whether a service gives the vulnerabilities of a release."""
    asked = Request(f"{address}/v1/query", json.dumps(VULNERABLE).encode())  # noqa: S310 (our own address)
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            return "vulns" in json.load(answer)
    except (OSError, ValueError):
        return False


def main(address=SERVICE):
    """Return 0 when nothing is known or nothing could be asked, else what pip-audit returns."""
    if not serves(address):
        print(f"vulnerabilities: not checked: no service at {address}")
        return 0
    return subprocess.run([*COMMAND, "--progress-spinner", "off"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
