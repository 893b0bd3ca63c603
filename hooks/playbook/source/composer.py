"""1 load: YAML text becomes values that remember file, line and column.

A composer of our own over libyaml's events: iterative, since PyYAML's crashes the process on deep
files, and strict, since an editor of the playbook needs none of YAML's cleverness. What it refuses
it explains; nothing here decides what a value means.
"""

from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import Any

import yaml

from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.source import Mapping, Node, Scalar, Sequence, misread, parser_error
from playbook.source.characters import FORBIDDEN, forbidden
from playbook.source.commented_out import Comments
from playbook.source.misread import refused_escapes

MAX_DEPTH = 64
MAX_NODES = 50_000
"""Names, values and groups in one file: some thousand entries."""
MAX_SIGNS = 20_000
"""Signs in one file that may begin a link, which takes its time to read."""
SPLIT = "split it: one file for each entry, in a folder of the same name"


@lru_cache(maxsize=20_000)  # a save changes one file of many, a revision few
def parse(text: str, shown: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document of `text`, with every fault found in it."""
    strange = FORBIDDEN.search(text)
    if strange:
        where = place_after(shown, text[: strange.start()])
        return None, (forbidden(where, strange.group()),)
    if text.count("<") + text.count("](") > MAX_SIGNS:
        message = f"the file holds more than {MAX_SIGNS} links"
        return None, (diagnostic("too-large", Place(shown), message, SPLIT),)
    composer = _Composer(text, shown)
    return composer.compose(), tuple(composer.found)


def place_after(shown: str, before: str) -> Place:
    return Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"), 1)


class _Open:
    """A mapping or a sequence whose end has not come yet."""

    def __init__(self, where: Place, first: int, mapping: bool, flow: bool, silent: bool) -> None:
        self.place, self.first = where, first
        self.mapping, self.flow, self.silent = mapping, flow, silent
        self.key: Scalar | None = None
        self.key_end = 0
        self.names: dict[str, Scalar] = {}
        self.pairs: list[tuple[Scalar, Node]] = []
        self.values: list[Node] = []

    def close(self, comments: Comments, last: int) -> Node:
        if not self.mapping:
            return Sequence(tuple(self.values), self.place)
        column = 0 if self.flow else self.place.column
        return Mapping.of(self.pairs, self.place, comments.fields(column, self.first, last))


class _Composer:
    """Builds the node tree of one text from the parser's events, with a stack of its own."""

    def __init__(self, text: str, shown: str) -> None:
        self.text, self.shown = text, shown
        self.comments = Comments(text)
        self.found: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.quoted: yaml.ScalarEvent | None = None

    def compose(self) -> Node | None:
        documents = nodes = 0
        try:
            # The commonest first: a playbook is read event by event.
            for event in iter(yaml.CSafeLoader(self.text).get_event, None):
                if isinstance(event, yaml.ScalarEvent):
                    nodes += 1
                    self._scalar(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    last = _marks(event)[1].line + 1
                    self._add(self.stack.pop().close(self.comments, last))
                elif isinstance(event, yaml.CollectionStartEvent):
                    nodes += 1
                    self._open(event)
                elif isinstance(event, yaml.AliasEvent):
                    nodes += 1
                    self._alias(event)
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        hint = "one file holds one entry: delete this line and what follows"
                        self._say(
                            "several-documents", self._place(event), "a second document", hint
                        )
                        return None
                if nodes > MAX_NODES:
                    message = f"the file holds more than {MAX_NODES} names and values"
                    self._say("too-large", Place(self.shown), message, SPLIT)
                    return None
                if len(self.stack) > MAX_DEPTH:
                    message = f"more than {MAX_DEPTH} levels inside one another"
                    self._say("too-deep", self._place(event), message, "no entry needs as many")
                    return None
        except yaml.MarkedYAMLError as error:
            self._explain(error)
            return None
        except yaml.YAMLError as error:
            self._say("yaml-syntax", Place(self.shown), f"this is not YAML: {error}")
            return None
        return self.root

    @property
    def _name(self) -> str:
        """The name beside which a text stands (see `misread.below`)."""
        parent = self.stack[-1] if self.stack else None
        if parent is None or parent.flow:
            return ""
        return parent.key.text if parent.key else "-"

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        """What stops the parser, unless it follows from what was said of the same lines."""
        refused = parser_error.explain(error, self.text, self.shown, self.quoted)
        lines = {mark.line + 1 for mark in (error.context_mark, error.problem_mark) if mark}
        last = self.found[-1] if self.found else None
        if last and last.code == "empty-value" and 0 <= refused.place.line - last.place.line <= 1:
            self.found.pop()
        elif last and last.place.line in {refused.place.line, *lines}:
            return
        self.found.append(refused)

    def _alias(self, event: yaml.AliasEvent) -> None:
        where = self._place(event)
        hint = "write the value out; a text that begins with * goes on the next line, after >-"
        self._say("alias", where, f"an alias (*{event.anchor})", hint)
        self._add(Scalar("", where, ""))

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        where = self._place(event)
        if event.anchor is not None:
            hint = "delete it; a text that begins with & goes on the next line, after >-"
            self._say("anchor", where, f"an anchor (&{event.anchor})", hint)
        if event.tag is not None:
            hint = "delete it; a text that begins with ! goes on the next line, after >-"
            self._say("tag", where, f"a tag ({event.tag})", hint)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        begin, stop = _marks(event)
        where = self._between(begin, stop)
        flow = bool(event.flow_style)
        parent = self.stack[-1] if self.stack else None
        silent = bool(parent and parent.silent)
        if (
            flow
            and not silent
            and (brace := misread.brace(self.text, begin.index, where, self._name))
        ):
            self.found.append(brace)
            silent = True
        mapping = isinstance(event, yaml.MappingStartEvent)
        # What was made a comment above its first field belongs to it too.
        above = parent.key.place.line if parent and parent.key else where.line if parent else 1
        self.stack.append(_Open(where, above, mapping, flow, silent))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        begin, stop = _marks(event)
        where = self._between(begin, stop)
        raw = self.text[begin.index : stop.index]
        if begin.line < stop.line:
            self.comments.of_text(begin.line + 2, stop.line + bool(stop.column))
        self.quoted = event if event.style in ("'", '"') else None
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.mapping and parent.key is None:
            end = parent.key_end = stop.index
            # A few names come again and again: each is held once.
            raw = intern(raw + self.text[end : misread.colon_after(self.text, end)])
            parent.key = self._name_of(event, where, raw, end)
        else:
            self._add(self._text_of(event, where, raw, stop))

    def _name_of(self, event: yaml.ScalarEvent, where: Place, raw: str, end: int) -> Scalar:
        """A field's name."""
        text = event.value.strip()
        if text != event.value:
            self._strange_space(event.value, where)
        elif not event.style and (odd := misread.item_with_space(Scalar(text, where, raw))):
            self.found.append(odd)
        if not text and event.anchor is None and event.tag is None:
            self._empty(where, end, is_key=True, block=event.style in ("|", ">"))
        if event.style == '"':
            self.found += refused_escapes(Scalar(text, where, raw))
        return Scalar(intern(text), where, raw)

    def _text_of(self, event: yaml.ScalarEvent, where: Place, raw: str, stop: Any) -> Scalar:
        """A value, which ends at `stop`."""
        style, text = event.style, event.value
        if style == ">":
            # A blank line is meant to begin a paragraph there: YAML keeps one break of two.
            text = text.replace("\n", "\n\n")
        if not text.strip() and event.anchor is None and event.tag is None:
            self._empty(where, stop.index, is_key=False, block=style in ("|", ">"))
        elif not style and (lost := misread.swallowed(self.text, stop.index)):
            column = stop.column + lost.start(1) - stop.index
            self.found.append(
                misread.hash_in_prose(self.shown, stop.line, column, lost[1], self._name)
            )
        elif not style and (odd := misread.item_with_space(Scalar(text, where, raw))):
            self.found.append(odd)
        elif style in ("", ">", None) and "\n" in raw:
            joined = misread.list_in_prose(Scalar(text, where, raw))
            self.found += [joined] if joined else []
        elif style == '"':
            self.found += refused_escapes(Scalar(text, where, raw))
        return Scalar(text, where, text if raw == text else raw)

    def _strange_space(self, name: str, where: Place) -> None:
        """A no-break space in front of a name also leaves the group above it empty: said once."""
        pairs = self.stack[-1].pairs
        last = self.found[-1] if self.found else None
        empty = last and last.code == "empty-value" and pairs and pairs[-1][0].place == last.place
        if empty and name.lstrip() != name:
            self.found.pop()
            pairs.pop()
        self.found.append(misread.strange_space(name, where))

    def _empty(self, where: Place, end: int, is_key: bool, block: bool) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent and parent.silent:
            return
        key = parent.key if parent and parent.mapping else None
        if key and not key.raw:
            return  # it has no name, which is said
        after, colon = (parent.key_end, ":") if parent and key else (end, "")
        hint = "write a value, or delete the line"
        if is_key:
            hint = "write a field's name before the colon"
            self._say("empty-value", where, "a colon without a name before it", hint)
        elif not block and (lost := misread.swallowed(self.text, after, colon)):
            line, column = where.line - 1, where.column - 1 + lost.start(1) - end
            self.found.append(misread.hash_in_prose(self.shown, line, column, lost[1], self._name))
        elif key and parent and parent.flow and not misread.has_colon(self.text, parent.key_end):
            odd = misread.built_with_space(key.text, key.place)
            self.found.append(odd or misread.comma_in_flow(key, parent.pairs))
        else:
            message = f'"{key.text}" is empty' if key else "this item is empty"
            hint = "write the text on the next line, indented" if block else hint
            if key and self.comments.below(key.place.line, key.place.column, text=block):
                hint = "take the # from the lines below that belong to it, or delete the line"
            self._say("empty-value", key.place if key else where, message, hint)

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.mapping:
            parent.values.append(node)
        elif parent.key is None:
            parent.key = self._key(node, parent)
        else:
            self._pair(parent, parent.key, node)
            parent.key = None

    def _key(self, node: Node, parent: _Open) -> Scalar:
        if isinstance(node, Scalar):
            return node
        if not parent.silent:
            hint = "a field's name is one word, followed by a colon"
            message = "a list or a group stands where a name is due"
            self._say("complex-key", node.place, message, hint)
        return Scalar("", node.place, "")

    def _pair(self, parent: _Open, key: Scalar, value: Node) -> None:
        first = parent.names.setdefault(key.text, key)
        if first is not key and key.raw and not parent.silent:
            related = (Related("it stands here already", first.place),)
            hint = "keep one of the two"
            self._say("duplicate-key", key.place, f'"{key.text}" stands twice', hint, related)
        elif key.text:
            parent.pairs.append((key, value))

    def _place(self, event: yaml.Event) -> Place:
        return self._between(*_marks(event))

    def _between(self, start: Any, end: Any) -> Place:
        length = end.column - start.column if start.line == end.line else 1
        return Place(self.shown, start.line + 1, start.column + 1, max(length, 1))

    def _say(
        self, code: str, where: Place, message: str, hint: str = "", related: Iterable[Related] = ()
    ) -> None:
        self.found.append(diagnostic(code, where, message, hint, related))


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    if event.start_mark is None or event.end_mark is None:
        raise AssertionError("the parser marks every event")
    return event.start_mark, event.end_mark
