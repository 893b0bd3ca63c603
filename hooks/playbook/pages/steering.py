"""Pilotage: what is overdue, uncovered or under way; and what is held about people, and why."""

from collections.abc import Iterator

from playbook.edition import Seen
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer
from playbook.pages.traced import TracedView
from playbook.upkeep.in_force import standing

_SOON = 90  # days


def pages(renderer: Renderer) -> Iterator[Page]:
    """The dashboard and, where engagements are shown, the page for the data protection officer."""
    yield _page(renderer, "steering", **_dashboard(renderer.view))
    if renderer.view.of_kind("engagements"):
        yield _page(renderer, "privacy", settings=renderer.view.settings)


def _page(renderer: Renderer, name: str, **values: object) -> Page:
    uri = f"{name}/"
    title = renderer.words(f"{name}.title")
    lead = renderer.render("page-head", uri, title=title, lead=renderer.words(f"{name}.about"))
    sections = tuple(renderer.sections(name, uri, **values))
    return renderer.page(
        uri,
        title,
        (Section("top", 1, title, lead), *sections),
        description=renderer.words(f"{name}.about"),
        tab="steering",
    )


def _dashboard(view: TracedView) -> dict[str, object]:
    reviews = sorted(
        (
            (entry.due, entry)
            for entry in view.all()
            if entry.due is not None and entry.fields.status in ("approved", "in-review")
        ),
        key=lambda one: (one[0], one[1].kind, one[1].id),
    )
    today = view.day
    perimeters = view.of_kind("perimeters").values()
    uncovered = [one for one in perimeters if one.fields.maturity in ("partial", "uncovered")]
    # What weighs most first; what nobody has counted yet comes last.
    uncovered.sort(key=lambda one: -(one.fields.spend or 0))
    spent = [one.fields.spend for one in uncovered if one.fields.spend is not None]
    return {
        "late": [one for one in reviews if one[0] < today],
        "soon": [one for one in reviews if today <= one[0] and (one[0] - today).days <= _SOON],
        "uncovered": uncovered,
        "uncovered_spend": sum(spent) if len(spent) > 1 else None,
        "without_contract": [one for one in perimeters if not one.fields.contracts],
        "engagements": _engagements(view),
        "actions": sorted(view.of_kind("roadmap").values(), key=lambda one: one.fields.start),
        "statuses": _statuses(view),
    }


def _engagements(view: TracedView) -> list[Seen]:
    """Those that go on, by the day they are read over; then those that have ended."""
    return sorted(
        view.of_kind("engagements").values(),
        key=lambda one: (one.fields.state == "ended", one.fields.revisit),
    )


def _statuses(view: TracedView) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in view.all():
        found = standing(entry.fields, view.day)
        counts[found] = counts.get(found, 0) + 1
    return counts
