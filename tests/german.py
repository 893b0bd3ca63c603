"""A copy of the project to which German is added: one file of words, one line, some translations.

`data/german/` holds what is added, at its place. The words are half there on purpose. Nothing tells the
package of them: the copy has the project's `hooks/`, and that is what its programs import.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import DAY, FROZEN, ROOT

ADDED = ROOT / "tests/data/german"
WORDS = "hooks/playbook/locale/de.yml"
# Where a language cannot be marked, or another program writes: scripts, choices, blanks to copy.
UNMARKED = {"script", "style", "template", "option", "textarea", "title", "pre", "code"}
_NEEDED = ("hooks", "docs", "mkdocs.yml")
# The edition of the audience that the settings name first, in every language: as `make site` does.
_PUBLISH = """
import sys
sys.path.insert(0, "hooks")
from pathlib import Path
from playbook.edges.__main__ import write_edition
from playbook import environment, pipeline
from playbook.publish import publish
checked = pipeline.check(environment.roots(), environment.today())
next(publish(checked.playbook, environment.today(), Path("site"), write_edition))
"""


class Project(NamedTuple):
    """A copy of the project, with its own `hooks/`."""

    folder: Path

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Python in the copy, as `python -m playbook.edges site` or `python -m playbook check`."""
        home = {"PYTHONPATH": str(self.folder / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**os.environ, **home, "PLAYBOOK_DATE": DAY, **environ},
            capture_output=True,
            text=True,
            check=False,
        )

    def publish(self) -> None:
        """`site/head/`, in every language."""
        done = self.run("-c", _PUBLISH)
        assert done.returncode == 0, done.stderr

    def check(self, *options: str) -> list[dict[str, Any]]:
        """What `playbook check` says; raises where that is no list of diagnostics."""
        done = self.run("-m", "playbook", "check", "--format", "json", *options)
        assert done.stdout, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    def copy(self, folder: Path) -> "Project":
        """Another project with the same files, but for what was built."""
        copy = shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("site", ".cache"))
        return Project(copy)

    def change(self, name: str, before: str, after: str) -> None:
        """Changes a text that stands in a file."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")


def project(folder: Path) -> Project:
    """The project as it is, in another place."""
    for name in _NEEDED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    shutil.copytree(FROZEN / "playbook_data", folder / "playbook_data")
    return Project(folder)


def add_german(made: Project) -> None:
    """One file of words, one line, and a handful of translations, read over as they stand."""
    shutil.copytree(ADDED, made.folder, dirs_exist_ok=True)
    made.change("playbook_data/playbook.yml", "languages: [fr, en]", "languages: [fr, en, de]")
    for names in ("all", "playbook"):
        done = made.run("-m", "playbook", "translated", names)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def german(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with German and a site of it, built once a run whatever the number of workers."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = base / "german"
    with (base / "german.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "site/head").exists():
            folder.mkdir()
            made = project(folder)
            add_german(made)
            # The edition that holds most is built first, and alone; a former id leads on.
            staff, head = "  staff: []\n", "  head: [buyers, management]\n"
            made.change("playbook_data/playbook.yml", head, "")
            made.change("playbook_data/playbook.yml", staff, head + staff)
            rule = "playbook_data/rules/mise-en-concurrence.yml"
            made.change(rule, "keywords:", "aliases: [trois-devis]\nkeywords:")
            made.publish()
    return Project(folder)


@pytest.fixture(scope="session")
def site(german: Project) -> Path:
    return german.folder / "site/head"


def words(language: str) -> dict[str, str]:
    """The texts of a file of words that are shown as they are written, by their keys."""

    def flat(value: Any, key: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, Mapping):
            for name, inner in value.items():
                yield from flat(inner, f"{key}.{name}".lstrip("."))
        elif "{" not in value:
            yield key, value

    folder = ADDED if language == "de" else ROOT
    path = folder / WORDS.replace("de.yml", f"{language}.yml")
    loaded = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 # text only
    return dict(flat(loaded, ""))


class Text(NamedTuple):
    """A text on a page as a screen reader meets it: its language, and the elements it stands in."""

    text: str
    language: str
    inside: tuple[str, ...]


class _Texts(HTMLParser):
    _VOID = frozenset({"area", "base", "br", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.found: list[Text] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            inside = tuple(name for name, _ in self.open)
            self.found.append(Text(data.strip(), self.open[-1][1], inside))


def texts(html: str) -> list[Text]:
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return parser.found


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """The uri and the HTML of every page below a folder, the redirects too."""
    for path in sorted(site.rglob("index.html")):
        yield path.parent.relative_to(site).as_posix().removeprefix("."), path.read_text("utf-8")
