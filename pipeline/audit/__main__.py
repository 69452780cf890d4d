"""`python -m pipeline.audit` prints the checks as Markdown."""

import sys

from pipeline.audit.markdown import markdown

sys.stdout.write(markdown())
