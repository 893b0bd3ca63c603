"""The script reads and writes figures and days as Python does: the same table, in a browser."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playbook.figures.currency import signs

from tests.figures import CASES, LANGUAGES, amounts
from tests.scripting import Ask


@pytest.fixture
def run(ask: Ask) -> Callable[[str, Any], Any]:
    return partial(ask, "decision-amount")


def test_amounts_and_days_are_read_as_in_python(run: Callable[[str, Any], Any]) -> None:
    cases = amounts()
    typed = [[text, list(signs(currency))] for text, _, currency in cases]
    read = run("given.map(([text, signs]) => it.amount(text, signs))", typed)
    assert dict(zip(cases, read, strict=True)) == {one: one[1] for one in cases}
    days = [text for text, _ in CASES["days"]]
    assert dict(zip(days, run("given.map((one) => it.calendarDay(one))", days), strict=True)) == (
        dict(CASES["days"])
    )


@pytest.mark.parametrize(("language", "at"), [("fr-FR", 0), ("en-GB", 1)])
def test_figures_and_days_are_written_as_in_python(
    language: str, at: int, run: Callable[[str, Any], Any]
) -> None:
    first = "1er" if LANGUAGES[at] == "fr" else "1"
    write = f'it.formats("{language}", %s, "{first}").value(value, "%s")'
    money = run(
        f"given.map(([value, currency]) => {write % ('currency', 'money')})",
        [one[:2] for one in CASES["money"]],
    )
    # The script is given no minus nought: it reads none.
    assert [one.replace("-0\u00a0€", "0\u00a0€").replace("-€0", "€0") for one in money] == [
        one[2 + at] for one in CASES["money"]
    ]
    for table, measure in (("numbers", "number"), ("written_days", "date")):
        cases = [one for one in CASES[table] if one[0] != "-0"]
        values = [one[0] for one in cases]
        shown = run(f"given.map((value) => {write % (repr('EUR'), measure)})", values)
        assert shown == [one[1 + at] for one in cases]


def test_steps_and_addresses_are_those_of_python(run: Callable[[str, Any], Any]) -> None:
    on_step = "it.onStep(value, lowest ?? undefined, step, measure)"
    found = run(f"given.map(([measure, value, step, lowest]) => {on_step})", CASES["steps"])
    assert found == [right for *_, right in CASES["steps"]]
    shown = run("given.map(([measure, value]) => it.addressed(value, measure))", CASES["addresses"])
    assert shown == [one[2] for one in CASES["addresses"]]
