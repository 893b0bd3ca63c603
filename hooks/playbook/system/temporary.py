"""Folders for what is needed while a build runs: only their user may open them, and none outlives its run.

What is in them may be for few. A process that is killed cannot tidy up: the next one does.
"""

import atexit
import os
import stat
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

from playbook.system.swap import held, remove

# The mark on a folder that another program made, and we filled.
_FILLED = ".playbook-preview"


class Temporary:
    """A folder that is removed at the end of the block, of the process, or by the next run."""

    def __init__(self, name: str) -> None:
        sweep()
        base = _base(Path(tempfile.gettempdir()))
        stack = ExitStack()
        if base is None:
            self.path = Path(tempfile.mkdtemp(prefix=f"playbook-{name}-"))
        else:
            # A folder that nobody holds yet looks left behind: none is begun while another is swept.
            with held(base, wait=True):
                self.path = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=base))
                stack.enter_context(held(self.path))
        self.end = weakref.finalize(self, _end, stack, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def _end(stack: ExitStack, path: Path) -> None:
    remove(path)
    stack.close()


def keep(folder: Path) -> None:
    """Holds a `folder` that another program made and that is filled by us, to the end of the process.

    MkDocs makes one for its preview: a process that is killed leaves it, drafts and all.
    """
    mark = folder / _FILLED
    if folder.is_dir() and not mark.exists():
        mark.touch(mode=0o600)
        stack = ExitStack()
        stack.enter_context(held(folder))
        atexit.register(stack.close)


def sweep() -> None:
    """Removes what killed processes of this user left. What a running one holds stays."""
    base = _base(Path(tempfile.gettempdir()))
    if base is not None:
        with held(base, wait=True):
            _sweep(base.iterdir())
    _sweep(path.parent for path in Path(tempfile.gettempdir()).glob(f"*/{_FILLED}"))


def _sweep(folders: Iterator[Path]) -> None:
    for path in folders:
        # It may be gone by now, or be no folder.
        with suppress(OSError), held(path) as ours:
            if ours and _is_own(path):
                remove(path)


def _base(place: Path) -> Path | None:
    """The folder of this user in a `place` that all share; none where somebody else has made it."""
    base = place / f"playbook-{os.getuid() if sys.platform != 'win32' else 'building'}"
    try:
        base.mkdir(mode=0o700, exist_ok=True)
        return base if _is_own(base) else None
    except OSError:
        return None


def _is_own(folder: Path) -> bool:
    """Whether a folder is this user's, and only his."""
    if sys.platform == "win32":
        return folder.is_dir()
    about = folder.lstat()
    others = stat.S_IRWXG | stat.S_IRWXO
    return (
        stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & others
    )
