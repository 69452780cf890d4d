"""What keeps an export from being made."""


class ExportError(Exception):
    """An export can't be made; the message says what to do."""


def missing(library: str) -> ExportError:
    """Return the error for a library that is not installed."""
    return ExportError(f"this needs {library}; run: pip install 'niaga[analysis]'")
