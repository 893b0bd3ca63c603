"""The page of an entry: its head, the sections of its kind, what it is tied to, who answers for it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from playbook.edition import Seen
from playbook.model.scalars import Ref
from playbook.pages.calendars import of_persona
from playbook.pages.needs import need_of
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer
from playbook.pages.stairs import Drawer
from playbook.pages.tabs import TAB_OF_KIND
from playbook.pages.traced import TracedView
from playbook.pages.written import address

ACTIONS = "\x0eactions\x0f"
"""Where what readers can do about an entry is filled in: a sign that nobody's text can hold."""
_FIRST = 3
"""Links that are shown; the others open on demand."""
_TONES = {"must": "must", "must-not": "must", "should": "should", "may": "may"}


def page(renderer: Renderer, entry: Seen) -> Page:
    """The page of any entry but a decision."""
    return assemble(
        renderer, entry, renderer.sections(entry.kind, address(entry), **values(renderer, entry))
    )


def assemble(renderer: Renderer, entry: Seen, middle: Iterator[Section]) -> Page:
    """The page of an entry around the sections that are its own."""
    view, uri = renderer.view, address(entry)
    tail = renderer.sections(
        "entry-tail",
        uri,
        entry=entry,
        tied=_tied(view, entry),
        first=_FIRST,
        actions=ACTIONS,
    )
    return renderer.page(
        uri,
        entry.fields.title,
        (head(renderer, entry), *middle, *tail),
        keywords=search_words(entry),
        description=renderer.written.text(entry.fields.summary),
        tab=TAB_OF_KIND[entry.kind],
        language=renderer.written.language_of(entry),
    )


def _tied(view: TracedView, entry: Seen) -> list[Seen]:
    """What an entry is tied to, each once: what it points to first, as it names them."""
    both = (*view.points_to(entry), *view.pointed_from(entry))
    return list({(one.kind, one.id): one for one in both}.values())


def values(renderer: Renderer, entry: Seen) -> dict[str, Any]:
    """What the template of the entry's kind needs besides the entry."""
    start = renderer.view.find(renderer.view.settings.home.start)
    found: dict[str, Any] = {"entry": entry, "start": start}
    if entry.kind == "personas":
        found["calendar"] = of_persona(renderer, entry)
    if entry.kind == "rules":
        found["stairs"] = Drawer(renderer).of_rule(entry)
    if entry.kind == "thresholds":
        found["stairs"] = Drawer(renderer).of_threshold(entry)
    if entry.kind == "perimeters" and start is not None:
        asked = start.fields.inputs if start.fields.form == "table" else start.fields.questions
        found["need"] = need_of(asked)
    if entry.kind == "roles":
        limit = entry.fields.approves_up_to
        named = renderer.view.find(limit) if isinstance(limit, Ref) else None
        if named is not None:
            found["limit"] = renderer.written.threshold(named)
        elif isinstance(limit, Decimal):
            found["limit"] = renderer.words.money(limit)
        else:
            found["limit"] = ""
    return found


def head(renderer: Renderer, entry: Seen) -> Section:
    badges = list(_badges(renderer, entry))
    html = renderer.render("entry-head", address(entry), entry=entry, badges=badges)
    return Section("top", 1, entry.fields.title, html)


def _badges(renderer: Renderer, entry: Seen) -> Iterator[tuple[str, str]]:
    words = renderer.words
    if entry.kind == "rules":
        yield words(f"strength.{entry.fields.strength}"), _TONES[entry.fields.strength]
    audiences = renderer.view.audiences
    kept_for = audiences.of_entry(entry)
    if audiences.readers(kept_for) != audiences.readers():
        yield words.kept_for(kept_for), "restricted"
    own = renderer.view.settings.organisation
    sources = [one.fields for one in renderer.view.found(entry.fields.sources)]
    if any(one.author == own for one in sources) and any(one.law for one in sources):
        yield words("entry.own_choice"), "plain"


def search_words(entry: Seen) -> tuple[str, ...]:
    """What finds an entry besides what its page shows. An amount finds its threshold first."""
    value = (str(entry.fields.value),) if entry.kind == "thresholds" else ()
    return (*entry.fields.keywords, *getattr(entry.fields, "synonyms", ()), *value)


def correction_link(renderer: Renderer, entry: Seen) -> str:
    """A mail to the playbook's contact that already says which entry it is about."""
    contact = renderer.view.settings.contact
    if contact is None or contact.mail is None:
        return ""
    subject = renderer.words("entry.correction_subject", title=entry.fields.title)
    return f"mailto:{contact.mail}?subject={quote(subject)}"
