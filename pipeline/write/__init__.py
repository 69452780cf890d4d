"""From facts to files: the tables, their description, the code lists and the run's own record."""

from pipeline.write.aside import Aside
from pipeline.write.atomic import write_atomic
from pipeline.write.chunks import Chunk, chunk, joined, stored_ids
from pipeline.write.folder import FolderError, open_folder, why, writing
from pipeline.write.made import is_made, stale, stale_message
from pipeline.write.manifest import VERSION, addable, program, read_run
from pipeline.write.staging import StagingFolder
from pipeline.write.tables import Row, TablesError, added_later, columns, file, form_of, missing, records, rows
from pipeline.write.trade import trading

__all__ = [
    "VERSION",
    "Aside",
    "Chunk",
    "FolderError",
    "Row",
    "StagingFolder",
    "TablesError",
    "addable",
    "added_later",
    "chunk",
    "columns",
    "file",
    "form_of",
    "is_made",
    "joined",
    "missing",
    "open_folder",
    "program",
    "read_run",
    "records",
    "rows",
    "stale",
    "stale_message",
    "stored_ids",
    "trading",
    "why",
    "write_atomic",
    "writing",
]
