"""A disk that is full is said in one sentence, and leaves what was there as it was."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(error: BaseException) -> bool:
    """Whether something could not be written because there was no room for it."""
    return isinstance(error, OSError) and error.errno in _FULL


def no_room(error: Exception, target: Path) -> str:
    """What to tell of a build into `target` that found none; of another error its own words."""
    if not isinstance(error, OSError):
        return str(error).strip()
    where = f"{target} or in {tempfile.gettempdir()}, where pages are prepared"
    named = error.filename2 or error.filename  # of a copy the second is what was written
    if named is not None:
        where = str(Path(os.fsdecode(named)).parent)
    return f"no room is left in {where}: make some there, and build again"


def replace(path: Path, content: bytes) -> None:
    """Writes a file whole, or leaves it as it was and raises `OSError`."""
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def create(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet, whole, or raises `OSError` and leaves what there was."""
    file = path.open("xb")
    try:
        with file:
            file.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
