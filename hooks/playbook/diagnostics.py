"""A diagnostic is data: what is wrong, where, and what to write instead. Checks yield, one place prints."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import combining, east_asian_width
from urllib.parse import quote


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A stretch of a file. `line` and `column` count from 1, columns and `length` in code points.

    Without a length it is the whole file, or something that stands there no more.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault: a stable name, and how grave it is."""

    name: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a diagnostic."""

    message: str
    place: Place


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


# What is proved of a decision as a whole.
_PROVED = """
unknown-target unreachable-question unreachable-outcome dead-end cycle gap overlap masked-row
duplicate-row conflicting-rows outside-domain failed-example analysis-skipped wrong-output
mergeable-rows:W unused-input:W idle-question:W repeated-question:W too-many-answers:W
long-walk:W untested-outcome:W outcome-without-owner:W
"""
# Every code there is; each has a page on the site. `W` marks what fails only a strict check.
_CODES = f"""
unreadable-file not-utf8 too-large too-deep forbidden-character outside-link bad-file-name
yaml-syntax tab-indentation mistaken-indent colon-in-prose comma-in-flow hash-in-prose list-in-prose
duplicate-key empty-value anchor alias tag complex-key several-documents
missing-settings wrong-shape unknown-field missing-field wrong-value unknown-kind duplicate-id
unknown-audience audience-order unknown-language
unknown-reference leaking-reference draft-reference alias-clash vanished-id more-readers:W fewer-readers:W
raw-html unknown-link bad-address broken-markup placeholder
missing-asset leaking-asset unused-asset unsafe-file restricted-in-public public-in-restricted
{_PROVED}
no-owner:W no-review:W review-overdue:W stale-approval:W retired-without-successor:W
contract-ended:W unused-threshold:W untranslated:W stale-translation:W personal-data:W
past-retention:W revisit-overdue:W role-conflict:W
bound-not-in-force bound-mismatch reference-not-in-force:W ends-soon:W over:W future-date:W
no-approval:W
"""
# What must not be lost among others: opening what was kept is a thing to approve.
_FIRST = ("more-readers", "fewer-readers")
_LONGEST, _WIDEST, _SHOWABLE = 300, 300, 1_000_000
_SPACES = "\u00a0\u202f"
_COMMAND = re.compile(r"^\s*::|##(?=[\w.-]*\[)", re.MULTILINE)
_ALIKE = {":": "\u2236", "#": "\u266f"}
CODES: dict[str, Code] = {
    name: Code(name, Severity.WARNING if mark else Severity.ERROR)
    for name, _, mark in (word.partition(":") for word in _CODES.split())
}
PROVED = frozenset(word.partition(":")[0] for word in _PROVED.split())
"""The codes of what is proved of a decision: of one that is not read whole none is true."""


def diagnostic(
    code: str,
    place: Place,
    message: str,
    hint: str = "",
    related: Iterable[Related] = (),
    warn: bool = False,
    about: str = "",
) -> Diagnostic:
    """A `Diagnostic` of a registered code; an unregistered one is a mistake of ours: `KeyError`.

    One that is an error may be no more than a warning where it stands: then `warn`.
    Messages quote what people wrote: they are kept short, on one line, and harmless to a terminal.
    """
    severity = Severity.WARNING if warn else CODES[code].severity
    return Diagnostic(code, severity, _said(message), place, _said(hint), tuple(related), about)


def _said(text: str) -> str:
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(one if one.isprintable() or one in _SPACES else " " for one in text)


def harmless(text: str) -> str:
    """Text of which a pipeline's runner reads no line as a command: « ::error:: », « ##[group] ».

    One sign is replaced by one that looks like it, so that an underline still fits.
    """
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}{_ALIKE[found[0][-1]]}", text)


def dumped(value: object, indent: int | None = 2) -> str:
    """JSON in which no runner sees a command either: the sign is escaped, which changes no value."""
    return json.dumps(value, ensure_ascii=False, indent=indent).replace("##", "#\\u0023")


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each said once; before all others, who would read more or less."""

    def key(one: Diagnostic) -> tuple[int, Place, str, str]:
        first = _FIRST.index(one.code) if one.code in _FIRST else len(_FIRST)
        return first, one.place, one.code, one.message

    return tuple(sorted(set(found), key=key))


def has_errors(found: Iterable[Diagnostic], strict: bool = False) -> bool:
    return any(strict or one.severity is Severity.ERROR for one in found)


