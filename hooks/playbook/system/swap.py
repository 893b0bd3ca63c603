"""A folder takes another's place in one step: whoever asks meanwhile gets one of the two, whole."""

import ctypes
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

# How the names of folders begin that a build works in: nobody's own is called so.
BEGUN = ".playbook-building-"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


@contextmanager
def swapped(published: Path) -> Iterator[Path]:
    """A new folder beside `published`, which takes its place if the block ends well.

    Linux does that in one step: a process killed at any moment leaves the old folder or the new one.
    Where a system or a file system does not offer it there are two, and an instant between them.
    What killed builds left beside `published` is removed, but for what a running build still holds.
    """
    published = Path(os.path.realpath(published))  # a link to another disk stays one
    published.parent.mkdir(parents=True, exist_ok=True)
    with _begun(published) as fresh:
        yield fresh
        fresh.chmod(_mode(published))
        _replace(published, fresh)
    sweep(published)


def discard(published: Path) -> None:
    """Removes `published`, which is gone at once and not file by file."""
    old = Path(tempfile.mkdtemp(prefix=f"{BEGUN}{published.name}-", dir=published.parent))
    published.rename(old)
    remove(old)


def sweep(published: Path) -> None:
    """Removes what killed builds left beside `published`. What a running build holds stays."""
    name = re.compile(rf"{re.escape(BEGUN + published.name)}-[a-z0-9_]{{8}}(-old)?")
    with held(published.parent, wait=True):
        for path in published.parent.iterdir():
            if name.fullmatch(path.name):
                # It may be gone by now, or be no folder.
                with suppress(OSError), held(path) as ours:
                    if ours:
                        remove(path)


@contextmanager
def _begun(published: Path) -> Iterator[Path]:
    """A new folder beside `published`, held until the block ends; what is left of it is removed."""
    with ExitStack() as stack:
        # A folder that nobody holds yet looks left behind: none is begun while another build sweeps.
        with held(published.parent, wait=True):
            fresh = Path(tempfile.mkdtemp(prefix=f"{BEGUN}{published.name}-", dir=published.parent))
            stack.enter_context(held(fresh))
        try:
            yield fresh
        finally:
            remove(fresh)


def _mode(published: Path) -> int:
    """Who may read the new folder: who might read the old one, else whom the process lets."""
    if published.is_dir():
        return stat.S_IMODE(published.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


@contextmanager
def held(folder: Path, wait: bool = False) -> Iterator[bool]:
    """Holds `folder` against other builds until the block or the process ends; whether it could."""
    if sys.platform == "win32":
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(handle, wait)
    finally:
        os.close(handle)


def _locked(handle: int, wait: bool) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # another holds it, or the file system has no locks
        return False
    return True


def _replace(published: Path, fresh: Path) -> None:
    """`fresh` takes the place of `published`; what stood there is removed, or stands in `fresh`."""
    if not os.path.lexists(published):
        fresh.rename(published)
    elif not _exchanged(fresh, published):
        old = fresh.with_name(f"{fresh.name}-old")
        published.rename(old)
        try:
            fresh.rename(published)
        except BaseException:
            old.rename(published)
            raise
        remove(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two have changed places, which nobody sees half done."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):  # a C library that does not have it
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def remove(path: Path) -> None:
    """Removes a folder, or a link to one, if it is there."""
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
