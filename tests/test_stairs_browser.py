"""The stairs of the thresholds as a reader meets them: his amount lights its step, and nothing is cut."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Tab

from tests.drawn import cut

Open = Callable[..., BrowserContext]
DECISION = "decisions/besoin-d-achat/"
GLANCE = "Les seuils en un coup d’œil"
PHONE = {"width": 360, "height": 800}


def lit(page: Tab) -> Any:
    return page.locator(".pb-stairs__step--lit:visible")


@pytest.mark.browser
def test_the_amount_in_the_address_lights_its_step(page: Tab, sample: str) -> None:
    page.goto(f"{sample}{DECISION}?couvert=non&urgence=non&risque=standard&montant=12000")
    assert lit(page).count() == 0, "the answer comes first"
    page.get_by_text(GLANCE).click()
    expect(lit(page)).to_have_count(1)
    expect(lit(page)).to_have_attribute("data-low", "5000")
    expect(lit(page)).to_contain_text("votre montant")
    page.get_by_role("link", name="Recommencer").click()
    expect(lit(page)).to_have_count(0)
    expect(page.locator("[data-stairs]:visible")).to_have_count(1)


@pytest.mark.browser
def test_the_answers_decide_which_stairs_are_shown(page: Tab, sample: str) -> None:
    page.goto(f"{sample}{DECISION}?couvert=oui")
    page.get_by_text(GLANCE).click()
    expect(page.locator("[data-stairs]:visible figcaption b").first).to_have_text("Oui")
    page.goto(f"{sample}{DECISION}?couvert=oui&urgence=oui")
    expect(page.locator("[data-stairs-box]")).to_be_hidden()


@pytest.mark.browser
def test_an_amount_that_is_typed_lights_its_step_and_begins_the_walk(
    page: Tab, sample: str
) -> None:
    page.goto(f"{sample}rules/mise-en-concurrence/")
    field = page.get_by_label("Votre montant")
    field.fill("30 000 €")
    expect(lit(page)).to_have_attribute("data-low", "25000")
    expect(page.locator("output")).to_have_text(
        "Votre palier\u00a0: de 25\u202f000\u00a0€ à moins de 100\u202f000\u00a0€"
    )
    field.fill("beaucoup")
    expect(lit(page)).to_have_count(0)
    field.fill("30 000 €")
    field.press("Enter")
    page.wait_for_url(f"**/{DECISION}?**")
    expect(page.locator(".pb-stairs__step--lit").first).to_have_attribute("data-low", "25000")


@pytest.mark.browser
def test_without_script_the_stairs_unfold_and_the_form_leads_on(
    open_context: Open, sample: str
) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(sample + DECISION)
    page.get_by_text(GLANCE).click()
    assert page.locator("[data-stairs]:visible").count() > 1
    page.goto(f"{sample}rules/mise-en-concurrence/")
    page.get_by_label("Votre montant").fill("30000")
    page.get_by_role("button", name="Continuer").click()
    assert page.url.endswith("besoin-d-achat/?montant=30000")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_cut_and_axe_finds_nothing(
    open_context: Open, sample: str, scheme: str
) -> None:
    page = open_context(viewport=PHONE, color_scheme=scheme).new_page()
    for uri in ("rules/mise-en-concurrence/", "thresholds/carte/", "decisions/qui-signe/"):
        page.goto(sample + uri)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert not cut(page), uri
        found = Axe().run(page, context=".pb-picture", options={"resultTypes": ["violations"]})
        assert not found.response["violations"]
