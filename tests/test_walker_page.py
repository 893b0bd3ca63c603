"""The page around the walk: what it promises with and without script, the list, its size, its speed."""

import gzip
import json
import statistics
from collections.abc import Callable

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import FROZEN
from tests.searching import ask, found_in
from tests.serving import Served
from tests.walking import (
    ESSAI,
    EVERY_DECISION,
    GIFT,
    NEED,
    THEME,
    TWO_QUOTES,
    Open,
    at,
    heading,
    panel,
)

# ---- with and without script


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_outcome_is_reached_by_following_links(
    open_context: Open, sample: str, small: str, script: bool
) -> None:
    context = open_context(java_script_enabled=script)
    page = context.new_page()
    addresses = [f"{sample}decisions/{name}/" for name in EVERY_DECISION]
    addresses += [f"{small}decisions/{name}/" for name in ("essai", "quarante", "chaine")]
    for address in addresses:
        page.goto(address)
        outcomes = {
            one.get_attribute("data-outcome") for one in page.locator("article[data-outcome]").all()
        }
        links = page.locator("[data-walk-tree] a[href^='#']").evaluate_all(
            "all => all.map(one => [one.hash, one.closest('.pb-question').querySelector('[id]').id])"
        )
        assert page.locator("ol.pb-answers").count() > 0
        ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
        assert len(ids) == len(set(ids)), address
        assert {link[1:] for link, _ in links} <= set(ids), address
        # Links lead on from the first question: to the answers listed under it, and to references.
        first = page.locator(".pb-question__ask").first.get_attribute("id")
        below = page.locator(".pb-question").evaluate_all(
            "all => all.map(one => [one.querySelector('[id]').id,"
            " [...one.querySelectorAll('.pb-question [id], :scope [id]')].map(el => el.id)])"
        )
        reached, open_ = set(), [first]
        nested = dict(below)
        while open_:
            here = open_.pop()
            if here in reached:
                continue
            reached.add(here)
            open_ += [link[1:] for link, under in links if under == here or link[1:] == here]
            open_ += nested.get(here, [])
        found = {
            one.removeprefix("outcome-") for one in reached if one and one.startswith("outcome-")
        }
        assert found == outcomes, address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_link_of_the_list_shows_what_it_leads_to(
    open_context: Open, small: str, script: bool
) -> None:
    page = at(open_context, small + "decisions/quarante/", java_script_enabled=script)
    if script:
        page.locator("[data-walk-tree] > summary").click()
    page.locator(".pb-answer__end").last.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.locator(":target").inner_text().startswith("Réponse fin-")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("name", ["besoin-d-achat", "cadeau", "client-interne-recalcitrant"])
def test_examples_lead_to_their_answer(
    open_context: Open, sample: str, name: str, script: bool
) -> None:
    written = yaml.safe_load((FROZEN / f"playbook_data/decisions/{name}.yml").read_text("utf-8"))
    page = at(open_context, f"{sample}decisions/{name}/", java_script_enabled=script)
    if script:
        page.evaluate("window.here = true")
        for one in page.locator("details[data-shut]").all():
            one.evaluate("one => { one.open = true }")
    links = page.locator(".pb-examples a")
    assert links.count() == len(written["examples"])
    for index in (0, len(written["examples"]) - 1):
        outcome = written["examples"][index]["expect"]
        links.nth(index).click()
        title = page.locator(f"#outcome-{outcome}").inner_text().split("✓")[0].strip()
        if script:
            expect(heading(page)).to_have_text(title)
            expect(heading(page)).to_be_in_viewport()
            assert page.evaluate("window.here"), "walked without loading the page again"
        else:
            expect(page.locator(":target")).to_have_text(title)
            expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_phone_never_scrolls_sideways(
    open_context: Open, sample: str, small: str, script: bool
) -> None:
    context = open_context(viewport={"width": 360, "height": 800}, java_script_enabled=script)
    page = context.new_page()
    states = [
        NEED,
        NEED + TWO_QUOTES,
        NEED + "?couvert=oui",
        GIFT + "?consultation=non&nature=cadeau&valeur=40",
    ]
    for address in [
        *(sample + one for one in states),
        small + "decisions/chaine/",
        small + "decisions/quarante/",
    ]:
        page.goto(address)
        if script:
            page.wait_for_selector("[data-walk]:not([hidden])")
            page.locator("[data-walk-tree] > summary").click()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, address
        narrow = page.locator("[data-walk-tree] .pb-question").evaluate_all(
            "all => Math.min(...all.map(one => one.getBoundingClientRect().width))"
        )
        assert narrow > 150, f"{address}: a question is {narrow} px wide"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_printed_decision_holds_every_question(
    open_context: Open, sample: str, script: bool
) -> None:
    page = at(open_context, sample + GIFT, java_script_enabled=script)
    page.emulate_media(media="print")
    asked = page.locator("[data-walk-tree] .pb-question__ask").all()
    assert len(asked) > 4
    for one in asked:
        expect(one).to_be_visible()
    assert not panel(page).is_visible(), "a form is of no use on paper"


