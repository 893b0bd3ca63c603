"""What one buys: asked first, it settles questions, and stands beside the answer with its buyer."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.scripting import Ask
from tests.walking import ESSAI, GIFT, NEED, Open, at, choose, heading, panel, query, type_in

FAMILIES: list[dict[str, Any]] = [
    {"id": "ordinateurs", "label": "Matériel informatique", "words": ["ordinateur", "PC", "écran"]},
    {"id": "nettoyage", "label": "Nettoyage des locaux", "words": ["femme de ménage", "vitres"]},
    {"id": "salles", "label": "Réceptions", "words": ["salle", "location de vaisselle"]},
    {
        "id": "voyages",
        "label": "Voyages et déplacements",
        "words": ["taxi", "train", "hôtel", "location de salle"],
    },
    {"id": "conseil", "label": "Conseil et études", "words": ["consultant", "étude de marché"]},
    {"id": "marketing", "label": "Marketing", "words": ["étude", "salon"]},
    {"id": "vide", "label": "Énergie"},
]
# What is typed, and the families it may mean, the likeliest first.
MEANT = {
    "taxi": ["voyages"],
    "Un TAXI pour la gare": ["voyages"],
    "pc": ["ordinateurs"],
    "pcs": ["ordinateurs"],
    "ordi": ["ordinateurs"],
    "ordinateurs portables": ["ordinateurs"],
    "ordnateur": ["ordinateurs"],
    "hotel": ["voyages"],
    "energie": ["vide"],
    "un consultant à 900 € par jour": ["conseil"],
    "consultante": ["conseil"],
    "étude": ["conseil", "marketing"],
    "étude de marché": ["conseil", "marketing"],
    "gens de ménage": ["nettoyage"],
    "femme de ménage": ["nettoyage"],
    "location de salle": ["voyages"],
    "ménage des locaux": ["nettoyage"],
    "900": [],
    "le": [],
    "zzzzzz": [],
    "…": [],
}


def test_a_family_is_found_by_what_people_call_it(ask: Ask) -> None:
    found = ask(
        "decision-need",
        "given.cases.map((one) => it.found(given.families, one).map(({family}) => family.id))",
        {"families": FAMILIES, "cases": list(MEANT)},
    )
    first = {text: (one[0] if one else None) for text, one in zip(MEANT, found, strict=True)}
    assert first == {text: (one[0] if one else None) for text, one in MEANT.items()}
    assert set(found[list(MEANT).index("étude")]) == {"conseil", "marketing"}
    assert found[list(MEANT).index("taxi")] == ["voyages"]
    why = ask(
        "decision-need",
        "it.found(given, 'taxi').concat(it.found(given, 'nettoyage')).map(({why}) => why)",
        FAMILIES,
    )
    assert why == ["taxi", ""], "a title says it already"


def test_what_one_buys_is_typed_and_settles_a_question(open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI)
    expect(heading(page)).to_have_text("Qu’achetez-vous\u00a0?")
    expect(panel(page).locator(".pb-step__count")).to_have_text("Question 1 sur 3 au plus")
    listed = panel(page).locator(".pb-need__list a")
    assert listed.all_inner_texts() == [
        "Conseil et études", "Matériel informatique", "Voyages et déplacements"
    ]  # fmt: skip
    field = panel(page).get_by_label("Qu’achetez-vous")
    field.fill("un portable")
    expect(listed).to_have_text("Matériel informatique")
    expect(panel(page).locator(".pb-need__one")).to_contain_text("portable")
    expect(panel(page).locator("[data-slot=found]")).to_have_text("Familles trouvées\u00a0: 1")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Pour quel montant ?")
    expect(heading(page)).to_be_focused()
    expect(panel(page).locator(".pb-step__count")).to_have_text("Question 2 sur 2 au plus")
    assert query(page) == {"perimeter": "ordinateurs"}
    rows = panel(page).locator(".pb-given__one dd:nth-of-type(1)")
    assert rows.all_inner_texts() == ["Matériel informatique", "Petit, d’après la famille"]
    about = panel(page).locator(".pb-about")
    assert not about.get_by_text("Ordivauc").is_visible()
    about.locator("summary").click()
    expect(about.get_by_text("Ordivauc")).to_be_visible()
    # What it settles may be said otherwise, and what one buys be changed: it then speaks anew.
    panel(page).get_by_role("link", name=re.compile("Modifier.*Quel usage")).click()
    assert query(page) == {"perimeter": "ordinateurs", "usage": ""}
    panel(page).get_by_label("Grand").check()
    page.get_by_role("button", name="Continuer").click()
    expect(heading(page)).to_have_text("Pour combien d’heures ?")
    assert query(page) == {"perimeter": "ordinateurs", "usage": "grand"}
    panel(page).get_by_role("link", name=re.compile("Modifier.*Qu’achetez-vous")).click()
    panel(page).get_by_role("link", name="Matériel informatique").click()
    expect(heading(page)).to_have_text("Pour quel montant ?")
    assert query(page) == {"perimeter": "ordinateurs"}


def test_an_answer_names_the_contract_and_the_buyer(open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI + "?perimeter=ordinateurs&montant=100")
    said = panel(page).locator(".pb-result__said")
    expect(heading(page)).to_have_text("Faites simple")
    expect(said.get_by_role("link", name="Commander")).to_have_attribute(
        "href", "https://ordivauc.example/"
    )
    assert said.locator("a[href='tel:0199001122']").count() == 1, "of the contract"
    assert said.locator("a[href='tel:0199003344']").count() == 1, "of the buyer"
    expect(said).to_contain_text("Ne s’achète pas ici")
    expect(said.get_by_role("link", name="Toute la page")).to_have_attribute(
        "href", re.compile("perimeters/ordinateurs/$")
    )
    expect(said.locator("[data-output=devis]")).to_contain_text("aucun devis")
    assert said.locator("[data-output=devis] .pb-sums__figure").count() == 0, "no large zero"
    order = said.evaluate(
        "one => [...one.querySelectorAll('[data-about], .pb-sums')].map(el => el.className)"
    )
    assert order == ["", "pb-sums"], "what to do and whom to call stand before the figures"
    mail = panel(page).get_by_role("link", name="Envoyer").get_attribute("href")
    assert mail.startswith("mailto:acheteuse@essais.example?")
    # Elsewhere there is no contract to order on.
    page.goto(families + ESSAI + "?perimeter=ordinateurs&montant=9000")
    expect(heading(page)).to_have_text("Comparez")
    assert panel(page).get_by_text("Ordivauc").count() == 0
    assert panel(page).locator("a[href='tel:0199003344']").count() == 1


def test_who_does_not_know_what_it_is_goes_on_or_asks(open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI)
    panel(page).get_by_label("Qu’achetez-vous").fill("licorne")
    expect(panel(page).locator("[data-slot=found]")).to_contain_text("Aucune famille")
    ask = panel(page).get_by_role("link", name="Demander aux achats")
    assert "licorne" in unquote(ask.get_attribute("href"))
    panel(page).get_by_role("link", name="Autre chose, ou je ne sais pas").click()
    expect(heading(page)).to_have_text("Quel usage en faites-vous ?")
    assert query(page) == {"perimeter": "unknown"}
    choose(page, "Petit")
    type_in(page, "100")
    mail = panel(page).get_by_role("link", name="Envoyer").get_attribute("href")
    assert mail.startswith("mailto:achats@essais.example?")


@pytest.mark.parametrize(
    ("search", "given"),
    [
        ("?usage=petit", "Non précisé"),
        ("?perimeter=&usage=petit", None),
        ("?perimeter=licorne&usage=petit", "Non précisé"),
        ("?perimeter=constructor", None),
    ],
)
def test_an_address_without_what_one_buys_still_leads_on(
    search: str, given: str | None, open_context: Open, families: str
) -> None:
    page = at(open_context, families + ESSAI + search)
    if given is None:
        expect(heading(page)).to_have_text("Qu’achetez-vous\u00a0?")
    else:
        expect(heading(page)).to_have_text("Pour quel montant ?")
        expect(panel(page).locator(".pb-given__one dd").first).to_have_text(given)


def test_a_document_is_begun_with_what_was_answered(open_context: Open, families: str) -> None:
    page = at(
        open_context,
        families + ESSAI + "?perimeter=ordinateurs&montant=1234",
        permissions=["clipboard-read", "clipboard-write"],
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    panel(page).get_by_role("button", name="Préparer : Fiche de besoin").click()
    field = panel(page).locator(".pb-filled textarea")
    expect(field).to_be_visible()
    expect(panel(page).locator(".pb-filled__paper")).to_contain_text("LE BESOIN")
    text = field.input_value()
    for part in (
        "Fiche de besoin",
        "Matériel informatique",
        "1\u202f234\u00a0€",
        "LE BESOIN",
        "- Pour quand",
    ):
        assert part in text, part
    assert [urlsplit(one).path for one in asked] == ["/documents/fiche/"], (
        "its page, and nothing else"
    )
    field.fill(text.replace("Pour qui : ………", "Pour qui : l’atelier"))
    panel(page).get_by_role("button", name="Copier le document").click()
    assert "l’atelier" in page.evaluate("navigator.clipboard.readText()")
    mail = unquote(panel(page).get_by_role("link", name="Envoyer par mail").get_attribute("href"))
    assert mail.startswith("mailto:acheteuse@essais.example?subject=Fiche de besoin&body=")
    assert "l’atelier" in mail
    page.emulate_media(media="print")
    expect(panel(page).locator(".pb-filled__paper")).to_contain_text("l’atelier")
    assert not field.is_visible()


def test_without_a_clipboard_a_document_is_selected(open_context: Open, families: str) -> None:
    context = open_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = context.new_page()
    page.goto(families + ESSAI + "?perimeter=ordinateurs&montant=1234")
    panel(page).get_by_role("button", name="Préparer").click()
    panel(page).get_by_role("button", name="Copier le document").click()
    expect(panel(page).locator(".pb-filled [role=status]")).to_contain_text("sélectionné")
    field = panel(page).locator(".pb-filled textarea")
    assert field.evaluate("one => one.selectionEnd - one.selectionStart === one.value.length")


def test_a_document_that_cannot_be_had_opens_its_page(open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI + "?perimeter=ordinateurs&montant=1234")
    page.route("**/documents/fiche/", lambda route: route.fulfill(body="<p>Fermé"), times=1)
    panel(page).get_by_role("button", name="Préparer").click()
    page.wait_for_url("**/documents/fiche/")
    expect(page.locator("h1")).to_have_text("Fiche de besoin")


def test_a_copied_link_is_short_and_opens_for_everybody(open_context: Open, families: str) -> None:
    page = at(
        open_context,
        families + ESSAI + "?perimeter=ordinateurs&montant=100",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.get_by_role("button", name="Copier le lien").click()
    expect(panel(page).locator("[data-slot=done]")).to_have_text("Le lien est copié.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(
        "https://achats.essais.example/tous/decisions/essai/?perimeter=ordinateurs&"
    )
    beyond = urlsplit(link).query.removeprefix("perimeter=ordinateurs&montant=100")
    assert len(beyond) <= 20, beyond


def test_families_are_a_list_without_script(open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI, java_script_enabled=False)
    one = page.locator("[data-need=ordinateurs]")
    one.locator("summary").click()
    expect(one.get_by_text("Ordivauc")).to_be_visible()
    expect(one.locator("a[href='tel:0199003344']")).to_be_visible()
    page.goto(families + "perimeters/voyages/")
    page.locator("a.pb-button[href*='decisions/essai/']").first.click()
    assert query(page) == {"perimeter": "voyages"}


def test_before_the_first_answer_the_page_is_short(
    open_context: Open, families: str, sample: str
) -> None:
    for address in (families + ESSAI, sample + NEED, sample + GIFT):
        page = at(open_context, address, viewport={"width": 360, "height": 800})
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= 3 * 800, (address, height)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_folded_opens_where_a_link_leads(open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI + "#outcome-simple")
    expect(page.locator("#outcome-simple")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "search", ["", "?perimeter=ordinateurs", "?perimeter=ordinateurs&montant=10"]
)
def test_nobody_is_kept_out(search: str, scheme: str, open_context: Open, families: str) -> None:
    page = at(open_context, families + ESSAI + search, color_scheme=scheme)
    for fold in page.locator("details:visible").all():
        fold.evaluate("one => { one.open = true }")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
