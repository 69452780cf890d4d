"""The documentation site: `make docs` builds it into site/ from the Markdown where it lies; every warning is an error.

The pages are those of the project as it is read in a repository, so that links hold in both. Nothing is fetched, by the
build or by the reader's browser: theme, scripts and search are files of the site. The pages of the
rules are made from the program and its cases first.
"""

import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

project = "niaga"
author = "The niaga authors"
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "docs/index"
include_patterns = ["docs/**", "benchmarks/*.md", "corpus/README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
exclude_patterns = [".venv", "outputs", "site"]

myst_enable_extensions = ["html_image"]
myst_heading_anchors = 3
nitpicky = True
smartquotes = False  # words of articles stand as they were written
highlight_language = "text"

html_theme = "furo"
html_title = "niaga"
html_static_path = ["style"]
html_css_files = ["site.css"]
html_extra_path = ["forward"]  # the site's own address leads to its first page
html_copy_source = False
html_show_copyright = False
html_show_search_summary = False  # it would be fetched, which a browser refuses for files
html_show_sourcelink = False
html_use_index = False


def make_rules(app: Sphinx) -> None:
    """Write the pages of the rules where the site has their folder."""
    import rules_page  # noqa: PLC0415 (it reads the whole program)

    if (folder := Path(app.srcdir, "docs", "rules")).is_dir():
        rules_page.write(folder)


def setup(app: Sphinx) -> None:
    """Tell Sphinx what to do before it looks for pages."""
    app.connect("builder-inited", make_rules)
