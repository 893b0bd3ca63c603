"""A mutant: one place of a source changed by one of four operators."""

from typing import NamedTuple

OPERATORS = ("boundary", "negation", "constant", "deletion")
MARK = "XX"
"""What a text is put between when it is to be another one."""


class Mutant(NamedTuple):
    """`new` in the place of what stands from the byte `start` to `end` of a file."""

    operator: str
    start: int
    end: int
    new: bytes

    def applied(self, content: bytes) -> bytes:
        return content[: self.start] + self.new + content[self.end :]

    def line(self, content: bytes) -> int:
        return content.count(b"\n", 0, self.start) + 1

    def told(self, content: bytes) -> str:
        """The change in one line."""
        old = " ".join(content[self.start : self.end].decode().split())
        new = " ".join(self.new.decode().split())
        return f"{_short(old)} → {_short(new) or 'nothing'}"


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
