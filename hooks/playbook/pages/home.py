"""The home page: one search, one big question, six doors."""

from datetime import date, timedelta

from playbook.edition import Seen
from playbook.pages.indexes import in_order
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer
from playbook.pages.traced import TracedView
from playbook.upkeep.in_force import standing

_NEWS = 4
_NEWSWORTHY = ("rules", "decisions", "commitments", "documents")  # of one day, these come first
_RECENT = timedelta(days=120)
_READ = (*_NEWSWORTHY, "thresholds", "perimeters", "personas", "strategies", "roles")
"""The kinds in which something new is for every reader: plans and lists of words are not."""
# The kind each door leads to; the dashboard's is for those whom its figures are about.
DOORS = (
    ("buy", "perimeters"),
    ("rules", "rules"),
    ("people", "personas"),
    ("strategies", "strategies"),
    ("decisions", "decisions"),
)

_STEERED = ("engagements", "roadmap", "communication")


def page(renderer: Renderer) -> Page:
    view, words = renderer.view, renderer.words
    doors = [
        (name, f"{kind}/", words(f"home.tasks.{name}"))
        for name, kind in DOORS
        if view.of_kind(kind)
    ]
    if view.audiences.steers(view.audience) and any(view.of_kind(kind) for kind in _STEERED):
        doors.append(("steering", "steering/", words("home.tasks.steering")))
    html = renderer.render(
        "home",
        "",
        doors=doors,
        start=view.find(view.settings.home.start),
        people=[one for one in in_order(renderer, "personas") if _is_in_use(view, one)],
        news=news(view),
        settings=view.settings,
    )
    title = words("home.title", organisation=view.settings.organisation)
    return renderer.page(
        "", title, (Section("top", 1, title, html),), description=words("home.about"), wide=True
    )


def _is_in_use(view: TracedView, entry: Seen) -> bool:
    return standing(entry.fields, view.day) not in ("retired", "over")


def news(view: TracedView) -> list[Seen]:
    """What came into force or was approved last, the latest first."""
    dated = [
        (max(days), entry)
        for entry in view.all()
        if entry.kind in _READ
        and _is_in_use(view, entry)
        and (days := [day for day in _days(entry) if day <= view.day])
        and max(days) >= view.day - _RECENT
    ]
    dated.sort(key=lambda one: (-one[0].toordinal(), _READ.index(one[1].kind), one[1].id))
    return [entry for _, entry in dated[:_NEWS]]


def _days(entry: Seen) -> list[date]:
    fields = entry.fields
    days = [fields.approval.date] if fields.approval is not None else []
    if fields.effective is not None and fields.effective.since is not None:
        days.append(fields.effective.since)
    return days
