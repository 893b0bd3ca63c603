"""Named thresholds: one number, one place, used by decisions and prose alike."""

from typing import Literal

from playbook.model.envelope import Envelope
from playbook.model.scalars import Unit, Worth
from playbook.model.texts import Line


class Threshold(Envelope):
    value: Worth
    unit: Unit | None = None
    """The currency of the playbook unless said: ``%``, ``days``, ``hours`` …"""
    tax: Literal["excluded", "included"] | None = None
    basis: Line | None = None
    """What is counted: « engagement total, renouvellements compris »."""
    origin: Literal["legal", "own"] = "own"
    source: Line | None = None
    """Where a legal value is written: the article."""
