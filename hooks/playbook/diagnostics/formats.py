"""How faults are written: for a screen, for forges, for editors."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import combining, east_asian_width
from urllib.parse import quote

from playbook.diagnostics import Diagnostic, Mend, Place, said
from playbook.diagnostics.codes import CODES, Code, Severity, explained

_WIDEST, _SHOWABLE = 300, 1_000_000
_COMMAND = re.compile(r"^\s*::|##(?=[\w.-]*\[)", re.MULTILINE)
_ALIKE = {":": "\u2236", "#": "\u266f"}


def harmless(text: str) -> str:
    """Text of which a pipeline's runner reads no line as a command: « ::error:: », « ##[group] ».

    One sign is replaced by one that looks like it, so that an underline still fits.
    """
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}{_ALIKE[found[0][-1]]}", text)


def dumped(value: object, indent: int | None = 2) -> str:
    """JSON in which no runner sees a command either: the sign is escaped, which changes no value."""
    return json.dumps(value, ensure_ascii=False, indent=indent).replace("##", "#\\u0023")


def as_json(found: Iterable[Diagnostic]) -> str:
    def place(of: Place) -> dict[str, Any]:
        return {"file": of.file, "line": of.line, "column": of.column}

    def mend(of: Mend) -> dict[str, Any]:
        return {"mend": {**place(of.place), "length": of.place.length, "text": of.text}}

    return dumped(
        [
            {
                "code": one.code,
                "severity": one.severity,
                "message": one.message,
                **place(one.place),
                "hint": one.hint,
                "related": [{"message": r.message, **place(r.place)} for r in one.related],
                **(mend(one.mend) if one.mend else {}),
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
        yield f"    {other.place.file}:{other.place.line}:{other.place.column}: {said(other.message)}"


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


def as_sarif(found: Iterable[Diagnostic], site: str = "") -> str:
    """SARIF 2.1.0, which forges and editors read; with the address of the `site`, if it is known."""

    def location(at: Place) -> dict[str, Any]:
        region = {
            "startLine": at.line,
            "startColumn": at.column,
            "endColumn": at.column + at.length,
        }
        absolute = Path(at.file).is_absolute()
        uri = Path(at.file).as_uri() if absolute else quote(at.file)
        return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}

    def fix(mend: Mend) -> dict[str, Any]:
        at = location(mend.place)["physicalLocation"]
        replacement = {"deletedRegion": at["region"], "insertedContent": {"text": mend.text}}
        change = {"artifactLocation": at["artifactLocation"], "replacements": [replacement]}
        return {"artifactChanges": [change]}

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
            **({"fixes": [fix(one.mend)]} if one.mend else {}),
        }
        for one in found
    ]
    driver = {
        "name": "playbook",
        "rules": [_sarif_rule(CODES[name], site) for name in sorted({one.code for one in found})],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumped(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        },
    )


def _sarif_rule(code: Code, site: str) -> dict[str, Any]:
    about = explained("en")[code.name]
    shown = f"{about['meaning']}\n\nWrong:\n{about['wrong']}\nRight:\n{about['right']}"
    return {
        "id": code.name,
        "shortDescription": {"text": code.rule},
        "help": {"text": shown},
        "defaultConfiguration": {"level": code.severity},
        **({"helpUri": f"{site.rstrip('/')}/{code.page}"} if site else {}),
    }


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
