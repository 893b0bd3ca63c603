"""A decision asked one question at a time, in a real browser: its states, its addresses, what is typed."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.walking import (
    ESSAI,
    GIFT,
    NEED,
    TWO_QUOTES,
    Open,
    at,
    choose,
    heading,
    panel,
    query,
    type_in,
)

# ---- one question at a time


def test_a_walk_by_keyboard_is_announced_and_traps_nobody(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + "?perimeter=unknown")
    assert page.evaluate("document.activeElement === document.body"), (
        "a page that opens takes no focus"
    )
    panel(page).get_by_label("Oui", exact=True).focus()
    page.keyboard.press("ArrowDown")  # to « Non »: nothing happens before Continue
    expect(heading(page)).to_have_text("Un contrat ou le catalogue couvre-t-il ce besoin ?")
    page.keyboard.press("Enter")
    for answer in ("ArrowDown", "Space"):
        expect(heading(page)).to_be_focused()
        tabs = 0
        while page.evaluate("document.activeElement.type") != "radio":
            page.keyboard.press("Tab")
            tabs += 1
            assert tabs < 6
        page.keyboard.press("Space")
        if answer == "ArrowDown":
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_have_text("Quel est le montant total, hors taxes ?")
    while page.evaluate("document.activeElement.id") != "walk-value":
        page.keyboard.press("Tab")
    page.keyboard.type("12 000")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Comparez deux devis, puis commandez")
    expect(heading(page)).to_be_focused()
    assert page.title().startswith("Comparez deux devis, puis commandez – ")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate(
        "document.querySelector('[data-walk]').contains(document.activeElement)"
    )


def test_every_state_has_an_address(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + "?perimeter=unknown")
    choose(page, "Non")
    assert query(page) == {"perimeter": "unknown", "couvert": "non"}
    choose(page, "Non")
    choose(page, "Non, besoin courant")
    type_in(page, "12 000,50 €")
    answers = {"couvert": "non", "urgence": "non", "risque": "standard", "montant": "12000.50"}
    assert query(page).items() >= answers.items()
    expect(heading(page)).to_have_text("Comparez deux devis, puis commandez")
    page.reload()
    expect(heading(page)).to_have_text("Comparez deux devis, puis commandez")
    page.go_back()
    expect(heading(page)).to_have_text("Quel est le montant total, hors taxes ?")
    expect(heading(page)).to_be_focused()
    page.go_back()
    page.go_back()
    page.go_back()
    expect(heading(page)).to_have_text("Un contrat ou le catalogue couvre-t-il ce besoin ?")
    assert urlsplit(page.url).query == "perimeter=unknown"
    page.go_forward()
    expect(heading(page)).to_have_text(
        "Faut-il agir tout de suite pour écarter un danger ou un arrêt ?"
    )
    elsewhere = at(open_context, sample + NEED + TWO_QUOTES)
    expect(heading(elsewhere)).to_have_text("Comparez deux devis, puis commandez")


def test_an_answer_is_changed_and_later_ones_are_kept(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + TWO_QUOTES)
    rows = panel(page).locator(".pb-given__one")
    assert rows.count() == 5
    rows.nth(2).get_by_role("link", name="Modifier").click()
    expect(heading(page)).to_have_text(
        "Faut-il agir tout de suite pour écarter un danger ou un arrêt ?"
    )
    assert panel(page).get_by_label("Non", exact=True).is_checked(), "the answer given before"
    assert query(page) == {"couvert": "non", "risque": "standard", "montant": "12000"}
    expect(panel(page)).to_contain_text("Déjà répondu, pour la suite")
    choose(page, "Oui")
    expect(heading(page)).to_have_text("Faites cesser le danger, le cadre d’astreinte décide")
    # Changed back, nothing is asked again; a new question only where one is needed.
    panel(page).get_by_role("link", name=re.compile("Modifier.*Faut-il agir")).click()
    choose(page, "Non")
    expect(heading(page)).to_have_text("Comparez deux devis, puis commandez")
    panel(page).get_by_role("link", name=re.compile("Modifier.*Quel est le montant")).click()
    assert panel(page).locator("#walk-value").input_value() == "12000"
    panel(page).get_by_role("link", name="Recommencer").click()
    expect(heading(page)).to_have_text("Qu’achetez-vous ?")
    assert panel(page).locator(":checked").count() == 0


def test_a_change_that_needs_a_new_question_asks_it(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + "?couvert=oui&urgence=non&montant=12000")
    panel(page).get_by_role("link", name=re.compile("Modifier.*Un contrat")).click()
    choose(page, "Non")
    expect(heading(page)).to_have_text("Le besoin touche-t-il à un sujet sensible ?")
    choose(page, "Oui, sujet sensible")
    expect(heading(page)).to_have_text("Deux devis et l’avis d’un spécialiste")


HOSTILE = {
    "markup": ("?couvert=<img src=x onerror=alert(1)>", 1),
    "markup-encoded": ("?couvert=%3Cscript%3Ealert(1)%3C/script%3E&urgence=non", 1),
    "long": ("?couvert=" + "a" * 10_000, 1),
    "many": ("?" + "&".join(f"k{number}=1" for number in range(1000)), 1),
    "unknown": ("?inconnue=oui&couvert=non", 1),
    "prototype": ("?__proto__=oui&constructor=non&toString=oui&hasOwnProperty=1", 1),
    "prototype-value": ("?couvert=constructor&urgence=__proto__", 2),
    "amount": ("?couvert=oui&urgence=non&montant=douze%20mille", 1),
    "negative": ("?couvert=oui&urgence=non&montant=-5", 1),
    "half-cent": ("?couvert=oui&urgence=non&montant=12.001x", 1),
    "twice": ("?couvert=oui&couvert=non", 1),
    "percent": ("?couvert=%E0%A4%A&%=", 2),
    "marks": ("?couvert=non&v=<b>&dit=<img onerror=alert(1)>", 0),
    "marks-long": ("?couvert=oui&urgence=oui&v=0123&dit=a" + "_a.1" * 5000, 0),
    "marks-prototype": ("?couvert=oui&urgence=oui&v=0123&dit=__proto___constructor.1", 0),
    "marks-figures": ("?couvert=oui&urgence=oui&v=0123&dit=a_devis.<b>_delai.constructor", 0),
    "marks-odd": ("?couvert=oui&urgence=oui&v=0123&dit=a_devis.constructor_delai.9e9", 0),
    "no-hash": ("?couvert=non#%", 0),
}


def test_an_address_is_never_trusted(open_context: Open, sample: str) -> None:
    context = open_context()
    context.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page = context.new_page()
    for case, (search, words) in HOSTILE.items():
        page.goto(sample + NEED + search)
        page.wait_for_selector("[data-walk]:not([hidden])")
        assert panel(page).locator(".pb-walk__notice p").count() == words, case
        if words:
            assert heading(page).get_attribute("aria-describedby") == "walk-notice", case
        kept = query(page)
        assert all(re.fullmatch(r"[a-zA-Z0-9._-]*", value) for value in kept.values()), (case, kept)
        shown = panel(page).inner_text()
        for foreign in ("alert", "<", "douze mille", "aaaa", "constructor", "__proto__"):
            assert foreign not in shown, case
        assert panel(page).locator("img, script, b").count() == 0, case
        assert page.evaluate("Object.keys(Object.prototype)") == [], case
        # What is left is asked as ever.
        if panel(page).get_by_label("Non", exact=True).count():
            choose(page, "Non")
        expect(panel(page).locator("h3")).to_have_count(1)


def test_an_address_of_a_deep_link_with_odd_notation_is_understood(
    open_context: Open, sample: str
) -> None:
    page = at(
        open_context, sample + NEED + "?couvert=oui&urgence=non&montant=12%20000,50%20%E2%82%AC"
    )
    expect(heading(page)).to_have_text("Commandez sur le contrat, avec deux accords")
    assert query(page)["montant"] == "12000.50"
    assert panel(page).locator(".pb-walk__notice").count() == 0


# ---- amounts


def test_what_is_typed_is_echoed_and_what_is_no_amount_is_said(
    open_context: Open, sample: str
) -> None:
    page = at(open_context, sample + NEED + "?couvert=oui&urgence=non")
    field, echo = panel(page).locator("#walk-value"), panel(page).locator("#walk-echo")
    for typed, meant in (
        ("12000", "12 000 €"),
        ("12.000,50", "12 000,50 €"),
        ("1,2 M€", "1 200 000 €"),
        ("12,000", "12 000 €"),
    ):
        field.fill(typed)
        assert (
            echo.inner_text().replace("\u202f", " ").replace("\u00a0", " ") == f"Compris : {meant}"
        )
    field.fill("douze")
    assert echo.inner_text() == ""
    field.press("Enter")
    error = panel(page).locator("#walk-error")
    expect(error).to_have_text("Écrivez un montant, par exemple 12 000 ou 12 000,50.")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    assert "walk-error" in (field.get_attribute("aria-describedby") or "").split()
    assert urlsplit(page.url).query == "couvert=oui&urgence=non", "a mistake is no state"
    type_in(page, "-5")
    expect(error).to_contain_text("plus petite")
    type_in(page, "12,3456")
    expect(error).to_contain_text("0,01")
    heard = panel(page).locator("[data-slot=heard]")
    field.fill("12k")
    expect(heard).to_contain_text("Compris", timeout=3000)


def test_without_an_answer_the_choice_is_asked_again(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + "?perimeter=unknown")
    page.get_by_role("button", name="Continuer").click()
    expect(panel(page).locator("#walk-choice-error")).to_have_text(
        "Choisissez une réponse pour continuer."
    )
    group = panel(page).get_by_role("radiogroup")
    assert group.get_attribute("aria-invalid") == "true"
    assert "walk-choice-error" in (group.get_attribute("aria-describedby") or "").split()
    expect(panel(page).get_by_label("Oui", exact=True)).to_be_focused()


def test_who_does_not_know_may_say_so(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI)
    choose(page, "Je ne sais pas")
    expect(heading(page)).to_have_text("Demandez conseil")
    assert query(page)["usage"] == "unknown"
    page.goto(small + ESSAI + "?usage=petit")
    panel(page).get_by_role("link", name="Je ne sais pas").click()
    expect(heading(page)).to_have_text("Demandez conseil")
    page.goto(small + ESSAI + "?usage=grand")
    assert panel(page).get_by_text("Je ne sais pas").count() == 0
    page.goto(small + ESSAI + "?usage=grand&duree=unknown")
    expect(panel(page).locator(".pb-walk__notice")).to_contain_text("Pour combien d’heures ?")


def test_a_number_has_its_unit_and_its_limits(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI + "?usage=grand")
    error = panel(page).locator("#walk-error")
    expect(panel(page).locator(".pb-step__unit")).to_have_text("heures")
    for typed, said in (("0,5", "1 heures"), ("501", "500 heures"), ("2,3", "0,5 heures")):
        type_in(page, typed)
        assert said in error.inner_text().replace("\u00a0", " ")
    type_in(page, "99,5")
    expect(heading(page)).to_have_text("C’est court")
    assert query(page)["duree"] == "99.5"
    assert panel(page).locator("i, b").count() == 0, "text of the playbook is text"
    expect(panel(page)).to_contain_text("<i>Commande</i>")


# ---- dates


def test_a_date_is_today_unless_another_is_asked_for(open_context: Open, sample: str) -> None:
    address = sample + GIFT + "?consultation=non&nature=cadeau&valeur=40"
    page = at(open_context, address)
    expect(heading(page)).to_have_text("Acceptez, c’est sous la limite de 2026")
    assert "date" not in query(page)
    expect(panel(page)).to_contain_text("Aujourd’hui, 2 novembre 2026")
    expect(panel(page).locator(".pb-near")).to_contain_text("à partir du 1er janvier 2027")
    expect(panel(page).locator(".pb-near")).not_to_contain_text("avant le")
    panel(page).get_by_role("link", name=re.compile("À une autre date")).click()
    expect(heading(page)).to_have_text("À quelle date le recevez-vous ?")
    expect(panel(page).locator(".pb-step__count")).to_have_text("Question 4 sur 4 au plus")
    assert panel(page).locator("#walk-value").input_value() == "2026-11-02"
    page.reload()
    panel(page).locator("#walk-value").fill("2027-01-01")
    page.get_by_role("button", name="Continuer").click()
    expect(heading(page)).to_have_text("Déclarez et attendez l’accord, limite de 2027")
    assert query(page)["date"] == "2027-01-01"
    expect(panel(page).locator(".pb-near")).to_contain_text("avant le 1er janvier 2027")
    later = at(open_context, address, day="2027-01-04T09:00:00")
    expect(heading(later)).to_have_text("Déclarez et attendez l’accord, limite de 2027")
    expect(panel(later)).not_to_contain_text("avant le")


def test_an_amount_with_tax_is_converted_in_front_of_its_reader(
    open_context: Open, small: str
) -> None:
    page = at(open_context, small + ESSAI + "?usage=petit")
    type_in(page, "6 000 € TTC")
    expect(panel(page).locator("[data-slot=error]")).to_contain_text("hors taxes")
    expect(panel(page).locator("[data-slot=ways]")).to_contain_text(
        "5 000 € (TVA à 20 %)".replace(" €", "\u00a0€")
        .replace(" %", "\u00a0%")
        .replace("5 0", "5\u202f0")
    )
    panel(page).get_by_role("button", name="TVA à 20").click()
    expect(panel(page).locator("[data-slot=echo]")).to_contain_text("5\u202f000")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Comparez")
    assert query(page)["montant"] == "5000"
    page.go_back()
    type_in(page, "6 000 € HT")
    assert query(page)["montant"] == "6000"
