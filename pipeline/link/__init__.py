"""facts of many articles -> people, events, copies.

Rows are taken in reading order and each is compared with what was read before it, never the other way round: so a later
batch behind the earlier ones leaves their ids as they were, and the work grows with the number of rows.
"""

from pipeline.link.folder import link
from pipeline.link.overrides import OverridesError
from pipeline.link.years import Years

__all__ = ["OverridesError", "Years", "link"]
