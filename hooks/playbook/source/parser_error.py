"""What the YAML parser refuses, in words an editor can act on."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from playbook.diagnostics import Diagnostic, Place
from playbook.source import wrong_column
from playbook.source.misread import SWALLOWED, below, built_with_space, cannot_begin, hash_in_prose
from playbook.source.refused import FIELD, NAME, Refused

_STUCK = re.compile(rf"\s*(?:- +)*(?P<name>{NAME})(?P<colon>:)(?=[^\s/])")
_CLOSED_BEHIND = re.compile(r"[^#]*[\[{][^\]}#]*[ \t](#.*[\]}])\s*")
_NO_COLON = re.compile(rf"(?P<before>\s*(?:- +)*)(?P<name>{NAME}) +(?P<text>[^\s:].*?)\s*$")
_NOTHING_BEFORE = re.compile(
    rf"(?P<before>\s*(?:- +)*)(?P<name>{NAME}) +(?P<text>\[.*\]|\{{.*\}}|\".*\")\s*"
)
_START = re.compile(r"\s*(?:- +)*(?:[^\s:#][^:]*:\s+)?(?P<sign>[\[\]{}%@`*&!?|>,-])")


def explain(
    error: yaml.MarkedYAMLError, text: str, shown: str, quoted: yaml.ScalarEvent | None = None
) -> Diagnostic:
    """The parser's refusal in words an editor can act on."""
    lines = text.split("\n")
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    row, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    refused = Refused(
        shown,
        error.problem or "it cannot be read",
        error.context or "",
        lines,
        row,
        column,
        (min(start.line, row), start.column) if start else (row, column),
        _quoted(quoted, mark, text),
    )
    return next(found for cause in _CAUSES if (found := cause(refused)))


def _quoted(last: yaml.ScalarEvent | None, mark: Any, text: str) -> tuple[int, int] | None:
    """Where the `last` text in quotes began, if nothing stands between its end and the `mark`."""
    begin, end = (last.start_mark, last.end_mark) if last else (None, None)
    if not mark or not begin or not end or text[end.index : mark.index].strip():
        return None
    # One that ends on its own line is right; what is refused on a line below it is not.
    return None if begin.line == end.line != mark.line else (begin.line, begin.column)


def _merge(at: Refused) -> Diagnostic | None:
    """What a merge that was not finished leaves in a file."""
    for row, line in enumerate(at.lines):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            hint = "keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"
            message = "two versions of the file stand here"
            return at.say("yaml-syntax", message, hint, row, 0)
    return None


def _fence(at: Refused) -> Diagnostic | None:
    """The marks of a block of code, as a page or an assistant shows YAML."""
    for row in range(at.row, -1, -1):
        if at.lines[row].startswith("```"):
            message, hint = (
                "the mark of a block of code",
                "delete this line, and the one that closes it",
            )
            return at.say("yaml-syntax", message, hint, row, 0)
    return None


def _hash(at: Refused) -> Diagnostic | None:
    """A ``#`` has cut the text on one of the lines that were being read."""
    first = at.opening if at.in_flow else max(min(at.start[0], at.row - 1), at.row - 50, 0)
    for row in range(at.row, first - 1, -1):
        lost = SWALLOWED.search(at.lines[row]) or _CLOSED_BEHIND.fullmatch(at.lines[row])
        quotes = at.lines[row][: lost.start(1)].count('"') % 2 if lost else 0
        if lost and not quotes and at.says(row) and not at.in_block(row):
            return hash_in_prose(at.shown, row, lost.start(1), lost[1], at.name(row))
    return None


def _space(at: Refused) -> Diagnostic | None:
    """A space that is no ordinary one, as French keyboards and word processors put them."""
    first = None
    for row in range(at.row, max(at.row - 50, -1), -1):
        found = built_with_space(at.lines[row], Place(at.shown, row + 1, 1, 1))
        if found and not at.in_block(row):
            first = found
        if row < at.row and row <= at.start[0] and FIELD.match(at.lines[row]):
            break  # where what was being read began
    return first


