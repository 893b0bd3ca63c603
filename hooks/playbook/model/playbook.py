"""`playbook.yml`: the company's settings."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from playbook.model.currency import Currency
from playbook.model.envelope import FrozenMap, Record
from playbook.model.kinds import Kind
from playbook.model.reading import wrong
from playbook.model.scalars import (
    AudienceName,
    Day,
    Id,
    Mail,
    Read,
    Ref,
    Span,
    To,
    Url,
    decimal,
    url,
    whole,
)
from playbook.model.texts import Line, Name, Prose


class Defaults(Record):
    """What an entry of a kind has unless it says otherwise."""

    audience: AudienceName | None = None
    review: Span | None = None


class Repository(Record):
    """Where a data folder lives. In an address ``{path}`` stands for the file's path inside it."""

    edit: Url | None = None
    readers: AudienceName
    """The audience whose every member may open the repository, its history included."""


class Forge(Repository):
    """The repository of the first data folder, and that of the second where it has its own."""

    confidential: Repository | None = None


class Contact(Record):
    role: Annotated[Ref, To("roles")] | None = None
    mail: Mail | None = None


class Approvals(Record):
    """What must have been approved, as it stands, before anything is published."""

    required: tuple[Kind, ...] = ()
    """Kinds of entries, by their folders."""


class Emergency(Record):
    """Whom one calls in an emergency, and the rule that says what may be done first."""

    rule: Annotated[Ref, To("rules")]
    call: Annotated[tuple[Annotated[Ref, To("roles")], ...], Field(min_length=1)]
    """Roles with a telephone, in the order in which they are called."""


class Home(Record):
    """What the home page offers first."""

    start: Annotated[Ref, To("decisions")] | None = None
    searches: tuple[Line, ...] = ()
    notice: Prose | None = None
    emergency: Emergency | None = None


FORMAT = 1
"""The YAML that this generator reads: it is counted up when what was right before is read otherwise."""


def newer_format(number: int) -> tuple[str, str]:
    """What is wrong with a format that is not known yet, and what to do."""
    message = f"this is format {number}, and the generator installed here reads up to {FORMAT}"
    return message, "install a newer one: write a higher version in requirements.txt"


def _format(value: object) -> int:
    number = whole(value)
    if number > FORMAT:
        raise wrong(*newer_format(number))
    if number < 1:
        raise wrong("formats are counted from 1", f"write {FORMAT}")
    return number


def _rate(value: object) -> Decimal:
    number = decimal(value)
    if not 0 < number < 100:
        raise wrong("a rate is between 0 and 100 percent", "write 20 for 20 %, 5.5 for 5,5 %")
    return number


Rate = Annotated[
    Decimal,
    Read(_rate, "number", type=["number", "string"], exclusiveMinimum=0, exclusiveMaximum=100),
]


def _site(value: object) -> Name:
    address = url(value)
    if not address.startswith("https://"):
        raise wrong("a site has an address", "write it as https://achats.example/")
    return Name(address.rstrip("/") + "/")


Site = Annotated[Name, Read(_site, "url", type="string", pattern="^https://")]


class Settings(Record):
    format: Annotated[int, Read(_format, "whole", type="integer", minimum=1, maximum=FORMAT)] = (
        FORMAT
    )
    organisation: Name
    languages: Annotated[tuple[Id, ...], Field(min_length=1)] = ("fr",)
    currency: Currency = Name("EUR")
    audiences: Annotated[FrozenMap[Id, tuple[Id, ...]], Field(min_length=1)] = {
        "staff": (),
        "buyers": ("staff",),
    }
    """Who may read what: each audience with those whose pages it reads too."""
    kept_for: AudienceName = "buyers"
    """The audience that plays the part of the buyers: for it is kept what not everybody may read."""
    audience_names: FrozenMap[Id, FrozenMap[Id, Name]] = {}
    """Of an audience its name for readers, in each language."""
    defaults: FrozenMap[Id, Defaults] = {}
    forge: Forge | None = None
    contact: Contact | None = None
    approval: Approvals = Approvals()
    confidential: Literal["together", "separate"] = "together"
    retention: Span | None = None
    """How long an ended engagement is kept (24 months unless said)."""
    vat: tuple[Rate, ...] = ()
    """Rates of tax, in percent, by which an amount said with its tax may be converted."""
    holidays: tuple[Day, ...] = ()
    """Days nobody works, besides Saturdays and Sundays."""
    sites: FrozenMap[Id, Site] = {}
    """Where the edition of an audience stands: a copied link leads to the lowest that has its page."""
    home: Home = Home()
