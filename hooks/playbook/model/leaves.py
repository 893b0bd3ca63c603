"""Every single value inside a record, with its path in the YAML and who may read its field."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from playbook import source
from playbook.model.envelope import Audience
from playbook.source import Path


class Leaf(NamedTuple):
    """A value inside a record: its path in the YAML, and the audience its field is kept for."""

    path: Path
    value: Any
    audience: Audience | None


def leaves(value: Any) -> tuple[Leaf, ...]:
    """Every single value inside `value`, depth first, in the order of the model."""
    found: list[Leaf] = []
    _collect(value, (), None, found)
    return tuple(found)


def _collect(value: Any, path: Path, audience: Audience | None, found: list[Leaf]) -> None:
    # Into a list: a chain of generators passes each of a hundred thousand values from hand to hand.
    if isinstance(value, str):  # most are, and the other questions take longer
        found.append(Leaf(path, value, audience))
    elif isinstance(value, BaseModel):
        for name, key, own in _fields(type(value)):
            inner = getattr(value, name)
            if inner is not None:
                _collect(inner, _below(path, key), own or audience, found)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _collect(inner, _below(path, key), audience, found)
    elif type(value) is tuple:
        for index, inner in enumerate(value):
            _collect(inner, _below(path, index), audience, found)
    else:
        found.append(Leaf(path, value, audience))


@lru_cache(maxsize=20_000)  # entries of a kind have the same paths: each is held once
def _below(path: Path, key: source.Key) -> Path:
    return (*path, key)


def replaced(value: Any, instead: Mapping[Path, Any]) -> Any:
    """`value` with other leaves at the paths of `instead`."""
    if () in instead:
        return instead[()]
    inside: dict[source.Key, dict[Path, Any]] = {}
    for (key, *rest), leaf in instead.items():
        inside.setdefault(key, {})[tuple(rest)] = leaf
    if isinstance(value, BaseModel):
        names: dict[source.Key, str] = {key: name for name, key, _ in _fields(type(value))}
        changed = {
            names[key]: replaced(getattr(value, names[key]), of) for key, of in inside.items()
        }
        return value.model_copy(update=changed)
    if isinstance(value, Mapping):
        return MappingProxyType(
            {**value, **{key: replaced(value[key], of) for key, of in inside.items()}}
        )
    items = list(value)
    for key, of in inside.items():
        items[int(key)] = replaced(items[int(key)], of)
    return tuple(items)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Audience | None], ...]:
    """Of each field: its name in the code, in the YAML, and the audience it is kept for."""
    return tuple(
        (name, of.alias or name, kept_for(model, name)) for name, of in model.model_fields.items()
    )


@cache
def kept_for(model: type[BaseModel], name: str) -> Audience | None:
    """For whom a field is kept, when not everybody may read it."""
    marks = model.model_fields[name].metadata
    return next((mark for mark in marks if isinstance(mark, Audience)), None)


def value_at(value: Any, path: Iterable[source.Key]) -> Any:
    """The value of a record at the path of its YAML; None where there is none."""
    for key in path:
        if isinstance(value, BaseModel):
            value = next(
                (
                    getattr(value, name)
                    for name, of in type(value).model_fields.items()
                    if (of.alias or name) == key
                ),
                None,
            )
        elif isinstance(value, Mapping):
            value = value.get(str(key))
        elif isinstance(value, tuple) and isinstance(key, int):
            value = value[key] if key < len(value) else None
        else:
            return None
    return value
