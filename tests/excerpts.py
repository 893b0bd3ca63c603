"""Excerpts of a playbook, as the pages for editors show them, put into a small playbook that is right.

An excerpt names its file in a comment: ``# rules/mise-en-concurrence.yml``. Its fields replace those
of that file in `data/small`, or make a file of their own. ``# confidentiel/…`` is the second data
folder. ``# rules/a.yml → rules/b.yml`` is a file that has got another name since the small playbook
was published: what is said then is said against that revision. One that keeps its name has changed.
"""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.formats import FORMATS
from playbook.edition import Edition
from playbook.pages.page import Page
from playbook.pipeline import build, check

from tests.repositories import commit

SMALL = Path(__file__).parent / "data" / "small"
TODAY = date(2026, 11, 24)
_FILE = re.compile(r"^# ((?:[^\s/]+/)*[^\n]+\.[a-z]{2,4})$\n?", re.MULTILINE)
_MOVED = " → "
Pages = Callable[..., dict[str, Page]]
"""What the fixture `pages` is: an excerpt, and the day and the audience, to pages by address."""
_FIELD = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


class Written(NamedTuple):
    """A playbook on disk: its data folders, and the line before the excerpt in each of its files."""

    roots: list[Path]
    before: dict[str, int]
    published: str | None = None
    """The commit of what was published before the excerpt, where a file has got another name."""

    def check(self) -> tuple[Diagnostic, ...]:
        return check(self.roots, TODAY, self.published).found


def write(excerpt: str, into: Path, file: str = "rules/mise-en-concurrence.yml") -> Written:
    """The small playbook with `excerpt` in it; one that names no file goes into `file`."""
    root = into / "data"
    shutil.copytree(SMALL, root)
    if "languages: [fr, en]" in excerpt:
        # What is published must be translated: here that is what the excerpt itself publishes.
        for path in root.rglob("*.yml"):
            path.write_text(path.read_text("utf-8").replace("status: in-review", "status: draft"))
    parts = _FILE.split(excerpt)
    texts = {file: parts[0]} if parts[0].strip() else {}
    texts |= dict(zip(parts[1::2], parts[2::2], strict=True))
    published = commit(root) if any(_MOVED in name for name in texts) else None
    before = {}
    for name, text in texts.items():
        was, _, name = name.rpartition(_MOVED)
        if was:
            (root / was).rename(root / name)
        separate = name.startswith("confidentiel/")
        path = into / name if separate else root / name
        kept = _others(path.read_text("utf-8"), text) if path.exists() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(kept + text, "utf-8")
        before[path.as_posix()] = kept.count("\n")
    second = into / "confidentiel"
    return Written([root, second] if second.exists() else [root], before, published)


def pages(excerpt: str, into: Path, day: date = TODAY, audience: str = "staff") -> dict[str, Page]:
    """The pages of the small playbook with `excerpt` in it, by address, as they are on `day`."""
    playbook = check(write(excerpt, into).roots, day).playbook
    assert playbook is not None
    return {page.uri: page for page in build(playbook, Edition(audience, "fr", day)).pages}


@pytest.fixture(name="pages")
def pages_of_an_excerpt(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the small playbook with an excerpt in it, as often as one asks."""
    return lambda excerpt, **how: pages(excerpt, tmp_path_factory.mktemp("pages"), **how)


def text_of(html: str) -> str:
    """What a reader reads, in one line, with ordinary spaces."""
    return " ".join(re.sub("<[^>]+>", " ", html).replace("\u00a0", " ").split())


def _others(base: str, excerpt: str) -> str:
    """The fields of `base` that `excerpt` does not write."""
    names = {_name(field) for field in _FIELD.split(excerpt)}
    return "".join(field for field in _FIELD.split(base) if _name(field) not in names)


def _name(field: str) -> str:
    return re.split(r"[\s:]", field, maxsplit=1)[0]


def checked(*roots: Path) -> tuple[Diagnostic, ...]:
    """What is said of the data folders; every format can write it, and every place is one."""
    found = check(roots, TODAY).found
    for form in FORMATS.values():
        form(found).encode()
    assert all(one.place.line >= 1 and one.place.column >= 1 for one in found)
    assert all(
        (one.message and one.message.isprintable()) or "\u00a0" in one.message for one in found
    )
    return found