def _quotes(at: Refused) -> Diagnostic | None:
    """A quote that is never closed, or closed too early."""
    if at.context == "while scanning a quoted scalar":
        row, column = at.start
        sign = at.lines[row][column : column + 1]
        hint = f"write {sign} where the text ends, or the text without quotes after >-"
        return at.say("yaml-syntax", f"this {sign} is never closed", hint, row, column)
    if at.quoted and at.quoted[0] < at.row:
        hint = f"close it where its text ends; as it stands, it runs on to line {at.row + 1}"
        return at.say("yaml-syntax", "this quote is not closed on its line", hint, *at.quoted)
    if at.quoted and at.column < len(at.line.rstrip()):
        hint = f"{below(at.name(at.row))}, quotes included"
        return at.say(
            "yaml-syntax", "the text goes on behind its closing quote", hint, at.row, at.column
        )
    return None


def _escape(at: Refused) -> Diagnostic | None:
    """A backslash between double quotes."""
    if at.context != "while parsing a quoted scalar":
        return None
    column = max(at.line.rfind("\\", 0, at.column + 1), 0)
    hint = f"{below(at.name(at.row))}, without quotes"
    message = "between double quotes, \\ does not stand for itself"
    return at.say("yaml-syntax", message, hint, at.row, column)


def _colon(at: Refused) -> Diagnostic | None:
    """A colon where the text should go on."""
    if at.line[at.column : at.column + 1] != ":":
        return None
    if not at.line[: at.column].strip():
        hint = "write a field's name before it"
        message = "a colon without a name before it"
        return at.say("yaml-syntax", message, hint, at.row, at.column)
    field = FIELD.match(at.line)
    if field and field.end() == at.column + 1 and (at.start[0] < at.row or not at.in_flow):
        return None
    begin = len(at.line) - len(at.line.lstrip(" -"))
    first = at.line.find(": ", begin)
    column = at.column if field or first < 0 else min(first, at.column)
    if at.in_flow:
        hint = "put the text in quotes, or each item on a line of its own, with the text after >-"
    elif not at.line[at.column + 1 :].strip() and at.opens_a_group:
        message, hint = "a colon inside a name", "write one word and one colon"
        return at.say("colon-in-prose", message, hint, at.row, column)
    elif "-" in at.line[:begin] and not field:
        hint = below("-")
    else:
        hint = (
            below(field["name"]) if field else "write >- after the name above, for the whole text"
        )
    return at.say("colon-in-prose", "a colon inside the text", hint, at.row, column)


def _no_colon_here(at: Refused) -> Diagnostic | None:
    """A field without its colon, whose value stands between signs, beside a field that has it."""
    found = _NOTHING_BEFORE.fullmatch(at.line)
    beside = FIELD.match(at.lines[at.above]) if at.above is not None else None
    if not found or not beside or found.start("name") != beside.start("name"):
        return None
    return _missing_colon(at, at.row, found)


def _stuck(at: Refused) -> Diagnostic | None:
    """No space behind the colon of a field, here or on the line above."""
    for row in (at.start[0], at.row, at.above):
        found = _STUCK.match(at.lines[row]) if row is not None and row < len(at.lines) else None
        if row is not None and found and not at.in_block(row):
            hint = f"write « {found['name']}: » and a space"
            column = found.start("colon")
            return at.say("yaml-syntax", "a space is missing behind the colon", hint, row, column)
    return None


def _no_colon(at: Refused) -> Diagnostic | None:
    """A field without its colon, above one that has it: the two are read as one name."""
    row, field = at.above, FIELD.match(at.line)
    found = _NO_COLON.match(at.lines[row]) if row is not None else None
    if row is None or not field or not found or at.in_block(row):
        return None
    # As a first field it stands below a name; else it may be the end of a text.
    opens = at.lines[row - 1].rstrip().endswith(":") if row else True
    if found.start("name") != field.start("name") or not (opens or found["before"].strip()):
        return None
    return _missing_colon(at, row, found)


