"""How a scalar is read: from the text in the file, or refused with what to write instead."""

from collections.abc import Callable
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from playbook.source.characters import name_of, strange, usual


def wrong(message: str, hint: str, kind: str = "") -> PydanticCustomError:
    """The error every scalar raises: what is wrong, and what to write instead.

    `kind` is that of the entries one of which might be named; `*` stands for every kind.
    """
    context = {"message": message, "hint": hint, "kind": kind}
    return PydanticCustomError("wrong-value", "{message}: {hint}", context)


def text_of(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "one piece of text is expected here")
    return value


def scalar(read: Callable[[object], Any], notation: str, **schema: Any) -> CoreSchema:
    """A scalar read by `read`, described to editors by its `notation` and the JSON Schema `schema`."""

    def told(value: object) -> Any:
        try:
            return read(value)
        except PydanticCustomError as refusal:
            raise _mended(read, value) or refusal from None

    described = {**schema, "x-notation": notation}
    return core_schema.no_info_plain_validator_function(
        told, metadata={"pydantic_js_functions": [lambda _core, _handler: dict(described)]}
    )


def _mended(read: Callable[[object], Any], value: object) -> PydanticCustomError | None:
    """The error of a text that would be right if every space and hyphen in it were an ordinary one."""
    if not isinstance(value, str):
        return None
    # At its ends none is ever due; inside, some notations have room for them.
    found = strange(value[-1:]) or strange(value)
    if not found:
        return None
    try:
        read(usual(value))
    except PydanticCustomError:
        return None
    context = {
        "message": f"{name_of(found[0])} stands in « {value} »",
        "hint": f"write « {usual(value)} »",
        "index": value.rindex(found[0]) if value.endswith(found[0]) else found.start(),
    }
    return PydanticCustomError("wrong-value", "{message}: {hint}", context)
