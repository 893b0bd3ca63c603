"""A playbook of a few lines, for tests that change one of them."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from playbook import pipeline
from playbook.diagnostics import Diagnostic
from playbook.edition import Edition
from playbook.pages.page import Page, Site

DAY = date(2026, 11, 28)
HEAD = "title: Un titre\nsummary: Un résumé.\nstatus: draft\n"
FILES = {
    "playbook.yml": "organisation: Vauclin\nlanguages: [fr, en]\n",
    "roles.yml": """\
acheteur:
  title: Acheteur
  summary: Il achète.
  status: approved
  mandate: Acheter.
  approves_up_to: 25 000 €
""",
    "thresholds.yml": """\
trois-devis:
  title: Trois devis
  summary: Un seuil.
  status: approved
  value: 5000
reforme:
  title: La réforme
  summary: Un jour.
  status: approved
  value: 2026-04-01
""",
    "decisions/achat.yml": HEAD
    + """\
form: table
inputs:
  montant:
    ask: Combien ?
    measure: money
outputs:
  qui: {label: Qui, refers: roles}
rows:
  - id: un-devis
    title: Un devis
    when: {montant: {below: trois-devis}}
    then: {qui: acheteur}
  - id: trois
    title: Trois devis
    when: {montant: {from: trois-devis}}
    then: {qui: acheteur}
""",
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Other words in a file; one that is not there yet is written."""
    path = folder / file
    text = path.read_text("utf-8") if path.exists() else old
    assert old in text
    write(folder, {file: text.replace(old, new)})


def errors(folder: Path) -> list[Diagnostic]:
    found = pipeline.check([folder], DAY).found
    return [one for one in found if one.severity == "error"]


def build(folder: Path, language: str = "fr", audience: str = "buyers") -> Site:
    """The site as the preview shows it, drafts included."""
    playbook = pipeline.check([folder], DAY).playbook
    assert playbook is not None
    return pipeline.build(playbook, Edition(audience, language, DAY, preview=True))


def part_of(page: Page, name: str) -> str:
    """The HTML of one of a page's sections, without its title; that of its head for `top`."""
    begin, end = rf'<section class="pb-section pb-section--{name}">\n<h2.*?</h2>\n', "</section>"
    if name == page.sections[0]:
        begin, end = '<header class="pb-head">\n', "</header>"
    # A section may hold others, which are none of the page's.
    found = re.search(
        rf'{begin}(.*?)\n{end}\n(?:<section class="pb-section |<details|</div>$)', page.html, re.S
    )
    assert found, name
    return found[1]
