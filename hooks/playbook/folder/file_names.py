"""How files are called: what Windows cannot hold, where most editors check the repository out."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from playbook.diagnostics import Diagnostic, Place, Related, diagnostic

LANGUAGE = "[a-z]{2}(?:-[a-z0-9]{2,4})?"
"""A language as files and settings name it: fr, or with a country or a script, pt-br, zh-hant."""
_RESERVED = re.compile(
    r"(?:aux|con|nul|prn|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.I
)
_SIGNS = frozenset('<>:"|?*\\')


def reserved(name: str, place: Place) -> Diagnostic | None:
    """A file or an id, of which the site makes a folder, that Windows keeps for a device."""
    if not _RESERVED.fullmatch(name.strip()):
        return None
    stem, dot, ending = name.partition(".")
    message = f'"{stem}" is a name that Windows keeps for itself: nobody there could open it'
    hint = f'give it a longer name, as "{stem}-1{dot}{ending}"'
    return diagnostic("bad-file-name", place, message, hint)


def unfit(name: str, place: Place) -> Diagnostic | None:
    """A part of the path of a file to hand out, which Windows cannot hold."""
    if name != name.rstrip(". "):
        message = f'"{name}" ends with a point or a space, which Windows takes away'
        return diagnostic("bad-file-name", place, message, f'rename it to "{name.rstrip(". ")}"')
    signs = sorted(_SIGNS & set(name))
    if signs:
        message = f'"{name}" holds {" ".join(signs)}, which no name on Windows may hold'
        better = re.sub(r"[<>:\"|?*\\]+", "-", name)
        return diagnostic("bad-file-name", place, message, f'rename it to "{better}"')
    return reserved(name, place)


def differ_by_capitals(files: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    """Files that are one and the same on Windows: their names differ only in capitals."""
    seen: dict[str, tuple[str, Place]] = {}
    for name, place in files:
        first = seen.setdefault(name.casefold(), (name, place))
        if first[0] != name:
            message = (
                f'"{name}" and "{first[0]}" differ only in capitals: Windows holds one of them'
            )
            related = (Related("the other one", first[1]),)
            yield diagnostic("bad-file-name", place, message, "rename one of the two", related)


def shown(path: str | os.PathLike[str]) -> str:
    """A path as messages write it: what no screen shows is replaced."""
    text = Path(path).as_posix()
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else "\ufffd" for one in text)
