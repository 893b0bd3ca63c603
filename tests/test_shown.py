"""Pages as they are rendered, to the letter (see tests/shown.py)."""

import pytest

from tests.shown import KEPT, PLAYBOOKS, shown


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_pages_are_what_was_read_over(name: str) -> None:
    kept = (KEPT / f"{name}.html").read_text("utf-8")
    assert shown(name).splitlines() == kept.splitlines(), "python -m tests.shown writes it anew"
