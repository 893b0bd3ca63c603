"""The places of a tree of sources that can be broken, and those drawn for a commit."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.mutants import in_python, in_scripts, in_templates
from tests.mutants.mutant import OPERATORS, Mutant

_READERS = {
    ".py": in_python.mutants,
    ".mjs": in_scripts.mutants,
    ".js": in_scripts.mutants,
    ".j2": in_templates.mutants,
    ".html": in_templates.mutants,
}
_ROOT = "hooks"
Place = tuple[str, Mutant]
"""A file of the tree, and a mutant of it."""


def sources(tree: Path) -> list[str]:
    found = (path for path in (tree / _ROOT).rglob("*") if path.is_file())
    return sorted(path.relative_to(tree).as_posix() for path in found if path.suffix in _READERS)


def mutants(tree: Path, file: str) -> Iterator[Mutant]:
    path = tree / file
    yield from _READERS[path.suffix](path.read_bytes())


def drawn(tree: Path, commit: str) -> Iterator[Place]:
    """Every place of the tree, in an order that the commit decides; the operators take turns."""
    places: dict[str, list[Place]] = {name: [] for name in OPERATORS}
    for file in sources(tree):
        for one in mutants(tree, file):
            places[one.operator].append((file, one))
    order = random.Random(commit)  # noqa: S311 # to be the same again, not secret
    for found in places.values():
        order.shuffle(found)
    while any(places.values()):
        for found in places.values():
            if found:
                yield found.pop()
