"""The components of a page: loaded where they work, held apart, and clear about what they miss."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.scripting import Ask
from tests.serving import Served

Start = Callable[[str], Served]

DECISION = "decisions/besoin-d-achat/"
DOCUMENT = "documents/demande-de-derogation/"
EVERYWHERE = {"main", "elements", "search"}


@pytest.mark.parametrize(
    ("place", "more"),
    [
        ("", {"colours"}),
        ("roles/acheteur-famille/", set()),
        ("rules/achats-responsables/", {"stairs", "decision-amount"}),
        ("rules/", {"index"}),
        (DOCUMENT, {"copy"}),
        (
            DECISION,
            {
                *(f"decision{part}" for part in ("", "-amount", "-documents", "-need", "-outcome")),
                *("decision-parts", "decision-view", "decision-walk", "copy", "table", "stairs"),
                *("fold", "nearest"),  # of what one types, the family it names
            },
        ),
    ],
)
def test_scripts_load_where_they_work(
    served: Start, page: Page, place: str, more: set[str]
) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.rpartition("/")[2]))
    page.goto(served("staff").address + place)
    expected = {f"{name}.mjs" for name in EVERYWHERE | more}
    # main.mjs asks for all components at once: with the last that is due none is still to come.
    until(page, lambda: expected <= asked)
    assert {name for name in asked if name.endswith(".mjs")} == expected


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits for what a busy machine may do later; what never comes is for the test to say."""
    for _ in range(100):
        if holds():
            break
        page.wait_for_timeout(50)


# ---- what is missing


@pytest.fixture
def said(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what its scripts complain of."""
    with browser.new_context(locale="fr-FR") as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda one: complaints.append(one.text.split("\n")[0]))
        yield page, complaints


def search_works(page: Page) -> None:
    field = page.locator("[data-search] input").first

    def opened() -> bool:
        page.keyboard.press("/")  # nothing yet where the script is still to come
        return field.is_visible()

    until(page, opened)
    field.fill("cadeau")
    expect(page.locator("[data-search] [role=option]").first).to_be_visible()


def filters_work(page: Page) -> None:
    shown = page.locator("[data-filtered] > :visible")

    def filtered() -> bool:
        page.fill("[data-filter] [name=q]", "")
        page.fill("[data-filter] [name=q]", "cadeau d'annee")
        return shown.count() == 1

    until(page, filtered)
    expect(shown).to_have_count(1)


@pytest.mark.parametrize(
    ("place", "part", "complaint", "works"),
    [
        (DECISION, "data-walk-parts", "decision needs [data-walk-parts]", search_works),
        (DECISION, 'data-part="need"', 'decision needs [data-part="need"]', search_works),
        (DECISION, 'data-slot="found"', 'decision needs [data-slot="found"]', search_works),
        (DOCUMENT, "data-copied", "copy needs [data-copied]", search_works),
        ("rules/", "data-filter-count", "index needs [data-filter-count]", search_works),
        ("rules/", "data-search-input", "search needs [data-search-input]", filters_work),
    ],
)
def test_a_missing_part_is_named_and_spares_the_rest(
    served: Start,
    said: tuple[Page, list[str]],
    place: str,
    part: str,
    complaint: str,
    works: Callable[[Page], None],
) -> None:
    page, complaints = said

    def without(route: Route) -> None:
        answer = route.fetch()
        assert part in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(part, "data-lost"))

    address = served("staff").address + place
    page.route(address, without)
    page.goto(address)
    works(page)
    until(page, lambda: bool(complaints))
    (one,) = complaints
    assert one == f"{complaint.split()[0]}: Error: {complaint}: this page has none"


def test_one_failing_component_spares_the_rest(served: Start, said: tuple[Page, list[str]]) -> None:
    page, complaints = said
    broken = {"body": "throw new Error('broken')", "content_type": "text/javascript"}
    page.route("**/search.mjs", lambda route: route.fulfill(**broken))
    page.goto(served("staff").address + "rules/")
    filters_work(page)
    until(page, lambda: bool(complaints))
    assert complaints == ["search: Error: broken"]


def test_what_is_not_as_the_template_writes_it_is_missing(ask: Ask) -> None:
    expression = """(() => {
        const root = document.createElement("div");
        root.innerHTML = "<p data-note='' class=one></p><svg class=two></svg>";
        const { need, text } = it.needs("test");
        const tried = (what) => { try { return what() } catch (error) { return error.message } };
        return [
            tried(() => need(root, ".one").tagName),
            tried(() => need(root, ".one", HTMLInputElement).tagName),
            tried(() => need(root, ".two").tagName),
            tried(() => need(root, ".two", SVGElement).tagName),
            tried(() => text(root.firstChild, "data-note")),
            tried(() => text(root.firstChild, "data-word")),
            it.maybe(root, ".three") === undefined,
            it.all(root, ".one, .two").length,
        ];
    })()"""
    assert ask("elements", expression) == [
        "P", "test needs .one: this page has none", "test needs .two: this page has none", "svg",
        "", "test needs [data-word]: this page has none", True, 1,
    ]  # fmt: skip
