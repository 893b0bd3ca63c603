"""Today's ids: of every kind, with the title an editor knows each by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from playbook import source
from playbook.folder.data_folder import Folder
from playbook.model import WORDS

AUDIENCES = "audiences"
ANY = "*"


@dataclass(frozen=True, slots=True)
class Ids:
    """Of each kind, every id and its title; former ids apart, for they are still valid."""

    titles: Mapping[str, Mapping[str, str]]
    former: Mapping[str, Sequence[str]]

    def of(self, kind: str) -> dict[str, str]:
        """What a reference to `kind` may hold: ids, or `rule:id` for a reference to any kind."""
        if kind == ANY:
            return {
                f"{word}:{name}": title
                for folder, word in WORDS.items()
                for name, title in self.of(folder).items()
            }
        former = dict.fromkeys(self.former.get(kind, ()), "")
        return {**former, **self.titles.get(kind, {})}


def ids_of(folder: Folder, audiences: Iterable[str]) -> Ids:
    """Read from the files as they stand, faulty entries included: an id is there all the same."""
    titles: dict[str, dict[str, str]] = {kind: {} for kind in WORDS}
    former: dict[str, list[str]] = {kind: [] for kind in WORDS}
    for document in (*folder.documents, *folder.restricted):
        if document.language is not None:
            continue
        titles[document.kind][document.id] = _text(document.node, "title", "term")
        former[document.kind] += _texts(document.node, "aliases")
    titles[AUDIENCES] = dict.fromkeys(audiences, "")
    return Ids(MappingProxyType(titles), MappingProxyType(former))


def _text(node: source.Node, *names: str) -> str:
    for name in names:
        found = source.child(node, name)
        if found is not None and isinstance(found[1], source.Scalar):
            return found[1].text
    return ""


def _texts(node: source.Node, name: str) -> Iterator[str]:
    found = source.child(node, name)
    if found is not None and isinstance(found[1], source.Sequence):
        yield from (one.text for one in found[1].items if isinstance(one, source.Scalar))
