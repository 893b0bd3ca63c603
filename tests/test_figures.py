"""Figures and days are read and written in one way wherever Python reads and writes them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playbook import pipeline
from playbook.decisions.axis import Axis
from playbook.decisions.walk.answering import parse_given
from playbook.figures.currency import signs
from playbook.figures.reading import Tax, amount, calendar_day, currency_of
from playbook.figures.writing import plain
from playbook.model.scalars import bound, day, decimal, money, worth
from playbook.words import load_words
from pydantic_core import PydanticCustomError

from tests.decisions_helpers import FIGURES, compiled
from tests.figures import CASES, LANGUAGES, amounts
from tests.little import change, write


@pytest.mark.parametrize(("text", "meant", "currency"), amounts())
def test_an_amount_is_read_as_people_type_it(text: str, meant: str | None, currency: str) -> None:
    assert amount(text, currency) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize(("text", "unit", "meant"), CASES["units"])
def test_a_figure_is_read_beside_its_unit(text: str, unit: str, meant: str | None) -> None:
    question = {"measure": "number", "unit": unit, "step": "0.5"}
    row = {"id": "x", "title": "X", "when": {"q": {"from": "0"}}}
    flow = compiled({"form": "table", "inputs": {"q": question}, "rows": [row]})
    found = parse_given(flow, {"q": text}, FIGURES).values
    assert found == ({} if meant is None else {"q": Decimal(meant)})


@pytest.mark.parametrize(("text", "tax", "meant"), CASES["taxed"])
def test_an_amount_says_whether_it_is_with_tax(
    text: str, tax: Tax | None, meant: str | None
) -> None:
    assert amount(text, tax=tax) == (None if meant in (None, "other") else Decimal(meant or ""))
    question = {"measure": "money", "tax": tax or "excluded", "step": "0.01"}
    row = {"id": "x", "title": "X", "when": {"q": {"from": "0"}}}
    flow = compiled({"form": "table", "inputs": {"q": question}, "rows": [row]})
    if meant == "other":
        (refused,) = parse_given(flow, {"q": text}, FIGURES).refused
        words = {"excluded": "without tax", "included": "with tax"}
        assert refused.message.endswith(
            {"excluded": "with tax", "included": "without tax"}[str(tax)]
        )
        assert refused.hint == f"this question asks {words[str(tax)]}"


@pytest.mark.parametrize(("text", "meant", "currency"), amounts())
@pytest.mark.parametrize("read", [money, decimal, bound, worth])
def test_a_file_holds_no_other_amount_than_people_type(
    read: Callable[[str], object], text: str, meant: str | None, currency: str
) -> None:
    try:
        found = read(text)
    except PydanticCustomError:
        return
    # An id is no figure, and the sign of another currency is refused for itself.
    if isinstance(found, Decimal) and currency_of(text).lower() in ("", *signs(currency)):
        assert found == amount(text, currency)


@pytest.mark.parametrize("read", [money, decimal, bound, worth])
@pytest.mark.parametrize("text", ["24.000", "24,000", "1.234.567", "-24.000", "00.125"])
def test_what_may_be_meant_in_two_ways_is_refused_in_a_file(
    read: Callable[[str], object], text: str
) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read(text)
    assert refused.value.context is not None
    if read is not decimal or "," not in text:
        assert refused.value.context["hint"].startswith("write ")


@pytest.mark.parametrize("text", ["24.0000", "0.125", "24000", "24.5", "1234.125"])
def test_what_can_be_meant_in_one_way_only_is_taken(text: str) -> None:
    assert decimal(text) == bound(text) == worth(text) == amount(text) == Decimal(text)


def test_an_answer_in_a_playbook_is_refused_where_it_may_be_meant_in_two_ways() -> None:
    flow = compiled(
        {
            "form": "table",
            "inputs": {"montant": {"measure": "money"}},
            "rows": [{"id": "x", "title": "X", "when": {"montant": {"below": "5"}}}],
        }
    )
    (one,) = parse_given(flow, {"montant": "24.000"}, FIGURES, written=True).refused
    assert one.hint == "write 24000"
    for text, meant in {"24000": 24000, "24.50": Decimal("24.5"), "25 000 €": 25000}.items():
        assert parse_given(flow, {"montant": text}, FIGURES, written=True).values == {
            "montant": meant
        }
    assert parse_given(flow, {"montant": "24.000"}, FIGURES).values == {"montant": 24000}


@pytest.mark.parametrize(("text", "meant"), CASES["days"])
def test_a_day_is_read_as_people_type_it(text: str, meant: str | None) -> None:
    assert calendar_day(text) == (None if meant is None else date.fromisoformat(meant))
    try:
        assert day(text) == calendar_day(text)
    except PydanticCustomError:
        assert text != meant


@pytest.mark.parametrize(("value", "currency", "french", "english"), CASES["money"])
def test_an_amount_is_written_with_all_its_decimals(
    value: str, currency: str, french: str, english: str
) -> None:
    shown = [load_words(one, currency).money(Decimal(value)) for one in LANGUAGES]
    assert shown == [french, english]
    # Whoever types what is written means the same.
    assert [amount(one, currency) for one in shown] == [Decimal(value)] * 2 or "," in english


@pytest.mark.parametrize(("value", "french", "english"), CASES["numbers"])
def test_a_number_is_written_with_all_its_decimals(value: str, french: str, english: str) -> None:
    assert [load_words(one, "EUR").number(Decimal(value)) for one in LANGUAGES] == [french, english]


@pytest.mark.parametrize(("value", "french", "english"), CASES["written_days"])
def test_a_day_is_written_in_full(value: str, french: str, english: str) -> None:
    shown = [load_words(one, "EUR").day(date.fromisoformat(value)) for one in LANGUAGES]
    assert shown == [french, english]


@pytest.mark.parametrize(("measure", "value", "step", "lowest", "right"), CASES["steps"])
def test_an_answer_stands_on_a_step(
    measure: str, value: str, step: str, lowest: str | None, right: bool
) -> None:
    dated = measure == "date"
    read = date.fromisoformat if dated else Decimal
    origin = read(lowest) if lowest else date.min
    axis = Axis(measure, (), origin, Decimal(step))  # type: ignore[arg-type] # one of the measures
    assert (axis.number(read(value)) is not None) == right


@pytest.mark.parametrize(("measure", "value", "shown"), CASES["addresses"])
def test_an_address_holds_a_figure_that_everybody_reads_back(
    measure: str, value: str, shown: str
) -> None:
    assert plain(Decimal(value), measure) == shown  # type: ignore[arg-type] # one of the measures
    assert amount(shown) == Decimal(value)


@pytest.mark.parametrize(
    ("settings", "step", "figure", "day"),
    [
        ("languages: [fr, en]", "0,01\u00a0€", "5\u202f000,001\u00a0€", "31 juillet 2025"),
        ("languages: [en, fr]\ncurrency: USD", "US$0.01", "US$5,000.001", "31 July 2025"),
        (
            "languages: [fr]\ncurrency: CHF",
            "0,01\u00a0CHF",
            "5\u202f000,001\u00a0CHF",
            "31 juillet 2025",
        ),
    ],
)
def test_messages_write_figures_as_the_site_does(
    settings: str, step: str, figure: str, day: str, tmp_path: Path
) -> None:
    data = write(tmp_path)
    change(data, "playbook.yml", "languages: [fr, en]", settings)
    change(data, "decisions/achat.yml", "below: trois-devis", "below: 5000.001")
    review = "review: {last: 2025-01-31, every: 6 months}"
    change(data, "roles.yml", "status: approved", f"status: approved\n  {review}")
    said = [one.message for one in pipeline.check([data], date(2026, 11, 24)).found]
    assert f'« {figure} » is no value of "montant": it goes in steps of {step}' in said
