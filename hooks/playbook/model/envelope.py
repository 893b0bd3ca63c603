"""What every entry carries, whatever its kind: status, readers, owner, review, approval, sources."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from playbook.model.scalars import AnyRef, AudienceName, Day, Id, Ref, Span, To
from playbook.model.texts import Keyword, Line, Name, Prose

Status = Literal["draft", "in-review", "approved", "retired"]
Key = TypeVar("Key")
Value = TypeVar("Value")
# A mapping nobody can change: `frozen` alone stops at the model's own fields.
FrozenMap = Annotated[Mapping[Key, Value], AfterValidator(lambda found: MappingProxyType(found))]


class Audience(NamedTuple):
    """Annotation of a field: for whom it is kept, when not everybody may read it.

    A part, which the settings give to one of the company's audiences. It must stand outermost in
    `Annotated`: inside a union Pydantic drops it without a word.
    """

    part: str


BUYERS = Audience("buyers")


class Record(BaseModel):
    """A group of fields: strict (no field is accepted and ignored) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Review(Record):
    """When the entry was last read over, and how often it must be."""

    last: Day
    every: Span | None = None


class Effective(Record):
    """The days on which the entry holds; both included, either may be open."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = None


class Approval(Record):
    """Who approved the text, when, and the fingerprint of what was approved."""

    by: Annotated[Ref, To("roles")]
    date: Day
    covers: Name | None = None


class Envelope(Record):
    """The fields of every entry. The id is not among them: it is the file's name."""

    title: Line
    summary: Prose
    status: Status
    audience: AudienceName | None = None
    owner: Annotated[Ref, To("roles")] | None = None
    review: Review | None = None
    effective: Effective | None = None
    approval: Approval | None = None
    keywords: tuple[Keyword, ...] = ()
    aliases: tuple[Id, ...] = ()
    sources: tuple[Annotated[Ref, To("sources")], ...] = ()
    related: tuple[AnyRef, ...] = ()
    replaced_by: AnyRef | None = None
