"""What readers can do about an entry stands on its page, once, whatever the template around it is like."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from playbook.pages import site
from playbook.pages.page import Page
from playbook.preview import Preview

from tests.conftest import FROZEN
from tests.previewing import show

ENTRY: Any = SimpleNamespace(kind="rules", id="a")
VIEW: Any = SimpleNamespace(editors={("rules", "a"): ()})
RENDERER: Any = SimpleNamespace(
    render=lambda *_, **__: "<p>Change it</p>\n",
    view=SimpleNamespace(settings=SimpleNamespace(contact=None)),
)


def of(text: str) -> str:
    page = Page("rules/a/", "Une règle", ("top",), text.encode())
    return site.with_actions(RENDERER, VIEW, ENTRY, page).html


@pytest.mark.parametrize(("end", "left"), [("\n</div>", "</div>"), ("</div>", "</div>"), ("", "")])
def test_no_mark_is_left_where_a_template_has_another_line_end(end: str, left: str) -> None:
    assert of(f"<div>\x0eactions\x0f{end}") == f"<div><p>Change it</p>\n{left}"


@pytest.mark.parametrize("places", [0, 2])
def test_a_template_with_no_place_for_them_or_two_is_told(places: int) -> None:
    text = "<div>" + "\x0eactions\x0f\n" * places
    with pytest.raises(
        ValueError, match=rf"^rules/a/: {places} places for what its readers can do"
    ):
        of(text)


def test_no_page_holds_a_mark() -> None:
    shown = show(Preview(), FROZEN / "playbook_data")
    marked = [page.uri for page in shown.site.pages if re.search("[\x0e\x0f]", page.html)]
    assert marked == []
