"""Known vulnerabilities of the locked packages, by pip-audit; where its service can't be reached, that is said.

Against an index without the service pip-audit itself skips every package and says `No known vulnerabilities found`.
"""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

LOCK = Path(__file__).parents[1] / "requirements.lock"
SERVICE = "https://pypi.org"
COMMAND = (
    sys.executable,
    "-m",
    "pip_audit",
    "--requirement",
    str(LOCK),
    "--require-hashes",
    "--disable-pip",
    "--strict",
)
PATIENCE = 10
"""Seconds to wait for the service."""


def serves(address):
    """Tell whether an index gives the vulnerabilities of a release."""
    try:
        with urlopen(f"{address}/pypi/pip/24.0/json", timeout=PATIENCE) as answer:  # noqa: S310 (our own address)
            return "vulnerabilities" in json.load(answer)
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
