"""The traps of YAML that catch people who write prose: what the parser accepts and misreads."""

import re
from collections.abc import Iterator, Sequence

from playbook.diagnostics import Diagnostic, Mend, Place, diagnostic
from playbook.source import Node, Scalar
from playbook.source.characters import FORBIDDEN, SPACE, forbidden, name_of

SWALLOWED = re.compile(r"[ \t]+(#(?:[^\s#]| ?\d).*)")
_SWALLOWED_VALUE = re.compile(rf"[ \t]*:{SWALLOWED.pattern}")
_COLON = re.compile(r"[ \t]*(?=:)")
_BRACE = re.compile(r"\{(?=\{)|\{[^:,{}\[\]\n]*[^\s:,{}\[\]]\s*\}")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,2}[.)]) ")
# Where a space is part of how a line is built: before it, after « - » and a colon, behind all of it.
_BUILT = re.compile(
    rf" *(?P<indent>{SPACE})|\s*(?:- +)*-(?P<dash>{SPACE})|\s*(?:- +)*[^\s:]+\s*:(?P<colon>{SPACE})"
    rf"|.*[]}}\"'>|-](?P<end>{SPACE})\s*$"
)
_ODD_ITEM = re.compile(rf"^ *(?:-{SPACE}|{SPACE}\s*- )", re.MULTILINE)
_REMEDIES = {
    "indent": ("{} indents this line", "use ordinary spaces"),
    "dash": ("{} after the dash", "write an ordinary space after « - »"),
    "colon": ("{} after the colon", "write an ordinary space after the colon"),
    "end": ("{} at the end of the line", "delete it"),
}
# `\\` is one too: what follows it is not read from its middle.
_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<sign>.))"
)
# The escapes of YAML 1.1 that may stand for a forbidden character, by their letter.
_NAMED = dict(zip("0abvferN_LP", "\0\a\b\v\f\x1b\r\x85\xa0\u2028\u2029", strict=True))
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
        hint = (
            f'write « {name}: "{text}, {key.text}" », in quotes, or each field on a line of its own'
        )
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
    if not row and scalar.raw[:1].isdigit():
        hint = "begin each item with « - » and no number; in a text, write | before the list"
    return diagnostic("list-in-prose", where, "the items of this list become one line", hint)


def strange_space(name: str, where: Place) -> Diagnostic:
    """A name with a space before or after it, which is no ordinary one or stands in quotes."""
    before = built_with_space(name, where)
    if before:
        return before
    after = name.rstrip()
    place = where._replace(column=where.column + len(after), length=1)
    hint = f"write « {name.strip()}: », without it"
    sign = (name[len(after) :] or name)[0]
    return diagnostic("yaml-syntax", place, f"{name_of(sign)} before the colon", hint)


def built_with_space(line: str, where: Place) -> Diagnostic | None:
    """A space that is no ordinary one where YAML needs one; the `line` begins at `where`."""
    found = _BUILT.match(line)
    if not found or not found.lastgroup:
        return None
    message, hint = _REMEDIES[found.lastgroup]
    place = where._replace(column=where.column + found.start(found.lastgroup), length=1)
    code = "mistaken-indent" if found.lastgroup == "indent" else "yaml-syntax"
    mend = Mend(place, "" if found.lastgroup == "end" else " ")
    return diagnostic(code, place, message.format(name_of(found[found.lastgroup])), hint, mend=mend)


def item_with_space(scalar: Scalar) -> Diagnostic | None:
    """A list whose dashes or indents are not followed by ordinary spaces: YAML sees one text."""
    if not _ODD_ITEM.search(scalar.raw):
        return None
    start = 0
    for line in scalar.raw.split("\n"):
        if _ODD_ITEM.match(line):
            return built_with_space(line, scalar.place_at(start))
        start += len(line) + 1
    return None


def cannot_begin(sign: str, where: Place, name: str) -> Diagnostic:
    return diagnostic("yaml-syntax", where, f"a text cannot begin with {sign}", below(name))


def refused_escapes(scalar: Scalar) -> Iterator[Diagnostic]:
    """Between double quotes a forbidden character can be written as an escape."""
    strange = FORBIDDEN.search(scalar.text)
    for escape in _ESCAPE.finditer(scalar.raw) if strange else ():
        digits = escape["x"] or escape["u"] or escape["U"]
        character = chr(int(digits, 16)) if digits else _NAMED.get(escape["sign"])
        if strange and character == strange.group():
            place = scalar.place_at(escape.start(), len(escape.group()))
            yield forbidden(place, character)
            return
