"""Random small decisions for Hypothesis, and what they mean, straight from what is written."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.effort import examples

FIRST_DAY = date(2026, 3, 30)
EXAMPLES = settings(
    max_examples=examples(30, 750),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
HARMS = [
    (),
    ("mask",),
    ("mask", "mask"),
    ("drop",),
    ("drop", "mask"),
    ("repeat", "mask"),
    ("drop", "repeat", "mask"),
]
"""What is done to a table that was right."""
Fields = dict[str, Any]
Point = Mapping[str, str]
"""A case: to every question its answer, as text."""


def domain(asked: Fields) -> list[str]:
    """The answers of an input, as text."""
    if "choices" in asked:
        return list(asked["choices"])
    low, high = asked["min"], asked["max"]
    if asked["measure"] == "date":
        days = (date.fromisoformat(high) - date.fromisoformat(low)).days
        return [str(date.fromisoformat(low) + timedelta(n)) for n in range(days + 1)]
    return [str(n) for n in range(int(low), int(high) + 1)]


def limits(values: list[str], chosen: list[int], style: int) -> Fields:
    """A range by its first and last value, written in one of four ways."""
    first, last = min(chosen), max(chosen)
    found: Fields = {}
    if first:
        found |= {"from": values[first]} if style & 1 else {"above": values[first - 1]}
    if last + 1 < len(values):
        found |= {"below": values[last + 1]} if style & 2 else {"up_to": values[last]}
    return found


def holds(when: Fields, point: Point, inputs: Fields) -> bool:
    """Whether a row holds for a case, straight from what is written."""
    for name, condition in when.items():
        if isinstance(condition, list):
            if point[name] not in condition:
                return False
            continue
        order = domain(inputs[name]).index
        at = order(point[name])
        tests = {
            "from": lambda bound, at=at, order=order: at >= order(bound),
            "above": lambda bound, at=at, order=order: at > order(bound),
            "below": lambda bound, at=at, order=order: at < order(bound),
            "up_to": lambda bound, at=at, order=order: at <= order(bound),
        }
        if not all(tests[word](bound) for word, bound in condition.items()):
            return False
    return True


def points_of(inputs: Fields) -> list[dict[str, str]]:
    return [
        dict(zip(inputs, values, strict=True))
        for values in product(*(domain(asked) for asked in inputs.values()))
    ]


def answers(text: str, values: list[str]) -> Iterator[str]:
    for part in text.split("|"):
        low, dots, high = part.partition("..")
        first = values.index(low) if low else 0
        last = values.index(high) if high else len(values) - 1 if dots else first
        yield from values[first : last + 1]


@st.composite
def tables(draw: st.DrawFn, policy: str, harms: tuple[str, ...]) -> Fields:
    inputs: Fields = {}
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["choices", "number", "date"]))
        size = draw(st.integers(2, 4))
        if kind == "choices":
            asked: Fields = {"choices": {c: c for c in "abcd"[:size]}}
        elif kind == "number":
            asked = {"measure": "number", "min": "0", "max": str(size + 1)}
        else:
            asked = {
                "measure": "date",
                "min": str(FIRST_DAY),
                "max": str(FIRST_DAY + timedelta(size)),
            }
            if draw(st.booleans()):
                asked["default"] = "today"
        inputs[f"q{number}"] = {"ask": f"Q{number} ?", **asked}
    sizes = {name: len(domain(asked)) for name, asked in inputs.items()}
    boxes = draw(boxes_of(sizes, policy, harms))
    return {
        "form": "table",
        "policy": policy,
        "owner": "achats",
        "inputs": inputs,
        "outputs": {"dit": {"label": "Dit"}},
        "rows": [draw(row(number, box, inputs)) for number, box in enumerate(boxes)],
    }


@st.composite
def boxes_of(
    draw: st.DrawFn, sizes: Mapping[str, int], policy: str, harms: tuple[str, ...]
) -> list[dict[str, list[int]]]:
    """All cases shared out among boxes; then the harm."""
    boxes = [{name: list(range(size)) for name, size in sizes.items()}]
    for _ in range(draw(st.integers(1, 4))):
        box = boxes.pop(draw(st.integers(0, len(boxes) - 1)))
        name = draw(st.sampled_from([n for n in sizes if len(box[n]) > 1] or list(sizes)))
        at = draw(st.integers(1, max(1, len(box[name]) - 1)))
        boxes += [{**box, name: part} for part in (box[name][:at], box[name][at:]) if part]
    for harm in harms:
        box = boxes[draw(st.integers(0, len(boxes) - 1))]
        narrow = [name for name in sizes if len(box[name]) < sizes[name]]
        broad = [name for name in sizes if len(box[name]) > 1]
        if harm == "drop":
            boxes.remove(boxes[0])
        elif harm == "repeat" or not narrow:
            boxes += [dict(box), dict(box)]
        elif policy == "first" and broad and draw(st.booleans()):
            # A part of one row, which masks it; below, what several rows may mask together.
            name = draw(st.sampled_from(broad))
            boxes.append({**box, name: box[name][:1]})
        else:
            name = draw(st.sampled_from(narrow))
            boxes.append({**box, name: list(range(sizes[name]))})
    return draw(st.permutations(boxes)) if policy == "unique" else boxes


@st.composite
def row(draw: st.DrawFn, number: int, box: Mapping[str, list[int]], inputs: Fields) -> Fields:
    when: Fields = {}
    for name, chosen in box.items():
        values = domain(inputs[name])
        whole = len(chosen) == len(values)
        if "choices" in inputs[name]:
            if not whole or draw(st.booleans()):
                when[name] = [values[n] for n in chosen]
        elif not whole:
            when[name] = limits(values, chosen, draw(st.integers(0, 3)))
    says = {"dit": "non" if number % 2 else "oui"}
    return {"id": f"r{number}", "title": f"R{number}", "when": when, "then": says}


@st.composite
def trees(draw: st.DrawFn) -> Fields:
    names = [f"q{n}" for n in range(draw(st.integers(2, 5)))]
    ends = [f"o{n}" for n in range(4)]
    tame = draw(st.integers(0, 2)) == 0
    asked: Fields = {}
    for number, name in enumerate(names):
        # Tame trees lead on; the others lead anywhere.
        targets = [*names[number + 1 :], *ends] if tame else [*names, *ends]
        asked[name] = {"ask": f"{name} ?", **draw(question(targets, tame))}
    if not tame and draw(st.booleans()):
        asked[draw(st.sampled_from(names))]["unknown"] = draw(st.sampled_from(ends))
    used = {answer["go"] for one in asked.values() for answer in one["answers"].values()}
    used |= {one["unknown"] for one in asked.values() if "unknown" in one}
    outcomes = [one for one in ends if one in used or not tame]
    return {
        "form": "tree",
        "owner": "achats",
        "start": "q0",
        "questions": asked,
        "outcomes": {name: {"title": name} for name in outcomes},
    }


@st.composite
def question(draw: st.DrawFn, targets: list[str], tame: bool) -> Fields:
    """In a tame tree the first answer leads to the next question, so that all are come to."""
    gone: list[str] = []

    def go() -> str:
        others = [one for one in targets if one not in gone] or targets
        others = gone if gone and draw(st.integers(0, 3)) == 0 else others
        gone.append(targets[0] if tame and not gone else draw(st.sampled_from(others)))
        return gone[-1]

    if draw(st.booleans()):
        count = draw(st.sampled_from([1, 2, 3] if tame else [0, 2, 3]))
        return {"answers": {c: {"label": c, "go": go()} for c in "abc"[:count]}}
    high = draw(st.integers(2, 5))
    cuts = sorted(draw(st.sets(st.integers(1, high), min_size=1, max_size=2)))
    ranges = [[low, end - 1] for low, end in pairwise([0, *cuts, high + 1])]
    for part in () if tame else ranges:
        part[1] = min(high, max(part[0], part[1] + draw(st.sampled_from([-1, 1, -1]))))
    values = [str(n) for n in range(high + 1)]
    return {
        "measure": "number",
        "max": str(high),
        "answers": {
            f"a{n}": {**limits(values, part, draw(st.integers(0, 3))), "go": go()}
            for n, part in enumerate(ranges)
        },
    }
