"""Calendars: the roadmap, what is said and when, what was tried with one stakeholder, how contracts end."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from playbook.edition import Seen
from playbook.pages.renderer import Renderer
from playbook.pictures.calendar import Line, line
from playbook.pictures.lines import NAME, NARROWEST_KEPT, SMALL, Label, label, width_of
from playbook.upkeep.calendar import before

_LOOKS = {
    "planned": "empty", "running": "striped", "paused": "dashed",
    "done": "full", "ended": "full", "dropped": "dashed",
}  # fmt: skip


class Event(NamedTuple):
    """What a row of a calendar tells: from one day to another, on one day, or again and again."""

    entry: Seen
    title: str
    about: str
    look: str
    begin: date | None = None
    end: date | None = None
    late: bool = False


class Row(NamedTuple):
    """An event with its place; heights in rem, the rest in per cent."""

    event: Event
    name: Label
    about: Label
    y: float
    bar: float
    x: float
    width: float


class Month(NamedTuple):
    """The name of a month where it begins."""

    x: float
    name: str


class Calendar(NamedTuple):
    """Events below a line of months, ready to be drawn."""

    id: str
    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    today: float
    height: float
    heads: tuple[str, str, str]
    """What its table has columns for: what an event is, its first day, its last."""
    kept: bool
    """Whether it is for the buyers alone."""


def of_index(renderer: Renderer, kind: str) -> Calendar | None:
    """The calendar of a kind whose entries have days; nothing for others."""
    words, today = renderer.words, renderer.view.day
    entries = renderer.view.of_kind(kind).values() if kind in ("roadmap", "communication") else ()
    events = []
    for one in entries:
        fields = one.fields
        if kind == "roadmap":
            late = fields.due < today and fields.state in ("planned", "running")
            state = words("pictures.calendar.late" if late else f"roadmap.states.{fields.state}")
            about = f"{state} · {_days(renderer, fields.start, fields.due)}"
            look = _LOOKS[fields.state]
            events.append(Event(one, fields.title, about, look, fields.start, fields.due, late))
        elif fields.on is not None:
            events.append(
                Event(one, fields.title, words.day(fields.on), "full", fields.on, fields.on)
            )
        else:
            events.append(Event(one, fields.title, fields.cadence or "", "dashed"))
    return _drawn(renderer, kind, events)


def of_contracts(renderer: Renderer) -> Calendar | None:
    """How contracts end, and by when that is to be decided: for those who buy."""
    view, words = renderer.view, renderer.words
    if not view.audiences.may_read(view.audience, view.audiences.buyers):
        return None
    events = []
    for family in view.of_kind("perimeters").values():
        for one in family.fields.contracts:
            decide = one.ends if one.notice is None else before(one.ends, one.notice)
            late = decide < view.day <= one.ends
            said = "over" if one.ends < view.day else "late" if late else "decide"
            if one.notice is None and said != "over":
                said = "ends"
            about = words(
                f"pictures.contracts.{said}", day=words.day(decide), end=words.day(one.ends)
            )
            look = "empty" if one.notice is not None else "full"
            events.append(Event(family, one.title, about, look, decide, one.ends, late))
    return _drawn(renderer, "contracts", events, kept=True)


def of_persona(renderer: Renderer, persona: Seen) -> Calendar | None:
    """What was tried with a stakeholder, from when until when, and what came of it."""
    words, today = renderer.words, renderer.view.day
    events = []
    for one in renderer.view.pointed_from(persona):
        fields = one.fields
        if one.kind != "engagements" or renderer.view.find(fields.persona) is not persona:
            continue
        goes_on = fields.state != "ended"
        end = fields.revisit if goes_on else fields.ended or fields.revisit
        late = goes_on and end < today
        said = words(f"engagements.states.{fields.state}")
        if fields.result is not None:
            said = words(f"engagements.outcomes.{fields.result.outcome}")
        if late:
            said = words("pictures.calendar.late")
        about = f"{said} · {_days(renderer, fields.since, end)}"
        look = _LOOKS[fields.state]
        events.append(Event(one, fields.title, about, look, fields.since, end, late))
    return _drawn(renderer, "engagements", events, kept=True)


def _days(renderer: Renderer, begin: date, end: date) -> str:
    day = renderer.words.day
    return renderer.words("pictures.calendar.days", begin=day(begin), end=day(end))


def _drawn(
    renderer: Renderer, name: str, events: Sequence[Event], kept: bool = False
) -> Calendar | None:
    """The events by the day they begin; what comes again and again last. Nothing where none has a day."""
    words, today = renderer.words, renderer.view.day
    days = [day for one in events for day in (one.begin, one.end) if day is not None]
    if not days:
        return None
    scale = line([*days, today])
    last = date.max
    ordered = sorted(
        events, key=lambda one: (one.begin or last, one.end or last, words.sort_key(one.title))
    )
    rows, y = [], 2.4
    for one in ordered:
        row, y = _row(one, scale, y)
        rows.append(row)
    heads = (
        words("pictures.contracts.one" if name == "contracts" else f"kinds.{name}.one"),
        words("pictures.contracts.decision" if name == "contracts" else "pictures.calendar.begin"),
        words("pictures.calendar.end"),
    )
    months = _months(renderer, scale)
    return Calendar(name, tuple(rows), months, scale.at(today), y, heads, kept)


def _row(event: Event, scale: Line, y: float) -> tuple[Row, float]:
    name = label(0, y + 0.8, event.title, NAME, NARROWEST_KEPT)
    about = label(0, name.end(NAME) + 0.8, event.about, SMALL, NARROWEST_KEPT)
    bar = round(about.end(SMALL) + 0.3, 2)
    x, width = 0.0, 100.0
    if event.begin is not None:
        x, width = scale.span(event.begin, event.end or event.begin)
    return Row(event, name, about, round(y, 2), bar, x, width), round(bar + 0.9, 2)


def _months(renderer: Renderer, scale: Line) -> tuple[Month, ...]:
    """The months that fit beside each other on a phone."""
    month = renderer.words.month
    widest = max(width_of(month(scale.last.replace(month=one, day=1))) for one in range(1, 13))
    # A little stands between two.
    room = 100 * widest * SMALL / NARROWEST_KEPT + 3
    return tuple(Month(scale.at(one), month(one)) for one in scale.months(room))
