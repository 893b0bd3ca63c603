"""What these readers do first in an emergency."""

from typing import NamedTuple

from playbook.edition import Seen
from playbook.model.addresses import dialled
from playbook.pages.traced import TracedView


class Urgent(NamedTuple):
    """What may be done first in an emergency, and the roles to call, each with a telephone."""

    rule: Seen
    call: tuple[Seen, ...]


def urgent(view: TracedView) -> Urgent | None:
    """Whom they call, where the settings say so."""
    about = view.settings.home.emergency
    rule = view.find(about.rule) if about is not None else None
    if about is None or rule is None:
        return None
    call = tuple(one for one in view.found(about.call) if dialled(one.fields.phone or ""))
    return Urgent(rule, call) if call else None
