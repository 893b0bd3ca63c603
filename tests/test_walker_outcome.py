"""The outcome of a walk: what it says, why, how it is passed on, what has changed since."""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from playwright.sync_api import expect

from tests.serving import Served
from tests.walking import (
    ESSAI,
    GIFT,
    NEED,
    TWO_QUOTES,
    Open,
    at,
    heading,
    panel,
    query,
)

# ---- the outcome


def test_an_outcome_says_what_who_when_and_why(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + NEED + TWO_QUOTES)
    shown = panel(page)
    expect(shown.locator("[data-output=devis] .pb-sums__figure")).to_have_text("2")
    expect(shown.locator("[data-output=delai] dd")).to_contain_text("5 jours ouvrés")
    # Monday 2 November, the 11th is a holiday but later.
    expect(shown.locator("[data-output=delai] dd")).to_contain_text(
        "au plus tard le lundi 9 novembre 2026"
    )
    roles = shown.locator("[data-output=approbateurs] li")
    assert roles.count() == 2
    assert roles.first.locator("a[href^='mailto:']").count() == 1
    documents = shown.locator("[data-output=documents] a")
    assert documents.count() == 3
    for link in documents.all():
        assert page.request.get(link.evaluate("one => one.href")).ok
    assert shown.locator(".pb-outcome__rules a").count() >= 3
    assert shown.locator(".pb-given__one").count() == 5, "and what one buys, which was not said"
    near = shown.locator(".pb-near__one")
    assert near.count() == 2
    text = " ".join(near.nth(1).inner_text().split())
    assert text.startswith(
        "À partir de 25 000 € L’acheteur lance une demande de devis"
        " Devis à demander 3 Délai à prévoir 15 jours ouvrés"
    )
    near.nth(0).get_by_role("link").click()
    expect(heading(page)).to_have_text("Demandez un devis écrit, puis une commande")
    assert query(page)["montant"] == "4999.99"


def test_only_what_differs_is_said_of_a_neighbour(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI + "?usage=petit&montant=4999,99")
    expect(heading(page)).to_have_text("Faites simple")
    labels = panel(page).locator(".pb-near dt").all_inner_texts()
    assert labels == ["Devis", "Délai", "Qui approuve"], "the channel is the same"
    expect(panel(page).locator("[data-output=delai]")).to_contain_text("mercredi 4 novembre 2026")
    page.goto(small + ESSAI + "?usage=grand&duree=200")
    # Fifteen working days from the 2nd, one of which is the 11th: nobody works.
    expect(panel(page).locator("[data-output=delai]")).to_contain_text("mardi 24 novembre 2026")


def test_an_answer_is_copied_mailed_and_printed(open_context: Open, sample: str) -> None:
    page = at(
        open_context, sample + NEED + TWO_QUOTES, permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="Copier la réponse").click()
    expect(panel(page).get_by_role("status")).to_have_text("La réponse est copiée.")
    text = page.evaluate("navigator.clipboard.readText()")
    for part in (
        "J’ai besoin d’acheter",
        "Comparez deux devis",
        "Devis à demander : 2",
        "lundi 9 novembre 2026",
        "Quel est le montant total, hors taxes\u00a0? 12\u202f000\u00a0€",
        "Règles : ",
    ):
        assert part in text
    assert "12000\n" not in text.replace(page.url, ""), "what only search reads stays out"
    link = text.splitlines()[-1]
    page.get_by_role("button", name="Copier le lien").click()
    expect(panel(page).get_by_role("status")).to_have_text("Le lien est copié.")
    assert page.evaluate("navigator.clipboard.readText()") == link == page.url
    mail = panel(page).get_by_role("link", name="Envoyer").get_attribute("href")
    assert mail.startswith("mailto:achats@vauclin.example?subject=")
    subject, body = (unquote(one) for one in mail.split("?subject=")[1].split("&body="))
    assert subject == "J’ai besoin d’acheter – Comparez deux devis, puis commandez"
    assert body.replace("\r\n", "\n") == text
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed")


def test_without_a_clipboard_the_text_is_there_to_copy(open_context: Open, small: str) -> None:
    context = open_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = context.new_page()
    page.goto(small + ESSAI + "?usage=petit&montant=10")
    page.get_by_role("button", name="Copier la réponse").click()
    field = panel(page).locator("textarea")
    expect(field).to_be_visible()
    expect(field).to_be_focused()
    assert "Faites simple" in field.input_value()


def test_an_outcome_prints_on_one_page(open_context: Open, sample: str) -> None:
    for search in (TWO_QUOTES, "?couvert=non&urgence=non&risque=sensible&montant=600000"):
        page = at(open_context, sample + NEED + search)
        pdf = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
        page.emulate_media(media="print")
        assert panel(page).is_visible()
        assert not page.locator(".pb-table").first.is_visible()
        assert page.locator("h1").is_visible()
        expect(panel(page).locator("[data-slot=printed]")).to_contain_text(
            "Imprimé le 2 novembre 2026"
        )


# ---- answers that are kept


def test_a_kept_answer_says_what_has_changed(
    open_context: Open, sites: Callable[[str], Served]
) -> None:
    old, new = sites("small").address, sites("revised").address
    page = at(open_context, old + ESSAI + "?usage=petit&montant=12000")
    kept = urlsplit(page.url).query
    assert re.fullmatch(r"usage=petit&montant=12000&v=[\w-]{13}", kept)
    assert panel(page).locator(".pb-walk__notice").count() == 0
    again = at(open_context, f"{old}{ESSAI}?{kept}")
    expect(panel(again).locator(".pb-walk__notice")).to_have_text(
        "Rien n’a changé depuis que cette réponse a été enregistrée."
    )
    revised = at(open_context, f"{new}{ESSAI}?{kept}")
    notice = panel(revised).locator(".pb-walk__notice")
    assert (
        notice.inner_text().splitlines()[0]
        == "Depuis le 1er novembre 2026, la réponse n’est plus la même :"
    )
    assert notice.locator("li").all_inner_texts() == ["Devis : 3"]
    revised.reload()
    expect(notice.locator("li")).to_have_text("Devis : 3")
    simple = at(open_context, old + ESSAI + "?usage=petit&montant=100")
    same = at(open_context, f"{new}{ESSAI}?{urlsplit(simple.url).query}")
    expect(panel(same).locator(".pb-walk__notice")).to_have_text(
        "La décision a été revue le 1er novembre 2026. Pour vous, la réponse reste la même."
    )


def test_a_kept_answer_tells_when_only_the_day_has_changed(open_context: Open, sample: str) -> None:
    page = at(open_context, sample + GIFT + "?consultation=non&nature=cadeau&valeur=40")
    later = at(open_context, page.url, day="2027-02-01T09:00:00")
    notice = panel(later).locator(".pb-walk__notice")
    expect(notice).to_contain_text("Depuis le 1er janvier 2027, la réponse n’est plus la même")
    expect(notice).to_contain_text(
        "Réponse : Acceptez, c’est sous la limite de 2026 → Déclarez et attendez l’accord, limite de 2027"
    )


def test_a_kept_answer_is_the_same_in_every_language(open_context: Open, small: str) -> None:
    page = at(open_context, small + ESSAI + "?usage=petit&montant=12000")
    query = urlsplit(page.url).query
    english = at(open_context, f"{small}en/{ESSAI}?{query}", locale="en-GB")
    expect(panel(english).locator(".pb-walk__notice")).to_have_text(
        "Nothing has changed since this answer was saved."
    )
    expect(panel(english)).to_contain_text("€12,000")
    expect(panel(english)).to_contain_text("by Monday, 9 November 2026 at the latest")
