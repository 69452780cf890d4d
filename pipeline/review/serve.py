"""The page's server: this computer only."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from pipeline.review.app import guarded
from pipeline.review.guard import HOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.review.session import Session


def serve(session: Session, port: int, tell: Callable[[str], None]) -> None:
    """Serve the page of a session until it is stopped; `tell` gets its address. Port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((HOST, port))
        door.listen()
        session.view()
        guard = guarded(session, door.getsockname()[1])
        tell(guard.address)
        # No log of requests: the first one holds the token.
        config = uvicorn.Config(
            guard, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off"
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[door])
