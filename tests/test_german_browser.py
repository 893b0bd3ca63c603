"""German in a browser: searched, switched from and to, walked, on a telephone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.searching import ask, press_slash
from tests.serving import Served


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    served = Served(site)
    yield served.address
    served.stop()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(locale="de-DE").new_page()


def test_search_finds_german_and_speaks_it(address: str, page: Page) -> None:
    page.goto(f"{address}de/rules/")
    press_slash(page)
    expect(page.locator("[data-search-input]")).to_have_attribute("aria-label", "Was suchen Sie?")
    assert ask(page, "Geschenk")[0] == "de/decisions/cadeau/"
    expect(page.locator("[data-search-status]")).to_contain_text("Seiten")
    assert ask(page, "Gutschien")[0] == "de/decisions/cadeau/"
    expect(page.locator("[data-search-status]")).to_contain_text("Ergebnisse für „gutschein“")
    # What is not translated is found in the words it has.
    assert "de/rules/fournisseur-unique/" in ask(page, "fournisseur unique")[:2]
    for amount in ("25000", "25.000", "25 000 €"):
        assert "de/thresholds/trois-devis/" in ask(page, amount)
    assert ask(page, "xyzzy") == []
    expect(page.locator("[data-search-status]")).to_have_text("Nichts zu „xyzzy“")
    expect(page.locator("[data-search-empty]")).to_contain_text("mit einem einzigen Wort")
    page.goto(f"{address}rules/")
    press_slash(page)
    assert ask(page, "Geschenk") == ["decisions/cadeau/"], (
        "a keyword of another language counts too"
    )


def test_the_switch_leads_round_and_back(address: str, page: Page) -> None:
    """From a former address as well, which leads on in its own language."""
    page.goto(f"{address}de/rules/trois-devis/")
    page.wait_for_url("**/de/rules/mise-en-concurrence/")
    for name, uri in (("English", "en/"), ("Français", ""), ("Deutsch", "de/")):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"{address}{uri}rules/mise-en-concurrence/")
    expect(page.locator("h1")).to_have_text("Angebote vergleichen, je nach Betrag")


def test_a_decision_is_walked_in_german(address: str, page: Page) -> None:
    page.goto(f"{address}de/decisions/cadeau/?consultation=non&nature=cadeau")
    walk = page.locator("[data-walk]")
    expect(walk).to_contain_text("Wie viel ist es wert, mit Steuern?")
    walk.get_by_role("textbox").fill("1.234,50")
    expect(walk).to_contain_text("Verstanden: 1.234,50\u00a0€")
    walk.get_by_role("button", name="Weiter").click()
    expect(walk).to_contain_text("Melden Sie es und warten Sie, Grenze von 2026")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(re.compile(r"/en/decisions/cadeau/\?.*valeur=1234\.50?(&|$)"))


def test_a_half_translated_decision_says_what_is_french(address: str, page: Page) -> None:
    page.goto(f"{address}de/decisions/fournisseur-unique/")
    walk = page.locator("[data-walk]")
    german = walk.get_by_text("Wie hoch ist der gesamte Betrag")
    french = walk.get_by_text("Pourquoi ce fournisseur")
    # A form of one question, then of the next; what was answered stands below.
    for uri in ("", "?montant=20000"):
        page.goto(f"{address}de/decisions/fournisseur-unique/{uri}")
        asked = (german, french)[bool(uri)].first
        expect(asked).to_be_visible()
        language = asked.evaluate("it => it.closest('[lang]').lang")
        assert language == ("de", "fr")[bool(uri)]
    answers = {
        answer: walk.get_by_text(answer).evaluate("it => it.closest('[lang]').lang")
        for answer in ("Eine Gefahr muss sofort beseitigt werden", "Le marché est connu")
    }
    assert list(answers.values()) == ["de", "fr"]


def test_a_telephone_has_room_for_the_title(
    address: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{address}de/")
    expect(page.get_by_role("link", name="English")).to_be_visible()
    title = page.locator(".md-header__title").bounding_box()
    assert title is not None
    assert title["width"] > 50
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
