"""The folder `docs/`: pages written by hand, one folder for each language, and what they may hold.

Every edition holds all of them. What a browser would run stands in none.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from playbook.texts.commonmark import parsed, tokens_in

DOCS = Path("docs")
PAGE = ".md"
# What a page shows, and what is downloaded and opened by a program of its own.
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
_FILES = frozenset(
    {".pdf", ".txt", ".csv", ".ics", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx"}
)
_TYPES = frozenset({PAGE}) | _PICTURES | _FILES
_RUNS = re.compile(
    r"<\s*/?(?:script|iframe|frame|object|embed|applet|link|meta|base|form|style|svg|math|template)\b"
    r"|[\s/\"'](?:on\w+|style|srcdoc)\s*=|(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:https://|mailto:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
# As generators find it, closed by dashes or by dots.
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)


class Written(NamedTuple):
    """What is in the file of a page: what it says of itself as YAML, each on its line, and its Markdown."""

    front: str
    text: str

    @property
    def title(self) -> str:
        """What the page says it is called; empty where it does not."""
        return str((yaml.safe_load(self.front) or {}).get("title") or "") if self.front else ""


def read(path: Path) -> Written:
    """A page as it is written. Between dashes only fields are front matter, anything else is text."""
    whole = path.read_text("utf-8-sig")
    found = _FRONT.match(whole)
    front = (found and found[1]) or ""
    if found is None or not _is_fields(front):
        return Written("", whole)
    return Written(front, whole[found.end() :])


def _is_fields(front: str) -> bool:
    try:
        return isinstance(yaml.safe_load(front) or {}, dict)
    except (yaml.YAMLError, ValueError, RecursionError):  # of a day that is none, too deep
        return False


class Fault(NamedTuple):
    """Why a file is in no edition, what to do, and what of its text is meant, if anything is."""

    path: Path
    message: str
    hint: str
    written: str = ""


def files(spoken: Sequence[str], docs: Path = DOCS) -> dict[str, str]:
    """Of each file its path below its language's folder, and the first language that has it.

    What may not stand in an edition is left out: the check says why.
    """
    found: dict[str, str] = {}
    for language in spoken:
        for path in _offered(docs / language):
            if next(_faults(path), None) is None:
                found.setdefault(path.relative_to(docs / language).as_posix(), language)
    return found


def faults(spoken: Sequence[str], docs: Path = DOCS) -> Iterator[Fault]:
    """What stands in the folders of the languages `spoken` and may be in no edition."""
    for language in spoken:
        for path in _offered(docs / language):
            yield from _faults(path)


def _offered(folder: Path) -> Iterator[Path]:
    """The files of a folder. What the system leaves in it, hidden, is nobody's page."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and (path.is_symlink() or path.is_file()):
            yield path


def _faults(path: Path) -> Iterator[Fault]:
    if path.is_symlink():
        yield Fault(path, "a shortcut: what it leads to would be published", "copy the file here")
    elif path.suffix.lower() not in _TYPES:
        types = ", ".join(sorted(one[1:] for one in _TYPES))
        message = (
            f"every edition would hand out this file, and « {path.suffix or path.name} » may run"
        )
        yield Fault(path, message, f"take it out of this folder; what may stand here: {types}")
    elif path.suffix.lower() == PAGE:
        try:
            front, text = read(path)
        except (OSError, UnicodeDecodeError):
            yield Fault(path, "this page cannot be read", "save it as UTF-8")
            return
        for written in (*_running_in_front(front), *_running(text)):
            message = "a page written by hand may not hold what a browser runs or loads"
            yield Fault(path, message, "write it as Markdown", written)


def _running_in_front(front: str) -> Iterator[str]:
    """What of front matter would run: generators write its values as they are, and it is no Markdown."""
    values = f"{front}\n{yaml.safe_load(front)}"  # a sign may be written as an escape
    if "<" in values:
        yield from dict.fromkeys(one.group().strip() for one in _RUNS.finditer(values))


def _running(text: str) -> Iterator[str]:
    """What of a page is HTML that runs, or a link that does."""
    for token in tokens_in(parsed(text)):
        if token.type in ("html_block", "html_inline"):
            yield from (one.group().strip() for one in _RUNS.finditer(f" {token.content}"))
        elif token.type == "link_open" and not _LEADS.match(str(token.attrs["href"])):
            yield str(token.attrs["href"])
