"""What a generator reads to write the frames of an edition, and what becomes of what it wrote."""

import html
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from playbook.frames import by_hand
from playbook.frames.stubs import STUB, Frame, FrameError, Stub, stubs, without_its_own
from playbook.frames.surroundings import Surroundings
from playbook.pages.page import Site
from playbook.system.temporary import Temporary
from playbook.theme import environment


class Prepared:
    """Markdown, templates and a navigation for a generator, in a folder that is gone after the block."""

    def __init__(self, site: Site, around: Surroundings, docs: Path) -> None:
        self.site, self.around = site, around
        self._by_hand = frozenset(by_hand.uris(site, docs))
        self._stubs = stubs(site)
        with ExitStack() as made:
            room = made.enter_context(Temporary("frames")).path
            self.docs, self.templates = room / "docs", room / "templates"
            around.write(self.templates)
            for uri, language in by_hand.shown(site, docs).items():
                self._copy(docs / language / uri, self.docs / uri, language)
            for stub in dict.fromkeys(self._stubs.values()):
                _write(self.docs / source(stub.uri), stub.text)
            self._made = made.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._made.close()

    # What the settings of a generator say; its templates escape nothing of it.

    @property
    def name(self) -> str:
        """What the site is called; empty where the generator's own name stays."""
        return html.escape(self.around.name)

    @property
    def navigation(self) -> list[dict[str, list[dict[str, str]]]]:
        """Of each tab its title and the pages that it lists: each its title and its Markdown file."""
        return [
            {str(tab.title): [{html.escape(title): source(uri)} for title, uri in tab.pages]}
            for tab in self.site.tabs
        ]

    def theme(self, written: Any, folders: Iterable[str]) -> dict[str, Any]:
        """What the language decides of the theme `written` in mkdocs.yml, with templates in `folders`."""
        words = self.around.words
        palette = [
            {**option, "toggle": {**option["toggle"], "name": str(words(f"page.{other}"))}}
            for option, other in zip(written["palette"], ("dark", "light"), strict=True)
        ]
        return {"language": _spoken(folders, words.tag), "palette": palette}

    def finish(self, folder: Path, address: str | None) -> None:
        """Makes the site of what the generator has written into a folder: pages of stubs, and all files.

        `address` is where the site will stand, if that is known. Raises `FrameError` where the generator has
        lost what is a page's own.
        """
        frames = {one: _frame(one, folder) for one in dict.fromkeys(self._stubs.values())}
        # All of them are read by now: pages take the places of stubs.
        for stub in frames:
            if stub.uri.startswith(STUB):
                shutil.rmtree(folder / stub.uri.partition("/")[0], ignore_errors=True)
        for page in self.site.pages:
            path = folder / page.uri / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(frames[self._stubs[page.uri]].filled(page))
        for uri, text in self.site.written.items():
            _write(folder / uri, text)
        for uri, path in self.site.files.items():
            (folder / uri).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / uri)
        for name in ("404.html", *(f"{uri}index.html" for uri in self._by_hand)):
            written = (folder / name).read_text("utf-8")
            (folder / name).write_text(without_its_own(written), "utf-8")
        _map(folder, address, self._by_hand.union(page.uri for page in self.site.pages))

    def _copy(self, path: Path, into: Path, language: str) -> None:
        """A file of the documentation; a page that is lent says of which language it is."""
        into.parent.mkdir(parents=True, exist_ok=True)
        if into.suffix != by_hand.PAGE:
            shutil.copyfile(path, into)
            return
        front, text = by_hand.read(path)
        if language != self.around.words.language:
            front = (
                f"lent: {language}\ndirection: {self.around.words.direction_of(language)}\n{front}"
            )
        # Without fields an empty line: MkDocs would leave out a first one such as « Note: … ».
        _write(into, f"---\n{front}---\n{text}" if front else f"\n{text}")


def _spoken(folders: Iterable[str], tag: str) -> str:
    """Whose words a theme has: the language's, else those of what it is a form of, else English."""
    there = {one.stem for name in folders for one in Path(name).glob("partials/languages/*")}
    return next((one for one in (tag, tag.partition("-")[0]) if one in there), "en")


def _frame(stub: Stub, folder: Path) -> Frame:
    try:
        return Frame(stub, (folder / stub.uri / "index.html").read_text("utf-8"))
    except FileNotFoundError as error:
        raise FrameError(f"the generator wrote no page for the stub « {stub.uri} »") from error


def source(uri: str) -> str:
    """The Markdown file of which a generator makes the page at `uri`."""
    return f"{uri}index.md"


def _map(folder: Path, address: str | None, uris: Iterable[str]) -> None:
    """The map of a site in place of the generator's own, which tells of stubs."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / name).unlink(missing_ok=True)
    if address:
        listed = environment().get_template("sitemap.xml.j2")
        _write(folder / "sitemap.xml", listed.render(address=address, uris=sorted(uris)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
