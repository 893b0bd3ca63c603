"""The search dialog: what a person does with it, in a browser."""

import gzip
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.searching import FOUND, HOLDING, SLOW, Start, ask, press_slash
from tests.serving import Served


@pytest.fixture
def staff(served: Start, page: Page) -> Page:
    """A page of the staff edition, its dialog open."""
    page.goto(served("staff").address + "rules/")
    page.click("[data-search-open]")
    return page


def test_words_may_stand_in_any_order(staff: Page) -> None:
    assert ask(staff, "ordinateur souris") == ask(staff, "souris ordinateur") != []


@pytest.mark.parametrize("late", ["search", "data"])
def test_what_was_asked_before_does_not_replace_what_is_asked(
    served: Start, page: Page, late: str
) -> None:
    """The first answer comes last: what is shown is of the words that stand in the field."""
    page.add_init_script(SLOW)
    page.goto(served("staff").address + "rules/")
    page.click("[data-search-open]")
    asked = ask(page, "ordinateur")
    assert asked
    page.evaluate("late => { window.late = late; }", late)
    page.fill("[data-search-input]", "taxi")
    page.evaluate(HOLDING)
    assert ask(page, "ordinateur") == asked
    page.evaluate("() => { for (const go of window.held) go(); }")
    page.wait_for_timeout(300)
    assert page.evaluate(FOUND) == [f"/{path}" for path in asked]


