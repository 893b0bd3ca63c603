"""2 validate: of which models a value is made, and which fields these have as editors write them."""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from playbook.model.texts import Name, Text
from playbook.source import Path


def names_of(models: Iterable[type[BaseModel]]) -> set[str]:
    """The names of the fields of `models`, as editors write them."""
    return {of.alias or name for model in models for name, of in model.model_fields.items()}


def required(models: Iterable[type[BaseModel]]) -> set[str]:
    """The names of the fields that one of `models`, or more than one, cannot do without."""
    fields = (one for model in models for one in model.model_fields.items())
    return {of.alias or name for name, of in fields if of.is_required()}


def is_told(model: type[BaseModel], name: str) -> bool:
    """Whether the field `name` holds what readers are told, which a translation says anew."""
    return any(
        _is_told(of.annotation)
        for own, of in model.model_fields.items()
        if (of.alias or own) == name
    )


def _is_told(of: Any) -> bool:
    if not isinstance(of, type):
        return any(_is_told(one) for one in get_args(of))
    if issubclass(of, BaseModel):
        return any(_is_told(field.annotation) for field in of.model_fields.values())
    return issubclass(of, Text) and not issubclass(of, Name)


def groups_in(models: Iterable[type[BaseModel]], name: str) -> Iterator[type[BaseModel]]:
    """The models of the group in the field `name`."""
    for model in models:
        yield from models_at(model, (name,))


def models_at(of: Any, path: Path) -> Iterator[type[BaseModel]]:
    """The models that a group of fields at `path`, inside a value of the type `of`, may have."""
    if isinstance(of, type) and issubclass(of, BaseModel):
        if not path:
            yield of
        for name, field in of.model_fields.items():
            if path and (field.alias or name) == path[0]:
                yield from models_at(field.annotation, path[1:])
        return
    origin, inner = get_origin(of), get_args(of)
    if origin is Annotated:
        yield from models_at(inner[0], path)
    elif origin in (Union, UnionType):
        for one in inner:
            yield from models_at(one, path)
    elif path and origin is tuple:
        yield from models_at(inner[0], path[1:])
    elif path and isinstance(origin, type) and issubclass(origin, Mapping):
        yield from models_at(inner[1], path[1:])


def model_classes(of: Any) -> tuple[type[BaseModel], ...]:
    """Every model that a value of the type `of` is made of, its own first."""

    def inside(found: Any) -> Iterator[type[BaseModel]]:
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield found
            for field in found.model_fields.values():
                yield from inside(field.annotation)
        else:
            for one in get_args(found):
                yield from inside(one)

    return tuple(inside(of))
