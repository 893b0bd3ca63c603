"""2 validate: how to add a field that is missing: by taking the sign before it away, where it is."""

from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from playbook.composer import parse
from playbook.source import Commented, Mapping, Node, plain


def adding(name: str, group: Node, models: Iterable[type[BaseModel]], otherwise: str) -> str:
    """Which sign to take away for the field `name` of a group of `models`, else `otherwise`."""
    commented = group.commented if isinstance(group, Mapping) else ()
    known = [one for one in commented if one.name == name]
    models = tuple(models) if known else ()
    for one in known:
        if one.more or _takes(models, one):
            more = ", and from what is below it" if one.more else ""
            return f"take the # from « {name}: » in line {one.line}{more}"
    return otherwise


def _takes(models: Iterable[type[BaseModel]], one: Commented) -> bool:
    """Whether what stands beside a name can be its value: a remark may begin with a name as well."""
    node, faults = parse(f"{one.name}: {one.value}", "")
    return not faults and any(_fits(model, one.name, plain(node)) for model in models if node)


def _fits(model: type[BaseModel], name: str, fields: object) -> bool:
    try:
        model.model_validate(fields)
    except ValidationError as error:
        return all(fault["loc"][:1] != (name,) for fault in error.errors(include_url=False))
    return True
