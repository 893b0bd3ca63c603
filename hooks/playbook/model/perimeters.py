"""Perimeters (spend categories): what is bought, from whom, and what that settles."""

from typing import Annotated, Literal

from playbook.model.envelope import BUYERS, Envelope, FrozenMap, Record
from playbook.model.scalars import Day, Id, Money, Ref, Span, To, Url
from playbook.model.texts import Line, Name, Prose

Icon = Literal[
    "bank", "bin", "bolt", "book", "bricks", "broom", "bulb", "car", "code", "cog", "cup", "helmet", "laptop",
    "megaphone", "pen", "people", "phone", "suitcase", "truck", "window", "wrench",
]  # fmt: skip
"""What a family is drawn as, by what the drawing shows (theme/icon.html.j2)."""


class Contract(Record):
    """A contract in force and how to order on it."""

    title: Line
    supplier: Name
    order: Prose
    order_at: Url | None = None
    """Where one orders: a shop, a form."""
    phone: Name | None = None
    """The supplier's number for orders and breakdowns."""
    ends: Day
    notice: Span | None = None
    """How long before its end it is to be decided whether it goes on."""


class Perimeter(Envelope):
    icon: Icon | None = None
    bought: Prose
    includes: tuple[Line, ...] = ()
    excludes: tuple[Line, ...] = ()
    buyer: Annotated[Ref, To("roles")]
    contracts: tuple[Contract, ...] = ()
    given: FrozenMap[Id, Id] = {}
    """What this perimeter settles in the playbook's start decision: ``{couvert: oui}``."""
    spend: Annotated[Money | None, BUYERS] = None
    """Yearly spend, in the playbook's currency, without tax."""
    quadrant: Annotated[
        Literal["leverage", "strategic", "bottleneck", "routine"] | None, BUYERS
    ] = None
    """Its place in Kraljic's matrix."""
    maturity: Annotated[Literal["covered", "partial", "uncovered"] | None, BUYERS] = None
