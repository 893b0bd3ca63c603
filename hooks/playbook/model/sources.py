"""Sources: where a rule, a figure or an idea comes from."""

from playbook.model.envelope import Envelope
from playbook.model.scalars import Day, Flag, Url
from playbook.model.texts import Name


class Source(Envelope):
    author: Name
    url: Url | None = None
    read: Day | None = None
    """The day it was read; absent: nobody has checked it yet, and the page says so."""
    law: Flag | None = None
    """Whether it binds as a law does: what the company chose itself is told apart from it."""
