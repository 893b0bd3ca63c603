"""A new entry: where it belongs, and a file to fill in written there. Nothing else is touched."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playbook import source
from playbook.audiences import Audiences
from playbook.commands.known import Known, RefusedError, known
from playbook.describe.blank import Blank
from playbook.describe.fields import describe
from playbook.model import WORDS
from playbook.model.instead import a_short_id
from playbook.model.kinds import FOLDERS, SHORT
from playbook.model.scalars import MAX_ID, slug
from playbook.source import reader
from playbook.suggest import closest
from playbook.system.room import create, replace


class Written(NamedTuple):
    """The file that holds the new entry, and whether it held others before."""

    path: Path
    appended: bool


def new(
    kind: str, name: str, into: Path, roots: Sequence[Path], today: date, form: str = ""
) -> Written:
    """Writes the blank entry `name` of `kind` (`rules` or `rule`) into the data folder `into`.

    `roots` are the data folders of the playbook, `into` among them. Raises `RefusedError`, before
    anything is written, for a kind that does not exist, an id that is none or is taken, or a file
    that cannot be added to.
    """
    if not into.is_dir():
        raise RefusedError(
            f"there is no folder {into.as_posix()}: name the data folder with --data"
        )
    kind = _kind(kind)
    form = _form(kind, form)
    _is_id(name)
    playbook = known(roots)
    _is_free(kind, name, playbook)
    audiences = Audiences.of(playbook.settings)
    readers = audiences.defaults.get(kind, audiences.lowest)
    text = Blank(kind, form, playbook.words, playbook.ids, today, readers).text(name)
    shared = into / f"{kind}.yml"
    there = shared.exists()
    if there or (kind in SHORT and not (into / kind).exists()):
        _append(shared, name, text)
        return Written(shared, appended=there)
    path = into / kind / f"{name}.yml"
    if path.exists():
        raise RefusedError(f"{path.as_posix()} is there already: edit it, or choose an id")
    _write(path, text.encode(), create)
    return Written(path, appended=False)


def _write(path: Path, content: bytes, how: Callable[[Path, bytes], None]) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        how(path, content)
    except OSError as error:
        raise RefusedError(f"{path.as_posix()} cannot be written: {error.strerror}") from None


def _kind(written: str) -> str:
    """The folder's name of a kind, which may be called by the word that links use."""
    kind = FOLDERS.get(written, written)
    if kind in WORDS:
        return kind
    near = closest(written.lower(), [*WORDS, *FOLDERS])
    hint = f'did you mean "{near}"?' if near else f"the kinds are {', '.join(WORDS)}"
    raise RefusedError(f'there is no kind "{written}": {hint}')


def _form(kind: str, form: str) -> str:
    """The form of the entry: the one asked for, else the kind's first."""
    forms = describe(kind).forms
    if form and form not in forms:
        raise RefusedError(f"--form is for decisions only: {kind} have one form")
    return form or next(iter(forms))


def _is_id(name: str) -> None:
    if len(name) > MAX_ID:
        raise RefusedError(": ".join(a_short_id(name, MAX_ID)))
    if slug(name) == name:
        return
    hint = f'write "{slug(name)}"' if slug(name) else "write lower-case letters, digits, hyphens"
    raise RefusedError(f'"{name}" is no id: {hint}')


def _is_free(kind: str, name: str, playbook: Known) -> None:
    if name in playbook.ids.titles[kind] or (kind, name) in playbook.folder.broken:
        raise RefusedError(f'{kind} has an entry "{name}" already: edit it, or choose another id')
    if name in playbook.ids.former[kind]:
        raise RefusedError(f'"{name}" is a former id of another entry of {kind}: choose another id')


def _append(shared: Path, name: str, text: str) -> None:
    """Adds an entry at the end of a file of many, or begins one; what is there stays as it is."""
    shown = shared.as_posix()
    there = shared.exists()
    node, faults = reader.read(shared, shown) if there else (None, ())
    if faults:
        raise RefusedError(f"{shown} is at fault, nothing is added: run playbook check first")
    before = shared.read_bytes() if there else b""
    break_ = "\r\n" if b"\r\n" in before else "\n"
    lines = [f"{name}:", *(f"  {line}" if line else "" for line in text.split("\n")[:-1]), ""]
    glue = b"" if before.endswith(b"\n") or not before else break_.encode()
    added = glue + (break_ if before else "").encode() + break_.join(lines).encode()
    after, faults = reader.parse((before + added).decode("utf-8-sig"), shown)
    if faults or _names(after) != [*_names(node), name]:
        hint = "write each id at the start of a line, its fields below it"
        raise RefusedError(f"{shown} cannot be added to as it is laid out: {hint}")
    _write(shared, before + added, replace if there else create)


def _names(node: source.Node | None) -> list[str]:
    return [key.text for key, _ in node.items] if isinstance(node, source.Mapping) else []
