"""Pages written by hand as Markdown: `docs/` has a folder of them for each language."""

from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath

from markdown import markdown

from playbook import search
from playbook.frames.stubs import STUB
from playbook.pages.page import Site
from playbook.texts.handwritten import DOCS as DOCS
from playbook.texts.handwritten import PAGE as PAGE
from playbook.texts.handwritten import files as files
from playbook.texts.handwritten import read as read

# As mkdocs.yml has them: what is searched is what is shown.
_EXTENSIONS = ("admonition", "toc", "tables")
# Written as the page of their folder.
_FOLDERS = frozenset({"index", "README"})


def shown(site: Site, docs: Path = DOCS) -> dict[str, str]:
    """Of each file that `site` shows its path below its language's folder, and that language.

    A page at an address of the site's own, or of a stub, is not among them.
    """
    ours = {page.uri for page in site.pages}
    ours |= {uri.removesuffix("index.html") for uri in site.written}
    return {
        name: language
        for name, language in files(site.spoken, docs).items()
        if not name.startswith(f"{STUB}-") and (not name.endswith(PAGE) or _uri(name) not in ours)
    }


def uris(site: Site, docs: Path = DOCS) -> Iterator[str]:
    """Where each of the pages stands in a site that shows it."""
    return (_uri(name) for name in shown(site, docs) if name.endswith(PAGE))


def _uri(name: str) -> str:
    path = PurePosixPath(name)
    folder = path.parent if path.stem in _FOLDERS else path.with_suffix("")
    return f"{folder}/" if folder.name else ""


def searched(site: Site, below: str = "", docs: Path = DOCS) -> Iterator[search.Part]:
    """What search finds of them in a site that stands in the folder `below`.

    Whatever language a page is in, it is searched in that of the site.
    """
    for name, language in shown(site, docs).items():
        if name.endswith(PAGE):
            written = read(docs / language / name)
            html = markdown(written.text, extensions=_EXTENSIONS)
            if "<h1" not in html:  # as the theme, which then shows the title of the front matter
                html = f"<h1>{escape(written.title or PurePosixPath(name).stem)}</h1>{html}"
            record = search.read(f"<div data-pagefind-body>{html}</div>".encode())
            if record is not None:
                yield search.Part(site.spoken[0], below, _uri(name), record)
