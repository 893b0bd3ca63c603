"""The settings of `playbook.yml`."""

from collections.abc import Iterator
from datetime import date

from playbook import source
from playbook.diagnostics import Diagnostic, diagnostic
from playbook.figures.currency import signs
from playbook.figures.reading import currency_of
from playbook.linking.playbook import Playbook
from playbook.model.addresses import dialled
from playbook.model.kinds import WORDS
from playbook.suggest import closest


def defaults_name_kinds(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What holds by default holds for a kind there is."""
    for kind in playbook.settings.defaults:
        if kind not in WORDS:
            near = closest(kind, WORDS)
            hint = f'did you mean "{near}"?' if near else f"the kinds are {', '.join(WORDS)}"
            place = playbook.about.place(("defaults", kind), of_key=True)
            yield diagnostic("unknown-kind", place, f'"{kind}" is no kind of entry', hint)


def amounts_are_in_the_currency(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An amount that stands beside a currency is in that of the playbook."""
    own = playbook.settings.currency
    for entry in playbook.all():
        for path, scalar in source.walk(entry.node):
            # A title may speak of dollars: a figure may not.
            mark = currency_of(scalar.text) if _is_figure(entry.kind, path) else ""
            if mark and mark.lower() not in signs(own):
                message = f'"{scalar.text}" is in {mark}, and the playbook in {own}'
                hint = f"write the amount in {own}, or without a sign"
                yield diagnostic("wrong-value", scalar.place, message, hint)


def who_is_called_has_a_telephone(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A role that the settings name for emergencies can be called."""
    emergency = playbook.settings.home.emergency
    for index, name in enumerate(emergency.call if emergency else ()):
        role = playbook.get("roles", name)
        if role is not None and not dialled(role.fields.phone or ""):
            place = playbook.about.place(("home", "emergency", "call", index))
            hint = f"give it one in {role.file}, as « phone: 01 99 00 12 34 »"
            yield diagnostic("emergency-without-number", place, f'"{name}" has no telephone', hint)


def _is_figure(kind: str, path: source.Path) -> bool:
    """Whether what stands at `path` is read as an amount, when it looks like one."""
    names = {"value", "spend", "approves_up_to", "from", "above", "below", "up_to", "min", "max"}
    said = kind in ("decisions", "cases") and not {"then", "given"}.isdisjoint(path)
    return said or path[-1] in names
