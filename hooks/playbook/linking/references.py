"""What an entry refers to, in its fields and in its prose, each with its place."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from playbook import source
from playbook.decisions.references import output_references
from playbook.diagnostics import Place
from playbook.linking.translations import written
from playbook.model.envelope import Audience
from playbook.model.scalars import Ref
from playbook.model.texts import Prose
from playbook.source import Path
from playbook.texts import prose
from playbook.validation.entry import Entry

_MOST_SOUGHT = 100


class ProseLinks:
    """The links of one prose, as they stand in its file; their places are sought when asked for."""

    def __init__(self, entry: Entry, path: Path, links: tuple[prose.Link, ...]) -> None:
        self.links = links
        self._node = source.at(entry.node, path)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        node = self._node
        if not isinstance(node, source.Scalar):
            return tuple(node.place for _ in self.links)
        return tuple(self._places(node))

    def _places(self, node: source.Scalar) -> Iterator[Place]:
        missed = 0
        found = node.places(link.written for link in self.links)
        for link, place in zip(self.links, found, strict=True):
            if place != node.place:
                yield place._replace(column=place.column + link.before, length=len(link.shown))
                continue
            # A target may stand anywhere: it is sought from the start, for the first of many.
            missed += 1
            yield node.place_of(link.target) if missed <= _MOST_SOUGHT else place


class Reference(NamedTuple):
    """From a field of an entry to another entry; one in prose is link `number` of `written`."""

    entry: Entry
    path: Path
    kind: str
    id: str
    audience: Audience | None
    written: ProseLinks | None = None
    number: int = 0

    @property
    def place(self) -> Place:
        return self.written.places[self.number] if self.written else self.entry.place(self.path)


def references_of(entry: Entry) -> Iterator[Reference]:
    """Every reference an entry makes, in its fields and in its prose."""
    for leaf in written(entry):
        if isinstance(leaf.value, Ref):
            ref = leaf.value
            yield Reference(entry, leaf.path, kind=ref.kind, id=str(ref), audience=leaf.audience)
        elif isinstance(leaf.value, Prose):
            links = prose.links(leaf.value)
            places = ProseLinks(entry, leaf.path, links) if links else None
            for number, found in enumerate(links):
                if found.entry:
                    kind, name = found.entry
                    yield Reference(
                        entry,
                        leaf.path,
                        kind=kind,
                        id=name,
                        audience=leaf.audience,
                        written=places,
                        number=number,
                    )
    if entry.kind == "decisions" and entry.language is None:
        for path, kind, name in output_references(entry.fields):
            yield Reference(entry, path, kind=kind, id=name, audience=None)
