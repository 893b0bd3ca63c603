"""How long a value may be, and the step after which something is no longer sought or proved."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playbook.decisions.axis import Span
from playbook.decisions.budget import Budget, SearchExhausted
from playbook.figures.reading import amount
from playbook.figures.said import LONG
from playbook.model import instead, scalars
from playbook.model.currency import currency
from playbook.suggest import Nearest
from pydantic_core import PydanticCustomError

SITE, BOX = "https://exemple.fr/", "a" * 64 + "@" + "b" * 132


@pytest.mark.parametrize(
    ("read", "right", "wrong"),
    [
        (scalars.decimal, "1" * 30, "1" * 31),
        (scalars.money, "1" * 28 + " €", "1" * 29 + " €"),
        (scalars.bound, "1" * 30, "1" * 31),
        (scalars.bound, "0." + "1" * 28, "0." + "1" * 29),
        (scalars.url, SITE + "a" * (2000 - len(SITE)), SITE + "a" * (2001 - len(SITE))),
        (scalars.mail, f"{BOX}.fr", f"{BOX}b.fr"),
        (scalars.identifier, "a" * 100, "a" * 101),
    ],
)
def test_a_value_has_at_most_as_many_characters(
    read: Callable[[object], Any], right: str, wrong: str
) -> None:
    assert str(read(right)).replace(" €", "") == right.replace(" €", "")
    with pytest.raises(PydanticCustomError):
        read(wrong)


@pytest.mark.parametrize(
    "path", ["", "/a.txt", "a/", "a//b.txt", "../a.txt", "a/./b.txt", "a\\b.txt", "c:a.txt"]
)
def test_a_file_of_the_assets_is_named_from_their_folder(path: str) -> None:
    assert scalars.asset("a/b.txt") == "a/b.txt"
    with pytest.raises(PydanticCustomError):
        scalars.asset(path)


def said(value: str) -> str:
    with pytest.raises(PydanticCustomError) as refused:
        currency(value)
    return str(refused.value)


def test_a_currency_is_sought_in_a_short_text() -> None:
    assert said("euros").endswith("write EUR")
    assert "as EUR" in said("x" * 40)
    assert f'"{"x" * 40}" is' in said("x" * 41)


def test_an_id_is_told_from_a_short_text() -> None:
    assert instead.an_id("É" + "a" * (LONG - 1)) == f'write "e{"a" * (LONG - 1)}"'
    assert instead.an_id("É" + "a" * LONG).startswith("write lower-case letters")


def test_an_amount_is_read_in_a_short_text() -> None:
    assert amount("5".rjust(40, "0")) == Decimal(5)
    assert amount("5".rjust(41, "0")) is None


def test_a_budget_is_spent_to_its_last_step() -> None:
    whole = Budget(3)
    Budget(2, whole).spend(2)
    assert whole.left == 1
    with pytest.raises(SearchExhausted):
        Budget(2).spend(3)
    with pytest.raises(SearchExhausted):
        Budget(9, whole).spend(2)


def test_a_span_holds_its_ends() -> None:
    span = Span(2, 4)
    assert [one in span for one in range(1, 6)] == [False, True, True, True, False]
    assert 10**9 in Span(2, None)
    assert [Span(4, last).empty for last in (3, 4, None)] == [True, False, False]


def test_near_names_are_sought_as_long_as_there_are_steps() -> None:
    known = ["titre", "resume"]
    two = Nearest(2 * len(known))
    assert two.near("titer", 1, known) == "titre"
    assert two.near("resum", 1, known) == "resume"
    assert two.near("titrer", 1, known) is None
    assert two.near("Titre", 1, known) == "titre"
