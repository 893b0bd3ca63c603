"""The home page: one search, one big question, six doors."""

from datetime import date, timedelta

from playbook.edition import Seen
from playbook.model import WORDS
from playbook.pages.indexes import in_order
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer
from playbook.pages.traced import TracedView
from playbook.upkeep.in_force import standing

_NEWS = 4
_NEWSWORTHY = ("rules", "decisions", "commitments", "documents")  # of one day, these come first
_RECENT = timedelta(days=120)
# The kind each door counts and leads to; the last one leads to the dashboard.
DOORS = (
    ("buy", "perimeters"),
    ("rules", "rules"),
    ("people", "personas"),
    ("strategies", "strategies"),
    ("decisions", "decisions"),
)


def page(renderer: Renderer) -> Page:
    view, words = renderer.view, renderer.words
    doors = [
        (name, f"{kind}/", words(f"kinds.{kind}.count", count=_in_use(view, kind)))
        for name, kind in DOORS
        if view.of_kind(kind)
    ]
    followed = sum(1 for entry in view.all() if entry.fields.review is not None)
    doors.append(("steering", "steering/", words("steering.followed", count=followed)))
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


def _in_use(view: TracedView, kind: str) -> int:
    return sum(_is_in_use(view, entry) for entry in view.of_kind(kind).values())


def _is_in_use(view: TracedView, entry: Seen) -> bool:
    return standing(entry.fields, view.day) not in ("retired", "over")


def news(view: TracedView) -> list[Seen]:
    """What came into force or was approved last, the latest first."""
    order = [*_NEWSWORTHY, *(kind for kind in WORDS if kind not in _NEWSWORTHY)]
    dated = [
        (max(days), entry)
        for entry in view.all()
        if _is_in_use(view, entry)
        and (days := [day for day in _days(entry) if day <= view.day])
        and max(days) >= view.day - _RECENT
    ]
    dated.sort(key=lambda one: (-one[0].toordinal(), order.index(one[1].kind), one[1].id))
    return [entry for _, entry in dated[:_NEWS]]


def _days(entry: Seen) -> list[date]:
    fields = entry.fields
    days = [fields.approval.date] if fields.approval is not None else []
    if fields.effective is not None and fields.effective.since is not None:
        days.append(fields.effective.since)
    return days
