"""The site wherever a company puts it: below a path, on IIS, in a portal, on a disk."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import DAY, ROOT, run_mkdocs
from tests.excerpts import SMALL
from tests.hosts import OF_IIS, Told, host, told_to_iis
from tests.searching import ask, press_slash
from tests.serving import POLICY

BELOW = "/achats/guide/"
DECISION = "decisions/devis/"
APPROVED = "status: approved\nreview: {last: 2026-09-15, every: 12 months}"
IIS = told_to_iis()
EVERYTHING = Told(IIS.types, lost=IIS.lost)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook in two languages, and a site that says where it stands."""
    project = tmp_path_factory.mktemp("project")
    for name in ("docs", "hooks"):
        (project / name).symlink_to(ROOT / name)
    data = project / "data"
    shutil.copytree(SMALL, data)
    change(data / "playbook.yml", "[fr]", "[fr, en]")
    change(data / DECISION.replace("devis/", "devis.yml"), "status: in-review", APPROVED)
    owned = f"{APPROVED}\nowner: daf"
    change(data / "thresholds" / "trois-devis.yml", "status: in-review", owned)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    where = f"site_url: https://AUDIENCE.example{BELOW}\n"
    (project / "mkdocs.yml").write_text(where + settings, "utf-8")
    return project


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The employees' edition, in both languages."""
    run(project, "-m", "playbook.edges", "site")
    return project / "site" / "staff"


