"""What the YAML parser refuses, with what is needed to say why: the lines around and what was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playbook.diagnostics import Diagnostic, Place, diagnostic

# A field's name or an id, as against the first words of a text.
NAME = r"[a-z0-9_]+(?:-[a-z0-9]+)*"
FIELD = re.compile(rf"(?P<before>\s*(?:- +)*)(?P<name>{NAME}|\"[^\"]*\"|'[^']*')\s*:(?=\s|$)")
_COMMENT = re.compile(r"(?:^|\s)#")
_BLOCK = re.compile(r"(?:^|[:-] +)[|>][-+\d]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Refused:
    """What the parser refuses: the problem in its words, and the lines around. All count from 0."""

    shown: str
    problem: str
    context: str
    lines: Sequence[str]
    row: int
    column: int
    start: tuple[int, int]
    """Where what it was reading began."""
    quoted: tuple[int, int] | None
    """Where the text in quotes began that ends right here, if one does."""

    @property
    def line(self) -> str:
        return self.lines[self.row]

    def name(self, row: int) -> str:
        """The name beside which a text stands on a row (see `misread.below`)."""
        if self.in_flow:
            return ""
        field = FIELD.match(self.lines[row])
        return field["name"] if field else "-" if self.lines[row].lstrip().startswith("-") else "…"

    def in_block(self, row: int, indent: int | None = None) -> bool:
        """Whether a row, as if it were indented by `indent`, belongs to a text after >- or |."""
        line = self.lines[row]
        indent = len(line) - len(line.lstrip()) if indent is None else indent
        for above in reversed(self.lines[:row]):
            if above.strip() and len(above) - len(above.lstrip()) < indent:
                return _BLOCK.search(above) is not None
        return False

    @property
    def in_flow(self) -> bool:
        """Whether it was reading between brackets or braces."""
        return "flow" in self.context

    @property
    def opening(self) -> int:
        """The row of the bracket or brace that is still open where it stopped, of the last fifty."""
        left = 0
        for row in range(self.row, max(self.row - 50, -1), -1):
            line = self.lines[row][: self.column] if row == self.row else self.lines[row]
            line = _COMMENT.split(line, maxsplit=1)[0]
            left += sum(map(line.count, "[{")) - sum(map(line.count, "]}"))
            if left > 0:
                return row
        return self.row

    @property
    def opens_a_group(self) -> bool:
        """Whether the next line that says something is a field, and further in."""
        indent = len(self.line) - len(self.line.lstrip())
        for line in self.lines[self.row + 1 :]:
            if line.strip() and not line.lstrip().startswith("#"):
                field = FIELD.match(line)
                further = len(line) - len(line.lstrip()) > indent
                return bool(field and further and "-" not in field["before"])
        return False

    @property
    def above(self) -> int | None:
        """The next row above that is neither empty nor a comment."""
        return next((row for row in range(self.row - 1, -1, -1) if self.says(row)), None)

    def says(self, row: int) -> bool:
        """Whether a row is neither empty nor a comment."""
        text = self.lines[row].strip()
        return bool(text) and not text.startswith("#")

    def say(self, code: str, message: str, hint: str, row: int, column: int) -> Diagnostic:
        return diagnostic(code, Place(self.shown, row + 1, column + 1, 1), message, hint)