def as_json(found: Iterable[Diagnostic]) -> str:
    def place(of: Place) -> dict[str, Any]:
        return {"file": of.file, "line": of.line, "column": of.column}

    return dumped(
        [
            {
                "code": one.code,
                "severity": one.severity,
                "message": one.message,
                **place(one.place),
                "hint": one.hint,
                "related": [{"message": r.message, **place(r.place)} for r in one.related],
            }
            for one in found
        ],
    )


def as_text(found: Iterable[Diagnostic]) -> str:
    """One block a diagnostic: place, code, message; then the line, underlined, and what to write."""
    files: dict[str, list[str]] = {}
    return "\n".join(harmless(line) for one in found for line in _block(one, files))


def _block(one: Diagnostic, files: dict[str, list[str]]) -> Iterator[str]:
    at = one.place
    yield f"{at.file}:{at.line}:{at.column}: {one.severity}[{one.code}] {one.message}"
    if at.file not in files:
        files[at.file] = _lines(at.file)
    lines = files[at.file]
    source = _shown(lines[at.line - 1]) if at.length and at.line <= len(lines) else ""
    if source:
        before, under = source[: at.column - 1], source[at.column - 1 :][: at.length]
        yield f"    {source}"
        yield f"    {' ' * _cells(before)}{'^' * max(1, _cells(under))} {one.hint}".rstrip()
    elif one.hint:
        yield f"    {one.hint}"
    for other in one.related:
        yield f"    {other.place.file}:{other.place.line}:{other.place.column}: {_said(other.message)}"


def _lines(file: str) -> list[str]:
    """The lines of a file; none when it cannot be shown on a screen."""
    try:
        if not Path(file).is_file() or Path(file).stat().st_size > _SHOWABLE:
            return []
        return Path(file).read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return []


def _shown(line: str) -> str:
    """A line as a screen shows it, one character for each; empty when it is too long for one."""
    line = line.removesuffix("\r")
    if len(line) > _WIDEST:
        return ""
    return "".join(one if one.isprintable() else " " for one in line)


def _cells(text: str) -> int:
    """How many columns of a terminal `text` takes: two for a wide character, none for an accent."""
    wide = sum(east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(map(bool, map(combining, text)))


def as_github(found: Iterable[Diagnostic]) -> str:
    """Workflow commands: GitHub shows each at its line of the pull request."""

    def escape(text: str, more: str = "") -> str:
        for one in "%\r\n" + more:
            text = text.replace(one, f"%{ord(one):02X}")
        return text

    return "\n".join(
        f"::{one.severity} file={escape(one.place.file, ':,')},line={one.place.line},"
        f"col={one.place.column},title={one.code}::"
        + escape(harmless(f"{one.message}\n{one.hint}".strip()))
        for one in found
    )


def as_sarif(found: Iterable[Diagnostic]) -> str:
    """SARIF 2.1.0, which forges and editors read."""

    def location(at: Place) -> dict[str, Any]:
        region = {
            "startLine": at.line,
            "startColumn": at.column,
            "endColumn": at.column + at.length,
        }
        absolute = Path(at.file).is_absolute()
        uri = Path(at.file).as_uri() if absolute else quote(at.file)
        return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}

    found = tuple(found)
    results = [
        {
            "ruleId": one.code,
            "level": one.severity,
            "message": {"text": f"{one.message}\n{one.hint}".strip()},
            "locations": [location(one.place)],
            "relatedLocations": [
                {"message": {"text": r.message}, **location(r.place)} for r in one.related
            ],
        }
        for one in found
    ]
    driver = {
        "name": "playbook",
        "rules": [
            {"id": name, "defaultConfiguration": {"level": CODES[name].severity}}
            for name in sorted({one.code for one in found})
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumped(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        },
    )


def as_gitlab(found: Iterable[Diagnostic]) -> str:
    """GitLab's Code Quality report. A fingerprint knows no line: a fault that moves is the same fault."""
    seen: Counter[tuple[str, str, str]] = Counter()
    report = []
    for one in found:
        fault = (one.place.file, one.code, one.message)
        seen[fault] += 1
        mark = "\n".join((*fault, str(seen[fault])))
        report.append(
            {
                "description": f"{one.message} – {one.hint}" if one.hint else one.message,
                "check_name": one.code,
                "fingerprint": hashlib.sha256(mark.encode()).hexdigest(),
                "severity": "major" if one.severity is Severity.ERROR else "minor",
                "location": {"path": one.place.file, "lines": {"begin": one.place.line}},
            }
        )
    return dumped(report)


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_gitlab,
}
