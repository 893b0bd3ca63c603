"""What is kept from an audience, at any depth, as if it had not been written."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from playbook.linking.playbook import Playbook
from playbook.model.envelope import Audience
from playbook.model.leaves import kept_for
from playbook.model.shapes import model_classes
from playbook.validation.entry import Entry


def stripped(playbook: Playbook, entry: Entry, audience: str, language: str) -> Entry:
    """The entry in a language, without the fields its audience may not read."""
    fields = playbook.fields_in(entry, language)
    if _is_partial(type(fields), playbook, audience):
        # Its approval covers more than these readers see: whether it still does would tell of the rest.
        fields = _stripped(fields, playbook, audience).model_copy(update={"approval": None})
    if fields is entry.fields and not entry.translations:
        return entry
    return replace(entry, fields=fields, translations=MappingProxyType({}))


def readable(playbook: Playbook, entry: Entry, audience: str) -> tuple[str, ...]:
    """What an audience may read of what is kept for some: two that may read the same see the same."""
    model: type[BaseModel] = type(entry.fields)
    may_read, kept = playbook.audiences.may_read, _kept_inside(model)
    return tuple(sorted(repr(one) for one in kept if may_read(audience, one)))


def _is_partial(model: type[BaseModel], playbook: Playbook, audience: str) -> bool:
    """Whether a kind has fields that `audience` may not read."""
    return not all(playbook.audiences.may_read(audience, one) for one in _kept_inside(model))


@cache
def _kept_inside(model: type[BaseModel]) -> frozenset[Audience | None]:
    """For whom fields of a kind are kept, those inside its groups too."""
    of = (kept_for(one, name) for one in model_classes(model) for name in one.model_fields)
    return frozenset(of) - {None}


def _stripped(value: Any, playbook: Playbook, audience: str) -> Any:
    """`value` with every restricted field, at any depth, as if it had not been written."""
    if value is None or isinstance(value, str):  # most are, and the other questions take longer
        return value
    if isinstance(value, BaseModel):
        model = type(value)
        changed = {}
        for name, field in model.model_fields.items():
            inner = getattr(value, name)
            kept = kept_for(model, name)
            if kept is not None and not playbook.audiences.may_read(audience, kept):
                empty = field.get_default(call_default_factory=True)
                if inner != empty:
                    changed[name] = empty
                continue
            seen = _stripped(inner, playbook, audience)
            if seen is not inner:
                changed[name] = seen
        return value.model_copy(update=changed) if changed else value
    if type(value) is tuple:
        items = tuple(_stripped(one, playbook, audience) for one in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, Mapping):
        pairs = {key: _stripped(one, playbook, audience) for key, one in value.items()}
        same = all(pairs[key] is value[key] for key in value)
        return value if same else MappingProxyType(pairs)
    return value