def test_keyboard(served: Start, page: Page) -> None:
    page.goto(served("staff").address + "rules/")
    press_slash(page)
    field = page.locator("[data-search-input]")
    expect(field).to_be_focused()
    ask(page, "fournisseur unique")
    options = page.locator(".pb-search [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "search-0")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.first).to_have_attribute("aria-selected", "false")
    expect(field).to_have_attribute(
        "aria-activedescendant", options.nth(1).get_attribute("id") or ""
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.last).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/fournisseur-unique/#statement")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_enter_means_what_is_typed(served: Start, page: Page) -> None:
    """Whoever types and presses Enter at once does not get what an earlier search found."""
    page.goto(served("staff").address)
    press_slash(page)
    ask(page, "taxi")
    page.fill("[data-search-input]", "justifier un fournisseur unique")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/fournisseur-unique/")


def test_escape_gives_the_focus_back(served: Start, page: Page) -> None:
    page.goto(served("staff").address)
    button = page.locator(".pb-search-button")
    button.click()
    ask(page, "taxi")
    page.keyboard.press("Escape")
    expect(page.locator("[data-search]")).to_be_hidden()
    expect(button).to_be_focused()
    # The last query is there again, on the next page too, selected: two keys to a second result.
    page.goto(served("staff").address + "rules/")
    page.wait_for_selector("[data-search-ready]", state="attached")
    page.keyboard.press("Control+K")
    expect(page.locator("[data-search-input]")).to_have_value("taxi")
    assert page.evaluate("getSelection().toString()") == "taxi"


def test_slash_where_one_writes_is_a_slash(served: Start, page: Page) -> None:
    page.goto(served("staff").address + "rules/")
    words = page.locator("[data-filter] [name=q]")
    page.wait_for_selector("[data-search-ready]", state="attached")
    words.press("/")
    expect(words).to_have_value("/")
    expect(page.locator("[data-search]")).to_be_hidden()
    words.press("Control+k")
    expect(page.locator("[data-search]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_focused()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('input'), {type: 'radio'}))"
    )
    page.locator("[type=radio]").last.press("/")
    expect(page.locator("[data-search]")).to_be_visible()


def test_an_example_is_searched(served: Start, page: Page) -> None:
    page.goto(served("staff").address)
    page.click(".pb-home [data-search-open=taxi]")
    expect(page.locator("[data-search-input]")).to_have_value("taxi")
    expect(page.locator(".pb-search__page").first).to_contain_text("Voyages")
    expect(page.locator(".pb-search__page").first).to_contain_text("Famille d’achats")


def test_filter_by_kind(staff: Page) -> None:
    pages = staff.locator(".pb-search__page")
    ask(staff, "devis")
    everything = pages.count()
    chip = staff.locator('[data-search-kind="rules"]')
    counted = int(chip.locator("[data-count]").inner_text())
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(staff.locator("[data-search-status]")).to_contain_text(f"{counted} page")
    assert set(staff.locator(".pb-search__kind").all_text_contents()) == {"Règle"}
    staff.locator('[data-search-kind=""]').click()
    expect(pages).to_have_count(everything)
    # A kind that another query does not have filters nothing.
    chip.click()
    ask(staff, "taxi")
    expect(pages.first).to_be_visible()


def test_more_than_fit_at_once(staff: Page) -> None:
    pages = staff.locator(".pb-search__page")
    ask(staff, "fournisseur")
    expect(pages).to_have_count(8)
    staff.click("[data-search-more]")
    expect(pages).to_have_count(16)


def test_what_is_asked_next_is_shown_from_its_beginning(staff: Page) -> None:
    """And what comes to what was found stands below it, where one is reading."""
    found = staff.locator("[data-search-list]").locator("xpath=..")
    ask(staff, "fournisseur")
    found.evaluate("it => it.scrollTo(0, 200)")
    staff.click("[data-search-more]")
    expect(staff.locator(".pb-search__page")).to_have_count(16)
    assert found.evaluate("it => it.scrollTop") >= 200
    ask(staff, "devis")
    assert found.evaluate("it => it.scrollTop") == 0


def test_empty_state_says_what_to_try(staff: Page) -> None:
    ask(staff, "xyzzy")
    expect(staff.locator("[data-search-status]")).to_have_text("Rien pour « xyzzy »")
    expect(staff.locator("[data-search-list]")).to_be_hidden()
    expect(staff.locator("[data-search-input]")).to_have_attribute("aria-expanded", "false")
    doors = staff.locator(".pb-search__scroll a:visible")
    hrefs = [door.get_attribute("href") or "" for door in doors.all()]
    assert hrefs[0].endswith("decisions/besoin-d-achat/")
    assert hrefs[-1] == "mailto:achats@vauclin.example?subject=xyzzy"
    ask(staff, "taxi")
    expect(staff.locator("[data-search-rest]")).to_be_hidden()


def test_who_names_an_amount_is_asked_what_to_buy(staff: Page) -> None:
    """The door to the buying decision stands below what is found; above it, with an amount, its answer."""
    door = staff.locator(".pb-search__buy:visible")
    first = staff.locator("[data-search-list] [role=option]").first

    def above() -> bool:
        boxes = [one.bounding_box() for one in (door, first)]
        return boxes[0]["y"] < boxes[1]["y"]  # type: ignore[index]

    ask(staff, "matériel informatique")
    assert not above()
    ask(staff, "matériel informatique pour 8 000 €")
    assert above()


def test_nothing_to_search_in_is_said(served: Start, browser: Browser) -> None:
    """An index that does not answer leaves a notice and the doors, and is tried again."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/pages.fr.json", lambda route: route.abort())
        page.goto(served("staff").address)
        press_slash(page)
        assert ask(page, "taxi") == []
        expect(page.locator("[data-search-failed]")).to_be_visible()
        page.unroute("**/pages.fr.json")
        assert ask(page, "taxi ")[0] == "perimeters/voyages/"


def test_markup_in_a_page_stays_text(
    built: Callable[[str], Path], open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built("staff"), site, copy_function=os.link)
    for path in (site / "assets/playbook/search/fr").glob("page-*"):
        text = gzip.decompress(path.read_bytes()).replace(b"fournisseur", b"<b/onx>fournisseur</b>")
        path.unlink()  # a link: the site the others read must stay as it is
        path.write_bytes(gzip.compress(text))
    served = Served(site)
    page = open_context().new_page()
    page.goto(served.address)
    press_slash(page)
    ask(page, "fournisseur unique")
    expect(page.locator("mark").first).to_contain_text("<b/onx>")
    assert page.locator(".pb-search b").count() == 0
    served.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    scheme: str, served: Start, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(served("staff").address + "rules/fournisseur-unique/")
    page.click("[data-search-open]")
    for query in ("", "fournisseur unique", "xyzzy"):
        ask(page, query)
        found = Axe().run(page, context=".pb-search")
        assert found.violations_count == 0, found.generate_report()


def test_a_phone_has_no_sideways_scroll(
    served: Start, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 360, "height": 800}, has_touch=True).new_page()
    page.goto(served("staff").address)
    page.locator(".pb-search-button").tap()
    ask(page, "fournisseur unique")
    for wide in (page.locator("html"), page.locator(".pb-search")):
        assert wide.evaluate("it => it.scrollWidth") <= 360
    page.locator(".pb-search__close").tap()
    expect(page.locator("[data-search]")).to_be_hidden()


def test_first_search_is_light(served: Start, open_context: Callable[..., BrowserContext]) -> None:
    """Under 60 KB from opening the dialog to the first result, scripts included; nothing of it before."""
    site = served("buyers")
    page = open_context().new_page()
    begun = len(site.sent)
    page.goto(site.address, wait_until="networkidle")
    before = len(site.sent)
    early = [
        path for path, _ in site.sent[begun:before] if re.search("finder|dialog|pages|index", path)
    ]
    assert early == []
    press_slash(page)
    ask(page, "fournisseur")
    first = sum(size for _, size in site.sent[before:])
    ask(page, "concurence")
    second = sum(size for _, size in site.sent[before:])
    print(f"first search {first / 1000:.0f} KB, {second / 1000:.0f} KB with the words")
    assert 10_000 < first < 60_000
    assert first < second < 90_000
    assert (
        sum(path.startswith("/assets/playbook/words.fr.json") for path, _ in site.sent[before:])
        == 1
    )


def test_over_file_the_dialog_says_how_to_serve(
    built: Callable[[str], Path], browser: Browser
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((built("staff") / "index.html").as_uri())
        page.locator(".pb-search-button").click()
        expect(page.locator("[data-search-local]")).to_contain_text("make serve")
        expect(page.locator("[data-search-input]")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(page.locator("[data-search]")).to_be_hidden()


def test_without_scripts_the_lists_remain(
    served: Start, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(served("staff").address)
    expect(page.locator("[data-search-open]:visible")).to_have_count(0)
    expect(page.locator("main").get_by_role("link", name="Règles")).to_be_visible()
    page.goto(served("staff").address + "rules/?strength=must")
    expect(page.locator("[data-filter]")).to_be_hidden()
    everything = page.locator("[data-filtered] > *").count()
    expect(page.locator("[data-filtered] > :visible")).to_have_count(everything)
