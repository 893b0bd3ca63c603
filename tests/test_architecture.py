"""The house as drawn: data flows one way, one file knows MkDocs, no room grows too large."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
_ROW = re.compile(r"^\| ((?:`[a-z_]+(?:\.py|/)`(?:, )?)+) \|", re.MULTILINE)


def floors() -> Iterator[set[str]]:
    """The rooms of each row of the map in DEVELOPING.md. A room may import its own row and those above."""
    text = (HOOKS.parent / "DEVELOPING.md").read_text("utf-8")
    for row in _ROW.findall(text):
        yield set(re.findall(r"`([a-z_]+(?:\.py|/))`", row))


FLOORS = list(floors())
RANK = {re.sub(r"\W.*", "", name): rank for rank, names in enumerate(FLOORS) for name in names}
# What begins a program may use everything.
RANK["__main__"] = len(RANK)


def modules() -> Iterator[Path]:
    yield from (HOOKS / "playbook").rglob("*.py")


def imported(path: Path) -> Iterator[str]:
    inside = path.relative_to(HOOKS).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A relative import begins at a folder above this file.
            above = inside[: len(inside) - node.level] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def part(module: str) -> str | None:
    """The part of the house a module belongs to: its name below `playbook`."""
    names = module.split(".")
    return names[1] if names[0] == "playbook" and len(names) > 1 else None


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(HOOKS)))
def test_a_stage_imports_only_what_stands_before_it(path: Path) -> None:
    inside = path.relative_to(HOOKS / "playbook").parts
    own = inside[0].removesuffix(".py")
    if own == "__init__":
        return
    assert own in RANK, f"{own}: give it a place in the flow"
    late = {
        name
        for name in imported(path)
        if (other := part(name)) in RANK and other != own and RANK[other] > RANK[own]
    }
    assert not late


def test_the_map_shows_every_room() -> None:
    inside = (path for path in (HOOKS / "playbook").iterdir() if not path.name.startswith("__"))
    rooms = {f"{path.name}/" if path.is_dir() else path.name for path in inside}
    assert set.union(*FLOORS) == rooms


GENERATORS = {"mkdocs", "material", "properdocs", "zensical"}
CORE = [path for path in modules() if path.parent.name != "edges"]


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(HOOKS)))
def test_the_core_does_not_know_the_site_generator(path: Path) -> None:
    assert not [name for name in imported(path) if name.split(".")[0] in GENERATORS]


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if {"pages", "theme"} & set(path.parts)],
    ids=lambda p: p.name,
)
def test_pages_cannot_name_what_nobody_filtered(path: Path) -> None:
    whole = tuple(f"playbook.{room}" for room in ("validation", "linking", "folder", "source"))
    assert not [name for name in imported(path) if name.startswith(whole)]


# Who looks at an edition without its being noted: what notes it, who makes that, who asks for the pages.
_UNNOTED = {"traced.py", "renderer.py", "site.py"}


@pytest.mark.parametrize(
    "path", [path for path in modules() if "pages" in path.parts], ids=lambda p: p.name
)
def test_what_a_page_asks_of_its_edition_is_noted(path: Path) -> None:
    named = {"playbook.edition.View", "playbook.edition.view", "playbook.edition.seen"}
    assert path.name in _UNNOTED or not named & set(imported(path))


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(HOOKS)))
def test_how_a_decision_is_written_is_read_by_those_who_compile_and_check_it(path: Path) -> None:
    """All behind them know its flow: bounds and outputs are not read a second time."""
    room = path.relative_to(HOOKS / "playbook").parts[0].removesuffix(".py")
    if RANK.get(room, 0) > RANK["checks"]:
        assert not [name for name in imported(path) if name.startswith("playbook.model.decisions")]


_WRITERS = ("babel.numbers.format", "babel.dates.format")


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(HOOKS)))
def test_figures_are_written_and_days_are_read_in_one_place(path: Path) -> None:
    text = path.read_text("utf-8")
    room = path.relative_to(HOOKS / "playbook").as_posix()
    if room != "figures/writing.py":
        assert not [name for name in imported(path) if name.startswith(_WRITERS)]
        assert not re.search(r":[,_][}.\d]|\.strftime\(", text)
    assert not re.search(r"isoformat|strptime", text)


_FILLS = ("append", "add", "update", "setdefault", "extend", "insert", "pop", "clear", "remove")


def _filled(tree: ast.AST) -> Iterator[str]:
    """The names of tables that something is put into or taken out of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if isinstance(node.func.value, ast.Name) and node.func.attr in _FILLS:
                yield node.func.value.id
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if isinstance(node.value, ast.Name):
                yield node.value.id
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(HOOKS)))
def test_nothing_survives_a_build_in_a_module(path: Path) -> None:
    """No module-level list, dict or set is filled after the import: tables of constants only."""
    tree = ast.parse(path.read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    tables = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Dict | ast.List | ast.Set)
    }
    assert not tables & set(_filled(tree))


@pytest.mark.parametrize(
    "path",
    [
        *HOOKS.rglob("*.py"),
        *HOOKS.rglob("*.mjs"),
        *HOOKS.rglob("*.ts"),
        *Path(__file__).parent.glob("*.py"),
    ],
    ids=lambda p: p.name,
)
def test_no_room_grows_too_large(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 310


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("from . import cli", {"playbook.checks", "playbook.checks.cli"}),
        ("from .. import cli", {"playbook", "playbook.cli"}),
        ("from ..cli import main", {"playbook.cli", "playbook.cli.main"}),
    ],
)
def test_a_relative_import_is_seen(written: str, seen: set[str], tmp_path: Path) -> None:
    path = HOOKS / "playbook/checks/none.py"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_text", lambda *_: written)
        assert set(imported(path)) == seen


@pytest.mark.parametrize(
    "written",
    ["T['a'] = 1", "del T['a']", "T['a'] += 1", "T += [1]", "T.insert(0, 1)", "T.clear()"],
)
def test_a_table_that_is_filled_is_seen(written: str) -> None:
    assert set(_filled(ast.parse(written))) == {"T"}
