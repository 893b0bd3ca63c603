"""Which words of a text are terms of the glossary: in the singular and the plural."""

from pathlib import Path

import pytest
from playbook.pages.terms import Glossary
from playbook.pipeline import check

from tests.excerpts import TODAY, write

TERMS = """\
# glossary.yml
bureau: {term: Bureau, definition: Une table., status: approved}
niveau: {term: Niveau de service, definition: Ce qui est promis., status: approved}
prix: {term: Prix, definition: Ce que l’on paie., status: approved}
ao: {term: AO, definition: Un appel d’offres., status: approved}
cadre: {term: Contrat cadre, definition: Un accord., status: approved, synonyms: [accord-cadre]}
contrat: {term: Contrat, definition: Un accord., status: approved}
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    playbook = check(write(TERMS, tmp_path).roots, TODAY).playbook
    assert playbook is not None
    return Glossary(playbook.entries["glossary"].values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deux bureaux", ["bureaux"]),
        ("Un bureau", ["bureau"]),
        ("Les niveaux de service", ["niveaux de service"]),
        ("Le niveau du service", []),
        ("Le prix, les Prix", ["prix", "Prix"]),
        ("Un AO, un ao", ["AO"]),
        ("Deux contrats cadres", ["contrats cadres"]),
        ("Des accords-cadres", []),
        ("Des accord-cadres et des contrats", ["accord-cadres", "contrats"]),
        ("Un bureaux-table", []),
    ],
)
def test_terms_are_found(glossary: Glossary, text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in glossary.find(text)] == found
