"""facts of many articles -> people, events, copies.

Rows are taken in reading order and each is compared with what was read before it, never the other way round: so a later
batch behind the earlier ones leaves their ids as they were, and the work grows with the number of rows. What an earlier
run gave an id keeps it, whatever later models make of the rows.
"""

from pipeline.link.folder import MAKES, link
from pipeline.link.overrides import OverridesError
from pipeline.link.years import Years

__all__ = ["MAKES", "OverridesError", "Years", "link"]
