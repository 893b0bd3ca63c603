"""The stairs of the thresholds: what they say follows the playbook, and the reader's amount lights a step."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playbook.pages.page import Page
from playbook.pictures.lines import lines, width_of
from playbook.pictures.stairs import reaches

from tests.little import FILES, build, change, part_of, write

SEUILS = """\
carte:
  title: La carte
  summary: Un seuil.
  status: approved
  value: 500
"""
TABLE = """\
title: Acheter
summary: Un résumé.
status: draft
form: table
inputs:
  urgent:
    ask: Est-ce urgent ?
    choices: {oui: Oui, non: Non}
  montant:
    ask: Combien ?
    measure: money
outputs:
  devis: {label: Devis, measure: number}
  delai: {label: Délai, measure: working-days}
  qui: {label: Qui approuve, refers: roles, many: true}
rows:
  - id: vite
    title: Commandez
    when: {urgent: oui, montant: {below: trois-devis}}
    then: {devis: 0, delai: 0}
  - id: vite-cher
    title: Appelez
    when: {urgent: oui, montant: {from: trois-devis}}
    then: {devis: 0, delai: 1, qui: [acheteur]}
    rules: [urgence]
  - id: petit
    title: Payez
    when: {urgent: non, montant: {below: carte}}
    then: {devis: 0, delai: 1}
  - id: moyen
    title: Demandez
    when: {urgent: non, montant: {from: carte, below: trois-devis}}
    then: {devis: 1, delai: 2, qui: [acheteur]}
  - id: grand
    title: Comparez
    when: {urgent: non, montant: {from: trois-devis}}
    then: {devis: 3, delai: 15, qui: [acheteur]}
    rules: [concurrence]
"""
RULE = """\
title: Une règle
summary: Un résumé.
status: draft
strength: must
statement: Comparez.
rationale: Pour choisir.
decided_by: achat
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        **FILES,
        "thresholds.yml": SEUILS + FILES["thresholds.yml"],
        "decisions/achat.yml": TABLE,
        "rules/concurrence.yml": RULE,
        "rules/urgence.yml": RULE,
    }
    return write(tmp_path, files)


def pages(folder: Path, **edition: str) -> dict[str, Page]:
    return {page.uri: page for page in build(folder, **edition).pages}


def steps(html: str) -> list[dict[str, Any]]:
    """What each step of the first stairs says: where it ends, its first and last amount, its texts."""
    drawing = html.split("<svg", 1)[1].split("</svg>")[0]
    return [
        {
            "reach": float(re.findall(r'pb-stairs__tread"[^>]*width="([\d.]+)%', step)[0]),
            "low": next(iter(re.findall(r'data-low="([^"]*)"', step)), None),
            "high": next(iter(re.findall(r'data-high="([^"]*)"', step)), None),
            "says": [
                re.sub("<.*?>", "", one)
                for one in re.findall(r"<text(?! class=\"pb-stairs__mark).*?</text>", step)
            ],
        }
        for step in drawing.split("<g ")[1:]
    ]


def test_a_step_says_its_amount_its_figures_and_who_approves(folder: Path) -> None:
    found = steps(part_of(pages(folder)["rules/concurrence/"], "stairs"))
    assert [(one["low"], one["high"], one["says"]) for one in found] == [
        (None, "499.99", ["moins de 500\u00a0€", "0", "1 jour ouvré"]),
        ("500", "4999.99", ["dès 500\u00a0€", "1", "2 jours ouvrés", "Acheteur"]),
        ("5000", None, ["dès 5\u202f000\u00a0€", "3", "15 jours ouvrés", "Acheteur"]),
    ]


def test_a_threshold_that_rises_moves_its_step_on_every_page(folder: Path) -> None:
    before = pages(folder)
    change(folder, "thresholds.yml", "value: 500\n", "value: 1000\n")
    after = pages(folder)
    for uri, section in (
        ("rules/concurrence/", "stairs"),
        ("thresholds/trois-devis/", "stairs"),
        ("thresholds/", "stairs"),
        ("decisions/achat/", "walk"),
    ):
        old, new = (steps(part_of(one[uri], section)) for one in (before, after))
        assert new[1]["low"] == "1000", uri
        assert "dès 1\u202f000\u00a0€" in new[1]["says"]
        assert new[0]["reach"] > old[0]["reach"]


