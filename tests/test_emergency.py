"""An emergency: the number in two clicks, and what may be done first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playbook import pipeline
from playbook.model.addresses import dialled
from playwright.sync_api import BrowserContext, expect

from tests.little import DAY, build, change, errors, write

NUMBERS = {
    "01 99 00 12 34": "0199001234",
    "+33 1 99 00 12 34": "+33199001234",
    "+33 (0)1 99 00 12 34": "+33199001234",
    "01.99.00.12.34": "0199001234",
    "01\u00a099\u00a000\u00a012\u00a034 (nuit)": "0199001234",
    "15": "15",
    "poste 4512": "4512",
    "à demander à l’accueil": "",
}


@pytest.mark.parametrize(("written", "number"), NUMBERS.items())
def test_a_telephone_dials_the_number(written: str, number: str) -> None:
    assert dialled(written) == number


SETTINGS = """\
organisation: Vauclin
languages: [fr, en]
home:
  emergency: {rule: urgence, call: [veilleur, acheteur]}
"""
RULE = """\
title: Commander d’abord
summary: Devant un danger.
status: approved
strength: may
statement: Commandez.
rationale: La sécurité.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    write(tmp_path, {"playbook.yml": SETTINGS, "rules/urgence.yml": RULE})
    with (tmp_path / "roles.yml").open("a", encoding="utf-8") as file:
        file.write(
            "veilleur:\n  title: Veilleur\n  summary: Il veille.\n  status: approved\n"
            "  mandate: Veiller.\n  phone: 01 99 00 12 00\n"
        )
    return tmp_path


CALL = '<a class="pb-phone" href="tel:0199001200">01 99 00 12 00</a>'


def test_the_home_page_and_the_rule_carry_the_number(folder: Path) -> None:
    pages = {page.uri: page.html for page in build(folder).pages}
    assert [uri for uri, html in pages.items() if CALL in html] == [
        "", "rules/urgence/", "roles/veilleur/",
    ]  # fmt: skip
    assert 'href="./rules/urgence/"' in pages[""]
    before, after = pages["rules/urgence/"].split(CALL)
    assert "Commandez." not in before, "whom to call stands first"
    assert "Commandez." in after


def test_who_cannot_be_called_is_not_listed_and_warned_of(folder: Path) -> None:
    found = pipeline.check([folder], DAY).found
    warned = [one for one in found if one.code == "emergency-without-number"]
    assert [one.place.line for one in warned] == [4]
    assert "acheteur" in warned[0].message
    assert errors(folder) == []
    home = build(folder).pages[0].html
    assert "Acheteur" not in home.split("pb-calls")[1].split("</ul>")[0]


@pytest.mark.parametrize("line", ["  emergency: {rule: urgence, call: [acheteur]}\n", ""])
def test_without_a_number_there_is_no_door(folder: Path, line: str) -> None:
    whole = "  emergency: {rule: urgence, call: [veilleur, acheteur]}\n"
    change(folder, "playbook.yml", whole, line or "  searches: [taxi]\n")
    assert "pb-home__emergency" not in build(folder).pages[0].html


def test_a_contract_says_where_to_order_and_whom_to_call(folder: Path) -> None:
    family = (
        "title: Dépannage\nsummary: Les pannes.\nstatus: approved\nbought: Des pannes.\nbuyer: veilleur\n"
        "contracts:\n  - title: Air comprimé\n    supplier: Pneu\n    order: Appelez.\n    ends: 2028-06-30\n"
        "    order_at: https://pneu.example/commande\n    phone: +33 (0)1 99 00 45 60\n"
    )
    write(folder, {"perimeters/depannage.yml": family})
    assert errors(folder) == []
    html = {page.uri: page.html for page in build(folder).pages}["perimeters/depannage/"]
    assert '<a class="pb-button" href="https://pneu.example/commande">Commander</a>' in html
    assert 'href="tel:+33199004560"' in html
    assert html.count(CALL) == 2, "the buyer's number, and the one for emergencies"


def test_nothing_but_a_number_becomes_an_address(folder: Path) -> None:
    change(folder, "roles.yml", "01 99 00 12 00", '"javascript:alert(1)"')
    assert "javascript:" not in build(folder).pages[0].html.replace(">javascript:", "")


Open = Callable[..., BrowserContext]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_number_is_there_at_once_on_a_phone(
    open_context: Open, sample: str, scheme: str
) -> None:
    page = open_context(viewport={"width": 360, "height": 800}, color_scheme=scheme).new_page()
    page.goto(sample)
    number = page.get_by_role("link", name="01 99 00 12 00")
    expect(number).to_be_in_viewport()
    expect(number).to_have_attribute("href", "tel:0199001200")
    box = number.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    page.get_by_role("link", name="Ce que vous pouvez faire tout de suite").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Commander d’abord en cas d’urgence")
    expect(page.get_by_role("link", name="01 99 00 12 00").first).to_be_in_viewport()
