"""All pages of an edition, in one call."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from playbook.edition import Seen, View
from playbook.model import WORDS
from playbook.pages import decisions, editing, entries, home, indexes, steering
from playbook.pages.page import Page, Site, Tab
from playbook.pages.renderer import Renderer, address
from playbook.pages.tabs import PAGES_OF_TAB
from playbook.system.parallel import mapped
from playbook.theme import SCRIPTS, TEMPLATES, stylesheet
from playbook.words import Words


def render(view: View, words: Words) -> Site:
    """The site of the edition `view`, its interface in `words`."""
    renderer = Renderer(view, words)
    pages = tuple(_pages(renderer))
    tabs = tuple(_tabs(renderer, {page.uri: page.title for page in pages}))
    listed = {uri: tab.id for tab in tabs for _, uri in tab.pages}
    return Site(
        pages=tuple(replace(page, tab=listed.get(page.uri, page.tab)) for page in pages),
        tabs=tabs,
        files=dict(_files(view)),
        written={"assets/playbook/playbook.css": stylesheet(), **dict(_moved(renderer))},
        spoken=words.spoken,
    )


def _pages(renderer: Renderer) -> Iterator[Page]:
    """Every page, in an order that stays; the longest to write are begun first."""
    view = renderer.view
    jobs: list[Callable[[], list[Page]]] = [lambda: [home.page(renderer)]]
    if view.may_edit or view.edition.preview:
        jobs.append(lambda: list(editing.pages(renderer)))
    jobs.append(lambda: list(steering.pages(renderer)))
    jobs += [partial(_index, renderer, kind) for kind in WORDS if view.entries[kind]]
    jobs += [partial(_entry, renderer, entry) for entry in view.all()]
    for pages in mapped(_run, jobs):
        yield from pages


def _run(job: Callable[[], list[Page]]) -> list[Page]:
    return job()


def _index(renderer: Renderer, kind: str) -> list[Page]:
    return [indexes.page(renderer, kind)]


def _entry(renderer: Renderer, entry: Seen) -> list[Page]:
    if entry.kind == "decisions":
        return [decisions.page(renderer, entry)]
    return [entries.page(renderer, entry)]


def _tabs(renderer: Renderer, titles: dict[str, str]) -> Iterator[Tab]:
    start = renderer.view.find(renderer.view.settings.home.start)
    for name, listed in PAGES_OF_TAB.items():
        uris = [one if one.endswith("/") else f"{one}/" for one in listed]
        if name == "buy" and start is not None:
            uris.insert(0, address(start))
        pages = tuple((titles[uri], uri) for uri in uris if uri in titles)
        if pages:
            yield Tab(name, renderer.words(f"tabs.{name}"), pages)


def _moved(renderer: Renderer) -> Iterator[tuple[str, str]]:
    """What stands at the former address of an entry, and leads on to the one it has now."""
    around = renderer.words.language
    for (kind, alias), name in renderer.view.aliases.items():
        uri, leads = f"{kind}/{alias}/", f"../../{kind}/{name}/"
        yield f"{uri}index.html", renderer.render("moved", uri, around=around, leads=leads)


def _files(view: View) -> Iterator[tuple[str, Path]]:
    """What the pages load or offer to download, by its path in the site."""
    for name in (*SCRIPTS, "preview") if view.edition.preview else SCRIPTS:
        yield f"assets/playbook/{name}.mjs", TEMPLATES / f"{name}.mjs"
    for name in (
        "icon.svg",
        "scope.js",
        "palette.js",
        "search-local.js",
        "unserved.js",
        "moved.js",
    ):
        yield f"assets/playbook/{name}", TEMPLATES / name
    for document in view.entries["documents"].values():
        path = view.assets.get(document.fields.file or "")
        if path is not None:
            # A folder of its own: beside the theme's files one could take the place of a script.
            yield f"files/{document.fields.file}", path
