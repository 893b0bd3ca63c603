"""Right files, of which every line is broken in turn, in each of the ways in which lines go wrong."""

import re
from collections.abc import Callable
from pathlib import Path

DATA = Path(__file__).parent / "data" / "broken"
FILES = {
    "rule": "rules/mise-en-concurrence.yml",
    "decision": "decisions/devis.yml",
    "glossary": "glossary.yml",
}
"""Each text of `data/broken`, and the file of the small playbook it takes the place of."""
_VALUE = re.compile(r": (?=\S)")
_FIRST = re.compile(r"(?<=\S)(?= \S)")


def _value(before: str, behind: str = "") -> Callable[[str], str]:
    """Something in front of the value of a field, and behind it."""

    def broken(line: str) -> str:
        found = _VALUE.search(line)
        return f"{line[: found.end()]}{before}{line[found.end() :]}{behind}" if found else line

    return broken


def _words(between: str) -> Callable[[str], str]:
    """Something behind the first word of a value, or of the line."""

    def broken(line: str) -> str:
        found = _VALUE.search(line)
        at = found.end() if found else 0
        return line[:at] + _FIRST.sub(between, line[at:], count=1)

    return broken


WAYS: dict[str, Callable[[str], str | None]] = {
    "without its colon": lambda line: line.replace(":", "", 1),
    "without a space behind the colon": lambda line: line.replace(": ", ":", 1),
    "with a space before the colon": lambda line: line.replace(":", " :", 1),
    "with two colons": lambda line: line.replace(":", "::", 1),
    "with a colon between its words": _words(" :"),
    "with a sign of number between its words": _words(" #"),
    "with a quote that is never closed": _value('"'),
    "with a quote closed too early": lambda line: _words('"')(_value('"')(line)),
    "with a bracket that is never closed": _value("["),
    "with a brace around its value": _value("{", "}"),
    "with a dash before its value": _value("- "),
    "with > and no end of line": _value("> "),
    "with its value as one of a list": _value("[", "]"),
    "without its value": lambda line: line.partition(":")[0] + ":" * (":" in line),
    "with an empty value": lambda line: _VALUE.split(line)[0] + ': ""' * (": " in line),
    "with a letter too few": lambda line: re.sub(r"\w(?=:)", "", line, count=1),
    "with its name in capitals": lambda line: line[:1].upper() + line[1:],
    "behind a tab": lambda line: f"\t{line}",
    "behind a no-break space": lambda line: f"\u00a0{line}",
    "one column too far right": lambda line: f" {line}",
    "two columns too far right": lambda line: f"  {line}",
    "one column too far left": lambda line: line.removeprefix(" "),
    "two columns too far left": lambda line: line.removeprefix("  "),
    "behind a dash": lambda line: f"- {line}",
    "as a comment": lambda line: re.sub(r"(?=\S)", "# ", line, count=1),
    "glued to its sign of comment": lambda line: f"#{line}",
    "twice": lambda line: f"{line}\n{line}",
    "in two": lambda line: _words("\n")(line),
    "with a comment below": lambda line: f"{line}\n# à revoir",
    "taken out": lambda line: None,
}


def broken(text: str, way: str) -> list[tuple[int, str]]:
    """The texts that a way makes, with the number of the line; a line it leaves as it is makes none."""
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines):
        new = WAYS[way](line)
        if new != line:
            kept = [*lines[:number], *([] if new is None else [new]), *lines[number + 1 :]]
            found.append((number + 1, "\n".join(kept) + "\n"))
    return found
