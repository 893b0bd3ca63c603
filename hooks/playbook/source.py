"""1 load: YAML text becomes values that remember file, line and column.

A composer of our own over libyaml's events: iterative, since PyYAML's crashes the process on deep
files, and strict, since an editor of the playbook needs none of YAML's cleverness. What it refuses
it explains; nothing here decides what a value means.
"""

import os
import re
import stat
from collections.abc import Iterator
from collections.abc import Sequence as SequenceOf
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from playbook import traps
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
# What YAML takes for a line break though no editor shows one, what reverses the reading direction,
# and what is no character at all.
_FORBIDDEN = re.compile(
    "[\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\ufffe\uffff]"
)
Loader = yaml.CSafeLoader


class Scalar(NamedTuple):
    """A text. `raw` is how it stands in the file, from which the place of a part is found."""

    text: str
    place: Place
    raw: str

    def place_of(self, part: str, occurrence: int = 0) -> Place:
        """Where `part` stands inside this text; the text's own place when it cannot be told."""
        at = -1
        for _ in range(occurrence + 1):
            at = self.raw.find(part, at + 1)
            if at < 0:
                return self.place
        before = self.raw[:at]
        line = before.count("\n")
        column = at - before.rfind("\n") if line else self.place.column + at
        return Place(self.place.file, self.place.line + line, column, len(part))


class Mapping(NamedTuple):
    items: tuple[tuple[Scalar, "Node"], ...]
    place: Place


class Sequence(NamedTuple):
    items: tuple["Node", ...]
    place: Place


Node = Scalar | Mapping | Sequence
Key = str | int


def plain(node: Node) -> Any:
    """The values without their places: dicts, lists and text."""
    match node:
        case Scalar():
            return node.text
        case Mapping():
            return {key.text: plain(value) for key, value in node.items}
        case Sequence():
            return [plain(value) for value in node.items]


def at(node: Node, path: SequenceOf[Key]) -> Node:
    """The node at `path`, or the deepest one on the way there."""
    for key in path:
        found = child(node, key)
        if found is None:
            break
        node = found[1]
    return node


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
        return next(((name, value) for name, value in node.items if name.text == str(key)), None)
    if isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
        return None, node.items[key]
    return None


