"""A folder of tables as others may have it: without the articles' texts, with where everything stands.

Reads the tables, never the engine's insides.
"""

from pipeline.publish.folder import PublishError, publish
from pipeline.publish.licence import LICENCES

__all__ = ["LICENCES", "PublishError", "publish"]
