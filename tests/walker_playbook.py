"""A small playbook for the walker's tests: what the sample's decisions do not have.

`essai` has « je ne sais pas », a measured number with a unit, and hostile words; `quarante` is a
tree of forty questions; `chaine` nests as deep as a screen is narrow.
"""

from pathlib import Path

import yaml

ESSAI = """\
title: Essayer
summary: Une décision pour les tests.
status: approved
owner: achats
effective: {{from: {since}}}
form: table
inputs:
  usage:
    ask: Quel usage en faites-vous ?
    choices:
      petit: Petit
      grand: Grand <b onclick="alert(1)">gras</b>
    unknown: conseil
  montant:
    ask: Pour quel montant ?
    measure: money
    max: 100000
    tax: excluded
    unknown: conseil
  duree:
    ask: Pour combien d’heures ?
    measure: number
    min: 1
    max: 500
    step: 0.5
    unit: heures
outputs:
  devis: {{label: Devis, measure: number, stricter: more}}
  delai: {{label: Délai, measure: working-days, stricter: more}}
  qui: {{label: Qui approuve, refers: roles, many: true}}
  canal: {{label: Canal}}
rows:
  - id: conseil
    title: Demandez conseil
    then: {{canal: L’acheteur}}
  - id: simple
    title: Faites simple
    when: {{usage: petit, montant: {{below: 5000}}}}
    then: {{devis: 1, delai: 2, canal: Commande}}
  - id: compare
    title: Comparez
    when: {{usage: petit, montant: {{from: 5000}}}}
    then: {{devis: {quotes}, delai: 5, qui: [achats], canal: Commande}}
  - id: court
    title: C’est court
    when: {{usage: grand, duree: {{below: 100}}}}
    then: {{devis: 2, canal: <i>Commande</i>}}
  - id: long
    title: C’est long
    when: {{usage: grand, duree: {{from: 100}}}}
    then: {{devis: 3, delai: 15, canal: Consultation}}
examples:
  - case: Petit et cher
    given: {{usage: petit, montant: 12000}}
    expect: compare
"""


PAPERS = "  papiers: {label: Papiers, refers: documents, many: true}\n"
DOCUMENT = """\
fiche:
  title: Fiche de besoin
  summary: Ce que l’on veut.
  status: approved
  form: form
  needed: Toujours.
  filled_by: achats
  parts:
    - title: Le besoin
      text: |-
        - Pour quand : ………
        - Pour qui : ………
"""
PERIMETERS = """\
ordinateurs:
  title: Matériel informatique
  keywords: [ordinateur, PC, portable, écran]
  contracts:
    - title: Postes de travail
      supplier: Ordivauc
      order: Choisissez dans le catalogue.
      order_at: https://ordivauc.example/
      phone: 01 99 00 11 22
      ends: 2030-12-31
  excludes: [Les logiciels]
  given: {usage: petit}
voyages:
  title: Voyages et déplacements
  keywords: [taxi, train, avion]
  given: {usage: grand}
conseil:
  title: Conseil et études
  keywords: [consultant, étude]
"""


def write(folder: Path, quotes: int = 2, since: str = "2026-10-01", families: bool = False) -> Path:
    """The playbook in `folder`; `quotes` and `since` are what a revision of `essai` changes.

    With `families` it starts with `essai`, which asks what one buys.
    """
    decisions = folder / "decisions"
    decisions.mkdir(parents=True)
    (folder / "playbook.yml").write_text(
        "organisation: Essais\nlanguages: [fr, en]\ncontact: {mail: achats@essais.example}\n"
        "holidays: [2026-11-11]\nvat: [20, 5.5]\n"
    )
    (folder / "roles.yml").write_text(
        "achats:\n  title: Achats\n  summary: Ils achètent.\n  status: approved\n"
        "  mandate: Acheter.\n  mail: achats@essais.example\n  phone: 01 23 45 67 89\n"
    )
    essai = ESSAI.format(quotes=quotes, since=since)
    if families:
        with (folder / "playbook.yml").open("a") as settings:
            settings.write(
                "home: {start: essai}\nsites: {staff: https://achats.essais.example/tous}\n"
            )
        with (folder / "roles.yml").open("a") as roles:
            roles.write(
                "acheteur:\n  title: Acheteuse\n  summary: Elle achète.\n  status: approved\n"
                "  mandate: Acheter.\n  mail: acheteuse@essais.example\n  phone: 01 99 00 33 44\n"
            )
        (folder / "documents.yml").write_text(DOCUMENT, "utf-8")
        (folder / "perimeters.yml").write_text(
            "\n".join(
                f"{line}\n  summary: Une famille.\n  status: approved\n  buyer: acheteur\n  bought: Tout."
                if line[0] != " "
                else line
                for line in PERIMETERS.splitlines()
            ),
            "utf-8",
        )
        essai = essai.replace("devis: 1, delai: 2", "devis: 0, delai: 2, papiers: [fiche]")
        essai = essai.replace("  canal: {label: Canal}\n", "  canal: {label: Canal}\n" + PAPERS)
        essai = essai.replace("stricter: more}", "stricter: more, zero: aucun devis}", 1)
        essai = essai.replace(
            "    title: Faites simple\n", "    title: Faites simple\n    on_contract: true\n"
        )
    (decisions / "essai.yml").write_text(essai, "utf-8")
    (decisions / "quarante.yml").write_text(yaml.safe_dump(_tree(40, 2)), "utf-8")
    (decisions / "chaine.yml").write_text(yaml.safe_dump(_tree(15, 1)), "utf-8")
    return folder


def _tree(size: int, each: int) -> dict[str, object]:
    """`size` questions; `each` answers of each lead to another question, as long as there are any."""

    def leads(number: int, answer: int) -> str:
        child = number * each + answer + 1
        return f"q{child}" if answer < each and child < size else f"fin-{number}-{answer}"

    def asked(number: int) -> dict[str, object]:
        ends = [leads(number, answer) for answer in range(2)]
        if number % 4 == 3:
            answers: dict[str, object] = {
                "moins": {"below": 1000 * number, "go": ends[0]},
                "plus": {"from": 1000 * number, "go": ends[1]},
            }
            return {
                "ask": f"Question {number} : quel montant exactement ?",
                "measure": "money",
                "answers": answers,
            }
        labels = ("Oui", "Non, pas du tout, et pour une raison un peu longue à lire")
        choices = {
            f"a{index}": {"label": label, "go": end}
            for index, (label, end) in enumerate(zip(labels, ends, strict=True))
        }
        return {"ask": f"Question {number} ?", "answers": choices}

    questions = {f"q{number}": asked(number) for number in range(size)}
    ends = {
        end
        for number in range(size)
        for end in (leads(number, 0), leads(number, 1))
        if end.startswith("fin")
    }
    return {
        "title": f"Arbre de {size} questions",
        "summary": "Un arbre pour les tests.",
        "status": "approved",
        "form": "tree",
        "start": "q0",
        "questions": questions,
        "outcomes": {
            end: {"title": f"Réponse {end}", "advice": "Faites ainsi."} for end in sorted(ends)
        },
    }
