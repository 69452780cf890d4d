"""A copy of another article.

What: an article repeats the words of another one, with only small changes.
Why: it is not a second source, and its figures must be counted once.
Example: a paper prints the text of a news agency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import NOTE, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "wire_copy"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every copy and, once, for what it copies."""
    copied = set()
    for story in evidence:
        source = story.article.same_text_as
        if not source:
            continue
        yield finding(CHECK, SEVERITY, story.cut(*story.first_line), case="copy", related_article_id=source)
        if source in evidence.stories and source not in copied:
            copied.add(source)
            original = evidence.stories[source]
            row = original.cut(*original.first_line)
            yield finding(CHECK, SEVERITY, row, case="copied", related_article_id=story.article_id)
