"""What a question can be answered with, numbered: limits, spans, and the number a person thinks of."""

from datetime import date
from decimal import Decimal

import pytest
from playbook.decisions.axis import Axis, Limit, Span

CENTS = Axis("money", step=Decimal("0.01"))
FIVES = Axis("number", origin=Decimal(10), step=Decimal(5), last=4)  # 10, 15, 20, 25, 30
BELOW = Axis("number", origin=Decimal(-100), step=Decimal(1), last=200)
DAYS = Axis("date", origin=date(2026, 1, 1), step=Decimal(1), from_min=False, to_max=False)
CHOICES = Axis(choices=("oui", "non", "unknown"), last=2)


@pytest.mark.parametrize(
    ("axis", "low", "high", "typical"),
    [
        (CENTS, "500", "1000", "1000"),
        (CENTS, "500", "999.99", "500"),
        (CENTS, "500.01", "999.99", "600"),
        (CENTS, "4999.01", "4999.99", "4999.50"),
        (CENTS, "0", "100", "100"),
        (CENTS, "0", "0", "0"),
        (CENTS, "12.34", "12.34", "12.34"),
        (FIVES, "10", "30", "10"),
        (FIVES, "15", "25", "20"),
        (BELOW, "-100", "-1", "-100"),
        (BELOW, "-99", "-1", "-50"),
        (BELOW, "-100", "100", "100"),
        (BELOW, "-99", "0", "0"),
        (BELOW, "-99", "1", "1"),
    ],
)
def test_the_typical_number_is_the_roundest(axis: Axis, low: str, high: str, typical: str) -> None:
    first, last = axis.number(Decimal(low)), axis.number(Decimal(high))
    assert first is not None
    assert axis.value(axis.typical(Span(first, last))) == Decimal(typical)


def test_the_typical_day_is_the_first_there_is() -> None:
    assert DAYS.typical(Span(31, 40)) == 31
    assert DAYS.typical(Span(0, 40)) == 40  # nobody's domain begins there
    assert DAYS.typical(Span(0, None)) == 0
    assert CHOICES.typical(Span(1, 2)) == 1
    assert CENTS.typical(Span(7, None)) == 7


@pytest.mark.parametrize(
    ("limits", "span"),
    [
        ([("from", "15")], (1, 4)),
        ([("from", "15.1")], (2, 4)),
        ([("above", "15")], (2, 4)),
        ([("above", "14.9")], (1, 4)),
        ([("below", "20")], (0, 1)),
        ([("below", "20.1")], (0, 2)),
        ([("up_to", "20")], (0, 2)),
        ([("up_to", "19.9")], (0, 1)),
        ([("from", "15"), ("below", "15")], (1, 0)),
        ([("from", "0"), ("up_to", "1000")], (0, 4)),
    ],
)
def test_limits_are_whole_numbers(limits: list[tuple[str, str]], span: tuple[int, int]) -> None:
    found = FIVES.span(Limit(word, Decimal(figure)) for word, figure in limits)  # type: ignore[arg-type]
    assert found == Span(*span)
    assert found.empty == (span[1] < span[0])


def test_what_is_off_its_step_or_outside_has_no_number() -> None:
    assert [FIVES.number(Decimal(one)) for one in ("5", "10", "12", "30", "35")] == [
        None, 0, None, 4, None,
    ]  # fmt: skip
    assert [one in Span(2, 4) for one in (1, 2, 4, 5)] == [False, True, True, False]
    assert 10**9 in Span(2, None)
    assert "2" not in Span(2, 4)
    with pytest.raises(TypeError, match="cannot be compared with a date"):
        DAYS.position(Decimal(1))


@pytest.mark.parametrize(
    ("axis", "span", "text"),
    [
        (CHOICES, Span(0, 0), "oui"),
        (CHOICES, Span(1, None), "non|unknown"),
        (FIVES, Span(0, 1), "10..15"),
        (FIVES, Span(1, 1), "15"),
        (FIVES, Span(1, 4), "15..30"),
        (DAYS, Span(0, 3), "..2026-01-04"),
        (DAYS, Span(2, None), "2026-01-03.."),
        (CENTS, Span(0, 49999), "0..499.99"),
        (CENTS, Span(50000, None), "500.."),
    ],
)
def test_a_span_as_walks_print_it(axis: Axis, span: Span, text: str) -> None:
    assert axis.span_text(span) == text
