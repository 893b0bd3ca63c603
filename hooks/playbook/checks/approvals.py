"""Approvals: what was approved is what stands there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from playbook import source
from playbook.diagnostics import Diagnostic, diagnostic
from playbook.diagnostics.codes import Severity
from playbook.linking.playbook import Playbook
from playbook.upkeep.fingerprint import is_fingerprint
from playbook.upkeep.reviews import approval_fingerprint
from playbook.validation.entry import Entry
from playbook.validation.missing_fields import adding


def approvals_cover_the_text(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """The text of an entry is the one that was approved; what must be approved is.

    The settings say of which kinds that is asked before anything is published.
    """
    for _, one in _faults(playbook):
        yield one


def refusing(playbook: Playbook, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """`found` as publishing sees it: without the approvals that the settings require, nothing is."""
    refused = {one for asked, one in _faults(playbook) if asked}
    for one in found:
        yield replace(one, severity=Severity.ERROR) if one in refused else one


def _faults(playbook: Playbook) -> Iterator[tuple[bool, Diagnostic]]:
    """What is wrong with approvals, and whether it keeps from publishing."""
    required = playbook.settings.approval.required
    for entry in playbook.all():
        approval = entry.fields.approval
        asked = entry.kind in required and entry.fields.status == "approved"
        if approval is None:
            if asked:
                place = entry.place(("status",))
                message = "approved, and nothing says by whom"
                hint = "add « approval: » with the lines « by: », « date: » and « covers: »"
                hint = adding("approval", entry.node, [type(entry.fields)], hint)
                yield asked, diagnostic("no-approval", place, message, hint)
            continue
        now = approval_fingerprint(playbook, entry)
        if approval.covers is None:
            place = entry.place(("approval",), of_key=True)
            message = "this approval does not say which text it covers"
            where = "inside the braces" if _in_braces(entry) else "below it"
            hint = f'if it was this text, write covers: "{now}" {where}'
            yield asked, diagnostic("no-approval", place, message, hint)
        elif not approval.covers:
            continue  # what is empty was said when it was read
        elif not is_fingerprint(approval.covers):
            place = entry.place(("approval", "covers"))
            message = f'"{approval.covers}" is no fingerprint of a text'
            hint = f'if it was this text that was approved, write covers: "{now}"'
            yield asked, diagnostic("stale-approval", place, message, hint)
        elif approval.covers != now:
            place = entry.place(("approval", "covers"))
            hint = f'have it approved again, then write covers: "{now}"'
            if asked:
                hint += "; nothing is published before"
            yield asked, diagnostic("stale-approval", place, "the text has changed since", hint)


def _in_braces(entry: Entry) -> bool:
    """Whether an approval stands on one line: { by: daf, date: 2026-09-15 }."""
    group = source.at(entry.node, ("approval",))
    name = group.items[0][0] if isinstance(group, source.Mapping) else group
    return (group.place.line, group.place.column) < (name.place.line, name.place.column)
