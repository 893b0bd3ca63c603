"""All that is said of what is wrong: of every slip, mistake and excerpt that the tests hold.

`data/said/` keeps it word for word, so that whoever changes a message reads it as editors will:
`python -m tests.said` writes it anew.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from playbook.diagnostics import Diagnostic, Place
from playbook.diagnostics.codes import CODES, explained

from tests import broken
from tests.excerpts import write
from tests.test_diagnostics import NO_EXCERPT
from tests.wrong import WRONG, checked

DATA = Path(__file__).parent / "data"
KEPT = DATA / "said"
"""One file for each source of cases."""


class Folder(NamedTuple):
    """A folder in which everything is wrong, of the name."""

    name: str


class Case(NamedTuple):
    """What is written into the small playbook, whose file `file` it is in unless it names its own."""

    name: str
    text: str
    file: str = "rules/mise-en-concurrence.yml"
    whole: bool = False
    """Whether the text is the whole file, and not only some of its fields."""
    beside: Mapping[str, str] = {}
    """Other whole files."""


class Lines(NamedTuple):
    """A text of `data/broken` whose lines go wrong in turn, each `way` of `tests/broken.py`."""

    text: str
    way: str

    @property
    def name(self) -> str:
        return f"{self.text} {self.way}"


Said = Case | Folder | Lines


def _cases(name: str) -> Any:
    return yaml.load((DATA / f"{name}.yml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506


def slips() -> Iterator[Case]:
    for kind, found in _cases("slips").items():
        for number, one in enumerate(found, 1):
            text, whole = one.get("whole", one.get("text")), "whole" in one
            yield Case(f"{kind} {number}", text, one["file"], whole, one.get("beside", {}))


def mistakes() -> Iterator[Case]:
    for number, one in enumerate(_cases("mistakes"), 1):
        yield Case(f"{one['code']} {number}", one["text"])


def in_force() -> Iterator[Case]:
    for one in _cases("in_force"):
        yield Case(one["what"], one["text"])


def decisions() -> Iterator[Case]:
    for name in ("table_codes", "tree_codes"):
        for number, one in enumerate(_cases(f"decisions/{name}"), 1):
            text = "title: Essai\nsummary: Essai.\nstatus: in-review\n" + re.sub(
                "[‹›]", "", one["wrong"]
            )
            yield Case(f"{name} {number} {one['code']}", text, "decisions/essai.yml", whole=True)


def codes() -> Iterator[Case]:
    for code in sorted(set(CODES) - NO_EXCERPT):
        yield Case(code, explained("fr")[code]["wrong"])


def wrong() -> Iterator[Folder]:
    yield from map(Folder, WRONG)


def lines() -> Iterator[Lines]:
    for text in broken.FILES:
        for way in broken.WAYS:
            yield Lines(text, way)


SOURCES: dict[str, Callable[[], Iterator[Said]]] = {
    "slips": slips,
    "mistakes": mistakes,
    "in_force": in_force,
    "codes": codes,
    "decisions": decisions,
    "wrong": wrong,
    "lines": lines,
}


def said(case: Said) -> list[str]:
    """What is said of a case, a line for each thing and for each part of it."""
    if isinstance(case, Lines):
        return list(_of_lines(case))
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(case, Folder):
            found = checked(case.name, Path(folder) / case.name)
        else:
            found = _found(case, Path(folder))
        return [line for one in found for line in _lines(one, folder)]


def kept(source: str) -> dict[str, list[str]]:
    """What is kept of a source, by the name of the case."""
    text = (KEPT / f"{source}.txt").read_text("utf-8")
    blocks = (one.strip("\n").split("\n") for one in f"\n{text}".split("\n# ")[1:])
    return {name: lines for name, *lines in blocks}


def _found(case: Case, folder: Path) -> tuple[Diagnostic, ...]:
    written = write("" if case.whole else case.text, folder, case.file)
    if case.whole:
        for name, text in {**case.beside, case.file: case.text}.items():
            path = written.roots[0] / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    return written.check()


def _of_lines(case: Lines) -> Iterator[str]:
    """What is said of each line: its number, then what an editor reads beside the file."""
    file = broken.FILES[case.text]
    text = (broken.DATA / f"{case.text}.yml").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        written = write("", Path(folder), file)
        path = written.roots[0] / file
        for number, made in broken.broken(text, case.way):
            path.write_text(made, "utf-8")
            for one in written.check():
                line = " — ".join(line.strip() for line in _lines(one, folder))
                yield f"{number} → {line}".replace(f"/data/{file}:", "")


def _lines(one: Diagnostic, folder: str) -> Iterator[str]:
    yield f"{_place(one.place)}: {one.severity} {one.code}: {one.message}".replace(folder, "")
    if one.hint:
        yield f"    {one.hint}".replace(folder, "")
    for other in one.related:
        yield f"    {_place(other.place)}: {other.message}".replace(folder, "")


def _place(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}"


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for name, cases in SOURCES.items():
        blocks = ("\n".join([f"# {case.name}", *said(case), ""]) for case in cases())
        (KEPT / f"{name}.txt").write_text("\n".join(blocks), "utf-8")
