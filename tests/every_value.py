"""Entries derived from the models: for each field, one of every value that its type lets be written."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from playbook.model.scalars import Read, To
from playbook.model.texts import Text
from pydantic import BaseModel

from tests.conftest import ROOT

Path = tuple[str | int, ...]
_KNOWN = yaml.load(  # text only: the models decide what a value is
    (ROOT / "tests/data/every_value.yml").read_text("utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506
)
VALUES: Mapping[str, list[str]] = _KNOWN["notations"]
"""Of each notation, values that it lets be written."""
IDS: Mapping[str, list[str]] = _KNOWN["ids"]
"""Of each kind, ids that the playbook of the trial has."""
FIELDS: Mapping[str, list[Any]] = _KNOWN["fields"]
"""Of fields that name parts of another entry, as `Perimeter.given`, the values to try."""
BASES: Mapping[str, dict[str, Any]] = _KNOWN["bases"]
"""Entries whose parts must name each other: no value of these can be chosen for itself."""


def values(of: Any, note: Read | None = None) -> Iterator[Any]:
    """Values of the type `of`, as YAML holds them: of each member of a union, of each notation."""
    origin, inside = get_origin(of), get_args(of)
    if origin is Annotated:
        notes = [one for one in inside[1:] if isinstance(one, Read)]
        yield from values(inside[0], notes[-1] if notes else note)
    elif note is not None:
        yield from _written(note)
    elif origin in (Union, UnionType):
        for one in inside:
            yield from values(one) if one is not type(None) else ()
    elif origin is Literal:
        yield from map(str, inside)
    elif origin is tuple:
        found = list(values(inside[0]))
        yield []
        yield from ([one] for one in found)
        yield found
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        keys, found = list(values(inside[0])), list(values(inside[1]))
        yield {}
        yield {keys[n % len(keys)]: one for n, one in enumerate(found[: len(keys)])}
    elif isinstance(of, type) and issubclass(of, BaseModel):
        yield from records(of)
    elif isinstance(of, type) and issubclass(of, Text):
        yield from VALUES[of.__name__.lower()]
    else:
        raise AssertionError(f"{of} is a type of which nobody knows how it is written")


def _written(note: Read) -> Iterator[str]:
    if isinstance(note, To):
        yield from IDS[note.kind]
    else:
        yield from VALUES[note._notation]


def records(model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    """The smallest record, the fullest one, and the fullest one with each other value of a field."""
    choices = {
        of.alias or name: FIELDS.get(f"{model.__name__}.{name}") or list(values(_type(of)))
        for name, of in model.model_fields.items()
    }
    required = [of.alias or name for name, of in model.model_fields.items() if of.is_required()]
    full = {name: max(found, key=_size) for name, found in choices.items()}
    yield {name: next((one for one in choices[name] if one), "") for name in required}
    yield full
    for name, found in choices.items():
        yield from ({**full, name: one} for one in found if one != full[name])
        if name not in required:
            yield {key: one for key, one in full.items() if key != name}


def _type(field: Any) -> Any:
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _size(value: Any) -> int:
    return len(value) if isinstance(value, list | dict) else 0


def changed(of: Any, base: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """For each value of `base`, a record of the type `of`: where it stands, and every other it may be."""
    origin, inside = get_origin(of), get_args(of)
    if origin is Annotated and not any(isinstance(one, Read) for one in inside[1:]):
        yield from changed(inside[0], base, path)
    elif origin in (Union, UnionType):
        for one in inside:
            yield from changed(one, base, path) if one is not type(None) else ()
    elif origin is tuple and isinstance(base, list):
        yield path, []
        for index, one in enumerate(base):
            yield from changed(inside[0], one, (*path, index))
    elif isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(base, dict):
        yield path, {}
        for key, one in base.items():
            yield from changed(inside[1], one, (*path, key))
    elif isinstance(of, type) and issubclass(of, BaseModel):
        if isinstance(base, dict):
            for name, field in of.model_fields.items():
                key = field.alias or name
                if key in base:
                    yield from changed(_type(field), base[key], (*path, key))
                else:
                    yield from (((*path, key), one) for one in values(_type(field)))
    elif isinstance(base, str):
        yield from ((path, one) for one in values(of) if one != base)


def replaced(base: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    key, *rest = path
    if isinstance(base, list):
        return [
            replaced(one, tuple(rest), value) if n == key else one for n, one in enumerate(base)
        ]
    return {**base, key: replaced(base.get(key, {}), tuple(rest), value)}
