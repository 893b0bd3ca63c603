"""The entries a decision's outcomes refer to, for the link stage to look up."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from playbook.model.decisions import Table, ThenTexts, Tree
from playbook.model.scalars import identifier

Path = tuple[str | int, ...]


def output_references(decision: Tree | Table) -> Iterator[tuple[Path, str, str]]:
    """Every id an outcome's outputs refer to, with its place and its kind (a folder name).

    The path leads to the id's text inside the decision's entry. Values that are no ids are left
    out: compiling reports them.
    """
    for path, written in _all(decision):
        for key, value in written.items():
            output = decision.outputs.get(key)
            if output is None or output.refers is None:
                continue
            many = isinstance(value, tuple)
            for index, text in enumerate(value if isinstance(value, tuple) else (value,)):
                if _id(text):
                    yield (*path, key, index) if many else (*path, key), output.refers, str(text)


def _all(decision: Tree | Table) -> Iterator[tuple[Path, ThenTexts]]:
    if isinstance(decision, Table):
        for index, row in enumerate(decision.rows):
            yield ("rows", index, "then"), row.then
    else:
        for name, outcome in decision.outcomes.items():
            yield ("outcomes", name, "then"), outcome.then


def _id(text: str) -> bool:
    try:
        identifier(str(text))
    except PydanticCustomError:
        return False
    return True
