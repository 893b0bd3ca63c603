"""What is said of what is wrong, word for word (see tests/said.py)."""

from functools import cache

import pytest

from tests.said import SOURCES, Said, kept, said

CASES = [(source, case) for source, cases in SOURCES.items() for case in cases()]
_kept = cache(kept)


@pytest.mark.parametrize(("source", "case"), CASES, ids=lambda one: getattr(one, "name", one))
def test_what_is_said_is_what_was_read_over(source: str, case: Said) -> None:
    assert said(case) == _kept(source).get(case.name), "make kept writes it anew"


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_is_kept_of_a_case_that_is_gone(source: str) -> None:
    assert list(_kept(source)) == [case.name for one, case in CASES if one == source]
