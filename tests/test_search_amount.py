"""An amount that is typed into the search dialog is answered there."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.searching import HOLDING, SLOW, Start, ask


@pytest.fixture
def staff(served: Start, page: Page) -> Page:
    """A page of the staff edition, its dialog open."""
    page.goto(served("staff").address + "rules/")
    page.click("[data-search-open]")
    return page


def test_an_amount_is_answered(staff: Page) -> None:
    """By the decision that one begins with: its step, and a link into the walk with the amount."""
    answer = staff.locator("[data-search-answer]")
    ask(staff, "28 000 € hors taxes")
    expect(answer.locator("strong")).to_have_text("28\u202f000\xa0€ hors taxes")
    expect(answer).to_contain_text(
        re.compile("25\u202f000\xa0€.*100\u202f000\xa0€.*Devis à demander\xa0: 3")
    )
    for query, shown in (("24 999,99 €", "2"), ("100 000", "3"), ("500000 €", "4")):
        ask(staff, query)
        expect(answer).to_contain_text(f"Devis à demander\xa0: {shown}")
        expect(staff.locator(".pb-search__buy:visible")).to_have_count(1)
        expect(staff.locator("[data-search-empty]")).to_be_hidden()
    # Words that no page holds are no « nothing found » beside an answer.
    assert ask(staff, "28000 ht") == []
    said = "28\u202f000\xa0€ hors taxes de 25\u202f000\xa0€ à moins de 100\u202f000\xa0€"
    expect(staff.locator("[data-search-status]")).to_have_text(said)
    expect(answer).to_contain_text("Faut-il agir tout de suite")
    for query in ("28 000 € TTC", "taxi", ""):
        ask(staff, query)
        expect(answer).to_be_hidden()
    ask(staff, "28k€")
    staff.keyboard.press("Enter")
    staff.wait_for_url("**/decisions/besoin-d-achat/?montant=28000*")
    staff.go_back()
    staff.click("[data-search-open]")
    ask(staff, "28k€")
    answer.click()
    staff.wait_for_url("**/decisions/besoin-d-achat/?montant=28000*")


def test_an_answer_that_comes_late_is_none_to_another_question(served: Start, page: Page) -> None:
    page.add_init_script(SLOW)
    page.goto(served("staff").address + "rules/")
    page.click("[data-search-open]")
    assert ask(page, "ordinateur")
    page.evaluate("() => { window.late = 'answer'; }")
    page.fill("[data-search-input]", "28 000 €")
    page.evaluate(HOLDING)
    assert ask(page, "taxi")
    page.evaluate("() => { for (const go of window.held) go(); }")
    page.wait_for_timeout(300)
    expect(page.locator("[data-search-answer]")).to_be_hidden()


def test_pages_are_found_where_no_amount_can_be_answered(served: Start, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/amounts.fr.json", lambda route: route.abort())
        page.goto(served("staff").address + "rules/")
        page.click("[data-search-open]")
        assert ask(page, "taxi à 80 €")
        expect(page.locator("[data-search-failed]")).to_be_hidden()
        expect(page.locator("[data-search-answer]")).to_be_hidden()
