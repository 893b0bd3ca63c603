"""The way through a decision: lit in its list and in its table; lists that fold."""

from playwright.sync_api import expect

from tests.walking import NEED, Open, at, choose, heading, panel, type_in


def test_the_way_is_lit_in_the_list_and_in_the_table(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + "?couvert=non&urgence=non")
    assert not page.locator("[data-walk-tree] .pb-question").first.is_visible(), "folded at first"
    page.locator("[data-walk-tree] > summary").click()
    lit = page.locator(
        ".pb-answer[data-lit] > a > .pb-answer__label,"
        " .pb-answer[data-lit] > details > summary > .pb-answer__label"
    )
    assert [one.split("✓")[0].strip() for one in lit.all_inner_texts()] == ["Non", "Non"]
    assert all("votre réponse" in one for one in lit.all_inner_texts()), "not by colour alone"
    current = page.locator("[aria-current=step]")
    expect(current).to_have_text("Le besoin touche-t-il à un sujet sensible ?")
    assert page.locator("[data-row][data-lit]").count() == 0
    choose(page, "Non, besoin courant")
    type_in(page, "12k")
    assert lit.count() == 4
    assert current.count() == 0
    row = page.locator("[data-row][data-lit]")
    assert row.get_attribute("data-row") == "deux-devis"
    expect(row.locator("th")).to_contain_text("votre réponse")
    assert page.locator("article[data-lit]").get_attribute("data-outcome") == "deux-devis"
    panel(page).get_by_role("link", name="Recommencer").click()
    assert page.locator("[data-lit]").count() == 0


def test_the_list_folds_and_unfolds(open_context: Open, small: str) -> None:
    page = at(open_context, small + "decisions/quarante/")
    page.locator("[data-walk-tree] > summary").click()
    questions = page.locator("[data-walk-tree] .pb-question")
    assert questions.count() == 40
    assert all(one.is_visible() for one in questions.all()), "the whole tree at once"
    page.get_by_role("button", name="Tout replier").click()
    assert sum(one.is_visible() for one in questions.all()) == 1
    page.get_by_role("button", name="Tout déplier").click()
    assert all(one.is_visible() for one in questions.all())
    page.goto(small + "decisions/quarante/#question-q39")
    expect(page.locator(":target")).to_be_visible()


def test_a_tree_of_forty_questions_is_walked(open_context: Open, small: str) -> None:
    page = at(open_context, small + "decisions/quarante/")
    for _ in range(10):
        if panel(page).get_attribute("data-state") == "outcome":
            break
        if panel(page).locator("#walk-value").count():
            type_in(page, "99 000")
        else:
            choose(page, "Oui")
    expect(heading(page)).to_contain_text("Réponse fin-")
    page.goto(small + "decisions/quarante/?q0=a0&q1=a0&q3=moins&q7=plus")
    expect(panel(page)).to_contain_text("moins de 3 000 €")
