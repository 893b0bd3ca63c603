"""The mutants of a Jinja template: of what stands between its braces; the HTML around is data."""

import re
from collections.abc import Iterator

from tests.mutants.mutant import MARK, Mutant

_TAG = re.compile(
    rb"(?P<comment>\{#.*?#\})|\{%-?\s*(?P<code>.*?)\s*-?%\}|\{\{-?\s*(?P<output>.*?)\s*-?\}\}", re.S
)
_CONDITION = re.compile(rb"(?:el)?if\s+(?P<test>.*)", re.S)
_TOKEN = re.compile(rb"""(?P<text>"[^"]*"|'[^']*')|(?P<sign>[<>=!]=|[<>])|(?P<word>[\w.]+)""")
_BOUNDARIES = {b"<": b"<=", b"<=": b"<", b">": b">=", b">=": b">"}
_OPPOSITES = {b"==": b"!=", b"!=": b"==", b"and": b"or", b"or": b"and"}
_TRUTHS = {b"true": b"false", b"false": b"true"}
# Names of other files and of blocks are declarations.
_DECLARED = re.compile(rb"(?:extends|include|import|from|block|macro|endblock|raw)\b")


def mutants(content: bytes) -> Iterator[Mutant]:
    for tag in _TAG.finditer(content):
        name = "code" if tag["code"] is not None else "output"
        if tag["comment"] is not None or _DECLARED.match(tag[name]):
            continue
        yield from _tokens(tag[name], tag.start(name))
        condition = _CONDITION.match(tag[name]) if name == "code" else None
        if condition is not None:
            start, end = (tag.start(name) + at for at in condition.span("test"))
            yield Mutant("negation", start, end, b"not (" + condition["test"] + b")")
        elif name == "output" or re.match(rb"set\s+\w+\s*=", tag[name]):
            yield Mutant("deletion", tag.start(), tag.end(), b"")


def _tokens(code: bytes, at: int) -> Iterator[Mutant]:
    for token in _TOKEN.finditer(code):
        start, end, found = at + token.start(), at + token.end(), token[0]
        if found in _BOUNDARIES:
            yield Mutant("boundary", start, end, _BOUNDARIES[found])
        elif found in _OPPOSITES:
            yield Mutant("negation", start, end, _OPPOSITES[found])
        elif found in _TRUTHS:
            yield Mutant("constant", start, end, _TRUTHS[found])
        elif token["text"] and len(found) > 2:
            mark = MARK.encode()
            yield Mutant("constant", start + 1, end - 1, mark + found[1:-1] + mark)
        elif re.fullmatch(rb"\d+", found):
            yield Mutant("constant", start, end, str(int(found) + 1).encode())
