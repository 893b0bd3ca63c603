"""The mutants of a Python file. What only declares or documents is left as it is.

That is: docstrings, annotations, decorators, type variables, what is imported for types, texts that are
logged, whether `zip` is strict, which only asserts. Nothing is left out by name.
"""

import ast
import re
from collections.abc import Iterator

from tests.mutants.mutant import MARK, Mutant

_BOUNDARIES = {ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">")}
_OPPOSITES = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: (r"is\b(?!\s+not\b)", "is not"),
    ast.IsNot: (r"is\s+not\b", "is"),
    ast.In: (r"\bin\b", "not in"),
    ast.NotIn: (r"not\s+in\b", "in"),
}
_JOINTS = {ast.And: (r"\band\b", "or"), ast.Or: (r"\bor\b", "and")}
_STATEMENTS = (
    ast.Assign,
    ast.AugAssign,
    ast.Return,
    ast.Raise,
    ast.Continue,
    ast.Break,
    ast.Delete,
)
_LOGS = ("log", "logger", "logging", "warnings")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def mutants(content: bytes) -> Iterator[Mutant]:
    yield from _File(content).of(ast.parse(content), inside=False)


class _File:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.begins = [0]
        for line in content.splitlines(keepends=True):
            self.begins.append(self.begins[-1] + len(line))

    def start(self, node: ast.AST) -> int:
        return self.begins[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]

    def end(self, node: ast.AST) -> int:
        return self.begins[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]

    def of(self, node: ast.AST, inside: bool) -> Iterator[Mutant]:
        """The mutants of `node` and of all below it; `inside` a function statements may go."""
        yield from self._own(node, inside)
        inside = inside or isinstance(node, _FUNCTIONS)
        for child in _changing(node):
            yield from self.of(child, inside)

    def _own(self, node: ast.AST, inside: bool) -> Iterator[Mutant]:
        if isinstance(node, ast.Compare):
            terms = [node.left, *node.comparators]
            for one, operator, other in zip(terms, node.ops, terms[1:], strict=False):
                for name, known in (("boundary", _BOUNDARIES), ("negation", _OPPOSITES)):
                    if type(operator) in known:
                        yield from self._between(name, one, other, *known[type(operator)])
        elif isinstance(node, ast.BoolOp):
            yield from self._between(
                "negation", node.values[0], node.values[1], *_JOINTS[type(node.op)]
            )
        elif isinstance(node, ast.Constant):
            yield from self._constant(node)
        if inside and isinstance(node, _STATEMENTS):
            yield Mutant("deletion", self.start(node), self.end(node), b"pass")
        for test in _conditions(node):
            yield from self._negated(test)

    def _between(
        self, operator: str, one: ast.AST, other: ast.AST, old: str, new: str
    ) -> Iterator[Mutant]:
        begin = self.end(one)
        found = re.search(old.encode(), self.content[begin : self.start(other)])
        if found:
            yield Mutant(operator, begin + found.start(), begin + found.end(), new.encode())

    def _constant(self, node: ast.Constant) -> Iterator[Mutant]:
        value = node.value
        if isinstance(value, bool):
            new: object = not value
        elif isinstance(value, int | float):
            new = value + 1
        elif isinstance(value, str) and value:
            new = f"{MARK}{value}{MARK}"
        elif isinstance(value, bytes) and value:
            new = MARK.encode() + value + MARK.encode()
        else:
            return
        yield Mutant("constant", self.start(node), self.end(node), repr(new).encode())

    def _negated(self, test: ast.AST) -> Iterator[Mutant]:
        if isinstance(test, ast.Compare) and type(test.ops[0]) in _OPPOSITES:
            return  # the comparison has an opposite of its own
        start, end = self.start(test), self.end(test)
        yield Mutant("negation", start, end, b"not (" + self.content[start:end] + b")")


def _conditions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield node.test
    elif isinstance(node, ast.comprehension):
        yield from node.ifs
    elif isinstance(node, ast.match_case) and node.guard is not None:
        yield node.guard


def _changing(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node that do something when the program runs."""
    if isinstance(node, ast.JoinedStr):
        return  # where its parts stand is not told alike by all Pythons
    if isinstance(node, ast.Call) and _logs_or_declares(node):
        return
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    left_out = {"annotation", "returns", "decorator_list", "type_comment"}
    for name, value in ast.iter_fields(node):
        if name in left_out:
            continue
        for child in value if isinstance(value, list) else [value]:
            text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            imports = isinstance(child, ast.Import | ast.ImportFrom)
            asserts = isinstance(child, ast.keyword) and child.arg == "strict"
            if isinstance(child, ast.AST) and not text and not imports and not asserts:
                yield child


def _logs_or_declares(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id in ("TypeVar", "cast", "NewType")
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in _LOGS
    )
