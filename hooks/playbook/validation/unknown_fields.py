"""2 validate: which field is meant by a name that none has: misspelt, of another language or place."""

import re
from collections.abc import Collection, Iterator, Set
from collections.abc import Mapping as MappingOf
from functools import lru_cache
from pathlib import PurePath

from pydantic import BaseModel

from playbook.diagnostics import Diagnostic, diagnostic
from playbook.model import KINDS, WORDS
from playbook.model.envelope import Envelope
from playbook.model.instead import slug
from playbook.model.shapes import groups_in, models_at, names_of, required
from playbook.source import Mapping, Node, Path
from playbook.suggest import closest
from playbook.words import edited, languages, load_words

MANY = 12
"""Fields that a hint lists."""
_NAME = re.compile(r"[a-z0-9_-]+")
_GLUED = re.compile(r"(?P<name>[a-z_]+) *:? *[\"'\[{]")
_ENGLISH = frozenset({"en"})
_ARTICLE = re.compile(r"(?:l|le|la|les|the)-")


def near(written: str, known: frozenset[str]) -> str:
    """The one of the `known` fields that is spelt nearly so, or that the site calls so; else nothing."""
    return _near(written, known, edited())


# A field that does not exist often stands in a thousand entries.
@lru_cache(maxsize=1000)
def _near(written: str, known: frozenset[str], edited: str) -> str:
    said = _called(slug(written), known, edited)[0]
    return said or closest(written.strip(), sorted(known)) or ""


def hint(
    path: Path, models: Collection[type[BaseModel]], forms: MappingOf[type[BaseModel], str]
) -> str:
    """What to write for the name at the end of `path`, where a group of fields is one of `models`."""
    name, fields = str(path[-1]), frozenset(names_of(models))
    known = sorted(fields)
    # In whole: « review_last », « approved_by ».
    first, _, last = name.replace("-", "_").rpartition("_")
    holding = [one for one in known if first and last in names_of(groups_in(models, one))]
    if group := closest(first, holding, 0.7):
        return f"write « {group}: », and « {last}: » below it, indented by two spaces"
    said, english = _called(slug(name), fields, edited())
    if said:
        return f'write "{said}"' + ("" if english else ": the names of fields are English")
    for model, form in forms.items() if len(path) == 1 else ():
        its = frozenset(names_of([model]))
        if name in its:
            return f"it belongs to « form: {form} »"
        if said := _called(slug(name), its, edited())[0]:
            return f'it is "{said}", which belongs to « form: {form} »'
    if meant := near(name, fields):
        return f'did you mean "{meant}"?'
    for group in known:
        if name in names_of(groups_in(models, group)):
            return f"it belongs to « {group}: »: write it below, indented by two spaces"
    glued = _GLUED.match(name)
    if glued and glued["name"] in fields:
        return f"write « {glued['name']}: », with a colon and a space behind the name"
    if not _NAME.fullmatch(name):
        return "a text that goes on is indented, below the field it belongs to"
    if known and len(known) <= MANY:
        return f"the fields here are {', '.join(known)}"
    return "delete it: this kind of entry has no such field"


def of_another_kind(kind: str, name: str, node: Node) -> Diagnostic | None:
    """An entry that has no field of its own `kind`, and all that some other one needs."""
    written = [key for key, _ in node.items] if isinstance(node, Mapping) else []
    own = [key for key in written if key.text not in Envelope.model_fields]
    if not own or names_of(_models(kind)) & {key.text for key in own}:
        return None
    there = {key.text for key in written}
    fits = [other for other in KINDS if any(_is(model, there) for model in _models(other))]
    if len(fits) != 1:
        return None
    message = f'"{own[0].text}" is a field of {fits[0]}, as all that stands here'
    hint = f"move the file to {fits[0]}/{name}.yml"
    if PurePath(own[0].place.file).name == f"{kind}.yml":
        hint = f"move the entry to {fits[0]}.yml"
    return diagnostic("unknown-field", own[0].place, message, hint)


def _models(kind: str) -> Iterator[type[BaseModel]]:
    return models_at(KINDS[kind]._type, ())


def _is(model: type[BaseModel], written: Set[str]) -> bool:
    """Whether a model has all fields that are `written`, and lacks none."""
    return required([model]) <= written <= names_of([model])


@lru_cache(maxsize=1000)
def _called(said: str, known: frozenset[str], edited: str) -> tuple[str, bool]:
    """The field that a language of the site has this word for, and whether that is English."""
    called = _labels(languages(), edited)
    labels = {label: name for name in sorted(known) for label in called.get(name, ())}
    alike = closest(said, labels, 0.85) if said not in known else None
    if not alike:
        return "", False
    name = labels[alike]
    return name, alike in _labels(_ENGLISH, edited).get(name, ())


@lru_cache(maxsize=8)
def _labels(spoken: frozenset[str], _edited: str) -> MappingOf[str, frozenset[str]]:
    """Of each field the words above it on the site's pages, and what else it may be called."""
    found: dict[str, set[str]] = {}
    for name, label in (one for language in spoken for one in _own(language)):
        found.setdefault(name, set()).add(_ARTICLE.sub("", slug(label), 1))
    return {name: frozenset(labels) for name, labels in found.items()}


def _own(language: str) -> Iterator[tuple[str, str]]:
    """The labels of the fields in the file of one language."""
    texts = load_words(language, "EUR").texts
    for name, called in _texts(texts.get("called")):
        yield from ((name, one) for one in called.split(","))
    for group in ("entry", "sections", *WORDS):
        yield from _texts(texts.get(group))


def _texts(group: object) -> Iterator[tuple[str, str]]:
    for name, text in group.items() if isinstance(group, MappingOf) else ():
        if isinstance(text, str):
            yield name, text
