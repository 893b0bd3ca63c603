"""Ids lead to an entry, and to none that its readers may not see."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from itertools import chain

from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.linking.playbook import Playbook
from playbook.linking.references import Reference
from playbook.model import WORDS
from playbook.model.kinds import SHORT
from playbook.suggest import Nearest
from playbook.validation.entry import Entry
from playbook.validation.known_ids import one_of, to_fill_in

_SHOWN = 3
"""How many of the other places that name an id are shown."""
_MOST = 10
"""About so many drafts behind a draft are named."""


def former_ids_lead_to_one_entry(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A former id is that of one entry, says so once, and is no entry's id today."""
    for entry in playbook.all():
        former = entry.fields.aliases
        for index, alias in enumerate(former):
            other = playbook.get(entry.kind, alias)
            if other is None or (
                other is entry and alias != entry.id and alias not in former[:index]
            ):
                continue
            place = entry.place(("aliases", index))
            if other is entry:
                yield diagnostic("alias-clash", place, f'"{alias}" leads here already', "delete it")
                continue
            message = f'"{alias}" is taken by {WORDS[entry.kind]}:{other.id}'
            related = (Related("it leads here already", other.place()),)
            yield diagnostic("alias-clash", place, message, "delete it in one of the two", related)


def references_lead_to_an_entry(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Every id that is named is that of an entry. One that is not is said once, where it stands first."""
    unknown: dict[tuple[str, str], list[Reference]] = {}
    for one in playbook.references:
        # An entry that could not be read is there: what is wrong with it is said at its place.
        unread = playbook.broken & {(one.kind, one.id), (one.kind, "")}
        if playbook.get(one.kind, one.id) is None and not unread:
            unknown.setdefault((one.kind, one.id), []).append(one)
    said = _Unknown(playbook)
    for places in unknown.values():
        yield said.fault(places)


def references_name_what_their_readers_see(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """All who read a reference may read the entry it names: else its id and title would tell of it."""
    audiences = playbook.audiences
    for one in playbook.references:
        target = playbook.get(one.kind, one.id)
        if target is None or not audiences.sound:
            continue
        kept_for = audiences.of_entry(target)
        within = audiences.of_entry(one.entry) if one.entry.kind else None
        missing = audiences.readers(within, one.audience) - audiences.readers(kept_for)
        if missing and kept_for in audiences.reads:
            who = ", ".join(sorted(missing))
            message = f"{WORDS[one.kind]}:{target.id} may not be read by all who read this ({who})"
            hint = "keep it in a field of the audience that may, or take it out"
            related = (Related("what is kept from them", target.place()),)
            yield diagnostic("leaking-reference", one.place, message, hint, related)


class _Unknown:
    """What to write instead of references that lead nowhere: there may be thousands."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.nearest, self.blanks = Nearest(), to_fill_in()
        # Of each kind a file that holds several entries, where there is one.
        self.files = {
            kind: next((one.file for one in of.values() if not one.file.endswith(_own(one))), None)
            for kind, of in playbook.entries.items()
        }
        self.kinds: dict[str, list[str]] = {}
        for kind, of in playbook.entries.items():
            for name in of:
                self.kinds.setdefault(name, []).append(kind)

    def fault(self, places: Iterable[Reference]) -> Diagnostic:
        """One fault for one id, at the first of the `places` that name it."""
        one, *more = sorted(places, key=lambda one: one.place)
        word, here = WORDS[one.kind], self.playbook.entries.get(one.kind, {})
        former = (alias for kind, alias, _ in self.playbook.aliases if kind == one.kind)
        near = self.nearest.near(one.id, one.kind, chain(here, former))
        elsewhere = self.kinds.get(one.id)
        file = self.files.get(one.kind)
        if one.kind in SHORT and not here:
            file = f"{one.kind}.yml"
        if one.id in self.blanks:
            hint = f"this is still to be filled in: {one_of(one.kind, here)}"
        elif near:
            hint = f'did you mean "{near}"?'
        elif elsewhere:
            hint = f"there is a {WORDS[elsewhere[0]]} of this id, but no {word}"
        elif file:
            hint = f"create it: add « {one.id}: » and its fields to {file}"
        else:
            hint = f"create it: {one.kind}/{one.id}.yml"
        message = f'no {word} "{one.id}"'
        if more:
            message += f", here and at {len(more)} more place{'s' if more[1:] else ''}"
            hint += f"; if it was renamed, write « aliases: [{one.id}] » in what it is called now"
        related = [Related("and here", other.place) for other in more[:_SHOWN]]
        about = f"{word}:{one.id}"
        return diagnostic("unknown-reference", one.place, message, hint, related, about=about)


def published_names_no_draft(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is published names no draft. Each draft is said once, with those that it names in turn."""
    named: dict[str, list[Reference]] = {}
    within: dict[str, set[str]] = {}
    drafts: dict[str, Entry] = {}
    for one in playbook.references:
        draft = playbook.get(one.kind, one.id)
        if draft is None or draft.fields.status != "draft":
            continue
        name = f"{WORDS[draft.kind]}:{draft.id}"
        drafts[name] = draft
        if not one.entry.kind or one.entry.fields.status != "draft":
            named.setdefault(name, []).append(one)
        else:
            within.setdefault(f"{WORDS[one.entry.kind]}:{one.entry.id}", set()).add(name)
    for name, references in named.items():
        first, *more = sorted(reference.place for reference in references)
        places = f"here and at {len(more)} more place{'s' if more[1:] else ''}"
        message = f"{name} is a draft: no reader sees it"
        message = f"{name} is a draft, named {places}: no reader sees it" if more else message
        hint = "write « status: in-review » in it to publish it, or name a published one"
        if also := sorted(_behind(name, within) - named.keys()):
            more_of_them = f" and {len(also) - _MOST} more" if also[_MOST:] else ""
            hint += f"; it names drafts itself: {', '.join(also[:_MOST])}{more_of_them}"
        related = [Related("the draft", drafts[name].place(("status",)))]
        related += [Related("and here", place) for place in more[:_SHOWN]]
        yield diagnostic("draft-reference", first, message, hint, related)


def _behind(name: str, within: Mapping[str, Set[str]]) -> Set[str]:
    """The drafts to which a draft leads, and those lead."""
    found, open_ = {name}, [name]
    while open_:
        others = within.get(open_.pop(), set()) - found
        found |= others
        open_ += others
    return found - {name}


def _own(entry: Entry) -> str:
    """How the name of a file ends that holds this entry only."""
    return f"{entry.kind}/{entry.id}.yml"
