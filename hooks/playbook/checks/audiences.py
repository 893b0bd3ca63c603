"""The audiences: which there are, who includes whom, and for whom something is kept."""

from collections.abc import Iterator
from datetime import date

from playbook.audiences import KEPT, circle
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.linking.playbook import Playbook
from playbook.suggest import closest
from playbook.validation.entry import Entry


def audiences_exist(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An audience that is named is one of those the settings declare."""
    known = sorted(playbook.audiences.reads)
    for place, name in _named(playbook):
        if name not in known:
            near = closest(name, known)
            hint = f'did you mean "{near}"?' if near else f"write one of {', '.join(known)}"
            yield diagnostic("unknown-audience", place, f'no audience "{name}"', hint)


def _named(playbook: Playbook) -> Iterator[tuple[Place, str]]:
    """Every place that names an audience."""
    about, settings = playbook.about, playbook.settings
    for name, includes in settings.audiences.items():
        for index, other in enumerate(includes):
            yield about.place(("audiences", name, index)), other
    if "kept_for" in settings.model_fields_set:
        yield about.place(("kept_for",)), settings.kept_for
    for name in settings.audience_names:
        yield about.place(("audience_names", name), of_key=True), name
    for name in settings.sites:
        yield about.place(("sites", name), of_key=True), name
    for kind, defaults in settings.defaults.items():
        if defaults.audience is not None:
            yield about.place(("defaults", kind, "audience")), defaults.audience
    if settings.forge is not None:
        yield about.place(("forge", "readers")), settings.forge.readers
        if settings.forge.confidential is not None:
            place = about.place(("forge", "confidential", "readers"))
            yield place, settings.forge.confidential.readers
    for entry in playbook.all():
        if entry.fields.audience is not None:
            yield entry.place(("audience",)), entry.fields.audience


def what_is_kept_has_readers(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Where something is written that is kept for the buyers, the settings say who they are."""
    audiences, settings = playbook.audiences, playbook.settings
    if audiences.buyers in audiences.reads or "kept_for" in settings.model_fields_set:
        return  # one that is misspelt is said where it stands
    found = [one for entry in playbook.all() for one in _kept(playbook, entry)]
    if not found:
        return
    (place, what), *others = sorted(found)
    more = f", as are {len(others)} others" if others[1:] else ", as is another" if others else ""
    message = f"{what} is kept for the buyers{more}, and no audience is called so"
    above = [name for name in audiences.reads if name != audiences.lowest]
    hint = f"add « {audiences.buyers}: [{audiences.lowest}] » to the audiences of playbook.yml"
    if above:
        hint = f"say who they are, in playbook.yml: « kept_for: {above[0]} »"
    stands = playbook.about.place(("audiences",), of_key=True)
    related = (Related("the audiences there are", stands),)
    yield diagnostic("unknown-audience", place, message, hint, related)


def _kept(playbook: Playbook, entry: Entry) -> Iterator[tuple[Place, str]]:
    """What is kept for the buyers, and where its name stands: an entry, or fields of it."""
    audiences = playbook.audiences
    if entry.kind in KEPT and audiences.of_entry(entry) == audiences.buyers:
        yield entry.top, f'"{entry.id}"'
    for field in {leaf.path[0] for leaf in entry.leaves if leaf.audience is not None}:
        yield entry.place((field,), of_key=True), f'"{field}"'


def audiences_are_in_order(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """No audience includes itself, and not everybody reads what is kept for the buyers."""
    audiences, includes = playbook.audiences, playbook.settings.audiences
    round_ = circle(includes)
    if round_:
        last = includes[round_[-1]].index(round_[0])
        place = playbook.about.place(("audiences", round_[-1], last))
        way = " → ".join((*round_, round_[0]))
        message = f"these audiences include each other, so each reads everything: {way}"
        hint = "an audience includes those below it only: take one of these out"
        yield diagnostic("audience-order", place, message, hint)
    elif audiences.buyers != audiences.lowest or len(includes) == 1:
        return  # who has but one audience keeps nothing from anybody
    elif "kept_for" in playbook.settings.model_fields_set:
        message = f'"{audiences.buyers}" is the lowest audience: what is kept for it, all may read'
        others = [name for name in includes if name != audiences.buyers]
        hint = f"write one that not everybody belongs to: {', '.join(others)}"
        yield diagnostic("audience-order", playbook.about.place(("kept_for",)), message, hint)
    else:
        above = [name for name, inner in includes.items() if audiences.buyers in inner]
        path = ("audiences", above[0], includes[above[0]].index(audiences.buyers)) if above else ()
        place = playbook.about.place(path or ("audiences", audiences.buyers), of_key=not path)
        name = above[0] if above else next(one for one in includes if one != audiences.buyers)
        message = f'"{audiences.buyers}" is the lowest audience: what is kept for it, all may read'
        hint = f"let it include those below it, as « {audiences.buyers}: [{name}] »"
        hint += f", and let {name} include nobody" if above else ", and write them before it"
        yield diagnostic("audience-order", place, message, hint)


def what_is_kept_is_not_for_everybody(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A line that opens to everybody what tells of colleagues is warned of: it may be meant."""
    audiences = playbook.audiences
    everybody = audiences.readers()
    if audiences.buyers not in audiences.reads or audiences.readers(audiences.buyers) == everybody:
        return  # said as such
    for kind in sorted(KEPT):
        places = [
            (entry.place(("audience",)), entry.fields.audience)
            for entry in playbook.entries[kind].values()
            if entry.fields.audience is not None
        ]
        of_kind = playbook.settings.defaults.get(kind)
        if of_kind is not None and of_kind.audience is not None:
            places.append((playbook.about.place(("defaults", kind, "audience")), of_kind.audience))
        for place, audience in places:
            if audience in audiences.reads and audiences.readers(audience) == everybody:
                message = f'{kind} tell of colleagues, and "{audience}" is everybody'
                hint = f"write {audiences.buyers}, or delete the line: they are kept for them"
                yield diagnostic("audience-order", place, message, hint, warn=True)


def audiences_are_named_in_known_languages(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An audience has its name in the languages of the site."""
    spoken = playbook.settings.languages
    for audience, names in playbook.settings.audience_names.items():
        for language in names:
            if language not in spoken:
                path = ("audience_names", audience, language)
                place = playbook.about.place(path, of_key=True)
                message = f'"{language}" is none of the languages of this site'
                hint = f"write {' or '.join(spoken)}"
                yield diagnostic("unknown-language", place, message, hint)
