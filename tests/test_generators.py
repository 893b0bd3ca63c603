"""Whatever program writes what surrounds the pages, the site is the same to the last byte."""

import filecmp
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from playbook.edges import zensical
from playbook.frames import Prepared, Surroundings
from playbook.pages.page import Site
from playbook.words import load_words
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import ENVIRON, FROZEN, ROOT, Built, editions
from tests.searching import ask, press_slash
from tests.serving import Served

GENERATORS = ("mkdocs", "properdocs", "zensical")


def run(*words: str, generator: str, **environ: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, **ENVIRON, "GENERATOR": generator}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**given, "PYTHONPATH": str(ROOT / "hooks"), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def sites(built: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every edition of the sample, by each generator."""
    first, *others = GENERATORS
    data = FROZEN / "playbook_data"
    by = {name: editions(tmp_path_factory, name, data, GENERATOR=name) for name in others}
    return {name: of("staff").parent for name, of in {first: built, **by}.items()}


def files(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix()


def test_by_properdocs_every_file_is_the_same(sites: dict[str, Path]) -> None:
    first, second = sites["mkdocs"], sites["properdocs"]
    names = list(files(first))
    assert names == list(files(second))
    assert sum(one.endswith("index.html") for one in names) > 1000
    same, other, unread = filecmp.cmpfiles(first, second, names, shallow=False)
    assert (other, unread) == ([], [])
    assert len(same) == len(names)


@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_called_by_itself_it_writes_the_same(
    name: str, sites: dict[str, Path], tmp_path: Path
) -> None:
    """An edition, in every language, with one search for all of them."""
    done = run(
        "-m", name, "build", "--strict", "-q", "-d", str(tmp_path / "site"),
        generator=name, PLAYBOOK_AUDIENCE="buyers",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    names = [one for one in files(sites[name] / "buyers") if one != ".playbook-edition"]
    assert names == list(files(tmp_path / "site"))
    _, other, unread = filecmp.cmpfiles(
        sites[name] / "buyers", tmp_path / "site", names, shallow=False
    )
    assert (other, unread) == ([], [])


def test_by_zensical_every_page_says_the_same(sites: dict[str, Path]) -> None:
    first, second = sites["mkdocs"], sites["zensical"]
    names = [name for name in files(first) if name.endswith("index.html")]
    assert names == [name for name in files(second) if name.endswith("index.html")]
    for name in names:
        one, other = ((site / name).read_text("utf-8") for site in (first, second))
        assert body(one) == body(other), name
        assert lit(one) == lit(other), name


def body(html: str) -> str:
    """What is searched of a page, which is its own."""
    return html.partition("data-pagefind-body")[2].partition("</article>")[0]


def lit(html: str) -> list[str]:
    """Where the navigation leads, and what is lit there."""
    found = re.findall(r'<(?:li|a) [^>]*class="md-(?:tabs|nav)__[^>]*>', html)
    return [re.sub('href="([^"#]*)', _plain, " ".join(one.split())) for one in found]


def _plain(href: re.Match[str]) -> str:
    """« . », « ./ » and « ././ » are the same place."""
    return f'href="{os.path.normpath(href[1])}'


@pytest.mark.parametrize(
    ("name", "module"),
    [("mkdocs", "mkdocs.commands.build"), ("properdocs", "properdocs.commands.build")],
)
def test_it_is_the_one_that_was_asked_for(name: str, module: str) -> None:
    done = run(
        "-c", "from playbook.edges import mkdocs; print(mkdocs.build.__module__)", generator=name
    )
    assert done.stdout.strip() == module


@pytest.mark.parametrize("name", GENERATORS)
def test_no_page_says_which_it_was(name: str, sites: dict[str, Path]) -> None:
    for path in sites[name].rglob("*.html"):
        assert 'name="generator"' not in path.read_text("utf-8")


def test_to_import_what_builds_never_ends_a_program() -> None:
    done = run("-c", "import playbook.edges.__main__; print('there')", generator="hugo")
    assert (done.returncode, done.stdout) == (0, "there\n")


def test_a_name_of_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = run("-m", "playbook.edges", str(tmp_path / "site"), generator="hugo")
    assert done.returncode == 1
    assert (
        done.stderr
        == "GENERATOR=hugo: there is no such generator, only mkdocs, properdocs, zensical\n"
    )
    assert not (tmp_path / "site").exists()


# ---- in a browser: what else is on the pages


@pytest.fixture(params=GENERATORS)
def address(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Iterator[str]:
    """Where the employees' edition is served, by each generator in turn."""
    served = Served(sites[request.param] / "staff")
    yield served.address
    served.stop()


def test_a_tab_leads_and_is_lit(address: str, page: Page) -> None:
    page.goto(address)
    page.locator(".md-tabs__link", has_text="Règles").click()
    expect(page).to_have_url(f"{address}rules/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Règles")


def test_the_list_beside_a_page_leads(address: str, page: Page) -> None:
    page.goto(f"{address}rules/fournisseur-unique/")
    page.locator(".md-sidebar--primary a:visible", has_text="Seuils").click()
    expect(page).to_have_url(f"{address}thresholds/")


def test_the_contents_of_a_page_lead(address: str, page: Page) -> None:
    page.goto(f"{address}rules/fournisseur-unique/")
    page.locator(".md-sidebar--secondary a:visible").last.click()
    expect(page.locator("main :target")).to_be_in_viewport()


def test_something_is_found(address: str, page: Page) -> None:
    page.goto(address)
    press_slash(page)
    assert "rules/fournisseur-unique/" in ask(page, "fournisseur unique")


def test_a_decision_is_walked(address: str, page: Page) -> None:
    page.goto(f"{address}decisions/cadeau/")
    expect(page.locator("[data-walk] h3")).to_be_visible()
    page.locator("[data-walk] form button").last.click()
    expect(page.locator("[data-walk] [data-slot=error]")).to_be_visible()


def test_the_other_language_is_one_click_away(address: str, page: Page) -> None:
    page.goto(f"{address}rules/fournisseur-unique/")
    page.locator(".pb-language").click()
    expect(page).to_have_url(f"{address}en/rules/fournisseur-unique/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_telephone_opens_the_navigation(
    address: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 360, "height": 800}, has_touch=True).new_page()
    page.goto(f"{address}rules/")
    page.locator("label.md-header__button[for=__drawer]").tap()
    expect(page.locator(".md-sidebar--primary a", has_text="Seuils")).to_be_in_viewport()


def test_colours_are_chosen_and_kept(address: str, page: Page) -> None:
    page.goto(address)
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}rules/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_who_uses_the_keyboard_skips_to_the_page(address: str, page: Page) -> None:
    page.goto(f"{address}rules/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()


def test_a_wrong_address_leads_home(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}404.html")
    page.locator(".pb-button").click()
    expect(page).to_have_url(address)
    page.close()


@pytest.mark.parametrize(
    ("tag", "theme"), [("fr", "fr"), ("pt-BR", "pt-BR"), ("de-AT", "de"), ("ga", "en")]
)
def test_zensical_speaks_what_its_theme_does(tag: str, theme: str, tmp_path: Path) -> None:
    words = replace(load_words("fr", "EUR"), language=tag)
    written = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    with Prepared(Site((), (), ("fr",)), Surroundings(words, None, ()), tmp_path) as made:
        settings = zensical._settings(made, written)
    assert (words.tag, settings["theme"]["language"]) == (tag, theme)
