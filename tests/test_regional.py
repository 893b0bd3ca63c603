"""Languages beyond the first two: national forms of one, and one that runs the other way."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.excerpts import SMALL
from tests.german import Project, project
from tests.serving import Served

CANADIAN = "playbook_data/rules/mise-en-concurrence.fr-ca.yml"


@pytest.fixture(scope="module")
def regional(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small playbook in French, in that of Canada, in the Portuguese of Brazil, in Egypt's Arabic."""
    made = project(tmp_path_factory.mktemp("regional") / "project")
    shutil.rmtree(made.folder / "playbook_data")
    shutil.copytree(SMALL, made.folder / "playbook_data")
    settings = made.folder / "playbook_data/playbook.yml"
    text = re.sub(r"languages:.*\n", "", settings.read_text("utf-8"))
    settings.write_text(f"{text}languages: [fr, fr-ca, pt-br, ar]\n", "utf-8")
    words = made.folder / "hooks/playbook/locale"
    (words / "fr-ca.yml").write_text("page:\n  light: Passer au clair\n", "utf-8")
    (words / "pt-br.yml").write_text("page:\n  light: Tema claro\n", "utf-8")
    (words / "ar.yml").write_text("territory: ar_EG\npage:\n  light: فاتح\n", "utf-8")
    (made.folder / CANADIAN).write_text("title: Magasiner avant d’acheter\n", "utf-8")
    for name, owner in (("decisions/devis", ""), ("thresholds/trois-devis", "\nowner: daf")):
        held = f"status: approved\nreview: {{last: 2026-09-15, every: 12 months}}{owner}"
        made.change(f"playbook_data/{name}.yml", "status: in-review", held)
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
    assert found == {"pages.fr.json", "pages.fr-ca.json", "pages.pt-br.json", "pages.ar.json"}


def test_a_form_without_a_file_of_words_says_what_to_write(
    regional: Project, tmp_path: Path
) -> None:
    copy = regional.copy(tmp_path / "copy")
    (copy.folder / "hooks/playbook/locale/fr-ca.yml").unlink()
    (one,) = [one for one in copy.check() if one["code"] == "unknown-language"]
    assert one["hint"].endswith("what is the same in fr need not be written")


@pytest.fixture(scope="module")
def address(regional: Project) -> Iterator[str]:
    served = Served(next((regional.folder / "site").iterdir()))
    yield served.address
    served.stop()


RUNS = """(tag) => [...document.querySelectorAll(`main [lang="${tag}"]`)]
  .filter((one) => one.textContent.trim())
  .map((one) => getComputedStyle(one).direction)"""


@pytest.mark.parametrize(
    "uri", ["", "rules/mise-en-concurrence/", "decisions/devis/", "glossary/devis/"]
)
def test_what_is_lent_runs_its_own_way(address: str, page: Page, uri: str) -> None:
    """French in an Arabic page: its full stop stands at its end."""
    page.goto(f"{address}ar/{uri}")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    assert set(page.evaluate(RUNS, "fr")) == {"ltr"}


def test_what_stands_beside_a_text_stands_where_it_begins(address: str, page: Page) -> None:
    page.goto(f"{address}ar/decisions/devis/")
    begins = page.evaluate("""() => [...document.querySelectorAll("main *")].flatMap((one) => {
      const { borderLeftWidth, borderRightWidth, direction } = getComputedStyle(one);
      const [left, right] = [parseFloat(borderLeftWidth), parseFloat(borderRightWidth)];
      return left === right ? [] : [[direction, left > right ? "left" : "right"]];
    })""")
    assert {tuple(one) for one in begins} <= {("rtl", "right"), ("ltr", "left")}


def test_digits_of_the_language_may_be_typed_and_are_shown_as_all_others(
    address: str, page: Page
) -> None:
    page.goto(f"{address}ar/decisions/devis/")
    page.fill("#walk-value", "٢٥٬٠٠٠")
    page.locator("[data-walk] form button").last.click()
    expect(page.locator("[data-walk] .pb-result")).to_contain_text("Trois devis")
    expect(page).to_have_url(re.compile(r"\?montant=25000"))
    shown = page.locator("[data-walk]").inner_text()
    assert shown.count("25,000") == 2
    assert not re.search("[٠-٩]", shown)
