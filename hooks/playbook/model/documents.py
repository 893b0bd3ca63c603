"""Documents: the forms and templates people fill in."""

from typing import Annotated, Literal

from playbook.model.envelope import Envelope, Record
from playbook.model.scalars import Asset, Ref, To
from playbook.model.texts import Line, Prose


class Part(Record):
    """One part of the document: its heading and the text to fill in."""

    title: Line
    text: Prose


class Document(Envelope):
    form: Literal["form", "template"]
    needed: Prose
    """When it is needed."""
    filled_by: Annotated[Ref, To("roles")]
    parts: tuple[Part, ...] = ()
    file: Asset | None = None
    """A file of the folder `assets/` to download."""
