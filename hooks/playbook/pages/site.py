"""All pages of an edition, in one call."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from playbook.edition import Seen, View
from playbook.model import WORDS
from playbook.pages import amounts, decisions, editing, entries, home, indexes, steering
from playbook.pages.kept import Kept
from playbook.pages.page import Page, Site, Tab
from playbook.pages.renderer import Renderer
from playbook.pages.tabs import PAGES_OF_TAB
from playbook.pages.traced import Noted
from playbook.pages.written import address
from playbook.system.parallel import mapped
from playbook.theme import SCRIPTS, TEMPLATES, stylesheet
from playbook.words import Words, words_of


def render(view: View, kept: Kept | None = None) -> Site:
    """The site of the edition `view`, in its language; what is `kept` is not made again."""
    # From what is in the view's stamp, and nothing else.
    words = words_of(view.settings, view.language)
    renderer = Renderer(view, words)
    pages = tuple(_pages(view, renderer, kept))
    tabs = tuple(_tabs(renderer, {page.uri: page.title for page in pages}))
    listed = {uri: tab.id for tab in tabs for _, uri in tab.pages}
    return Site(
        pages=tuple(replace(page, tab=listed.get(page.uri, page.tab)) for page in pages),
        tabs=tabs,
        files=dict(_files(view)),
        written={
            "assets/playbook/playbook.css": stylesheet("" if view.preview else _sheet(view, words)),
            **dict(_answers(renderer)),
            **dict(_moved(view, renderer)),
        },
        spoken=words.spoken,
    )


_Job = tuple[str, Callable[[], Iterable[Page]]]


def _pages(view: View, renderer: Renderer, kept: Kept | None) -> Iterator[Page]:
    """Every page, in an order that stays; the longest to write are begun first."""
    jobs = list(_jobs(view, renderer))
    found = kept.found([name for name, _ in jobs], renderer.view) if kept else {}
    left = [job for job in jobs if job[0] not in found]
    make = _noted if kept and kept.open else _made
    for (name, _), (pages, noted) in zip(left, mapped(partial(make, renderer), left), strict=True):
        found[name] = pages
        if kept and kept.open:
            kept.keep(name, renderer.view, pages, noted)
    for name, _ in jobs:
        kind, _, entry = name.partition("/")
        for page in found.pop(name):  # so that no page stands in memory twice
            shown = view.entries[kind][entry] if entry else None
            yield page if shown is None else with_actions(renderer, view, shown, page)


def _jobs(view: View, renderer: Renderer) -> Iterator[_Job]:
    """What is made together, by a name of its own in every edition."""
    yield "home", lambda: [home.page(renderer)]
    if view.may_edit or view.preview:
        yield "editing", lambda: editing.pages(renderer)
    if view.audiences.steers(view.edition.audience):
        yield "steering", lambda: steering.pages(renderer)
    for kind in WORDS:
        if view.entries[kind]:
            yield kind, partial(_index, renderer, kind)
    for entry in view.all():
        yield f"{entry.kind}/{entry.id}", partial(_entry, renderer, entry.kind, entry.id)


def _made(_: Renderer, job: _Job) -> tuple[list[Page], Noted]:
    return list(job[1]()), {}


def _noted(renderer: Renderer, job: _Job) -> tuple[list[Page], Noted]:
    """The pages, and what was read for them."""
    renderer.view.begin()
    return list(job[1]()), renderer.view.noted()


def _index(renderer: Renderer, kind: str) -> list[Page]:
    return [indexes.page(renderer, kind)]


def _entry(renderer: Renderer, kind: str, name: str) -> list[Page]:
    entry = renderer.view.of_name(kind, name)
    if kind == "decisions":
        return [decisions.page(renderer, entry)]
    return [entries.page(renderer, entry)]


def with_actions(renderer: Renderer, view: View, entry: Seen, page: Page) -> Page:
    """The page with what its readers can do about the entry, which differs where all else is the same."""
    actions = renderer.render(
        "entry-actions",
        page.uri,
        entry=entry,
        edit=[
            (renderer.words("entry.edit_restricted" if one.apart else "entry.edit"), one.address)
            for one in view.editors[entry.kind, entry.id]
        ],
        correct=entries.correction_link(renderer, entry),
    )
    before, *after = page.encoded.split(entries.ACTIONS.encode())
    if len(after) != 1:
        raise ValueError(f"{page.uri}: {len(after)} places for what its readers can do, not one")
    return replace(page, encoded=before + actions.encode() + after[0].removeprefix(b"\n"))


def _tabs(renderer: Renderer, titles: dict[str, str]) -> Iterator[Tab]:
    start = renderer.view.find(renderer.view.settings.home.start)
    for name, listed in PAGES_OF_TAB.items():
        uris = [one if one.endswith("/") else f"{one}/" for one in listed]
        if name == "buy" and start is not None:
            uris.insert(0, address(start))
        pages = tuple((titles[uri], uri) for uri in uris if uri in titles)
        if pages:
            yield Tab(name, renderer.words(f"tabs.{name}"), pages)


def _sheet(view: View, words: Words) -> str:
    """What every sheet of paper says at its foot: whose it is, of which day, and who may read it."""
    audience = view.edition.audience
    edition = words("page.edition", audience=words.audience(audience), day=words.day(view.day))
    kept = [] if audience == view.audiences.lowest else [words.kept_for(audience)]
    return " · ".join(map(str, (view.settings.organisation, edition, *kept)))


def _moved(view: View, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """What stands at the former address of an entry, and leads on to the one it has now."""
    around = renderer.words.language
    for kind, alias, name in view.aliases:
        uri, leads = f"{kind}/{alias}/", f"../../{kind}/{name}/"
        yield f"{uri}index.html", renderer.render("moved", uri, around=around, leads=leads)


def _answers(renderer: Renderer) -> Iterator[tuple[str, str]]:
    """What search answers who types an amount."""
    yield f"assets/playbook/amounts.{renderer.words.language}.json", amounts.answers(renderer)


def _files(view: View) -> Iterator[tuple[str, Path]]:
    """What the pages load or offer to download, by its path in the site."""
    for name in (*SCRIPTS, "preview") if view.preview else SCRIPTS:
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
