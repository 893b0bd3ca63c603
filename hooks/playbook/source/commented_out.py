"""1 load: the fields that somebody made comments. Whoever lacks one needs only take its sign away."""

import re
from bisect import bisect
from collections.abc import Iterator

from playbook.source import Commented

_COMMENT = re.compile(r"(?P<before> *)#(?P<space> *)(?P<text>\S.*)?")
_FIELD = re.compile(r"(?P<name>[\w-]+):(?:[ \t]+(?P<value>\S.*))?\s*")
_ITEM = re.compile(r"- +\S")


class Comments:
    """The comments of one text; lines and columns count from 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n") if "#" in text else []
        self._texts: set[int] = set()
        self._by_column: dict[int, list[Commented]] = {}
        for column, one in self._fields():
            self._by_column.setdefault(column, []).append(one)

    def of_text(self, first: int, last: int) -> None:
        """What stands on these lines is a text, in which the sign means nothing."""
        if self._by_column:
            self._texts.update(range(first, last + 1))

    def fields(self, column: int, first: int, last: int) -> tuple[Commented, ...]:
        """Those that would be fields of a group whose names stand at `column`, on these lines."""
        there = self._by_column.get(column, [])
        start, stop = (bisect(there, line, key=lambda one: one.line) for line in (first - 1, last))
        return tuple(one for one in there[start:stop] if one.line not in self._texts)

    def below(self, line: int, column: int, text: bool) -> bool:
        """Whether what belongs to the name there was made a comment: its fields, items, or `text`."""
        for one in self._run(line + 1):
            said, deeper = one["text"] or "", _column(one) > column
            if deeper and (text or _FIELD.fullmatch(said) or _ITEM.match(said)):
                return True
            if _FIELD.fullmatch(said):
                break  # the next field, a comment too
        return False

    def _fields(self) -> Iterator[tuple[int, Commented]]:
        """The fields and their columns, but those inside another one that is a comment too."""
        inside = 0
        for line, text in enumerate(self._lines, 1):
            one = _COMMENT.match(text)
            column = _column(one) if one else 0
            if one is None or (inside and column > inside):
                inside = inside if one else 0
                continue
            field = _FIELD.fullmatch(one["text"] or "")
            after = next(self._run(line + 1), None)
            more = after is not None and _column(after) > column
            inside = column if field and more else 0
            if field:
                yield column, Commented(field["name"], (field["value"] or "").strip(), line, more)

    def _run(self, line: int) -> Iterator[re.Match[str]]:
        """The comments from a line on, up to the first line that is none."""
        for at in range(line - 1, len(self._lines)):
            if not (one := _COMMENT.match(self._lines[at])):
                return
            yield one


def _column(comment: re.Match[str]) -> int:
    """Where the text of a comment would stand without the sign, and the space some write behind it."""
    space = len(comment["space"])
    return len(comment["before"]) + 1 + (space if space > 1 else 0)
