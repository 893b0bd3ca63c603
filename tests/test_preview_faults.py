"""The preview survives its editor: whatever is saved, there is a page, and it says what is wrong."""

import random
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from playbook.diagnostics.codes import CODES, explained
from playbook.linking.playbook import Playbook
from playbook.preview import Preview

from tests.conftest import FROZEN, ROOT
from tests.effort import examples, generated
from tests.excerpts import SMALL, write
from tests.previewing import faults_page, looks_right, show, uris
from tests.test_diagnostics import NO_EXCERPT, WRONG

# Wrong only beside an earlier revision, of which a preview knows nothing.
BESIDE_EARLIER = {"fewer-readers", "more-readers", "vanished-id"}


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXCERPT))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fault_is_shown_over_the_last_good_page(
    code: str, language: str, right: Any, tmp_path: Path
) -> None:
    preview, before = right()
    roots = write(explained(language)[code]["wrong"], tmp_path).roots
    shown = show(preview, *roots)
    assert shown.failure == ""
    assert (shown.found == ()) == (code in BESIDE_EARLIER)
    if shown.found:
        looks_right(shown, before)


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXCERPT))
def test_a_preview_that_begins_with_a_fault_shows_what_it_can(code: str, tmp_path: Path) -> None:
    roots = write(explained("fr")[code]["wrong"], tmp_path).roots
    shown = show(Preview(), *roots)
    assert shown.failure == ""
    assert not shown.found or faults_page(shown).count("<li>") == len(shown.found)


@pytest.mark.parametrize("name", WRONG)
def test_everything_wrong_at_once(name: str, right: Any) -> None:
    folder = ROOT / "tests" / "data" / name
    roots = [folder / root for root in WRONG[name]]
    preview, before = right()
    shown = show(preview, *roots)
    assert shown.failure == ""
    if shown.found:
        looks_right(shown, before)
    begun = show(Preview(), *roots)
    assert begun.failure == ""


MISTAKES = {
    "a bound misspelt": ("decisions/devis.yml", "trois-devis", "trois-deviss"),
    "an outcome misspelt": ("decisions/devis.yml", "expect: un", "expect: une"),
    "a choice where an amount is due": ("decisions/devis.yml", "{below: trois-devis}", "oui"),
    "two rows of one id": ("decisions/devis.yml", "id: trois", "id: un"),
    "a threshold that is no amount": ("thresholds/trois-devis.yml", "25000", "beaucoup"),
    "a threshold without its title": ("thresholds/trois-devis.yml", "title:", "titel:"),
    "no YAML": ("thresholds/trois-devis.yml", "value: ", "value: ["),
    "a form there is not": ("decisions/devis.yml", "form: table", "form: tableau"),
    "settings that cannot be read": ("playbook.yml", "organisation:", "organisation: ["),
    "an audience that is nowhere": ("playbook.yml", "buyers: [staff]", "buyers: [nobody]"),
    "a language that is none": ("playbook.yml", "[fr]", "[xx]"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_and_its_mend(mistake: str, tmp_path: Path) -> None:
    file, old, new = MISTAKES[mistake]
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    text = (data / file).read_text("utf-8")
    assert old in text
    preview = Preview()
    before = show(preview, data)
    (data / file).write_text(text.replace(old, new), "utf-8")
    shown = show(preview, data)
    looks_right(shown, before)
    assert shown.failure == ""
    begun = show(Preview(), data)
    assert begun.failure == ""
    assert faults_page(begun)
    (data / file).write_text(text, "utf-8")
    mended = show(preview, data)
    assert (mended.found, mended.stale, uris(mended)) == ((), False, uris(before))


def test_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    preview = Preview()
    before = show(preview, data)
    data.rename(tmp_path / "away")
    looks_right(show(preview, data), before)
    (tmp_path / "away").rename(data)
    assert show(preview, data).found == ()


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    preview = Preview()
    before = show(preview, data)
    rule = data / "rules" / "mise-en-concurrence.yml"
    rule.unlink()
    rule.mkdir()
    looks_right(show(preview, data), before)
    assert stat.S_ISDIR(rule.stat().st_mode)


FILES = sorted(
    path.relative_to(FROZEN / "playbook_data").as_posix()
    for folder in ("decisions", "rules", ".")
    for path in (FROZEN / "playbook_data" / folder).glob("*.yml")
)


@generated
@pytest.mark.parametrize("seed", range(examples(4, 100)))
def test_random_damage_of_the_sample(seed: int, tmp_path: Path) -> None:
    """Lines are dropped, doubled, shifted and cut: what is left is shown, or what is wrong is."""
    chance = random.Random(seed)  # noqa: S311 # no secret
    data = tmp_path / "data"
    shutil.copytree(FROZEN / "playbook_data", data)
    for name in dict.fromkeys(["thresholds.yml", *chance.sample(FILES, 3)]):
        lines = (data / name).read_text("utf-8").split("\n")
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(lines))
            lines[at : at + 1] = chance.choice(
                [[], [lines[at]] * 2, [f"  {lines[at]}"], [lines[at].strip()], [lines[at][:-3]]]
            )
        (data / name).write_text("\n".join(lines), "utf-8")
    shown = show(Preview(), data)
    assert shown.failure == ""
    assert not shown.found or faults_page(shown).count("<li>") == len(shown.found)


# ---- what it shows, and to whom


def test_it_shows_what_every_audience_reads(tmp_path: Path) -> None:
    """Two audiences may stand beside one another, and none above both."""
    roots = write(
        "# playbook.yml\naudiences: {staff: [], buyers: [staff], legal: [staff]}\n"
        "# rules/mise-en-concurrence.yml\naudience: buyers\n"
        "# rules/fournisseur-unique.yml\naudience: legal\n",
        tmp_path,
    ).roots
    shown = show(Preview(), *roots)
    assert isinstance(shown.playbook, Playbook)
    assert {"rules/mise-en-concurrence/", "rules/fournisseur-unique/"} <= uris(shown)
