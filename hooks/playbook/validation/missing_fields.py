"""2 validate: how to add a field that is missing, where it is written and is not read."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from playbook.source import Commented, Mapping, Node, Scalar, values
from playbook.source.composer import parse


def adding(name: str, group: Node, models: Iterable[type[BaseModel]], otherwise: str) -> str:
    """What makes a field of what is written: of a group of `models`, its `name`; else `otherwise`."""
    commented = group.commented if isinstance(group, Mapping) else ()
    known = [one for one in commented if one.name == name]
    models = tuple(models) if known else ()
    for one in known:
        if one.more or _takes(models, one):
            more = ", and from what is below it" if one.more else ""
            return f"take the # from « {name}: » in line {one.line}{more}"
    return _in_a_text(name, group) or otherwise


def _in_a_text(name: str, group: Node) -> str:
    """How to free a field that stands too far right, and is read as the end of the text above it."""
    for field, text in group.items if isinstance(group, Mapping) else ():
        if not isinstance(text, Scalar):
            continue
        for number, line in enumerate(text.raw.split("\n")[1:], text.place.line + 1):
            if re.match(rf" +{name}:(?: |$)", line):
                where = f"line {number} is read as part of « {field.text} »"
                return f"{where}: begin « {name}: » there at column {field.place.column}"
    return ""


def _takes(models: Iterable[type[BaseModel]], one: Commented) -> bool:
    """Whether what stands beside a name can be its value: a remark may begin with a name as well."""
    node, faults = parse(f"{one.name}: {one.value}", "")
    return not faults and any(_fits(model, one.name, values(node)) for model in models if node)


def _fits(model: type[BaseModel], name: str, fields: object) -> bool:
    try:
        model.model_validate(fields)
    except ValidationError as error:
        return all(fault["loc"][:1] != (name,) for fault in error.errors(include_url=False))
    return True
