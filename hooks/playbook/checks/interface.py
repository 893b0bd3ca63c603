"""Whether the interface words of a language fit the site, which is written for the French ones."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from babel import Locale

from playbook import source
from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.folder.file_names import shown
from playbook.linking.playbook import Playbook
from playbook.source import reader
from playbook.suggest import closest
from playbook.words import (
    REFERENCE,
    is_language,
    is_plural,
    languages,
    load_words,
    parent,
    words_file,
)

# A placeholder; and a brace that belongs to none.
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def words_fit(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A file of words holds none that the French one lacks, and says the same where it fills them in.

    What it lacks itself is borrowed, and warned of.
    """
    whole = load_words(REFERENCE, playbook.settings.currency).texts
    for language in playbook.settings.languages:
        if language not in languages() - {REFERENCE}:
            continue
        path = words_file(language)
        node, found = reader.read(path, shown(path))
        yield from found
        if node is not None:
            yield from _unfit(node, whole, "")
            yield from _territory(node, language)
            # A national form says only what differs, and borrows the rest.
            if parent(language) not in languages() - {language}:
                yield from _missing(node, whole)


def _unfit(node: source.Node, french: Any, key: str) -> Iterator[Diagnostic]:
    """What a part of a file says that has no place, or another shape, in the French one."""
    if is_plural(french):
        yield from _plural(node, french, key)
    elif isinstance(french, Mapping) and isinstance(node, source.Mapping):
        for name, value in node.items:
            inner = f"{key}.{name.text}".lstrip(".")
            if name.text in french:
                yield from _unfit(value, french[name.text], inner)
            else:
                near = closest(name.text, french)
                hint = f'did you mean "{near}"?' if near else "delete it"
                message = f'the site has no word "{inner}"'
                yield diagnostic("unknown-field", name.place, message, hint)
    elif isinstance(french, str) and isinstance(node, source.Scalar):
        yield from _placeholders(node, french, key)
    else:
        shape = "one text" if isinstance(french, str) else f"a group of words: {', '.join(french)}"
        yield _misshapen(node, key, f"this is {shape}, as in {words_file(REFERENCE).name}")


def _plural(node: source.Node, french: Mapping[str, str], key: str) -> Iterator[Diagnostic]:
    if not is_plural(source.values(node)) or not isinstance(node, source.Mapping):
        yield _misshapen(node, key, "write its forms: {one: …, other: …}")
        return
    for name, value in node.items:
        if isinstance(value, source.Scalar):
            # One of something need not be counted: « a page ».
            some = name.text != "other"
            yield from _placeholders(value, french["other"], key, some)
        else:
            yield _misshapen(value, f"{key}.{name.text}", "this is one text")


def _misshapen(node: source.Node, key: str, hint: str) -> Diagnostic:
    return diagnostic("wrong-shape", node.place, f'"{key}" has another shape', hint)


def _placeholders(
    node: source.Scalar, french: str, key: str, some: bool = False
) -> Iterator[Diagnostic]:
    """What stands in braces is filled in: it must be what the French has, or `some` of it."""
    wanted, there = (sorted(_BRACES.findall(text)) for text in (french, node.text))
    if there == wanted or (some and set(there) <= set(wanted)):
        return
    place = node.place_of(next((one for one in there if one not in wanted), node.text))
    message = f'"{key}" does not have the placeholders of the French'
    hint = f"write {', '.join(wanted)} in it, once each" if wanted else "write no braces in it"
    yield diagnostic("wrong-value", place, message, hint)


def _territory(node: source.Node, language: str) -> Iterator[Diagnostic]:
    """How figures and dates are written is the language's own."""
    found = source.child(node, "territory")
    if found is None or not isinstance(found[1], source.Scalar):
        return
    name = found[1].text
    if not is_language(name) or Locale.parse(name).language != parent(language):
        message = f'"{name}" is no country of the language "{language}"'
        hint = f"write the language, an underscore and a country, as {language}_{language.upper()}"
        yield diagnostic("wrong-value", found[1].place, message, hint)


def _missing(node: source.Node, french: Mapping[str, Any]) -> Iterator[Diagnostic]:
    all_ = [path for path in _paths(french) if path != ("territory",)]
    missing = [".".join(path) for path in all_ if not source.holds(node, path)]
    if missing:
        message = f"{len(missing)} of the site's {len(all_)} words are not translated"
        hint = f"write them as {words_file(REFERENCE).name} does; the first is {missing[0]}"
        yield diagnostic("untranslated", Place(node.place.file), message, hint)


def _paths(french: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(french, Mapping) and not is_plural(french):
        for name, value in french.items():
            yield from _paths(value, (*way, name))
    else:
        yield way
