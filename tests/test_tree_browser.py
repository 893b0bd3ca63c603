"""A drawn tree as a reader meets it: his way is lit, its boxes lead on, and nothing is cut."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Tab

from tests.drawn import cut
from tests.walking import at, choose

Open = Callable[..., BrowserContext]
NARROW, WIDE = ".pb-tree:not(.pb-tree--wide)", ".pb-tree--wide"
DECISION = "decisions/client-interne-recalcitrant/"
TREES = (DECISION, "decisions/premier-rendez-vous/", "decisions/preuve-contestee/")
GLANCE = "L’arbre en un coup d’œil"
PHONE = {"width": 360, "height": 800}


def boxes(page: Tab) -> Any:
    """The boxes on the reader's way."""
    return page.locator("a.pb-tree__lit:visible")


def axe(page: Tab) -> None:
    found = Axe().run(page, context=".pb-tree", options={"resultTypes": ["violations"]})
    assert not found.response["violations"]


def thickness(page: Tab) -> list[float]:
    found: list[float] = page.locator(".pb-tree__way:visible").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).strokeWidth))"
    )
    return found


@pytest.mark.browser
def test_each_answer_lights_the_way_to_what_follows(page: Tab, sample: str) -> None:
    page.goto(sample + DECISION)
    expect(boxes(page)).to_have_count(1)
    assert len(set(thickness(page))) == 1
    expect(page.locator(".pb-tree__walked").first).to_be_hidden()
    choose(page, "Non")
    expect(boxes(page)).to_have_count(2)
    assert sorted(thickness(page))[-2:-1] < sorted(thickness(page))[-1:], "one line is thick"
    expect(page.locator(".pb-tree__walked").first).to_be_visible()
    current = page.locator(".pb-tree [aria-current=step]:visible")
    expect(current).to_have_text(
        "Vos périmètres, vos clients internes et votre feuille de route sont-ils clairs ?"
    )
    page.go_back()
    expect(boxes(page)).to_have_count(1)
    page.goto(f"{sample}{DECISION}?fraude=oui")
    expect(boxes(page)).to_have_text([re.compile(r"^\s*Voyez-vous"), re.compile(r"^\s*Escaladez")])
    expect(current).to_have_attribute("href", "#outcome-escalade")


@pytest.mark.browser
def test_what_several_ways_lead_to_is_lit_on_the_way_that_is_walked(page: Tab, sample: str) -> None:
    page.goto(f"{sample}decisions/premier-rendez-vous/?accueil=regle&regle-brandie=reprendre")
    expect(boxes(page)).to_have_count(4)
    assert boxes(page).evaluate_all("all => all.map((one) => one.getAttribute('href'))") == [
        "#question-accueil", "#question-regle-brandie", "#question-probleme", "#question-probleme",
    ]  # fmt: skip
    current = page.locator(".pb-tree [aria-current=step]:visible")
    expect(current).to_have_count(1)
    assert "again" not in (current.get_attribute("class") or "")


@pytest.mark.browser
def test_on_a_phone_the_tree_is_one_line_until_it_is_opened(
    open_context: Open, sample: str
) -> None:
    page = at(open_context, sample + DECISION, viewport=PHONE)
    expect(page.locator(NARROW)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 800
    page.get_by_text(GLANCE).click()
    expect(page.locator(NARROW)).to_be_visible()
    expect(page.locator(WIDE)).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_screen_it_stands_open_below_the_question(
    open_context: Open, sample: str, scheme: str
) -> None:
    page = open_context(color_scheme=scheme).new_page()
    for uri in (*TREES, f"{DECISION}?fraude=non&fondamentaux=oui"):
        page.goto(sample + uri)
        expect(page.locator(".pb-tree:visible")).to_have_count(1)
        expect(page.get_by_role("button", name="Continuer")).to_be_in_viewport()
        assert not cut(page), uri
        axe(page)
    expect(page.locator(WIDE)).to_be_visible()
    page.goto(f"{sample}decisions/premier-rendez-vous/")
    expect(page.locator(WIDE)).to_have_count(0)  # it would be too wide
    expect(page.locator(NARROW)).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_box_leads_by_keyboard_to_the_place_of_what_it_names(
    open_context: Open, sample: str, script: bool
) -> None:
    page = open_context(viewport=PHONE, java_script_enabled=script).new_page()
    for end in ("question-menace", "outcome-isoler"):
        page.goto(sample + DECISION)
        page.get_by_text(GLANCE).click()
        page.locator(f".pb-tree a[href='#{end}']:visible").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{end}")).to_be_in_viewport()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_cut_and_axe_finds_nothing(
    open_context: Open, sample: str, scheme: str
) -> None:
    page = open_context(viewport=PHONE, color_scheme=scheme).new_page()
    for uri in (*TREES, f"{DECISION}?fraude=non&fondamentaux=oui"):
        page.goto(sample + uri)
        page.get_by_text(GLANCE).click()
        assert not cut(page), uri
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        small = page.locator(".pb-tree text:visible").evaluate_all(
            "all => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
        )
        assert small >= 10
        axe(page)


@pytest.mark.browser
def test_on_paper_the_tree_stands_with_its_questions(page: Tab, sample: str) -> None:
    page.goto(sample + DECISION)
    page.emulate_media(media="print")
    expect(page.locator(".pb-tree:visible")).to_have_count(1)
    page.set_viewport_size({"width": 760, "height": 1000})
    expect(page.locator(".pb-tree:visible")).to_have_count(1)
    page.goto(f"{sample}{DECISION}?fraude=oui")
    expect(page.locator(".pb-tree:visible")).to_have_count(0)
    page.goto(f"{sample}decisions/premier-rendez-vous/")
    expect(page.locator("[data-walk-tree]")).to_be_visible()
    expect(page.locator("[data-tree]")).to_be_hidden()  # it is taller than a sheet
