"""What people say they buy leads to its family, on the page of the decision itself."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.serving import Served

NEEDS: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/data/needs.yml").read_text("utf-8")
)
LEAST = {"first": 40, "later": 20, "blind": 14, "blind/en": 5}
"""As many of each: all but the first were written by somebody who had not seen the families."""
MISSED = {"first": 0, "later": 0.05, "blind": 0.05, "blind/en": 0}


@pytest.mark.parametrize("group", NEEDS)
def test_what_people_buy_is_found(group: str, served: Callable[[str], Served], page: Page) -> None:
    below = f"{language}/" if (language := group.partition("/")[2]) else ""
    page.goto(served("staff").address + below + "decisions/besoin-d-achat/")
    field = page.locator("#walk-need")
    asked = NEEDS[group]
    assert len(asked) >= LEAST[group]
    wrong = []
    for text, families in asked.items():
        field.fill(text)
        links = page.locator("[data-walk] .pb-need__one a")
        found = [
            link.split("perimeter=")[1].split("&")[0]
            for link in links.evaluate_all("all => all.map((one) => one.href)")
        ]
        if found[:1] not in [[one] for one in families]:
            wrong.append(f"{text}: {found} instead of {families}")
    print(f"\n{group}: {len(asked) - len(wrong)} of {len(asked)} first")
    assert len(wrong) <= len(asked) * MISSED[group], "\n".join(wrong)
