"""2 validate: what a model refuses, at its place and in words an editor can act on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic_core import ErrorDetails

from playbook import source
from playbook.diagnostics import Diagnostic, Mend, Place, diagnostic
from playbook.model.kinds import FOLDERS
from playbook.model.shapes import models_at, names_of, required
from playbook.source import Path
from playbook.source.characters import name_of, strange, usual
from playbook.suggest import closest
from playbook.validation import known_ids, unknown_fields
from playbook.validation.missing_fields import adding

_NAME = re.compile(r"[a-z0-9_-]+")
_STUCK = re.compile(r"[a-z0-9_-]+:(?!/)")


class Misfits:
    """What the model `adapter` refuses in `node`, whose id stands at `top`; `known` are all ids."""

    def __init__(
        self,
        adapter: TypeAdapter[Any],
        node: source.Node,
        top: Place,
        known: Mapping[str, known_ids.Titles],
    ) -> None:
        self.node, self.top, self.known = node, top, known
        form = source.at(node, ("form",))
        self.forms = {one: _form(one) for one in models_at(adapter._type, ())}
        said = form.text if isinstance(form, source.Scalar) else ""
        # Of a kind in several forms, the model of the form that is written; else all of them.
        chosen = tuple(
            one for one, its in self.forms.items() if len(self.forms) == 1 or its == said
        )
        self.of: Any = Union[chosen] if chosen else adapter._type  # noqa: UP007 # made at run time

    def explain(self, errors: Iterable[ErrorDetails]) -> Iterator[Diagnostic]:
        """One diagnostic for each thing that is wrong: a field misspelt is not also missing."""
        found = [(self._path(one), one) for one in errors]
        meant = {
            (*path[:-1], near)
            for path, one in found
            if one["type"] == "extra_forbidden"
            if (near := self._near(path))
        }
        seen: set[tuple[Path, bool]] = set()
        for path, one in found:
            missing = one["type"] == "missing"
            # Of a list whose items are all wrong, none is left to be counted.
            if one["type"] == "too_short" and any(path == at[: len(path)] != at for at, _ in found):
                continue
            # Every member of a union says the same of one value.
            if (missing and path in meant) or (not missing and (path, _of_key(one)) in seen):
                continue
            seen.add((path, _of_key(one)))
            yield self._explain(path, one)

    def _path(self, error: ErrorDetails) -> Path:
        """The error's path without the names of union members, which are not in the file."""
        path: list[source.Key] = []
        node = self.node
        for key in error["loc"]:
            child = source.child(node, key)
            if child is not None:
                node = child[1]
                path.append(key)
        return (*path, error["loc"][-1]) if error["type"] == "missing" else tuple(path)

    def _place(self, path: Path, of_key: bool = False) -> Place:
        return source.place(self.node, path, of_key) if path else self.top

    def _near(self, path: Path) -> str:
        return unknown_fields.near(
            str(path[-1]), frozenset(names_of(models_at(self.of, path[:-1])))
        )

    def _explain(self, path: Path, error: ErrorDetails) -> Diagnostic:
        here = source.at(self.node, path)
        context = error.get("ctx", {})
        match error["type"]:
            case "extra_forbidden":
                return self._unknown(path)
            case "missing":
                name = str(path[-1])
                group = source.at(self.node, path[:-1])
                models = models_at(self.of, path[:-1])
                hint = adding(name, group, models, f"add a line « {name}: »")
                message = f'the field "{name}" is missing'
                return diagnostic("missing-field", self._place(path[:-1]), message, hint)
            case "union_tag_not_found":
                hint = "add a line « form: », with tree or table"
                hint = adding("form", source.at(self.node, path), models_at(self.of, path), hint)
                message = 'the field "form" is missing'
                return diagnostic("missing-field", self._place(path), message, hint)
            case "union_tag_invalid":
                return self._not_one_of((*path, "form"), str(context["expected_tags"]))
            case "literal_error":
                return self._not_one_of(path, str(context["expected"]))
            case "wrong-value":
                place, mend = self._place(path, _of_key(error)), None
                if isinstance(here, source.Scalar) and "index" in context and not _of_key(error):
                    begin = max(here.raw.find(here.text), 0)
                    place = here.place_at(begin + context["index"])
                    mend = _as_it_looks(here)
                hint = self._meant(path, here, context) or context["hint"]
                return diagnostic("wrong-value", place, context["message"], hint, mend=mend)
            case "not-text":
                return self._not_text(path, here)
            case "tuple_type":
                return self._not_a_list(path, here)
            case "too_short":
                message = f'"{path[-1]}" is empty'
                hint = "write at least one"
                if path[-1] not in required(models_at(self.of, path[:-1])):
                    hint += ", or delete the line"
                return diagnostic("empty-value", self._place(path[:-1] or path), message, hint)
            case "dict_type" | "mapping_type" | "model_type" | "model_attributes_type":
                return self._not_a_group(path, here)
        return diagnostic("wrong-value", self._place(path), error["msg"].lower(), "")

    def _meant(self, path: Path, here: source.Node, context: Mapping[str, Any]) -> str:
        """The id to write instead of what is no id at all, where it can be told."""
        if not isinstance(here, source.Scalar) or "index" in context:
            return ""
        kind = context.get("kind", "")
        if kind == "thresholds":
            name = known_ids.id_of(here.text, self.known[kind])
            return f'write "{name}"' if name else ""
        if kind:
            several = here.text.count(",") + here.text.count(";") > 0
            return "" if several else known_ids.hint(here.text, kind, self.known)
        name = known_ids.id_of(here.text, known_ids.parts(self.node, path))
        return f'write "{name}"' if name else ""

    def _unknown(self, path: Path) -> Diagnostic:
        message = f'there is no field "{path[-1]}" here'
        hint = unknown_fields.hint(path, tuple(models_at(self.of, path[:-1])), self.forms)
        return diagnostic("unknown-field", self._place(path, of_key=True), message, hint)

    def _not_one_of(self, path: Path, expected: str) -> Diagnostic:
        here = source.at(self.node, path)
        if not isinstance(here, source.Scalar):
            return self._not_text(path, here)
        allowed = re.findall("'([^']+)'", expected)
        if usual(here.text) in allowed and (found := strange(here.text)):
            message = f"{name_of(found[0])} stands in « {here.text} »"
            hint = f"write « {usual(here.text)} »"
            begin = max(here.raw.find(here.text), 0)
            place = here.place_at(begin + found.start())
            return diagnostic("wrong-value", place, message, hint, mend=_as_it_looks(here))
        near = closest(here.text.lower(), allowed, 0.7)
        listed = " or ".join((", ".join(allowed[:-1]), allowed[-1]) if allowed[1:] else allowed)
        hint = f'did you mean "{near}"?' if near else f"write {listed}"
        message = f'"{here.text}" is not possible here'
        return diagnostic("wrong-value", self._place(path), message, hint)

    def _not_text(self, path: Path, here: source.Node) -> Diagnostic:
        if isinstance(here, source.Mapping) and here.items:
            key, value = here.items[0]
            beside = isinstance(value, source.Scalar) and value.place.line == key.place.line
            if beside and key.text in FOLDERS and isinstance(value, source.Scalar):
                hint = f'write "{key.text}:{value.text}", without a space'
                message = "a space behind the colon"
                return diagnostic("wrong-value", key.colon, message, hint)
            in_braces = here.place.column < key.place.column
            if beside and not in_braces and (len(here.items) == 1 or not _NAME.fullmatch(key.text)):
                hint = "put the text in quotes, or on the next line after >-"
                return diagnostic("colon-in-prose", key.colon, "a colon inside the text", hint)
        what = "group of fields" if isinstance(here, source.Mapping) else "list"
        message = f"one piece of text is expected here, not a {what}"
        hint = "write it on one line; a text that begins with [ or { goes on the next, after >-"
        return diagnostic("wrong-shape", self._place(path), message, hint)

    def _not_a_list(self, path: Path, here: source.Node) -> Diagnostic:
        hint = "put each item on a line of its own, after « - »"
        if isinstance(here, source.Scalar) and "\n" not in here.raw and len(here.text) <= 40:
            hint = f"write « - {here.text} » on the next line, one line for each item"
        place = self._place(path)
        return diagnostic("wrong-shape", place, "a list is expected here", hint)

    def _not_a_group(self, path: Path, here: source.Node) -> Diagnostic:
        stuck = _STUCK.match(here.text) if isinstance(here, source.Scalar) else None
        if stuck and isinstance(here, source.Scalar):
            hint = f"write « {stuck[0]} » and a space"
            message = "a space is missing behind the colon"
            place = here.place_at(stuck.end() - 1)
            return diagnostic("yaml-syntax", place, message, hint)
        fields = sorted(names_of(models_at(self.of, path)))
        hint = "write one name a line below it, indented, each with a colon"
        if path[:1] == ("audiences",) and isinstance(here, source.Sequence):
            hint = f"write who reads what of whom, indented below it: {_who_reads(here)}"
        elif isinstance(here, source.Sequence):
            hint = "delete the « - » before its fields"
        elif path[:1] == ("audience_names",) and path[1:] and isinstance(here, source.Scalar):
            hint = f"write it behind its language, as « {{fr: {here.text}}} »"
        elif fields and len(fields) <= unknown_fields.MANY:
            hint = f"write its fields below it, indented: {', '.join(fields)}"
        place = self._place(path)
        return diagnostic("wrong-shape", place, "a group of fields is expected here", hint)


def _who_reads(listed: source.Sequence) -> str:
    """Audiences of which each reads what the one before it reads, as they are to be written."""
    names = [one.text for one in listed.items if isinstance(one, source.Scalar)]
    below = ["", *names]
    return ", ".join(f"« {name}: [{under}] »" for under, name in zip(below, names, strict=False))


def _form(model: type[BaseModel]) -> str:
    """What `form` must be for a model that has one, as a decision's has."""
    field = model.model_fields.get("form")
    words = get_args(field.annotation) if field else ()
    return str(words[0]) if len(words) == 1 else ""


def _of_key(error: ErrorDetails) -> bool:
    return bool(error["loc"]) and error["loc"][-1] == "[key]"


def _as_it_looks(here: source.Scalar) -> Mend | None:
    """A value with ordinary spaces and hyphens, where it stands in one line as it is read."""
    begin = here.raw.find(here.text)
    if begin < 0 or "\n" in here.raw:
        return None
    return Mend(here.place_at(begin, len(here.text)), usual(here.text))
