"""What the walker's tests share: small sites of their own, and what a person does on a page."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests import walker_playbook
from tests.conftest import FROZEN, editions, hosted
from tests.serving import Served

ROOT = Path(__file__).parent.parent
THEME = ROOT / "hooks/playbook/theme"
NOW = "2026-11-02T09:00:00"  # a Monday
NEED = "decisions/besoin-d-achat/"
GIFT = "decisions/cadeau/"
ESSAI = "decisions/essai/"
TWO_QUOTES = "?couvert=non&urgence=non&risque=standard&montant=12000"
DECISIONS = FROZEN / "playbook_data/decisions"
EVERY_DECISION = sorted(path.stem for path in DECISIONS.glob("*.yml") if "." not in path.stem)
Open = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """Small sites of their own: `small`, `revised` (another rule, later)."""
    written: dict[str, dict[str, Any]] = {
        "small": {},
        "revised": {"quotes": 3, "since": "2026-11-01"},
        "families": {"families": True},
    }

    def built(name: str) -> Path:
        data = walker_playbook.write(tmp_path_factory.mktemp("walker") / "data", **written[name])
        return editions(tmp_path_factory, f"walker-{name}", data)("staff")

    with hosted(built) as start:
        yield start


@pytest.fixture
def sample(served: Callable[[str], Served]) -> str:
    return served("buyers").address


@pytest.fixture
def families(sites: Callable[[str], Served]) -> str:
    return sites("families").address


@pytest.fixture
def small(sites: Callable[[str], Served]) -> str:
    return sites("small").address


def at(open_context: Open, address: str, day: str = NOW, **options: Any) -> Page:
    context = open_context(**options)
    context.clock.set_fixed_time(day)
    page = context.new_page()
    page.goto(address)
    if options.get("java_script_enabled", True) and re.search("/decisions/.", address):
        page.wait_for_selector("[data-walk]:not([hidden])")
    return page


def panel(page: Page) -> Any:
    return page.locator("[data-walk]")


def heading(page: Page) -> Any:
    return panel(page).locator("h3").first


def choose(page: Page, label: str) -> None:
    panel(page).get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Continuer").click()


def type_in(page: Page, text: str) -> None:
    panel(page).locator("#walk-value").fill(text)
    page.get_by_role("button", name="Continuer").click()


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query, True).items()}
