"""The four traps of YAML that catch people who write prose, and the word that gets them out."""

import re

import yaml

from playbook.diagnostics import Diagnostic, Place, diagnostic

_KEY = re.compile(r"\s*(?:- )?(?:\"[^\"]*\"|'[^']*'|[^\s#'\"{\[][^:#]*):(?: |$)")
_COLON_AGAIN = re.compile(r"^\s*(?:- )?[^\s:][^:]*:\s+(?P<value>[^'\"|>\s].*?):(?: |$)")
_SWALLOWED = re.compile(r" (#[^\s#].*)")


def swallowed(text: str, end: int) -> str:
    """What a ``#`` glued to a word takes from the line, `end` being where the text stops."""
    line_end = text.find("\n", end)
    found = _SWALLOWED.match(text, end, line_end if line_end >= 0 else len(text))
    return found[1] if found else ""


def hash_in_prose(shown: str, line: int, column: int, lost: str) -> Diagnostic:
    """`line` and `column` count from 0, as the parser does."""
    place = Place(shown, line + 1, column + 1, len(lost))
    hint = "put the whole text on the next line after >-, or a space after # for a comment"
    return diagnostic("hash-in-prose", place, "from # on, the line is lost", hint)


def explain(error: yaml.MarkedYAMLError, text: str, shown: str) -> Diagnostic:
    """The parser's refusal in words an editor can act on."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column + 1 if mark else 1
    line, before = lines[number], lines[number - 1] if number else ""
    where = Place(shown, number + 1, column)

    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        at = Place(shown, number + 1, indent.index("\t") + 1)
        return diagnostic("tab-indentation", at, "a tab indents this line", "use spaces")
    lost = _SWALLOWED.search(before)
    if lost and not before.lstrip().startswith(("#", "-")):
        return hash_in_prose(shown, number - 1, lost.start(1), lost[1])
    again = _COLON_AGAIN.match(line)
    if again:
        at = Place(shown, number + 1, again.end("value") + 1)
        hint = "put the text on the next line after >-, or in quotes"
        return diagnostic("colon-in-prose", at, "a colon inside the text", hint)
    if _KEY.match(line) and len(indent) > 0 and "{" not in line:
        at = Place(shown, number + 1, len(indent) + 1)
        hint = "align it with the fields of the same group, with spaces"
        return diagnostic("mistaken-indent", at, "this line stands too far in or out", hint)
    problem = error.problem or "this cannot be read"
    return diagnostic("yaml-syntax", where, f"this is not YAML: {problem}", _HINT)


_HINT = "look for a missing quote, bracket or colon here or on the line above"