def test_a_rule_shows_the_stairs_whose_answers_name_it(folder: Path) -> None:
    html = part_of(pages(folder)["rules/urgence/"], "stairs")
    assert [one["low"] for one in steps(html)] == [None, "5000"]
    assert "Est-ce urgent ? <b>Oui</b>" in html


def test_a_threshold_is_marked_among_its_neighbours(folder: Path) -> None:
    html = part_of(pages(folder)["thresholds/carte/"], "stairs")
    marked = html.split("pb-stairs__step--here")[1].split("</g>")[0]
    assert 'data-low="500"' in marked
    assert "ce seuil" in marked
    assert "thresholds/carte/" not in html, "its own page is no link"
    assert "thresholds/trois-devis/" in html


def test_the_same_stands_in_a_table_that_leads_to_the_answers(folder: Path) -> None:
    html = part_of(pages(folder)["rules/concurrence/"], "stairs")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html, re.S)
    assert " ".join(re.sub("<.*?>", " ", rows[1]).split()) == (
        "de 500 € à moins de 5 000 € 1 2 jours ouvrés Acheteur Demandez"
    )
    assert '#outcome-moyen"' in rows[1]


TREE = """\
title: Acheter
summary: Un résumé.
status: draft
form: tree
start: montant
questions:
  montant:
    ask: Combien ?
    measure: money
    answers:
      petit: {up_to: 500, go: fin}
      grand: {above: 500, go: encore}
  encore:
    ask: Est-ce urgent ?
    answers:
      oui: {label: Oui, go: un}
      non: {label: Non, go: trois}
outputs:
  devis: {label: Devis, measure: number}
outcomes:
  fin: {title: Payez, then: {devis: 0}}
  un: {title: Demandez, then: {devis: 1}}
  trois: {title: Comparez, then: {devis: 3}}
"""


def test_a_tree_has_stairs_too_and_says_how_far_a_figure_goes(folder: Path) -> None:
    change(folder, "decisions/achat.yml", TABLE, TREE)
    found = steps(part_of(pages(folder)["decisions/achat/"], "walk"))
    assert [(one["low"], one["high"]) for one in found] == [(None, "500"), ("500.01", None)]
    assert [one["says"][1] for one in found] == ["0", "1 à 3"]


WITHOUT = {
    "one range alone, of a table that is not whole": (
        "rows:\n  - {id: un, title: Un, when: {urgent: oui, montant: {below: 500}}, then: {devis: 1}}\n"
        "  - {id: deux, title: Deux, when: {urgent: non, montant: {below: 500}}, then: {devis: 2}}\n"
    ),
    "one answer whatever the amount": (
        "rows:\n  - {id: un, title: Un, when: {}, then: {devis: 1}}\n"
    ),
    "an answer that does not depend on the amount": (
        "rows:\n  - {id: un, title: Un, when: {urgent: oui}, then: {devis: 1}}\n"
        "  - {id: deux, title: Deux, when: {urgent: non}, then: {devis: 2}}\n"
    ),
}


@pytest.mark.parametrize("rows", WITHOUT.values(), ids=WITHOUT.keys())
def test_where_no_amount_decides_nothing_is_drawn(folder: Path, rows: str) -> None:
    text = TABLE.replace(TABLE[TABLE.index("rows:") :], rows)
    change(folder, "decisions/achat.yml", TABLE, text)
    found = pages(folder)
    for uri in ("rules/concurrence/", "thresholds/carte/", "thresholds/", "decisions/achat/"):
        assert "data-stairs" not in found[uri].html
        assert "stairs" not in found[uri].sections


def test_amounts_stand_by_their_magnitude_or_by_their_rank() -> None:
    assert reaches([Decimal(500), Decimal(5000), Decimal(50000), None]) == [25.0, 50.0, 75.0, 100]
    assert reaches([Decimal(500), None]) == [50.0, 100.0]
    assert reaches([Decimal(0), Decimal(5000), None]) == [33.3, 66.7, 100.0]
    assert reaches([None]) == [100.0], "a decision that is being written may have one"


@pytest.mark.parametrize("width", [3, 8, 20])
def test_a_line_is_never_too_wide_and_no_word_is_lost(width: float) -> None:
    text = "Directeur administratif et financier, anticonstitutionnellement 100\u202f000\u00a0€"
    found = lines(text, width)
    assert all(width_of(one) <= width for one in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
