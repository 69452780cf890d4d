"""The rules reference: every rule that the tables can name, what it takes, and its cases.

docs/conf.py writes docs/rules/<table>.md with it before the site is built. The names come from the rooms, the meanings from
`pipeline/schema/rules.csv`, the cases from `tests/cases`, and what a case shows is what the program makes of it.
"""

from functools import cache

import cases
from rule_cases import of_check, of_people, of_texts
from rule_names import NAMES, NOT_FROM_TEXT

from pipeline import schema
from pipeline.audit import CHECKS

PAGES = (*NAMES, "findings")

HEAD = """\
# Rules: {table}

Made with the site from the program's own lists, `pipeline/schema/rules.csv` and `tests/cases`.
**Bold** is what the rule took, beside it what the row of `{table}.csv` then says ([all columns](../tables.md)), or why
it was not used. The sentences are made up, and so are their persons.
"""

PEOPLE_HEAD = """\
# Rules: people

Made with the site from the program's own lists, `pipeline/schema/rules.csv` and `tests/cases/link_people.csv`.
The column `reason` of `people.csv` names the rule by which a further name or office was found to be of a
person known already. The persons are made up.
"""

CHECKS_HEAD = """\
# Rules: findings

Made with the site from `tests/cases/findings`. One check per part, with the articles that show it;
**bold** are the words of the finding. [The audit](../audit.md) says what each check looks for and why. The articles are
made up, and so are their persons.
"""


@cache
def page(table):
    """Return the page of one table."""
    if table == "findings":
        return "\n".join([CHECKS_HEAD, *(checked(check, room) for check, room in CHECKS.items())])
    shown = list(of_people() if table == "people" else of_texts(table))
    parts = [section(table, rule, [one for one in shown if one.rule == rule]) for rule in NAMES[table]]
    untaken = [one for one in shown if not one.rule]
    nothing = f"## Taken by no rule\n\nWhat looks like it and is not.\n\n{grid(untaken)}" if untaken else ""
    head = PEOPLE_HEAD if table == "people" else HEAD.format(table=table)
    return "\n".join([head, *parts, nothing]).rstrip() + "\n"


def section(table, rule, shown):
    """Return a rule with its meaning and its cases; that it has none is said."""
    why = "it weighs most in none" if table in cases.SHOWN else "none is written yet"
    none = f"No case: {NOT_FROM_TEXT.get((table, rule), why)}.\n"
    return f"## {rule}\n\n{schema.rules(table)[rule]}\n\n{grid(shown) if shown else none}"


def checked(check, room):
    """Return a check with its cases: those that it finds, then those that it lets be."""
    title = room.__doc__.partition("\n")[0]
    shown = sorted(of_check(check), key=lambda one: one.rule == "")
    return f"## {check}\n\n{title}\n\n{grid(shown)}"


def grid(shown):
    rows = (f"| {one.text} | {one.said} | {one.note} |" for one in shown)
    return "\n".join(["| text | says | note |", "|---|---|---|", *rows, ""])


def write(folder):
    """Write the pages of all tables into a folder; those that have not changed stay as they are."""
    for name in PAGES:
        path, text = folder / f"{name}.md", page(name)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
