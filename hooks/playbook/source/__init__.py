"""Values that remember file, line and column: what YAML text becomes when it is read."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from itertools import islice
from typing import Any, NamedTuple

from playbook.diagnostics import Place

_MOST_MISSED = 100


class Scalar(NamedTuple):
    """A text. `raw` is how it stands in the file; that of a field's name goes up to its colon."""

    text: str
    place: Place
    raw: str

    def places(self, parts: Iterable[str]) -> Iterator[Place]:
        """Where each of `parts` stands, each sought behind the one before it.

        White space counts as one space, as in a text that was wrapped. The text's own place where
        it cannot be told.
        """
        line, column, at, missed = self.place.line, self.place.column, 0, 0
        for part in parts:
            # What was not found was sought in all that follows: after some of them no more is.
            start, stop = self._find(part, at) if missed < _MOST_MISSED else (-1, -1)
            if start < 0:
                missed += 1
                yield self.place
                continue
            breaks = self.raw.count("\n", at, start)
            line += breaks
            column = start - self.raw.rfind("\n", at, start) if breaks else column + start - at
            first, _, more = self.raw[start:stop].partition("\n")
            yield Place(self.place.file, line, column, max(1, len(first.rstrip("\r"))))
            # On to the end of what was found, but for a part that goes over several lines.
            at = start if more else stop
            column = column if more else column + len(first)

    def _find(self, part: str, at: int) -> tuple[int, int]:
        if not any(map(str.isspace, part)):
            start = self.raw.find(part, at) if part else -1
            return start, start + len(part)
        wrapped = re.compile(r"\s+".join(map(re.escape, part.split()))).search(self.raw, at)
        return wrapped.span() if wrapped else (-1, -1)

    def place_at(self, start: int, length: int = 1) -> Place:
        """Where the character number `start` of `raw` stands."""
        before = self.raw[:start]
        line = before.count("\n")
        column = start - before.rfind("\n") if line else self.place.column + start
        return Place(self.place.file, self.place.line + line, column, length)

    def place_of(self, part: str, occurrence: int = 0) -> Place:
        """Where `part` stands for the n-th time (from 0)."""
        return next(islice(self.places([part] * (occurrence + 1)), occurrence, None))

    @property
    def colon(self) -> Place:
        """Where the colon stands behind a field's name."""
        return Place(self.place.file, self.place.line, self.place.column + len(self.raw), 1)


class Commented(NamedTuple):
    """A field that was made a comment: its line, and whether lines below it belong to it."""

    name: str
    value: str
    line: int
    more: bool


class Mapping(NamedTuple):
    items: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    by_name: MappingOf[str, tuple[Scalar, "Node"]]
    commented: tuple[Commented, ...] = ()
    """What would be a field of it too, without the sign before it."""

    @classmethod
    def of(
        cls,
        items: Iterable[tuple[Scalar, "Node"]],
        place: Place,
        commented: tuple[Commented, ...] = (),
    ) -> "Mapping":
        pairs = tuple(items)
        return cls(pairs, place, {pair[0].text: pair for pair in pairs}, commented)


class Sequence(NamedTuple):
    items: tuple["Node", ...]
    place: Place


Node = Scalar | Mapping | Sequence
Key = str | int
Path = tuple[Key, ...]


def values(node: Node) -> Any:
    """The values without their places: dicts, lists and text."""
    match node:
        case Scalar():
            return node.text
        case Mapping():
            return {key.text: values(value) for key, value in node.items}
        case Sequence():
            return [values(value) for value in node.items]


def files(node: Node) -> tuple[str, ...]:
    """The files a group of fields stands in: two data folders may share an entry."""
    pairs = node.items if isinstance(node, Mapping) else ()
    return tuple(dict.fromkeys(key.place.file for key, _ in pairs))


def lines_of(node: Node, file: str) -> range:
    """The lines of `file` on which `node` stands, from its first name or text to its last."""
    names = [key for key, _ in node.items] if isinstance(node, Mapping) else []
    texts = [*names, *(text for _, text in walk(node))]
    own = [(one.place.line, one.raw.count("\n")) for one in texts if one.place.file == file]
    if not own:
        return range(0)
    return range(min(first for first, _ in own), max(first + more for first, more in own) + 1)


def part(node: Node, file: str) -> Mapping:
    """Those fields of a group that stand in `file`, one of its files."""
    pairs = node.items if isinstance(node, Mapping) else ()
    own = [one for one in pairs if one[0].place.file == file]
    return Mapping.of(own, node.place if node.place.file == file else own[0][0].place)


def at(node: Node, path: SequenceOf[Key]) -> Node:
    """The node at `path`, or the deepest one on the way there."""
    for key in path:
        found = child(node, key)
        if found is None:
            break
        node = found[1]
    return node


def holds(node: Node, path: SequenceOf[Key]) -> bool:
    """Whether something is written at `path`."""
    for key in path:
        found = child(node, key)
        if found is None:
            return False
        node = found[1]
    return True


def place(node: Node, path: SequenceOf[Key], of_key: bool = False) -> Place:
    """Where the value at `path` stands (or its key); the deepest known place on the way there."""
    known = node.place
    for index, key in enumerate(path):
        found = child(node, key)
        if found is None:
            break
        name, node = found
        last = index == len(path) - 1
        shown = name if name and ((of_key and last) or isinstance(node, Mapping)) else node
        known = shown.place
    return known


def child(node: Node, key: Key) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return node.by_name.get(str(key))
    if isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
        return None, node.items[key]
    return None


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every scalar below `node`, with its path."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.items:
            yield from walk(value, (*path, key.text))
    else:
        for index, value in enumerate(node.items):
            yield from walk(value, (*path, index))
