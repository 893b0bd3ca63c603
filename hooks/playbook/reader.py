"""1 load: the text of a file, if it is one, of a size to be read, and in UTF-8."""

import os
import re
import stat
from pathlib import Path

from playbook.composer import SPLIT, place_after
from playbook.composer import parse as parse
from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.source import Node

MAX_BYTES = 1_000_000


def read(path: str | os.PathLike[str], shown: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document of the file `path`, named `shown` in messages."""
    start = Place(shown)
    try:
        # Opened without blocking: a pipe in the folder must not hang the check.
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            about = os.fstat(opened)
            if not stat.S_ISREG(about.st_mode):
                hint = "a name that ends in .yml is that of a file: rename it, or delete it"
                return None, (diagnostic("unreadable-file", start, "this is not a file", hint),)
            # As much as it says to hold: room for the most that may come takes longer to make.
            size = min(about.st_size, MAX_BYTES)
            with os.fdopen(opened, "rb", closefd=False) as file:
                content = file.read(size + 1)
                if len(content) > size:
                    content += file.read(MAX_BYTES - size)
        finally:
            os.close(opened)
    except OSError as error:
        return None, (unreadable(start, error),)
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        return None, (diagnostic("too-large", start, message, SPLIT),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from behind a byte-order mark.
        before = error.object[: error.start].decode("utf-8", "replace")
        return None, (_not_utf8(place_after(shown, before), content),)
    if "\x00" in text[:4]:
        return None, (_not_utf8(start, content),)
    return parse(text, shown)


def adding(name: str, group: Node, otherwise: str) -> str:
    """How to add a field to a group: by taking away the sign before it, else as `otherwise` says."""
    try:
        lines = Path(group.place.file).read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return otherwise
    first = group.place.line - 1
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    for row in range(first, len(lines)):
        line = lines[row]
        if re.match(rf"\s*# ?{re.escape(name)}:", line):
            below = re.match(r"\s*#\s{2,}\S", "".join(lines[row + 1 : row + 2]))
            more = ", and from what is below it" if below else ""
            return f"take the # from « {name}: » in line {row + 1}{more}"
        outside = len(line) - len(line.lstrip()) < group.place.column - 1
        if row >= group.place.line and outside and line.strip() and line.lstrip()[0] != "#":
            break
    return otherwise


def unreadable(where: Place, error: OSError) -> Diagnostic:
    """What the system says of a file or folder it does not open."""
    reason = (error.strerror or "it cannot be read").lower()
    hint = "see that it is there, and that whoever runs this may read it"
    return diagnostic("unreadable-file", where, f"it cannot be read: {reason}", hint)


def _not_utf8(where: Place, content: bytes) -> Diagnostic:
    utf16 = b"\x00" in content[:4] or content[:2] in (b"\xff\xfe", b"\xfe\xff")
    named = "UTF-16" if utf16 else "an older encoding"
    hint = "save it again as UTF-8 (Notepad: Save as, Encoding: UTF-8)"
    return diagnostic("not-utf8", where, f"this is not UTF-8 text but {named}", hint)
