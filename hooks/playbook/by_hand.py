"""Pages written by hand as Markdown: `docs/` has a folder of them for each language."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt

from playbook.search import Part

DOCS = Path("docs")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def files(spoken: Sequence[str], docs: Path = DOCS) -> dict[str, str]:
    """Of each file its path below its language's folder, and the first language that has it."""
    found: dict[str, str] = {}
    for language in spoken:
        folder = docs / language
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.setdefault(path.relative_to(folder).as_posix(), language)
    return found


def searched(spoken: Sequence[str], below: str = "", docs: Path = DOCS) -> Iterator[Part]:
    """What search reads of them in a site that stands in the folder `below`."""
    for name, language in files(spoken, docs).items():
        path = PurePosixPath(name)
        if path.suffix == ".md":
            html = _MARKDOWN.render((docs / language / path).read_text("utf-8"))
            page = f"{below}{path.with_suffix('')}/index.html"
            yield Part(page, language, f"<div data-pagefind-body>{html}</div>")
