"""What is said of what is wrong, word for word (see tests/said.py)."""

import pytest

from tests.said import KEPT, SOURCES, said


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_said_is_what_was_read_over(source: str) -> None:
    kept = (KEPT / f"{source}.txt").read_text("utf-8")
    assert said(source).splitlines() == kept.splitlines(), "python -m tests.said writes it anew"
