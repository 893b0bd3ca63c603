"""The analysis of tables against brute force: small random tables, every case tried.

The examples are the same in every run, and their kinds are counted.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

from hypothesis import given
from playbook.decisions import as_data, next_step, unfold, walks
from playbook.decisions.axis import Value
from playbook.decisions.flow import Outcome, Problem
from playbook.decisions.prove.analysis import problems
from playbook.decisions.walk.unfold import Node, OutcomeNode

from tests.decisions_helpers import FIGURES, compiled
from tests.decisions_strategies import (
    EXAMPLES,
    HARMS,
    Fields,
    Point,
    answers,
    domain,
    holds,
    points_of,
    tables,
)
from tests.effort import generated

Holding = Mapping[tuple[str, ...], list[str]]
"""To every case the rows that hold for it."""


def region_of(message: str, inputs: Fields) -> list[dict[str, str]]:
    """The cases of the region a message states."""
    limited = dict(re.findall(r"(q\d)=([^ :]+)", message.partition("«")[0]))
    parts = {}
    for name, asked in inputs.items():
        values = domain(asked)
        parts[name] = values if name not in limited else list(answers(limited[name], values))
    return [dict(zip(parts, values, strict=True)) for values in product(*parts.values())]


def frozen(points: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [tuple(point.values()) for point in points]


@generated
def test_tables() -> None:
    """Every gap, overlap, masked and repeated row is reported; nothing else is; every case is answered."""
    kinds: Counter[str] = Counter()

    def check(fields: Fields) -> None:
        flow = compiled(fields)
        assert not flow.problems
        found = [one for one in problems(flow, FIGURES) if one.code != "untested-outcome"]
        cases = points_of(fields["inputs"])
        holding = {
            tuple(case.values()): [
                row["id"] for row in fields["rows"] if holds(row["when"], case, fields["inputs"])
            ]
            for case in cases
        }
        check_gaps(fields, found, holding)
        check_pairs(fields, found, holding)
        check_masked(fields, found, holding)
        check_walks(fields, flow, holding)
        errors = {one.code for one in found} - {"mergeable-rows", "unused-input"}
        if not errors:
            one = fields["policy"] == "unique"
            assert all(len(rows) == 1 if one else rows for rows in holding.values())
        kinds.update(errors or {"none"})
        kinds["tables"] += 1

    for policy, harms in product(("unique", "first"), HARMS):
        EXAMPLES(given(tables(policy, harms))(check))()
    print(dict(kinds))
    for kind in ("gap", "overlap", "masked-row", "duplicate-row", "conflicting-rows"):
        assert kinds[kind] >= kinds["tables"] / 5, kinds
    assert kinds["none"] >= kinds["tables"] / 10, kinds


def check_gaps(fields: Fields, found: list[Problem], holding: Holding) -> None:
    stated = [
        point
        for one in found
        if one.code == "gap"
        for point in frozen(region_of(one.message, fields["inputs"]))
    ]
    assert sorted(stated) == sorted(point for point, rows in holding.items() if not rows)


def check_pairs(fields: Fields, found: list[Problem], holding: Holding) -> None:
    """Overlaps with their regions, and rows that hold for the same cases."""
    covers = {
        row["id"]: [p for p, rows in holding.items() if row["id"] in rows] for row in fields["rows"]
    }
    says = {row["id"]: row["then"] for row in fields["rows"]}
    ids = list(covers)
    pairs, same = {}, {}
    for later, one in enumerate(ids):
        for other in ids[:later]:
            common = [point for point in covers[one] if point in set(covers[other])]
            if covers[one] == covers[other]:
                code = "duplicate-row" if says[one] == says[other] else "conflicting-rows"
                same.setdefault(one, (code, other))
            elif common:
                pairs[other, one] = common
    stated = {}
    for problem in found:
        if problem.code == "overlap":
            first, second = re.findall(r'"(r\d+)"', problem.message)
            stated[first, second] = frozen(region_of(problem.message, fields["inputs"]))
    assert stated == (pairs if fields["policy"] == "unique" else {})
    repeated = {}
    for problem in found:
        if problem.code in ("duplicate-row", "conflicting-rows"):
            first, second = re.findall(r'"(r\d+)"', problem.message)
            repeated[second] = (problem.code, first)
    assert repeated == same


def check_masked(fields: Fields, found: list[Problem], holding: Holding) -> None:
    ids = [row["id"] for row in fields["rows"]]
    same = {
        re.findall(r'"(r\d+)"', one.message)[1]
        for one in found
        if one.code in ("duplicate-row", "conflicting-rows")
    }
    winners = {rows[0] for rows in holding.values() if rows}
    masked = {
        re.findall(r'"(r\d+)"', one.message)[0]: re.findall(r'"(r\d+)"', one.message)[1:]
        for one in found
        if one.code == "masked-row"
    }
    first = fields["policy"] == "first"
    assert set(masked) == (set(ids) - winners - same if first else set())
    for name, by in masked.items():
        own = [set(rows) for rows in holding.values() if name in rows]
        assert all(rows & set(by) for rows in own), "together they cover it"
        for spare in by:
            assert not all(rows & (set(by) - {spare}) for rows in own), "none is too many"


def check_walks(fields: Fields, flow: Any, holding: Holding) -> None:
    """Asked, unfolded and listed, a table says for every case what its rows say."""
    root = unfold(flow)
    lines = list(walks(flow))
    dated = [name for name, asked in fields["inputs"].items() if asked.get("default")][:1]
    for case in points_of(fields["inputs"]):
        rows = holding[tuple(case.values())]
        typed = {name: value_of(fields["inputs"][name], text) for name, text in case.items()}
        step = next_step(flow, typed)
        told = step.reached.id if isinstance(step.reached, Outcome) else None
        assert told == (rows[0] if fields["policy"] == "first" and rows else told)
        assert (told in rows) if rows else (told is None)
        if dated:
            today = typed.pop(dated[0])
            assert isinstance(today, date)
            assert next_step(flow, typed, today) == step
        path, end = follow(root, case) if root else ([], None)
        if not dated:
            assert [name for name, _ in step.path] == asked_by_the_rule(fields, case)
        if rows:
            assert (path, end) == ([name for name, _ in step.path], told)
            matching = [line for line in lines if matches(line, case, fields["inputs"])]
            assert [line.rpartition("-> ")[2] for line in matching] == [told]
    if root:
        assert len(as_data(root)["nodes"]) <= len(lines) * 4  # type: ignore[arg-type]


def asked_by_the_rule(fields: Fields, case: Point) -> list[str]:
    """What is asked of a case: the first input that every row still possible limits, else that any does."""
    whole = {name: set(domain(asked)) for name, asked in fields["inputs"].items()}

    def limited(row: Fields) -> set[str]:
        return {
            name
            for name, values in whole.items()
            if any(
                not holds({name: row["when"][name]}, {name: value}, fields["inputs"])
                for value in values
                if name in row["when"]
            )
        }

    asked: list[str] = []
    while True:
        left = []
        for row in fields["rows"]:
            known = {name: row["when"][name] for name in asked if name in row["when"]}
            if holds(known, case, fields["inputs"]):
                left.append(limited(row) - set(asked))
                if not left[-1]:
                    break
        open_ = [name for name in whole if any(name in row for row in left)]
        every = [name for name in open_ if all(name in row for row in left)]
        if not open_ or (left and not left[0]):
            return asked
        asked.append((every or open_)[0])


def value_of(asked: Fields, text: str) -> Value:
    if "choices" in asked:
        return text
    return date.fromisoformat(text) if asked["measure"] == "date" else Decimal(text)


def follow(node: Node, case: Point) -> tuple[list[str], str | None]:
    """A walk through the unfolded graph by the answers of `case`."""
    path = []
    while not isinstance(node, OutcomeNode):
        axis = node.question.axis
        if axis.measure:
            assert all(one.node is not other.node for one, other in pairwise(node.branches))
        texts = {branch: axis.span_text(branch.span) for branch in node.branches if branch.span}
        path.append(node.question.id)
        last = axis.last
        assert last is not None
        values = [axis.text(number) for number in range(last + 1)]
        fits = [b for b, text in texts.items() if case[node.question.id] in answers(text, values)]
        if not fits:
            return path, None
        assert len(fits) == 1
        node = fits[0].node
    return path, node.outcome.id


def matches(line: str, case: Point, inputs: Fields) -> bool:
    given_answers = [word.partition("=") for word in line.rpartition("-> ")[0].split()]
    return all(case[name] in answers(text, domain(inputs[name])) for name, _, text in given_answers)


def test_ranges_that_lead_to_the_same_place_are_one() -> None:
    """Even where a row that never answers makes them look different."""
    small = {"below": "4"}
    fields = {
        "form": "table",
        "policy": "first",
        "inputs": {
            "n": {"ask": "N ?", "measure": "number", "max": "9"},
            "c": {"ask": "C ?", "choices": {"a": "A", "b": "B"}},
        },
        "rows": [
            {"id": "wide", "title": "Wide", "when": {"n": small, "c": "a"}},
            {"id": "masked", "title": "Masked", "when": {"n": {"below": "2"}, "c": "a"}},
            {"id": "rest", "title": "Rest"},
        ],
    }
    assert list(walks(compiled(fields))) == [
        "n=0..3 c=a -> wide",
        "n=0..3 c=b -> rest",
        "n=4..9 -> rest",
    ]
