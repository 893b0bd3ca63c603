"""A decision's table: rows that fit what is chosen, to be copied; on a phone each is a card."""

from playwright.sync_api import expect

from tests.walking import ESSAI, Open, at


def test_the_table_is_filtered_and_copied(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".pb-section--table summary").click()
    rows = page.locator("[data-row]:visible")
    expect(rows).to_have_count(5)
    page.get_by_label("Quel usage en faites-vous").last.select_option("Petit")
    expect(rows).to_have_count(2)
    expect(page.locator("[data-rows] output")).to_have_text("2 sur 5")
    page.get_by_role("button", name="Copier les lignes").click()
    expect(page.locator("[data-rows] [role=status]")).to_contain_text("tableur")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["Réponse", "Quel usage en faites-vous ?"], ["Faites simple", "Petit"], ["Comparez", "Petit"]
    ]  # fmt: skip
    assert {len(line.split("\t")) for line in lines} == {1 + 3 + 4}
    page.get_by_role("button", name="Tout afficher").click()
    expect(rows).to_have_count(5)
    page.get_by_label("Quel usage en faites-vous").last.select_option("Je ne sais pas")
    expect(rows).to_have_count(1)


def test_where_no_row_fits_one_is_told_what_to_do(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI)
    page.locator(".pb-section--table summary").click()
    selects = page.locator("[data-rows] select")
    selects.nth(0).select_option("Petit")
    selects.nth(1).select_option("Je ne sais pas")
    expect(page.locator("[data-row]:visible")).to_have_count(0)
    expect(page.locator("[data-rows] output")).to_contain_text("revenez à")


def test_rows_are_cards_on_a_phone(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI, viewport={"width": 360, "height": 800})
    page.locator(".pb-section--table summary").click()
    first = page.locator("[data-row] td").first
    assert (
        first.evaluate("one => getComputedStyle(one, '::before').content")
        == '"Quel usage en faites-vous ?"'
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("[data-table]").get_attribute("role") == "table"