def _missing_colon(at: Refused, row: int, found: re.Match[str]) -> Diagnostic:
    hint = f"write « {found['name']}: {found['text']} »"
    message = f'the colon is missing after "{found["name"]}"'
    return at.say("yaml-syntax", message, hint, row, found.end("name"))


def _no_name(at: Refused) -> Diagnostic | None:
    """A line without a name and a colon where a field is due."""
    simple = at.context == "while scanning a simple key"
    row, column = at.start if simple else (at.row, at.column)
    above = at.lines[row - 1] if row else ""
    if above.lstrip().startswith("#") and column and not FIELD.match(at.lines[row]):
        message, hint = "a comment cuts the text in two", "move it above the field"
        return at.say("yaml-syntax", message, hint, row - 1, above.index("#"))
    if not simple:
        return None
    hint = "a field: write its name, a colon, a space; the rest of a text: indent it"
    return at.say("yaml-syntax", "no name and colon on this line", hint, row, column)


def _closes_nothing(at: Refused) -> Diagnostic | None:
    """A bracket or brace behind one that is closed already, or without one."""
    sign = at.line[at.column : at.column + 1]
    if at.in_flow or sign not in ("]", "}"):
        return None
    hint = f"delete it, or write its {'[' if sign == ']' else '{'} where it begins"
    return at.say("yaml-syntax", f"this {sign} closes nothing", hint, at.row, at.column)


def _begin(at: Refused) -> Diagnostic | None:
    """A text that begins with a sign which YAML keeps for itself."""
    found = _START.match(at.line)
    if not found or at.column < found.start("sign"):
        return None
    sign, column = found["sign"], found.start("sign")
    alone = column == len(at.line) - len(at.line.lstrip())
    if (sign in "[{" and at.in_flow) or (sign == "-" and alone):
        return None
    if sign in "|>":
        message, hint = f"the text stands beside its {sign}", "begin it on the next line, indented"
        return at.say("yaml-syntax", message, hint, at.row, column)
    if sign == "-":
        message = "a list cannot begin beside the name of its field"
        hint = "put each item on a line of its own below, after « - »"
        return at.say("yaml-syntax", message, hint, at.row, column)
    return cannot_begin(sign, Place(at.shown, at.row + 1, column + 1, 1), at.name(at.row))


def _never_closed(at: Refused) -> Diagnostic | None:
    """A bracket that is never closed, or a comma that is missing before it is."""
    row, column = at.start
    if not at.in_flow:
        return None
    sign = at.lines[row][column : column + 1]
    if sign == ",":
        hint = "delete the comma, or write what is missing"
        return at.say("yaml-syntax", "nothing stands before this comma", hint, row, column)
    if not sign:
        return None
    hint = f"write {']' if sign == '[' else '}'} at its end, and a comma between two items"
    return at.say("yaml-syntax", f"this {sign} is not closed", hint, row, column)


def _other(at: Refused) -> Diagnostic:
    hint = "look for a missing quote, bracket or colon here or on the line above"
    return at.say("yaml-syntax", f"this is not YAML: {at.problem}", hint, at.row, at.column)


_CAUSES: tuple[Callable[[Refused], Diagnostic | None], ...] = (
    _merge,
    _fence,
    wrong_column.tab,
    _hash,
    _space,
    _no_colon_here,
    _quotes,
    _escape,
    wrong_column.commented,
    wrong_column.outdented,
    _colon,
    _stuck,
    _no_colon,
    _no_name,
    _closes_nothing,
    _begin,
    _never_closed,
    wrong_column.unaligned,
    wrong_column.cut_off,
    _other,
)
