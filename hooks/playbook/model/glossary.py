"""The glossary: the words of purchasing, and what else people call them."""

from typing import Any

from pydantic import model_validator

from playbook.model.envelope import Envelope
from playbook.model.scalars import Line, Prose


class Term(Envelope):
    term: Line
    definition: Prose
    synonyms: tuple[Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _is_its_own_title(cls, fields: Any) -> Any:
        """A term is its title and its definition its summary: neither is written twice."""
        if not isinstance(fields, dict):
            return fields
        same = {"title": fields.get("term"), "summary": fields.get("definition")}
        return {**{name: value for name, value in same.items() if value is not None}, **fields}
