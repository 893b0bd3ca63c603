"""The mutants of a script, by tree-sitter's grammar of JavaScript."""

import json
from collections.abc import Iterator

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tests.mutants.mutant import MARK, Mutant

_PARSER = Parser(Language(tree_sitter_javascript.language()))
_BOUNDARIES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_OPPOSITES = {"===": "!==", "!==": "===", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
_WITH_CONDITION = ("if_statement", "while_statement", "do_statement", "ternary_expression")
_STATEMENTS = (
    "expression_statement", "return_statement", "throw_statement", "continue_statement",
    "break_statement",
)  # fmt: skip


def mutants(content: bytes) -> Iterator[Mutant]:
    open_ = [_PARSER.parse(content).root_node]
    while open_:
        node = open_.pop()
        if node.type != "import_statement":
            yield from _own(node)
            open_ += node.children


def _own(node: Node) -> Iterator[Mutant]:
    text = node.text or b""
    if node.type == "binary_expression":
        sign = node.child_by_field_name("operator")
        assert sign is not None
        for name, known in (("boundary", _BOUNDARIES), ("negation", _OPPOSITES)):
            if sign.type in known:
                yield _changed(name, sign, known[sign.type])
    elif node.type == "number":
        yield _changed("constant", node, _next(text.decode()))
    elif node.type in ("true", "false"):
        yield _changed("constant", node, "false" if node.type == "true" else "true")
    elif node.type == "string" and len(text) > 2:
        inside = text[1:-1].decode()
        yield _changed("constant", node, json.dumps(MARK)[:-1] + inside + json.dumps(MARK)[1:])
    elif node.type in _STATEMENTS and text.startswith((b'"use', b"'use")):
        return
    elif node.type in _STATEMENTS:
        yield _changed("deletion", node, ";")
    if node.type in _WITH_CONDITION:
        test = node.child_by_field_name("condition")
        if test is not None and not _has_an_opposite(test):
            yield _changed("negation", test, f"(!({(test.text or b'').decode()}))")


def _has_an_opposite(test: Node) -> bool:
    """Whether a comparison, alone in its condition, is turned round by another mutant."""
    while test.type == "parenthesized_expression":
        test = test.named_children[0]
    sign = test.child_by_field_name("operator")
    return test.type == "binary_expression" and sign is not None and "=" in sign.type[1:]


def _next(number: str) -> str:
    digits, big = number.removesuffix("n"), number.endswith("n")
    try:
        return f"{int(digits.replace('_', ''), 0) + 1}{'n' * big}"
    except ValueError:
        return str(float(digits) + 1)


def _changed(operator: str, node: Node, new: str) -> Mutant:
    return Mutant(operator, node.start_byte, node.end_byte, new.encode())
