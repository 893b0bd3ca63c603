"""What prose may hold."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from playbook import source
from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.linking.playbook import Playbook
from playbook.linking.references import ProseLinks
from playbook.linking.translations import forms, written
from playbook.model import addresses
from playbook.model.kinds import FOLDERS
from playbook.model.scalars import ID_PATTERN, money, slug
from playbook.model.texts import Line, Prose, Text
from playbook.source import Path
from playbook.suggest import closest
from playbook.texts import prose
from playbook.validation.entry import Entry
from playbook.words import REFERENCE, languages, load_words

_SCHEMES = frozenset({"http", "ftp", "tel", "file", "data", "javascript", "vbscript"})


def prose_is_plain(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Prose holds no HTML, and its links lead to entries, to https or to a mail address."""
    for entry in (playbook.about, *playbook.all()):
        for form in forms(entry):
            for leaf in written(form):
                if isinstance(leaf.value, Prose):
                    links, forbidden = prose.read(leaf.value)
                    if forbidden:
                        yield from _markup(form, leaf.path, forbidden)
                    if links:
                        yield from _addresses(form, leaf.path, links)


def _markup(entry: Entry, path: Path, found: tuple[prose.Markup, ...]) -> Iterator[Diagnostic]:
    opened = {one.written.strip("<>").partition(" ")[0] for one in found if one.code == "raw-html"}
    for markup, place in zip(found, places(entry, path, found), strict=True):
        if markup.written.startswith("</") and markup.written.strip("</>") in opened:
            continue  # what closes a sign that was spoken of
        word, _, name = markup.written.strip("<> ").partition(":")
        if markup.code == "raw-html":
            hint = "write it in plain words, or with CommonMark: **bold**, *italic*"
            yield diagnostic("raw-html", place, "a sign of HTML inside the text", hint)
        elif markup.code == "forbidden-character":
            hint = (
                "delete it: it stands for a character nobody sees, which changes how this is read"
            )
            message = f"{markup.written} is an invisible character"
            yield diagnostic("forbidden-character", place, message, hint)
        elif markup.written.endswith(">") and name:
            yield _unknown(place, word, name)
        elif not markup.written.startswith("<"):
            hint = f"write <{markup.written}>"
            yield diagnostic("broken-markup", place, "a link stands between < and >", hint)
        else:
            hint = "write <rule:id>, without a space, and close it with >"
            yield diagnostic("broken-markup", place, "this link is not closed", hint)


def places(entry: Entry, path: Path, found: tuple[prose.Markup, ...]) -> Iterator[Place]:
    node = source.at(entry.node, path)
    if isinstance(node, source.Scalar):
        return node.places(one.written for one in found)
    return (node.place for _ in found)


def _addresses(entry: Entry, path: Path, links: tuple[prose.Link, ...]) -> Iterator[Diagnostic]:
    places = ProseLinks(entry, path, links)
    for index, link in enumerate(links):
        if link.entry or link.outside:
            continue
        word, colon, name = link.target.partition(":")
        if colon and word not in _SCHEMES and re.fullmatch(ID_PATTERN, name):
            yield _unknown(places.places[index], word, name)
            continue
        hint = "write <rule:id> for an entry, or an address with https:// or mailto:"
        hint = addresses.hint(link.target) or hint
        bare = re.fullmatch(r"(?:http://|(?=www\.))(\S{1,200})", link.target)
        if bare:
            hint = f"write https://{bare[1]}"
        elif word in FOLDERS and slug(name):
            hint = f"write <{word}:{slug(name)}>"
        elif re.fullmatch(ID_PATTERN, link.target):
            hint = f"for an entry, write its kind before its id, as rule:{link.target}"
        yield diagnostic("bad-address", places.places[index], "a link may not lead there", hint)


def _unknown(place: Place, word: str, name: str) -> Diagnostic:
    near = closest(slug(word), FOLDERS)
    hint = f"did you mean <{near}:{name}>?" if near else f"the kinds are {', '.join(FOLDERS)}"
    return diagnostic("unknown-link", place, f'"{word}" is no kind of entry', hint)


_TEXTS = ("line", "prose", "url", "mail", "asset")
_GIVEN = ("approval", "covers")
"""What the check gives to copy is not to be written by anybody."""
_FIGURES = ("money", "number", "whole")


def published_is_filled_in(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is published holds no text and no figure that a file to fill in begins with."""
    texts = _to_fill_in()
    first = load_words(REFERENCE, playbook.settings.currency)
    figures = {money(str(first(f"new.values.{name}"))) for name in _FIGURES}
    published = (entry for entry in playbook.all() if entry.fields.status != "draft")
    for form in (form for entry in published for form in forms(entry)):
        for leaf in written(form):
            blanks = texts if isinstance(leaf.value, Text) else figures
            told = isinstance(leaf.value, Text | Decimal | int) and not isinstance(leaf.value, bool)
            if told and leaf.value in blanks and leaf.path != _GIVEN:
                what = "text" if isinstance(leaf.value, Text) else "figure"
                hint = f"write the {what}; until then, keep « status: draft »"
                message = "this is still to be filled in"
                yield diagnostic("placeholder", form.place(leaf.path), message, hint)


def drafts_are_begun(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A draft has a text that somebody wrote: one as `playbook new` made it may be forgotten."""
    blanks = _to_fill_in()
    for entry in playbook.all():
        if entry.fields.status == "draft":
            texts = {one.value for one in entry.leaves if isinstance(one.value, Line | Prose)}
            if texts and texts <= blanks:
                message = "nothing is written in this draft yet"
                hint = "write it, or delete it"
                yield diagnostic("placeholder", entry.place(), message, hint, warn=True)


def _to_fill_in() -> frozenset[str]:
    """The texts that a file to fill in begins with, in every language."""
    spoken = [load_words(language, "EUR") for language in languages()]
    return frozenset(str(words(f"new.values.{name}")) for words in spoken for name in _TEXTS)
