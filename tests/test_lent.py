"""Half-translated entries: each text that is not translated says which language lends it."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from playbook import pipeline, source
from playbook.edition import Edition
from playbook.linking.playbook import Playbook
from playbook.linking.translations import missing_texts
from playbook.model.scalars import UNITS
from playbook.model.texts import Line, Name

from tests.conftest import DAY, FROZEN, ROOT
from tests.german import UNMARKED, Text, texts, words
from tests.test_languages import words_of as texts_of

SUMMARY = "What this is about."
HALF = {"summary": SUMMARY, "translates": "v1:0"}


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """The sample; of each entry only the summary is translated, or what a kind has in its place."""
    base = tmp_path_factory.mktemp("half")
    roots = [base / name for name in ("playbook_data", "playbook_confidential")]
    for root in roots:
        shutil.copytree(ROOT / root.name, root)
    for path in base.rglob("*.en.yml"):
        read = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 # text only
        # Terms and roles stand together in one file, by their ids.
        together = all(isinstance(one, dict) for one in read.values())
        short = dict.fromkeys(read, HALF) if together else HALF
        path.write_text(json.dumps(short), "utf-8")
    playbook = pipeline.check(roots, date.fromisoformat(DAY)).playbook
    assert playbook is not None
    return playbook


@pytest.fixture(scope="module")
def spoken(half: Playbook) -> list[tuple[str, Text]]:
    """Every text of every English page that can be marked, with the page's uri."""
    site = pipeline.build(half, Edition("head", "en", date.fromisoformat(DAY)))
    return [
        (page.uri, one)
        for page in site.pages
        for one in texts(f'<html lang="{page.language}">{page.html}</html>')
        if not UNMARKED & set(one.inside)
    ]


def _lines(playbook: Playbook) -> set[str]:
    """The lines that only French has; not what a name or a word of the interface is, too."""
    return set(_missing(playbook)) - set(_names(playbook)) - set(words("en").values())


def _names(playbook: Playbook) -> Iterator[str]:
    for entry in playbook.all():
        yield from (str(leaf.value) for leaf in entry.leaves if isinstance(leaf.value, Name))


def _missing(playbook: Playbook) -> Iterator[str]:
    for entry in playbook.all():
        translation = entry.translations.get("en")
        for leaf in missing_texts(entry, translation.node if translation else None):
            if isinstance(leaf.value, Line):
                yield " ".join(leaf.value.split())


def test_every_line_says_that_it_is_french(half: Playbook, spoken: list[tuple[str, Text]]) -> None:
    lines = _lines(half)
    assert len(lines) > 1000
    wrong = {(uri, one.text) for uri, one in spoken if one.text in lines and one.language != "fr"}
    assert sorted(wrong) == []
    shown = {one.text for _, one in spoken} & lines
    assert len(shown) > 900


def test_what_is_translated_is_not_marked(spoken: list[tuple[str, Text]]) -> None:
    assert {one.language for _, one in spoken if one.text == SUMMARY} == {"en"}
    assert {one.language for _, one in spoken if one.text in ("Rules", "Status")} == {"en"}


# Of each: the entry, a field of it, and whether readers of another language miss it.
TOLD = [
    ("personas", "production", "title", True),
    ("personas", "production", "offer.0.within", True),
    ("personas", "production", "keywords.0", True),
    ("roles", "juriste", "mail", False),
    ("perimeters", "interim", "contracts.0.title", True),
    ("perimeters", "interim", "contracts.0.supplier", False),
    ("sources", "cornell", "author", False),
    ("sources", "cornell", "url", False),
    ("rules", "mise-en-concurrence", "approval.covers", False),
    ("decisions", "besoin-d-achat", "rows.2.title", True),
    ("decisions", "besoin-d-achat", "rows.2.then.canal", True),
    ("decisions", "besoin-d-achat", "rows.2.then.devis", False),
    ("decisions", "besoin-d-achat", "rows.2.then.documents.0", False),
    ("decisions", "besoin-d-achat", "examples.2.case", True),
    ("decisions", "besoin-d-achat", "examples.2.given.montant", False),
]


@pytest.mark.parametrize(
    "words", [["hunger"], ["one", "two", "three", "four", "five", "six", "seven"]]
)
def test_each_language_has_its_own_words_to_search_by(words: list[str], tmp_path: Path) -> None:
    shutil.copytree(FROZEN / "playbook_data", tmp_path / "data")
    short = HALF | {"keywords": words}
    (tmp_path / "data/personas/production.en.yml").write_text(json.dumps(short), "utf-8")
    checked = pipeline.check([tmp_path / "data"], date.fromisoformat(DAY))
    assert checked.playbook is not None
    persona = checked.playbook.entries["personas"]["production"]
    assert len(persona.fields.keywords) not in (1, 7)
    assert list(checked.playbook.fields_in(persona, "en").keywords) == words


def test_a_unit_with_words_is_a_name() -> None:
    units = {key.split(".")[1] for key in texts_of("fr") if key.startswith("unit.")}
    assert units == UNITS


@pytest.mark.parametrize(("kind", "name", "field", "told"), TOLD)
def test_a_name_or_a_figure_needs_no_translation(
    half: Playbook, kind: str, name: str, field: str, told: bool
) -> None:
    entry = half.entries[kind][name]
    path = tuple(int(part) if part.isdigit() else part for part in field.split("."))
    assert source.holds(entry.node, path)
    missing = {leaf.path for leaf in missing_texts(entry, entry.translations["en"].node)}
    assert (path in missing) == told
