"""How tests call the scripts' functions: from the folder they stand in, no site is built for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.serving import Served

BLANK = '<!doctype html><link rel="icon" href="data:,">'
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def scripts() -> Iterator[str]:
    """The address of the folder of scripts."""
    served = Served(Path(__file__).parent.parent / "hooks/playbook/theme")
    yield served.address
    served.stop()


@pytest.fixture
def ask(page: Page, scripts: str) -> Ask:
    """What an expression gives for `given`, `it` being a script's module: many cases at once."""
    page.route("**/blank", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    page.goto(scripts + "blank")

    def run(name: str, expression: str, given: Any = None) -> Any:
        call = f'const it = await import("/{name}.mjs"); return {expression};'
        return page.evaluate(f"async (given) => {{ {call} }}", given)

    return run
