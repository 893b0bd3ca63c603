"""The traps of YAML that catch people who write prose: what the parser accepts and misreads."""

import re
from collections.abc import Sequence

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.source import Node, Scalar

SWALLOWED = re.compile(r"[ \t]+(#(?:[^\s#]| ?\d).*)")
_SWALLOWED_VALUE = re.compile(rf"[ \t]*:{SWALLOWED.pattern}")
_COLON = re.compile(r"[ \t]*(?=:)")
_BRACE = re.compile(r"\{(?=\{)|\{[^:,{}\[\]\n]*[^\s:,{}\[\]]\s*\}")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,2}[.)]) ")
_LATER_ITEM = re.compile(rf"\n{_ITEM.pattern}")


def swallowed(text: str, end: int, colon: str = "") -> re.Match[str] | None:
    """What a ``#`` takes from the line (its group 1), `end` being where the text stops.

    A comment is a word after ``# ``; glued to a word, or before a number, the sign is part of a text.
    """
    if not colon and text.startswith("\n", end):
        return None  # nearly always: nothing is left on the line
    line_end = text.find("\n", end)
    pattern = _SWALLOWED_VALUE if colon else SWALLOWED
    return pattern.match(text, end, line_end if line_end >= 0 else len(text))


def below(name: str) -> str:
    """What to write for a text that does not stand well beside its field's `name`.

    The name is « - » for an item of a list, and empty between brackets or braces.
    """
    if not name:
        return "put the text in quotes"
    start = "- >-" if name == "-" else f"{name}: >-"
    return f"write « {start} », and the text on the next line, indented"


def hash_in_prose(shown: str, line: int, column: int, lost: str, name: str) -> Diagnostic:
    """`line` and `column` count from 0, as the parser does; `name` is that of `below`."""
    place = Place(shown, line + 1, column + 1, len(lost.rstrip()))
    hint = f"{below(name)}; for a comment, write a space and a word after #"
    return diagnostic("hash-in-prose", place, "from # on, the line is lost", hint)


def comma_in_flow(key: Scalar, before: Sequence[tuple[Scalar, Node]]) -> Diagnostic:
    """`key` stands between braces without a colon, behind the fields `before`."""
    hint = "write each field on a line of its own, or the text in quotes"
    if before and isinstance(before[-1][1], Scalar):
        name, text = before[-1][0].text, before[-1][1].text
        hint = f'write « {name}: "{text}, {key.text}" », in quotes'
    return diagnostic("comma-in-flow", key.place, f'the comma cuts off "{key.text}"', hint)


def has_colon(text: str, end: int) -> bool:
    return _COLON.match(text, end) is not None


def colon_after(text: str, end: int) -> int:
    """Where the colon of the name that ends at `end` stands."""
    if text.startswith(":", end):
        return end  # nearly always
    found = _COLON.match(text, end)
    return found.end() if found else end


def brace(text: str, start: int, where: Place, name: str) -> Diagnostic | None:
    """A text that begins with a brace, as in ``{montant} euros``: YAML sees a group of fields."""
    return cannot_begin("{", where, name) if _BRACE.match(text, start) else None


def list_in_prose(scalar: Scalar) -> Diagnostic | None:
    """The first of several list items that YAML joins into one line of text."""
    if not _LATER_ITEM.search(scalar.raw):
        return None
    lines = scalar.raw.split("\n")
    base = min((len(one) - len(one.lstrip(" ")) for one in lines[1:] if one.strip()), default=0)
    items = [
        row
        for row, line in enumerate(lines)
        if (found := _ITEM.match(line)) and (not row or found.end("indent") == base)
    ]
    if len(items) < 2 or not any(row and lines[row - 1].strip() for row in items[1:]):
        return None
    row = items[0]
    where = scalar.place_at(sum(len(line) + 1 for line in lines[:row]) + (base if row else 0))
    hint = "write | instead of >-, and an empty line before the list"
    return diagnostic("list-in-prose", where, "the items of this list become one line", hint)


def strange_space(name: str, where: Place) -> Diagnostic:
    """A name with a no-break space before or after it."""
    if name.lstrip() != name:
        message, hint = "a no-break space indents this line", "use ordinary spaces"
        return diagnostic("mistaken-indent", where._replace(length=1), message, hint)
    place = where._replace(column=where.column + len(name.rstrip()), length=1)
    hint = f"write « {name.strip()}: », without it"
    return diagnostic("yaml-syntax", place, "a no-break space before the colon", hint)


def cannot_begin(sign: str, where: Place, name: str) -> Diagnostic:
    return diagnostic("yaml-syntax", where, f"a text cannot begin with {sign}", below(name))
