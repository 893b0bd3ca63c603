"""How a scalar is read: from the text in the file, or refused with what to write instead."""

from collections.abc import Callable
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def wrong(message: str, hint: str) -> PydanticCustomError:
    """The error every scalar raises: what is wrong, and what to write instead."""
    return PydanticCustomError(
        "wrong-value", "{message}: {hint}", {"message": message, "hint": hint}
    )


def text_of(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "one piece of text is expected here")
    return value


def scalar(read: Callable[[object], Any], notation: str, **schema: Any) -> CoreSchema:
    """A scalar read by `read`, described to editors by its `notation` and the JSON Schema `schema`."""
    described = {**schema, "x-notation": notation}
    return core_schema.no_info_plain_validator_function(
        read, metadata={"pydantic_js_functions": [lambda _core, _handler: dict(described)]}
    )
