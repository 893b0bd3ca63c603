"""2 validate: the ids there are, and which of them an editor means who wrote another word."""

from collections.abc import Iterable, Mapping

from playbook import source
from playbook.folder.data_folder import Document
from playbook.model.instead import slug
from playbook.model.kinds import FOLDERS, WORDS
from playbook.source import Path
from playbook.suggest import closest
from playbook.words import languages, load_words

_SHOWN = 4
# The fields of a decision that name a part of it, and the groups in which these parts stand.
_PARTS = {
    "start": ("questions",),
    "go": ("questions", "outcomes"),
    "expect": ("outcomes", "rows"),
    "unknown": ("questions", "outcomes", "rows"),
}
Titles = Mapping[str, str]


def titles(documents: Iterable[Document]) -> Mapping[str, dict[str, str]]:
    """Of every kind the ids there are, with their titles."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in WORDS}
    for one in documents:
        if one.kind and one.language is None:
            found[one.kind][one.id] = _said(one.node, "title", "term")
    return found


def parts(decision: source.Node, path: Path) -> Titles:
    """The names that the field at `path` of a decision may hold, with their titles."""
    found: dict[str, str] = {}
    for group in _PARTS.get(str(path[-1]), ()) if path else ():
        node = source.at(decision, (group,))
        if isinstance(node, source.Mapping) and group in source.values(decision):
            found |= {key.text: _said(value, "ask", "title") for key, value in node.items}
        elif isinstance(node, source.Sequence):
            found |= {_said(one, "id"): _said(one, "title") for one in node.items}
    return found


def id_of(text: str, known: Titles) -> str:
    """The one of the `known` ids that `text` is another spelling or the title of; else nothing."""
    wanted = slug(text)
    if not wanted:
        return ""
    titled = {slug(title): name for name, title in known.items() if title}
    if wanted in known:
        return wanted
    if wanted in titled:
        return titled[wanted]
    # Whole phrases, as a person's name, resemble many a title.
    alike = 0.8 if " " in text.strip() else 0.65
    near = closest(wanted, [*known, *titled], alike)
    return titled.get(near, near) if near else ""


def hint(text: str, kind: str, known: Mapping[str, Titles]) -> str:
    """What to write where an entry of `kind` is to be named (`*`: of any), as far as can be told."""
    if kind == "*":
        word, _, name = text.strip("<>").rpartition(":")
        name = name.removesuffix(".yml").rpartition("/")[2]
        kinds = [FOLDERS[word]] if word in FOLDERS else list(known)
        found = [f"{WORDS[one]}:{id_}" for one in kinds if (id_ := id_of(name, known[one]))]
        exact = [one for one in found if one.endswith(f":{slug(name)}")]
        best = (exact or found)[:1]
        return f'write "{best[0]}"' if best else ""
    word, colon, said = text.strip("<>").partition(":")
    name = id_of(said if colon and word.strip() in FOLDERS else text, known[kind])
    if name:
        return f'write "{name}"'
    return one_of(kind, known[kind])


def one_of(kind: str, known: Iterable[str]) -> str:
    """To write one of those that are there."""
    some = sorted(known)
    more = "…" if len(some) > _SHOWN else ""
    listed = f": {', '.join(some[:_SHOWN])}{more}" if some else ""
    return (
        f"write the id of a {WORDS[kind]}{listed}"
        if WORDS[kind][0] not in "aeiou"
        else (f"write the id of an {WORDS[kind]}{listed}")
    )


def to_fill_in() -> frozenset[str]:
    """The ids that a file to fill in begins with."""
    spoken = (load_words(language, "EUR") for language in languages())
    return frozenset(str(words("new.values.id")) for words in spoken)


def _said(node: source.Node, *names: str) -> str:
    for name in names:
        found = source.child(node, name)
        if found and isinstance(found[1], source.Scalar):
            return found[1].text
    return ""