# ---- the rest of the page


def test_search_leads_to_questions_and_outcomes(
    page: Page, served: Callable[[str], Served], sample: str
) -> None:
    page.goto(sample)
    page.wait_for_selector("[data-search-ready]", state="attached")
    page.keyboard.press("Control+k")
    for asked, place in (
        ("touche sujet sensible", "question-risque"),
        ("avis d’un spécialiste comité achats", "outcome-sensible-comite-achats"),
    ):
        ask(page, asked)
        links = page.locator(".pb-search__section")
        assert f"/{NEED}#{place}" in links.evaluate_all(
            "all => all.map((one) => one.pathname + one.hash)"
        )
    # Words of the panel, and of what the script is handed, are no words of the page.
    need = str(found_in(served("buyers").folder)[f"/{NEED}"])
    for word in ("Autre chose", "Tout replier", "fingerprint", "Recommencer"):
        assert word not in need


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_context: Open, sample: str, small: str, scheme: str) -> None:
    page = open_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    faults = []

    def look(where: str) -> None:
        # The rest of the page is test_pages' business.
        found = Axe().run(page, context=".pb-section--walk").response["violations"]
        faults.extend(
            f"{where}: {one['id']}: {[node['target'] for node in one['nodes']][:3]}"
            for one in found
        )

    states = {
        "question": sample + NEED + "?couvert=non&x=1",
        "amount": sample + NEED + "?couvert=oui&urgence=non",
        "date": sample + GIFT + "?consultation=non&nature=cadeau&valeur=40&date=",
        "outcome": sample + NEED + TWO_QUOTES,
        "unknown": small + ESSAI,
    }
    for name, address in states.items():
        page.goto(address)
        page.wait_for_selector("[data-walk]:not([hidden])")
        if name in ("question", "amount"):
            page.get_by_role("button", name="Continuer").click()
        if name == "outcome":
            page.locator("[data-walk-tree] > summary").click()
        look(f"{scheme} {name}")
    assert not faults


def test_motion_is_left_out_where_asked(open_context: Open, small: str) -> None:
    for motion, moves in (("reduce", "none"), ("no-preference", "pb-arrive")):
        page = at(open_context, small + ESSAI, reduced_motion=motion)
        assert (
            page.locator(".pb-step").evaluate("one => getComputedStyle(one).animationName") == moves
        )


# ---- how big, how fast


def test_the_scripts_are_small(sample: str) -> None:
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), 9)) for path in THEME.glob("decision*.mjs")
    }
    print("\ngzip:", sizes, "sum", sum(sizes.values()))
    # Three and a half of them are types, which are comments: nothing strips them.
    assert sum(sizes.values()) <= 21 * 1024


def test_a_step_shows_in_under_50_ms(open_context: Open, sample: str, small: str) -> None:
    measured = {}
    for name, address, answers in (
        ("besoin-d-achat", sample + NEED, ["non", "non", "standard", "12 000"]),
        ("quarante", small + "decisions/quarante/", ["a0", "a0", "99 000"]),
    ):
        page = at(open_context, address)
        times = page.evaluate(
            """async (answers) => {
                const times = [];
                for (let round = 0; round < 5; round++) {
                    const need = document.querySelector("[data-walk] #walk-need");
                    need?.form.querySelector("[data-slot=unknown]").click();
                    for (const answer of answers) {
                        const form = document.querySelector("[data-walk] .pb-step");
                        const field = form.querySelector("#walk-value");
                        if (field) field.value = answer;
                        else form.querySelector(`[value="${answer}"]`).checked = true;
                        const before = performance.now();
                        form.requestSubmit();
                        document.body.offsetHeight;  // laid out, as it will be painted
                        times.push(performance.now() - before);
                        await new Promise((done) => setTimeout(done, 20));
                    }
                    document.querySelector("[data-slot=again]").click();
                }
                return times;
            }""",
            answers,
        )
        measured[name] = (round(statistics.median(times), 1), round(max(times), 1))
    print("\nms a step (median, worst):", json.dumps(measured))
    assert all(median < 50 for median, _ in measured.values()), measured
