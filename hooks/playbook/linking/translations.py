"""An entry in each of its languages: what of it stands there, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from playbook import source
from playbook.model.leaves import Leaf
from playbook.model.texts import Keyword, Name, Text
from playbook.validation.entry import Entry


def forms(entry: Entry) -> Iterator[Entry]:
    """The entry, and each of its translations as an entry of its own."""
    yield entry
    for language, one in entry.translations.items():
        nothing: Mapping[str, Any] = MappingProxyType({})
        yield replace(
            entry,
            fields=one.fields,
            node=one.node,
            file=one.file,
            top=one.top,
            translations=nothing,
            language=language,
        )


def written(entry: Entry) -> Iterator[Leaf]:
    """The leaves of `entry`; of a translation (see `forms`), those that stand in its own file."""
    for leaf in entry.leaves:
        if entry.language is None or source.holds(entry.node, leaf.path):
            yield leaf


def missing_texts(entry: Entry, node: source.Node | None) -> Iterator[Leaf]:
    """The texts for readers that stand in an entry and not in `node`, the file of a translation."""
    for leaf in entry.leaves:
        # Each language has its own words to search by: it lacks them when it has none.
        path = leaf.path[:-1] if isinstance(leaf.value, Keyword) else leaf.path
        inside = _is_told(entry, leaf) and source.holds(entry.node, path)
        if inside and (node is None or not source.holds(node, path)):
            yield leaf


def _is_told(entry: Entry, leaf: Leaf) -> bool:
    """Whether `leaf` is text in a language: a name is none, nor a figure that an outcome gives."""
    if entry.kind == "decisions" and len(leaf.path) > 3 and leaf.path[2] == "then":
        output = entry.fields.outputs.get(leaf.path[3])
        return output is not None and not output.refers and output.measure in (None, "text")
    return isinstance(leaf.value, Text) and not isinstance(leaf.value, Name)
