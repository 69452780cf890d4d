"""Files that lie elsewhere: s3://, gs://, https:// and all that fsspec knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.model import ReadError
from pipeline.read.extras import MissingExtraError, require_extra
from pipeline.read.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.read.source import Meter

WEB = ("http://", "https://")
CONNECT, SILENCE = 30, 60
"""Seconds to wait for a server, and for it to go on."""


def is_remote(path: str) -> bool:
    """Tell whether a path is an address."""
    return "://" in path


def found(path: str, meter: Meter, is_known: Callable[[Source], bool]) -> Iterator[Source | ReadError]:
    """Yield the files of an address: itself, what its stars match, or the files of known endings below it."""
    fsspec = require_extra("fsspec", "remote")
    try:
        system, inner = fsspec.core.url_to_fs(path, **_patience(path))
        names = _names(system, path, inner)
    except ImportError:
        message = "Such addresses need a package that is not installed; run: pip install 'niaga[remote]'"
        raise MissingExtraError(message) from None
    except Exception as error:  # noqa: BLE001 (every system has errors of its own)
        yield ReadError(path, "", "unreadable", f"The address cannot be read ({_why(error)}); check it.")
        return
    if names is None:
        yield _source(path, system, inner, meter)
        return
    sources = [_source(_full(system, path, name), system, name, meter) for name in sorted(names)]
    known = [source for source in sources if is_known(source)]
    yield from known
    if not known:
        yield ReadError(path, "", "no_articles", "The address holds no file that is read; name another.")


def _patience(path: str) -> dict[str, Any]:
    """Return the options that keep a silent web server from holding up everything."""
    if not path.startswith(WEB):
        return {}
    timeout = require_extra("aiohttp", "remote").ClientTimeout(total=None, sock_connect=CONNECT, sock_read=SILENCE)
    return {"client_kwargs": {"timeout": timeout}}


def _names(system: Any, path: str, inner: str) -> list[str] | None:
    """Return the files that a pattern or a folder stands for, None for a single file."""
    if "*" in path:
        return [str(name) for name in system.glob(inner)]
    if not path.startswith(WEB) and system.isdir(inner):
        return [str(name) for name in system.find(inner)]
    return None


def _full(system: Any, path: str, name: str) -> str:
    return name if path.startswith(WEB) else str(system.unstrip_protocol(name))


def _source(name: str, system: Any, inner: str, meter: Meter) -> Source:
    def opener() -> Any:
        try:
            return system.open(inner, "rb")
        except FileNotFoundError:
            raise
        except Exception as error:
            raise OSError(_why(error)) from error

    return Source(name, meter, opener)


def _why(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
