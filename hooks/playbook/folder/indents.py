"""1 load: the entries of a shared file, where a name or its fields stand at the wrong column."""

from collections.abc import Iterable
from typing import get_args

from pydantic import BaseModel

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.model import KINDS
from playbook.source import Mapping, Node, Scalar

_SURE = frozenset({"title", "summary", "status", "term"})
"""Fields that no group inside an entry has."""
_LEFT = "indent these lines by two spaces, down to the next entry"
Pair = tuple[Scalar, Node]


class Aligned:
    """The entries of `node`, a file of the kind `kind`, as they are meant; `found` are its faults.

    Of a mistaken indent follow names without a value and fields that stand twice: these go. An
    entry whose fields cannot be told from those of the one above it is `unread`.
    """

    def __init__(self, kind: str, node: Mapping, found: Iterable[Diagnostic]) -> None:
        self.fields = _fields(kind)
        self.entries: list[Pair] = []
        self.unread: set[str] = set()
        self.found = list(found)
        self._astray = False
        """Whether the fields that stand where names do were spoken of."""
        for number, (key, value) in enumerate(node.items):
            if key.text in self.fields and not _is_entry(value):
                self._stray(key, value)
            else:
                self._astray = False
                after = node.items[number + 1][0].place.line if node.items[number + 1 :] else None
                self._entry(key, value, after)

    def _stray(self, key: Scalar, value: Node) -> None:
        """A field that stands where the names of entries do."""
        if not self.entries:
            if not self._astray:
                message = f'"{key.text}" belongs to an entry, and none is named above it'
                hint = "write the entry's id and a colon above, and indent its fields by two spaces"
                self._say(key.place, key.place, message, hint)
            self._astray = True
            return
        name, node = self.entries.pop()
        inside = node.items if isinstance(node, Mapping) else ()
        if inside and inside[-1][0].text not in self.fields and _is_empty(inside[-1][1]):
            self.entries.append((name, Mapping.of(inside[:-1], node.place)))
            above, name, inside = name, inside[-1][0], ()
            message = f'"{name.text}" stands among the fields of "{above.text}"'
            hint = "begin it at column 1, and indent its fields below it by two spaces"
            self._say(name.place, name.place, message, hint)
        elif not self._astray:
            message = f'"{key.text}" belongs to "{name.text}" and stands too far left'
            self._say(key.place, name.place, message, _LEFT)
        self._astray = True
        self.entries.append((name, Mapping.of((*inside, (key, value)), name.place)))

    def _entry(self, name: Scalar, node: Node, after: int | None) -> None:
        """An entry, and those that stand among its fields; the next one begins on the line `after`."""
        self.entries.append((name, node))
        for key, value in node.items if isinstance(node, Mapping) else ():
            if key.text in self.fields:
                continue
            again = [
                one
                for one in self.found
                if one.code == "duplicate-key"
                and one.place.column == key.place.column
                and key.place.line < one.place.line < (after or one.place.line + 1)
            ]
            message = f'"{key.text}" stands among the fields of "{name.text}"'
            if _is_entry(value):
                hint = "begin it at column 1, and its fields at column 3"
                self._leave(name, key)
                self.entries.append((key, value))
                self._say(key.place, key.place, message, hint)
            elif _is_empty(value) and again:
                self.found = [one for one in self.found if one not in again]
                self._leave(name, key)
                self.unread.add(key.text)
                self._say(key.place, key.place, message, "begin it at column 1")

    def _leave(self, name: Scalar, key: Scalar) -> None:
        """Takes `key` out of the entry `name`."""
        at = next(n for n, one in enumerate(self.entries) if one[0] is name)
        node = self.entries[at][1]
        if isinstance(node, Mapping):
            kept = [one for one in node.items if one[0] is not key]
            self.entries[at] = (name, Mapping.of(kept, node.place))

    def _say(self, place: Place, name: Place, message: str, hint: str) -> None:
        """The fault at `place`, without what follows from it; `name` is left without its fields."""
        self.found = [
            one
            for one in self.found
            if not (one.code == "empty-value" and one.place == name)
            and not (one.code in ("empty-value", "duplicate-key") and _follows(one.place, place))
        ]
        # A space that is none of YAML's has been named already.
        if not any(one.code == "mistaken-indent" and one.place == place for one in self.found):
            self.found.append(diagnostic("mistaken-indent", place, message, hint))


def _follows(one: Place, place: Place) -> bool:
    return one.file == place.file and one.line > place.line and one.column == 1


def _fields(kind: str) -> frozenset[str]:
    """The names of the fields that an entry of a kind may have, and its translation."""
    names = {"translates"}
    unread = [KINDS[kind]._type]
    while unread:
        one = unread.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            names |= {field.alias or name for name, field in one.model_fields.items()}
        else:
            unread += get_args(one)
    return frozenset(names)


def _is_entry(node: Node) -> bool:
    return isinstance(node, Mapping) and bool(_SURE & node.by_name.keys())


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text
