"""A playbook of one's own: a folder that holds what editors need, and depends on the generator."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from playbook.commands.known import RefusedError

_PACKAGE = "purchasing-playbook"
_BEGUN = Path(str(files("playbook"))) / "begun"
_OWN = _BEGUN / "own"
"""The files that nothing else has but a playbook that was just begun."""
_SAMPLE = ("playbook_data", "playbook_confidential")


class _Change(NamedTuple):
    """What a shared file says of the generator's repository alone, and what stands there instead."""

    pattern: str
    instead: str = ""


_LOCK = _Change(r"requirements\.lock", "requirements.txt")
_HASHES = _Change(
    "by their locked hashes", "the generator's by its version, all others by locked hashes"
)
_FOUND = _Change(
    r"( +)(TZ: .*\n)",
    r"\1\2\1# PIP_FIND_LINKS: /a/folder # where a runner finds the generator, unless an index has it\n",
)
_CHANGES: Mapping[str, Sequence[_Change]] = {
    ".gitlab-ci.yml": (
        _LOCK,
        _HASHES,
        _FOUND,
        _Change(r"(?s)# The README's two commands.*?bare\.sh \.\n\n"),
    ),
    ".github/workflows/playbook.yml": (_LOCK, _HASHES, _FOUND),
    "CONTRIBUTING.md": (_Change(r"\nPour changer le générateur.*\n"),),
}
# Without the sample there are the two audiences that a playbook has by itself.
_WITHOUT_SAMPLE: Mapping[str, Sequence[_Change]] = {
    ".gitlab-ci.yml": (_Change(r", management, head\]", "]"),),
    ".github/workflows/playbook.yml": (
        _Change(r" {6}- uses: .*\n +with:\n +name: playbook-(?:management|head)\n +path: .*\n"),
    ),
}


def begin(folder: Path, sample: bool) -> None:
    """Writes a playbook into a new `folder`: with one decision that works, or with the whole `sample`.

    Raises `RefusedError` where the folder holds something, or has no room: then nothing is left in it.
    """
    if folder.exists() and any(one.name != ".git" for one in _inside(folder)):
        hint = "name a new folder, or an empty one"
        raise RefusedError(f"{folder} holds something already: {hint}")
    contents = {name: _own(name, path.read_bytes(), sample) for name, path in _files(sample)}
    contents["requirements.txt"] = f"{_PACKAGE}=={version(_PACKAGE)}\n".encode()
    try:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        for name in {name.partition("/")[0] for name in contents}:
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).unlink(missing_ok=True)
        raise RefusedError(f"{folder} cannot be written: {error.strerror}") from None


def _inside(folder: Path) -> list[Path]:
    try:
        return [*folder.iterdir()]
    except OSError as error:
        raise RefusedError(f"{folder} cannot be written: {error.strerror}") from None


def _own(name: str, content: bytes, sample: bool) -> bytes:
    """A file without what it says of the generator's repository alone."""
    changes = [*_CHANGES.get(name, ()), *(() if sample else _WITHOUT_SAMPLE.get(name, ()))]
    if not changes:
        return content
    text = content.decode()
    for change in changes:
        text, count = re.subn(change.pattern, change.instead, text)
        if not count:
            raise ValueError(f"{name}: nothing is like {change.pattern}")  # a mistake of ours
    return text.encode()


def _files(sample: bool) -> Iterator[tuple[str, Path]]:
    """Each file of a playbook that is begun, and the one that it is a copy of."""
    for name, path in _within(_OWN, [""]):
        if not (sample and name.startswith(_SAMPLE)):
            yield name, path
    installed = _BEGUN / "shared"
    # Where the generator is worked on, what is shared stands beside it.
    root = installed if installed.is_dir() else _BEGUN.parents[2]
    listed = (_BEGUN / "shared.txt").read_text("utf-8").split()
    yield from _within(root, [name for name in listed if sample or name not in _SAMPLE])


def _within(root: Path, names: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The files that `names` are, or that the folders so called hold."""
    for name in names:
        path = root / name
        for one in [path] if path.is_file() else sorted(path.rglob("*")):
            if one.is_file():
                yield one.relative_to(root).as_posix(), one
