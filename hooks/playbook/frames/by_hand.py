"""Pages written by hand as Markdown: `docs/` has a folder of them for each language."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from markdown import markdown

from playbook.search import Part
from playbook.texts.handwritten import DOCS as DOCS
from playbook.texts.handwritten import PAGE as PAGE
from playbook.texts.handwritten import files as files

# As mkdocs.yml has them: what is searched is what is shown.
_EXTENSIONS = ("admonition", "toc", "tables")
# Written as the page of their folder.
_FOLDERS = frozenset({"index", "README"})


def uris(spoken: Sequence[str], docs: Path = DOCS) -> Iterator[str]:
    """Where each of the pages stands in a site."""
    for name in files(spoken, docs):
        if name.endswith(PAGE):
            yield _uri(PurePosixPath(name))


def _uri(path: PurePosixPath) -> str:
    folder = path.parent if path.stem in _FOLDERS else path.with_suffix("")
    return f"{folder}/" if folder.name else ""


def searched(spoken: Sequence[str], below: str = "", docs: Path = DOCS) -> Iterator[Part]:
    """What search reads of them in a site that stands in the folder `below`.

    Whatever language a page is in, it is searched in that of the site.
    """
    for name, language in files(spoken, docs).items():
        path = PurePosixPath(name)
        if path.suffix == PAGE:
            text = (docs / language / path).read_text("utf-8")
            html = markdown(text, extensions=_EXTENSIONS)
            page = f"{below}{_uri(path)}index.html"
            yield Part(page, spoken[0], f"<div data-pagefind-body>{html}</div>".encode())
