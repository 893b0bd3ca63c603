"""Pages as they are rendered, and files as they are begun, to the letter (see tests/shown.py)."""

import pytest

from tests.shown import KEPT, SHOWN


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_is_what_was_read_over(name: str) -> None:
    kept = (KEPT / name).read_text("utf-8")
    assert SHOWN[name]().splitlines() == kept.splitlines(), "make kept writes it anew"
