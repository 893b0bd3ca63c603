"""The filters of an index, and the copy button of a document."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.serving import Served

Start = Callable[[str], Served]

DECISION = "decisions/besoin-d-achat/"


def test_index_filters(served: Start, page: Page) -> None:
    address = served("staff").address + "rules/"
    page.goto(address)
    items = page.locator("[data-filtered] > :visible")
    count = page.locator("[data-filter-count]")
    expect(count).to_contain_text("entrées")
    everything = items.count()
    expect(count).to_have_text(f"{everything} entrées")
    page.select_option("[data-filter] [name=strength]", "must-not")
    forbidden = items.count()
    assert 0 < forbidden < everything
    expect(count).to_have_text(f"{forbidden} sur {everything}")
    page.fill("[data-filter] [name=q]", "CADEAU d'annee")
    expect(items).to_have_count(1)
    expect(items).to_contain_text("Cadeaux et invitations")
    expect(count).to_have_text(f"1 sur {everything}")
    assert page.url.endswith("/rules/?q=CADEAU+d%27annee&strength=must-not")
    # Whoever gets the address sees the same list.
    page.goto("about:blank")
    page.goto(address + "?q=CADEAU+d%27annee&strength=must-not#list")
    expect(items).to_have_count(1)
    expect(page.locator("[data-filter] [name=q]")).to_have_value("CADEAU d'annee")
    page.click("[data-filter] [type=reset]")
    expect(items).to_have_count(everything)
    assert page.url == address + "#list"


def test_a_list_is_parted_by_what_one_does(served: Start, page: Page) -> None:
    """A part of which nothing fits is out of sight; where nothing at all does, one is told what to do."""
    page.goto(served("staff").address + "perimeters/")
    titles = page.locator("[data-group] > h3:visible")
    expect(titles).to_have_text(["À commander sur contrat", "Sans contrat, à voir avec l’acheteur"])
    expect(page.locator("[data-filter-none]")).to_be_hidden()
    page.select_option("[data-filter] [name=contract]", "no")
    expect(titles).to_have_text(["Sans contrat, à voir avec l’acheteur"])
    page.fill("[data-filter] [name=q]", "zzz")
    expect(titles).to_have_count(0)
    expect(page.locator("[data-filter-none]")).to_contain_text("Enlevez-en un")
    page.locator("[data-filter-none] button").click()
    expect(page.locator("dialog[data-search]")).to_be_visible()


def test_a_filter_nobody_knows_is_dropped(served: Start, page: Page) -> None:
    page.goto(served("staff").address + "rules/?strength=perhaps&colour=red&q=")
    expect(page.locator("[data-filter-count]")).to_contain_text("entrées")
    assert page.url.endswith("/rules/")


def test_the_glossary_is_filtered_by_synonyms(served: Start, page: Page) -> None:
    page.goto(served("staff").address + "glossary/")
    page.fill("[data-filter] [name=q]", "maverick")
    expect(page.locator("[data-filtered] > :visible")).to_have_count(1)


def test_copy_a_document(served: Start, open_context: Callable[..., BrowserContext]) -> None:
    context = open_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served("staff").address + "documents/demande-de-derogation/")
    page.click("[data-copy] button")
    expect(page.locator("[data-copy] [role=status]")).to_have_text("Texte copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.locator("#paper h3").first.inner_text())
    assert len(copied) > 200


@pytest.mark.parametrize("clipboard", ["undefined", "{writeText: () => Promise.reject()}"])
def test_a_text_that_cannot_be_copied_is_selected(
    served: Start, open_context: Callable[..., BrowserContext], clipboard: str
) -> None:
    context = open_context()
    context.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})"
    )
    page = context.new_page()
    page.goto(served("staff").address + "documents/demande-de-derogation/")
    page.get_by_role("button", name="Copier le texte").click()
    status = page.locator("[data-copy] [role=status]")
    expect(status).to_have_text("Le texte est sélectionné, copiez-le.")
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith(page.locator("#paper h3").first.inner_text())


@pytest.mark.parametrize("script", [True, False])
def test_what_is_hidden_is_not_seen(
    served: Start, open_context: Callable[..., BrowserContext], script: bool
) -> None:
    """A button that is shown before its script is there does nothing when pressed."""
    page = open_context(java_script_enabled=script).new_page()
    for place in ("", "rules/", "glossary/", "documents/demande-de-derogation/", DECISION):
        page.goto(served("staff").address + place)
        for one in page.locator('[hidden]:not([class^="md-"])').all():
            expect(one).to_be_hidden()
