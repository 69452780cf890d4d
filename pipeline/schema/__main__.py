"""`python -m pipeline.schema` prints the tables as Markdown."""

import sys

from pipeline.schema.markdown import markdown

sys.stdout.write(markdown())