def read(path: Path, shown: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document of the file `path`, named `shown` in messages."""
    start = Place(shown)
    try:
        # Opened without blocking: a pipe in the folder must not hang the check.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None, (diagnostic("unreadable-file", start, "this is not a file"),)
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        return None, (diagnostic("unreadable-file", start, f"the file cannot be read: {reason}"),)
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        return None, (diagnostic("too-large", start, message, "split it into several entries"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        where = _place_after(shown, before)
        hint = "save it as UTF-8 (in Excel or Notepad: « UTF-8 » in the save dialog)"
        return None, (diagnostic("not-utf8", where, "the file is not UTF-8 text", hint),)
    return parse(text, shown)


def parse(text: str, shown: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document of `text`, with every fault found in it."""
    strange = _FORBIDDEN.search(text)
    if strange:
        where = _place_after(shown, text[: strange.start()])
        name = f"U+{ord(strange.group()):04X}"
        hint = "delete it: it is invisible and changes how the line is read"
        return None, (diagnostic("forbidden-character", where, f"character {name}", hint),)
    composer = _Composer(text, shown)
    return composer.compose(), tuple(composer.found)


def _place_after(shown: str, before: str) -> Place:
    return Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


class _Composer:
    """Builds the node tree of one text from the parser's events, with a stack of its own."""

    def __init__(self, text: str, shown: str) -> None:
        self.text, self.shown = text, shown
        self.found: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def compose(self) -> Node | None:
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=Loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        hint = "one file holds one entry: delete the line --- and what follows"
                        self._say(
                            "several-documents", self._place(event), "a second document", hint
                        )
                        break
                elif isinstance(event, yaml.NodeEvent):
                    self._open(event)
                elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                    self._add(self.stack.pop().close())
                if len(self.stack) > MAX_DEPTH:
                    message = f"more than {MAX_DEPTH} levels inside one another"
                    self._say("too-deep", self._place(event), message, "no entry needs as many")
                    return None
        except yaml.MarkedYAMLError as error:
            self.found.append(traps.explain(error, self.text, self.shown))
            return None
        except yaml.YAMLError as error:
            self._say("yaml-syntax", Place(self.shown), f"this is not YAML: {error}")
            return None
        return self.root

    def _open(self, event: yaml.NodeEvent) -> None:
        where = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._say("alias", where, f"an alias (*{event.anchor})", "write the value out here")
            self._add(Scalar("", where, ""))
            return
        if event.anchor is not None:
            self._say("anchor", where, f"an anchor (&{event.anchor})", "delete it: nothing uses it")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._say("tag", where, f"a tag ({tag})", "delete it: the field decides the type")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, where)
        else:
            flow = bool(event.flow_style) if isinstance(event, yaml.CollectionStartEvent) else False
            self.stack.append(_Open(where, isinstance(event, yaml.MappingStartEvent), flow))

    def _scalar(self, event: yaml.ScalarEvent, where: Place) -> None:
        begin, stop = _marks(event)
        start, end = begin.index, stop.index
        raw = self.text[start:end]
        # In a folded text (>-) a blank line is meant to begin a paragraph; YAML keeps one break of two.
        value = event.value.replace("\n", "\n\n") if event.style == ">" else event.value
        scalar = Scalar(value, where, raw)
        parent = self.stack[-1] if self.stack else None
        if not event.style and not event.value and not raw.strip():
            key = parent.key if parent and parent.mapping else None
            self._empty(key.place if key else where, key.text if key else "", parent)
        elif not event.style and (swallowed := traps.swallowed(self.text, end)):
            self.found.append(
                traps.hash_in_prose(self.shown, stop.line, stop.column + 1, swallowed)
            )
        self._add(scalar)

    def _empty(self, where: Place, name: str, parent: "_Open | None") -> None:
        if parent and parent.flow and parent.mapping:
            hint = "write each field on a line of its own, or the text in quotes"
            self._say("comma-in-flow", where, f'the comma cuts the text before "{name}"', hint)
        else:
            message = f'"{name}" is empty' if name else "an item is empty"
            self._say("empty-value", where, message, "write a value, or delete the line")

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.mapping:
            parent.values.append(node)
        elif parent.key is None:
            parent.key = self._key(node)
        else:
            self._pair(parent, parent.key, node)
            parent.key = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        hint = "a field's name is one word, followed by a colon"
        self._say("complex-key", node.place, "a list or a group stands where a name is due", hint)
        return Scalar("", node.place, "")

    def _pair(self, parent: "_Open", key: Scalar, value: Node) -> None:
        first = parent.names.setdefault(key.text, key)
        if first is not key:
            related = (Related("it stands here already", first.place),)
            hint = "keep one of the two"
            self._say("duplicate-key", key.place, f'"{key.text}" stands twice', hint, related)
        elif key.raw:
            parent.pairs.append((key, value))

    def _place(self, event: yaml.Event) -> Place:
        start, end = _marks(event)
        length = end.column - start.column if start.line == end.line else 1
        return Place(self.shown, start.line + 1, start.column + 1, max(1, length))

    def _say(
        self,
        code: str,
        where: Place,
        message: str,
        hint: str = "",
        related: tuple[Related, ...] = (),
    ) -> None:
        self.found.append(diagnostic(code, where, message, hint, related))


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    if event.start_mark is None or event.end_mark is None:
        raise AssertionError("the parser marks every event")
    return event.start_mark, event.end_mark


class _Open:
    """A mapping or a sequence whose end has not come yet."""

    __slots__ = ("flow", "key", "mapping", "names", "pairs", "place", "values")

    def __init__(self, where: Place, mapping: bool, flow: bool) -> None:
        self.place, self.mapping, self.flow = where, mapping, flow
        self.key: Scalar | None = None
        self.names: dict[str, Scalar] = {}
        self.pairs: list[tuple[Scalar, Node]] = []
        self.values: list[Node] = []

    def close(self) -> Node:
        if self.mapping:
            return Mapping(tuple(self.pairs), self.place)
        return Sequence(tuple(self.values), self.place)


def walk(node: Node, path: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], Scalar]]:
    """Every scalar below `node`, with its path."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.items:
            yield from walk(value, (*path, key.text))
    else:
        for index, value in enumerate(node.items):
            yield from walk(value, (*path, index))
