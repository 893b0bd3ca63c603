"""A diagnostic is data: what is wrong, where, and what to write instead. Checks yield, one place prints."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from playbook.diagnostics.codes import CODES, Severity


class Place(NamedTuple):
    """A stretch of a file. `line` and `column` count from 1, columns and `length` in code points.

    Without a length it is the whole file, or something that stands there no more.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a diagnostic."""

    message: str
    place: Place


class Mend(NamedTuple):
    """The edit that mends a fault, where that is certain: what stands at `place` becomes `text`."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place."""

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    related: tuple[Related, ...] = field(default=())
    about: str = ""
    """The entry that is missed, as role:daf: what is said of one cause elsewhere can be left out."""
    mend: Mend | None = None


# What must not be lost among others: opening what was kept is a thing to approve.
_FIRST = ("more-readers", "fewer-readers")
_LONGEST = 300
_SPACES = "\u00a0\u202f"


def diagnostic(
    code: str,
    place: Place,
    message: str,
    hint: str = "",
    related: Iterable[Related] = (),
    warn: bool = False,
    about: str = "",
    mend: Mend | None = None,
) -> Diagnostic:
    """A `Diagnostic` of a registered code; an unregistered one is a mistake of ours: `KeyError`.

    One that is an error may be no more than a warning where it stands: then `warn`.
    Messages quote what people wrote: they are kept short, on one line, and harmless to a terminal.
    """
    severity = Severity.WARNING if warn else CODES[code].severity
    return Diagnostic(code, severity, said(message), place, said(hint), tuple(related), about, mend)


def said(text: str) -> str:
    """What is shown of a text that people wrote: not too much, and no sign that moves a cursor."""
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(one if one.isprintable() or one in _SPACES else " " for one in text)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each said once; before all others, who would read more or less."""

    def key(one: Diagnostic) -> tuple[int, Place, str, str]:
        first = _FIRST.index(one.code) if one.code in _FIRST else len(_FIRST)
        return first, one.place, one.code, one.message

    return tuple(sorted(set(found), key=key))


def has_errors(found: Iterable[Diagnostic], strict: bool = False) -> bool:
    return any(strict or one.severity is Severity.ERROR for one in found)
