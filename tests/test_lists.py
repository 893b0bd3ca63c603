"""The filters of an index, the copy button of a document, and what holds components apart."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.serving import Served

Start = Callable[[str], Served]


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


def test_one_failing_component_spares_the_rest(served: Start, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        broken = {"body": "throw new Error()", "content_type": "text/javascript"}
        page.route("**/search.mjs", lambda route: route.fulfill(**broken))
        page.goto(served("staff").address + "rules/")
        expect(page.locator("[data-filter]")).to_be_visible()
