"""For editors: every diagnostic code explained, and the fields of every kind."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.audiences import KeptFor
from playbook.describe.fields import kept_fields
from playbook.diagnostics.codes import CODES, explained
from playbook.model import KINDS
from playbook.pages import fields
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer
from playbook.pages.traced import TracedView
from playbook.words import Word, Words

_FILE = re.compile(r"# (?:confidentiel/)?(?P<kind>[a-z]+)(?:/|\.yml)")
_FIELD = re.compile(r"\s*(?:- +)?(?P<name>[a-z_]+):")


def pages(renderer: Renderer) -> Iterator[Page]:
    told = {
        name: _for_readers(renderer.view, about)
        for name, about in explanations(renderer.words).items()
    }
    yield _page(renderer, "codes/", "codes", codes=CODES, explained=told)
    for code in CODES.values():
        about, uri = told[code.name], code.page
        head = renderer.render("page-head", uri, title=code.name, lead=about["meaning"])
        sections = renderer.sections("code", uri, code=code, about=about)
        yield renderer.page(
            uri,
            code.name,
            (Section("top", 1, code.name, head), *sections),
            tab="steering",
            description=about["meaning"],
        )
    words, view = renderer.words, renderer.view
    shown = {
        "envelope": fields.envelope(words),
        "tables": tuple(fields.tables(words, view.audiences, view.day, view.audience)),
        "settings": fields.settings(words),
    }
    yield _page(renderer, "fields/", "fields", shown=shown)


def explanations(words: Words) -> dict[str, dict[str, str]]:
    """Of each code: its meaning, a wrong example and the right one, borrowed where they must be."""
    found: dict[str, dict[str, str]] = {}
    for language in reversed(words.spoken):
        lender = language if language != words.language else ""
        for name, about in explained(language).items():
            texts = {key: Word(text).lent(lender) for key, text in about.items()}
            found[name] = found.get(name, {}) | texts
    return found


def _for_readers(view: TracedView, about: dict[str, str]) -> dict[str, str]:
    """What is said of a code, without examples that show what is kept from these readers."""
    shown = not any(_shows_what_is_kept(view, about[name]) for name in ("wrong", "right"))
    return about if shown else about | {"wrong": "", "right": ""}


def _shows_what_is_kept(view: TracedView, example: str) -> bool:
    def hidden(kept_for: KeptFor) -> bool:
        return not view.audiences.may_read(view.audience, kept_for)

    kind = "rules"  # where an example names no file
    for line in example.split("\n"):
        file = _FILE.match(line)
        kind = file["kind"] if file else kind
        field = _FIELD.match(line)
        if kind not in KINDS:
            continue
        if (file or field) and hidden(view.audiences.defaults.get(kind)):
            return True
        if field and any(hidden(one) for one in kept_fields(kind).get(field["name"], ())):
            return True
    return False


def _page(renderer: Renderer, uri: str, name: str, **values: Any) -> Page:
    title, about = renderer.words(f"{name}.title"), renderer.words(f"{name}.about")
    head = renderer.render("page-head", uri, title=title, lead=about)
    sections = tuple(renderer.sections(name, uri, **values))
    return renderer.page(
        uri, title, (Section("top", 1, title, head), *sections), tab="steering", description=about
    )
