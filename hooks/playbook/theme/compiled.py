"""Compiled templates, kept from one build to the next: what is kept is run, so nobody else may write it.

They stand in the user's own cache and not in the project: whoever proposes a change to the project could
have put a file there.
"""

import hashlib
import os
import stat
import sys
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


def compiled() -> BytecodeCache | None:
    """The compiled templates of this user; none where no folder is surely his own."""
    folder = _own_folder()
    return _Compiled(str(folder)) if folder is not None else None


class _Compiled(FileSystemBytecodeCache):
    """Kept by what decides what is compiled: the template, how it is read, Python and Jinja."""

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        read = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        of = f"{read} {sorted(environment.extensions)}\n{source}"
        return super().get_bucket(environment, name, filename, of)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        parts = (sys.version, jinja2.__version__, name, filename or "")
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        return hashlib.sha256(source.encode()).hexdigest()


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
