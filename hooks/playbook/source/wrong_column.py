"""What the YAML parser refuses because of the column a line stands at, in words an editor can act on."""

import re

from playbook.diagnostics import Diagnostic
from playbook.source.refused import FIELD, NAME, Refused

_COMMENTED = re.compile(rf" *# *(?P<name>{NAME}):\s*")


def tab(at: Refused) -> Diagnostic | None:
    """A tab in the indentation."""
    indent = at.line[: len(at.line) - len(at.line.lstrip())]
    if "\t" not in indent:
        return None
    hint = "indent with spaces, two a level"
    return at.say("tab-indentation", "a tab indents this line", hint, at.row, indent.index("\t"))


def commented(at: Refused) -> Diagnostic | None:
    """A name made a comment, and what belongs to it still there."""
    row = min(at.start[0], at.row) if at.context == "while scanning a simple key" else at.row
    found = _COMMENTED.fullmatch(at.lines[row - 1]) if row else None
    if not found or not at.line.strip():
        return None
    column = at.lines[row - 1].index("#")
    hint = f"take the # from « {found['name']}: », or make what is below it a comment too"
    message = f'"{found["name"]}" is a comment, and what belongs to it is not'
    return at.say("yaml-syntax", message, hint, row - 1, column)


def outdented(at: Refused) -> Diagnostic | None:
    """A line of text that stands left of the text it belongs to."""
    row = min(at.start[0], at.row) if at.context == "while scanning a simple key" else at.row
    line = at.lines[row]
    indent = len(line) - len(line.lstrip())
    if FIELD.match(line) or line.lstrip().startswith("- "):
        return None
    return _too_far_left(at, row, indent) if at.in_block(row, indent + 1) else None


def cut_off(at: Refused) -> Diagnostic | None:
    """A line of a text without a sign, which ends where one stands left of its field's name."""
    if at.in_flow or at.problem != "did not find expected key":
        return None
    return _too_far_left(at, at.row, len(at.line) - len(at.line.lstrip()))


def _too_far_left(at: Refused, row: int, column: int) -> Diagnostic:
    hint = "indent the whole text by two spaces more than the name of its field"
    message = "this line of the text stands too far left"
    return at.say("mistaken-indent", message, hint, row, column)


def unaligned(at: Refused) -> Diagnostic | None:
    """A field or an item that is not aligned with its neighbours."""
    indent = len(at.line) - len(at.line.lstrip())
    if not (FIELD.match(at.line) or at.line.lstrip().startswith("-")) or at.column < indent:
        return None
    item = at.line.lstrip().startswith("-")
    hint = "align it with the fields of its group"
    beside = FIELD.match(at.lines[at.above]) if item and at.above is not None else None
    if beside and FIELD.match(at.line) and indent >= beside.start("name"):
        under = indent == beside.start("name")
        hint = "delete its « - »" if under else "write the name of the list on the line above"
    for row in range(at.row - 1, -1, -1):
        beside = FIELD.match(at.lines[row])
        dash = at.lines[row].find("-") + 1
        if item and at.lines[row].lstrip().startswith("-"):
            hint = f"begin it under the « - » above, at column {dash}"
            break
        if beside and not item:
            hint = f"begin it under « {beside['name']} », at column {len(beside['before']) + 1}"
            break
    return at.say("mistaken-indent", "this line is not aligned", hint, at.row, indent)
