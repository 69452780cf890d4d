"""From facts to files: the tables, their description, the code lists and the run's own record."""

from pipeline.write.chunks import Chunk, chunk, joined, stored_ids
from pipeline.write.folder import FolderError, open_folder, writing
from pipeline.write.manifest import VERSION, addable, program, read_run
from pipeline.write.whole import write_whole
from pipeline.write.work import Work

__all__ = [
    "VERSION",
    "Chunk",
    "FolderError",
    "Work",
    "addable",
    "chunk",
    "joined",
    "open_folder",
    "program",
    "read_run",
    "stored_ids",
    "write_whole",
    "writing",
]
