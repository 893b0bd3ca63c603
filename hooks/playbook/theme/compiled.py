"""Compiled templates, kept from one build to the next: what is kept is run, so nobody else may write it.

They stand in the user's own cache and not in the project: whoever proposes a change to the project could
have put a file there.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_MANY = 2_000
"""With so many most are of templates that have changed since: all are made anew."""


def compiled() -> BytecodeCache | None:
    """The compiled templates of this user; none where no folder is surely his own."""
    folder = _own_folder()
    if folder is None:
        return None
    kept = list(folder.iterdir())
    if len(kept) > _MANY:
        for one in kept:
            one.unlink(missing_ok=True)
    return _Compiled(str(folder))


class _Compiled(FileSystemBytecodeCache):
    """Kept by what decides what is compiled: the template, how it is read, what its filters are given.

    Not by where it stands: those around an edition's pages are written into another folder each time.
    """

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        read = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        filters = sorted((one, _given(function)) for one, function in environment.filters.items())
        extensions = sorted(environment.extensions)
        parts = (sys.version, jinja2.__version__, name, read, filters, extensions, source)
        key = hashlib.sha256(repr(parts).encode()).hexdigest()
        bucket = Bucket(environment, key, key)
        self.load_bytecode(bucket)
        return bucket


def _given(function: Callable[..., object]) -> str:
    """What Jinja hands to a filter besides the value: the context, or nothing. It compiles that in."""
    return str(getattr(function, "jinja_pass_arg", ""))


def _own_folder() -> Path | None:
    """A folder that belongs to the user and that no other may write to."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = Path(named) if named.startswith("/") else Path.home() / ".cache"
        folder = folder / "purchasing-playbook" / "templates"
        for one in (folder.parent, folder):  # a mode is not that of the parents made on the way
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if all(map(_is_own, (folder, folder.parent))) else None
    except (OSError, RuntimeError):
        return None  # no home, or one that nobody may write to: compiled anew each time


def _is_own(folder: Path) -> bool:
    if sys.platform == "win32":
        return True  # what stands below the user's folder is his
    about = folder.lstat()
    others = stat.S_IWGRP | stat.S_IWOTH
    return (
        stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & others
    )
