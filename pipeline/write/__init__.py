"""From facts to files: the tables, their description, the code lists and the run's own record."""

from pipeline.write.folder import FolderError, open_folder
from pipeline.write.manifest import VERSION, write_run
from pipeline.write.outputs import Outputs
from pipeline.write.package import write_package

__all__ = ["VERSION", "FolderError", "Outputs", "open_folder", "write_package", "write_run"]