def run(project: Path, *program: str, **environ: str) -> None:
    """A program of the project; raises `AssertionError` with what it said when it fails."""
    done = subprocess.run(
        [sys.executable, *program],
        cwd=project,
        env={
            **os.environ,
            "PLAYBOOK_DATA": "data",
            "PLAYBOOK_DATE": DAY,
            "NO_MKDOCS_2_WARNING": "1",
            **environ,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A browser whose complaints do not count: some of these hosts are wrong on purpose."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def walk(page: Page) -> None:
    """Answers the question of the decision."""
    page.fill("#walk-value", "30000")
    page.locator("[data-walk] form button").last.click()
    expect(page.locator("[data-walk] .pb-result")).to_contain_text("Trois devis")


# ---- addresses


def test_each_page_names_its_own_address(site: Path) -> None:
    found = {}
    for path in site.rglob("index.html"):
        uri = path.relative_to(site).as_posix().removesuffix("index.html")
        said = re.findall('<link rel="canonical" href="([^"]+)">', path.read_text("utf-8"))
        if said or "moved.js" not in path.read_text("utf-8"):
            found[uri] = said
    assert len(found) > 30
    assert found == {uri: [f"https://staff.example{BELOW}{uri}"] for uri in found}
    listed = re.findall("<loc>(.+?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert listed
    assert all(one.startswith(f"https://staff.example{BELOW}") for one in listed)
    assert f'<a class="pb-language" href="../../en/{DECISION}"' in (
        site / DECISION / "index.html"
    ).read_text("utf-8")


def test_an_edition_built_by_itself_stands_where_it_would_be_published(project: Path) -> None:
    run(project, "-m", "mkdocs", "build", "-q", "-d", "alone", PLAYBOOK_AUDIENCE="buyers")
    page = (project / "alone" / "rules" / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="https://buyers.example{BELOW}rules/">' in page
    listed = (project / "alone" / "sitemap.xml").read_text("utf-8")
    assert f"<loc>https://buyers.example{BELOW}rules/</loc>" in listed
    english = (project / "alone" / "en" / "rules" / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="https://buyers.example{BELOW}en/rules/">' in english


def test_without_a_place_no_page_names_one(built: Callable[[str], Path]) -> None:
    assert "canonical" not in (built("staff") / "rules" / "index.html").read_text("utf-8")


def test_a_language_built_by_itself_leads_to_no_other(tmp_path: Path) -> None:
    run_mkdocs(tmp_path, PLAYBOOK_LANGUAGE="en")
    page = (tmp_path / "rules" / "index.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "pb-language" not in page
    assert not (tmp_path / "fr").exists()
    assert not (tmp_path / "en").exists()


@pytest.mark.parametrize(
    ("wrong", "home"),
    {"nulle-part/": "", "rules/nulle-part/": "", "a/b/c/d": "", "en/nowhere/": "en/"}.items(),
)
def test_the_page_for_a_wrong_address_below_a_path(
    site: Path, visitor: Page, wrong: str, home: str
) -> None:
    """It finds its styles and scripts, and the way home, in the language that was read."""
    with host(site, EVERYTHING, below=BELOW) as address:
        answers: list[tuple[int, str]] = []
        visitor.on("response", lambda one: answers.append((one.status, one.url)))
        visitor.goto(address + wrong, wait_until="load")
        assert [url for status, url in answers if status == 404] == [address + wrong]
        visitor.locator("main .pb-button").click()
        expect(visitor).to_have_url(address + home)
        visitor.goto("about:blank")


# ---- IIS, and what knows less


def test_iis_is_told_every_ending_the_site_uses(site: Path) -> None:
    endings = {path.suffix for path in site.rglob("*") if path.is_file()} - {""}
    assert endings - IIS.types.keys() == set()


def test_on_iis_a_decision_is_walked_and_search_finds(site: Path, page: Page) -> None:
    assert IIS.headers[""]["Content-Security-Policy"] == POLICY
    with host(site, IIS) as address:
        page.goto(address + DECISION)
        walk(page)
        press_slash(page)
        assert f"{DECISION}" in ask(page, "combien de devis")
        page.goto("about:blank")


def test_iis_hides_what_is_of_the_build_and_shows_no_download(site: Path, page: Page) -> None:
    (site / ".playbook-edition").touch()
    for folder in ("files", "en/files"):
        (site / folder).mkdir(exist_ok=True)
        (site / folder / "seuils.csv").write_text("montant\n", "utf-8")
    with host(site, IIS) as address:
        assert page.request.get(f"{address}.playbook-edition").status == 404
        for folder in ("files", "en/files"):
            told = page.request.get(f"{address}{folder}/seuils.csv").headers
            assert told["content-disposition"] == "attachment"
            assert told["x-content-type-options"] == "nosniff"
        assert "content-disposition" not in page.request.get(address + DECISION).headers


def test_without_what_it_is_told_nothing_is_walked_and_the_page_says_so(
    site: Path, visitor: Page
) -> None:
    with host(site, Told(OF_IIS)) as address:
        visitor.goto(address + DECISION)
        expect(visitor.locator("[data-unserved=server]")).to_be_visible()
        expect(visitor.locator("[data-walk-tree]")).to_be_visible()


def test_a_server_that_does_not_know_modules(site: Path, visitor: Page) -> None:
    types = {**IIS.types, ".mjs": "application/octet-stream"}
    with host(site, Told(types)) as address:
        visitor.goto(address + DECISION)
        expect(visitor.locator("[data-unserved=server]")).to_be_visible()
        expect(visitor.locator("[data-unserved=file]")).to_be_hidden()


def test_a_page_from_a_disk_says_why_nothing_works(site: Path, visitor: Page) -> None:
    visitor.goto((site / DECISION / "index.html").as_uri())
    notice = visitor.locator("[data-unserved=file]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("python -m http.server")
    visitor.goto((site / "en" / DECISION / "index.html").as_uri())
    expect(notice).to_contain_text("Opened like this")


def test_a_server_that_does_all_well_hears_nothing_of_it(site: Path, page: Page) -> None:
    with host(site, EVERYTHING) as address:
        page.goto(address + DECISION, wait_until="load")
        walk(page)
        expect(page.locator("[data-unserved]:visible")).to_have_count(0)
        # The other language shows the same answer.
        link = page.locator("a[hreflang=en]").get_attribute("href") or ""
        assert "?montant=30000" in link
        page.goto("about:blank")


# ---- in a portal


@pytest.mark.parametrize("named", [True, False])
def test_only_a_portal_that_is_named_shows_the_site(
    site: Path, visitor: Page, tmp_path: Path, named: bool
) -> None:
    (tmp_path / "404.html").write_text("")
    with host(tmp_path, Told(OF_IIS)) as portal:
        origin = portal.rstrip("/") if named else "https://another.example"
        policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {origin}")
        assert policy != POLICY
        told = replace(EVERYTHING, headers={"": {"Content-Security-Policy": policy}})
        with host(site, told) as address:
            frame = f'<iframe src="{address}{DECISION}" width="900" height="900"></iframe>'
            (tmp_path / "index.html").write_text(frame)
            refused: list[str] = []
            visitor.on("console", lambda one: refused.append(one.text))
            visitor.goto(portal, wait_until="load")
            inside = visitor.frame_locator("iframe")
            if named:
                inside.locator("#walk-value").fill("30000")
                inside.locator("[data-walk] form button").last.click()
                expect(inside.locator(".pb-result")).to_contain_text("Trois devis")
            else:
                assert any("frame-ancestors" in one for one in refused)
                expect(inside.locator("#walk-value")).to_have_count(0)
            visitor.goto("about:blank")
