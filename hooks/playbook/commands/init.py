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
_CHANGES: Mapping[str, Sequence[_Change]] = {
    ".gitlab-ci.yml": (_LOCK, _Change(r"(?s)# The README's two commands.*?bare\.sh \.\n\n")),
    ".github/workflows/playbook.yml": (_LOCK,),
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

    Raises `RefusedError`, before anything is written, where the folder holds something.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            hint = "name a new folder, or an empty one"
            raise RefusedError(f"{folder} holds something already: {hint}")
        for name, path in _files(sample):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            changes = [*_CHANGES.get(name, ()), *(() if sample else _WITHOUT_SAMPLE.get(name, ()))]
            for change in changes:
                text = target.read_text("utf-8")
                target.write_text(re.sub(change.pattern, change.instead, text), "utf-8")
        (folder / "requirements.txt").write_text(f"{_PACKAGE}=={version(_PACKAGE)}\n", "utf-8")
    except OSError as error:
        raise RefusedError(f"{folder} cannot be written: {error.strerror}") from None


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
