"""1 load: the text of a file, if it is one, of a size to be read, and in UTF-8."""

import os
import stat

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.source import Node
from playbook.source.composer import SPLIT, place_after
from playbook.source.composer import parse as parse

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


def forget() -> None:
    """Keeps no text that was read: for who builds once, and needs the memory for pages."""
    parse.cache_clear()


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
