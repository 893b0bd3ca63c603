"""For editors: every diagnostic code explained, and the fields of every kind."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from playbook.diagnostics import CODES
from playbook.pages import fields
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer


def pages(renderer: Renderer) -> Iterator[Page]:
    explained = explanations(renderer.words.language)
    yield _page(renderer, "codes/", "codes", codes=CODES, explained=explained)
    for code in CODES.values():
        about = explained[code.name]
        uri = f"codes/{code.name}/"
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
        "tables": tuple(
            fields.tables(words, view.playbook.audiences, view.edition.day, view.edition.audience)
        ),
        "settings": fields.settings(words),
    }
    yield _page(renderer, "fields/", "fields", shown=shown)


def explanations(language: str) -> dict[str, dict[str, str]]:
    """Of each code: its meaning, a wrong example and the right one."""
    path = files("playbook") / "locale" / f"codes.{language}.yml"
    found: dict[str, dict[str, str]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    return found


def _page(renderer: Renderer, uri: str, name: str, **values: Any) -> Page:
    title, about = renderer.words(f"{name}.title"), renderer.words(f"{name}.about")
    head = renderer.render("page-head", uri, title=title, lead=about)
    sections = tuple(renderer.sections(name, uri, **values))
    return renderer.page(
        uri, title, (Section("top", 1, title, head), *sections), tab="steering", description=about
    )
