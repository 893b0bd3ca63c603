"""National forms of a language stand side by side: each has its file, its figures and its address."""

import re
import shutil
from pathlib import Path

import pytest

from tests.excerpts import SMALL
from tests.german import Project, project

CANADIAN = "playbook_data/rules/mise-en-concurrence.fr-ca.yml"


@pytest.fixture(scope="module")
def regional(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small playbook in French, in that of Canada, and in the Portuguese of Brazil."""
    made = project(tmp_path_factory.mktemp("regional") / "project")
    shutil.rmtree(made.folder / "playbook_data")
    shutil.copytree(SMALL, made.folder / "playbook_data")
    settings = made.folder / "playbook_data/playbook.yml"
    text = re.sub(r"languages:.*\n", "", settings.read_text("utf-8"))
    settings.write_text(f"{text}languages: [fr, fr-ca, pt-br]\n", "utf-8")
    words = made.folder / "hooks/playbook/locale"
    (words / "fr-ca.yml").write_text("page:\n  light: Passer au clair\n", "utf-8")
    (words / "pt-br.yml").write_text("page:\n  light: Tema claro\n", "utf-8")
    (made.folder / CANADIAN).write_text("title: Magasiner avant d’acheter\n", "utf-8")
    made.publish()
    return made


def test_a_check_takes_them_as_languages(regional: Project) -> None:
    found = regional.check()
    assert not [one for one in found if one["severity"] == "error"]
    # What is the same in the French of France need not be written again.
    assert not [one for one in found if one["file"].endswith("locale/fr-ca.yml")]
    assert [one for one in found if one["file"].endswith("locale/pt-br.yml")]
    assert [one["code"] for one in found if one["file"] == CANADIAN] == [
        "stale-translation",
        "untranslated",
    ]


@pytest.mark.parametrize(("code", "tag"), [("fr-ca", "fr-CA"), ("pt-br", "pt-BR"), ("", "fr")])
def test_each_has_its_folder_and_says_whose_it_is(regional: Project, code: str, tag: str) -> None:
    site = next((regional.folder / "site").iterdir())
    html = (site / code / "rules/mise-en-concurrence/index.html").read_text("utf-8")
    assert f'<html lang="{tag}"' in html
    assert "Français (Canada)" in html or code == "fr-ca"
    assert ("Magasiner avant d’acheter" in html) == (code == "fr-ca")


@pytest.mark.parametrize(("code", "amount"), [("", "25 000 €"), ("pt-br", "€ 25.000")])
def test_each_writes_figures_in_its_own_way(regional: Project, code: str, amount: str) -> None:
    site = next((regional.folder / "site").iterdir())
    html = (site / code / "thresholds/trois-devis/index.html").read_text("utf-8")
    assert amount in html.replace("\u202f", " ").replace("\u00a0", " ")


def test_each_is_searched_by_itself(regional: Project) -> None:
    site = next((regional.folder / "site").iterdir())
    found = {path.name for path in site.rglob("pages.*.json")}
    assert found == {"pages.fr.json", "pages.fr-ca.json", "pages.pt-br.json"}


def test_a_form_without_a_file_of_words_says_what_to_write(
    regional: Project, tmp_path: Path
) -> None:
    copy = regional.copy(tmp_path / "copy")
    (copy.folder / "hooks/playbook/locale/fr-ca.yml").unlink()
    (one,) = [one for one in copy.check() if one["code"] == "unknown-language"]
    assert one["hint"].endswith("what is the same in fr need not be written")
