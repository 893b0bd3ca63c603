"""The glossary: the words of purchasing, and what else people call them."""

from typing import Any

from pydantic import ConfigDict, model_validator

from playbook.model.envelope import Envelope
from playbook.model.texts import Keyword, Line, Prose


def _written_once(schema: dict[str, Any]) -> None:
    """To an editor, title and summary are optional here: the term and its definition stand for them."""
    schema["required"] = [one for one in schema["required"] if one not in ("title", "summary")]


class Term(Envelope):
    model_config = ConfigDict(json_schema_extra=_written_once)

    term: Line
    definition: Prose
    synonyms: tuple[Keyword, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _is_its_own_title(cls, fields: Any) -> Any:
        """A term is its title and its definition its summary: neither is written twice."""
        if not isinstance(fields, dict):
            return fields
        # Where the term itself is missing, or is no text, that alone is said.
        texts = {name: text for name, text in fields.items() if isinstance(text, str)}
        return {"title": texts.get("term", ""), "summary": texts.get("definition", ""), **fields}
