"""Terms of the glossary are found where they stand, and nowhere else."""

from pathlib import Path

import pytest
from playbook import pipeline
from playbook.pages.terms import Glossary

from tests.little import DAY, write

TERM = "{title: %s, summary: S, status: approved, term: %s, definition: D, synonyms: [%s]}"
TERMS = {
    "cout-complet": ("coût complet", "TCO"),
    "appel-d-offres": ("appel d’offres", "AO"),
    "reseau": ("réseau", "canal de vente"),
    "prix-unitaire": ("prix unitaire", "P.U."),
    "gre-a-gre": ("gré à gré", "sans mise en concurrence"),
    "usage": ("us", "coutume"),
}


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    lines = (f"{name}: {TERM % (term, term, more)}" for name, (term, more) in TERMS.items())
    files = {"playbook.yml": "organisation: V\n", "glossary.yml": "\n".join(lines) + "\n"}
    data: Path = write(tmp_path_factory.mktemp("terms"), files)
    playbook = pipeline.check([data], DAY).playbook
    assert playbook is not None
    return Glossary(playbook.entries["glossary"].values())


@pytest.mark.parametrize(
    "text",
    [
        "Voyez le coût. Complet ou non, il compte.",
        "le coût ; complet",
        "le coût : complet",
        "le coût, complet",
        "le coût (complet)",
        "le coût\n\ncomplet",
        "le coût\n- complet",
        "le coût… complet",
        "le coût / complet",
        "le coût — complet",
        "un appel. D’offres",
        "un appel d’argent. Offres",
        "ao",
        "la lettre u",
    ],
)
def test_a_sentence_ends_a_term(text: str, glossary: Glossary) -> None:
    assert glossary.find(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("le coût complet.", "cout-complet"),
        ("le Coût  Complet", "cout-complet"),
        ("le coût\ncomplet", "cout-complet"),
        ("le coût\u00a0complet", "cout-complet"),
        ("les coûts complets", "cout-complet"),
        ("un appel d'offres", "appel-d-offres"),
        ("un appel d’offres", "appel-d-offres"),
        ("les appels d’offres", "appel-d-offres"),
        ("un AO", "appel-d-offres"),
        ("les réseaux", "reseau"),
        ("le prix unitaire", "prix-unitaire"),
        ("le P.U. du lot", "prix-unitaire"),
        ("de gré à gré", "gre-a-gre"),
        ("un us", "usage"),
    ],
)
def test_a_term_is_found_as_it_is_written(text: str, name: str, glossary: Glossary) -> None:
    assert [one.entry.id for one in glossary.find(text)] == [name]
