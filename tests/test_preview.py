"""The preview, served as an editor starts it: everything is there, and looked at through others' eyes."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DAY, FROZEN, ROOT, run_mkdocs
from tests.excerpts import SMALL
from tests.previewing import with_download


@pytest.fixture(scope="module")
def preview() -> Iterator[str]:
    """The address of a running `mkdocs serve`."""
    with serving(FROZEN / "playbook_data", "--no-livereload") as address:
        yield address


@contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """The address of a preview of `data`, as long as the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", *options, "-a", where]
    environ = {**os.environ, "PLAYBOOK_DATE": DAY, "NO_MKDOCS_2_WARNING": "1"}
    environ["PLAYBOOK_DATA"] = str(data)
    with subprocess.Popen(command, cwd=ROOT, env=environ) as process:
        try:
            deadline = time.monotonic() + 60
            while not answers(where):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield f"http://{where}/"
        finally:
            process.terminate()  # else a test that fails would wait for it


def answers(where: str) -> bool:
    host, port = where.split(":")
    with socket.socket() as one:
        return one.connect_ex((host, int(port))) == 0


def test_a_fault_is_shown_over_the_last_good_page_until_it_is_mended(
    tmp_path: Path, page: Page
) -> None:
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    decision = data / "decisions" / "devis.yml"
    right = decision.read_text("utf-8")
    fault = page.locator(".pb-preview-fault")
    with serving(data) as address:
        page.goto(f"{address}decisions/devis/")
        expect(page.locator("h1")).to_have_text("Combien de devis")
        expect(fault).to_have_count(0)
        decision.write_text(right.replace("from: trois-devis", "from: trois-deviss"), "utf-8")
        # The page reloads itself.
        expect(fault).to_contain_text('did you mean "trois-devis"?', timeout=20_000)
        expect(page.locator("h1")).to_have_text("Combien de devis")
        decision.write_text(right.replace("Combien", "Et combien"), "utf-8")
        expect(page.locator("h1")).to_have_text("Et combien de devis", timeout=20_000)
        expect(fault).to_have_count(0)
        page.goto("about:blank")  # it asks for news as long as it is there


def test_a_download_that_is_deleted_takes_nothing_else_away(tmp_path: Path) -> None:
    """MkDocs has cleaned its folder by the time the file is missed."""
    data, file = with_download(tmp_path)
    with serving(data) as address:
        assert read(f"{address}files/demande.ods") == (200, file.read_text("utf-8"))
        file.unlink()
        deadline = time.monotonic() + 20
        while read(f"{address}files/demande.ods")[0] == 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        for path in ("assets/playbook/playbook.css", "assets/playbook/pages.fr.json"):
            assert read(f"{address}{path}")[0] == 200
        for language in ("", "en/"):
            status, text = read(f"{address}{language}documents/demande-de-devis/")
            assert status == 200
            assert "demande.ods" in text.partition("pb-preview-fault")[2].partition("</div>")[0]


def read(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answered:  # noqa: S310
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""


def test_who_writes_a_decision_tries_it_before_it_is_approved(tmp_path: Path, page: Page) -> None:
    """Readers of a built edition are told that it decides nothing yet, and no more."""
    assert "status: in-review" in (SMALL / "decisions/devis.yml").read_text("utf-8")
    with serving(SMALL, "--no-livereload") as address:
        page.goto(f"{address}decisions/devis/")
        expect(page.locator(".pb-page")).to_contain_text("ne décide encore de rien")
        page.fill("#walk-value", "30000")
        page.locator("[data-walk] form button").last.click()
        expect(page.locator("[data-walk] .pb-result")).to_contain_text("Trois devis")
        page.goto("about:blank")  # what it still asks for would be refused
    run_mkdocs(tmp_path / "site", PLAYBOOK_DATA=str(SMALL))
    assert " data-walk " not in (tmp_path / "site/decisions/devis/index.html").read_text("utf-8")


def test_a_name_from_elsewhere_is_not_answered(preview: str) -> None:
    """A page of another site cannot read the preview by letting its own name lead here."""
    asked = urllib.request.Request(preview, headers={"Host": "elsewhere.example"})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="421") as refused:
        urllib.request.urlopen(asked)  # noqa: S310
    refused.value.close()


def test_a_port_that_is_taken_is_told_in_one_sentence(preview: str) -> None:
    where = preview.removeprefix("http://").strip("/")
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", where]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"The port {where.split(':')[1]} cannot be served at" in done.stdout
    assert "make serve PORT=" in done.stdout
    assert "Traceback" not in done.stderr
    assert answers(where)


def look_as(page: Page, audience: str) -> None:
    page.locator("[data-preview]").select_option(audience)


def test_who_sees_what_is_switched(preview: str, page: Page) -> None:
    page.goto(preview + "personas/responsable-technique/")
    strategies = page.locator(".md-tabs a", has_text="Stratégies")
    profile = page.locator("[data-kept-for]").first
    expect(strategies).to_be_visible()
    expect(profile).to_be_visible()
    look_as(page, "staff")
    expect(strategies).to_be_hidden()
    expect(profile).to_be_hidden()
    expect(page.locator("main a[href*='/strategies/']:visible")).to_have_count(0)
    look_as(page, "")
    expect(strategies).to_be_visible()
    expect(profile).to_be_visible()


@pytest.mark.parametrize(
    "uri", ["", "personas/responsable-technique/", "steering/", "rules/", "strategies/prouver/"]
)
def test_nothing_is_left_of_what_is_hidden_but_a_heading(
    preview: str, page: Page, uri: str
) -> None:
    page.goto(preview + uri)
    before = page.locator("main :is(h2, h3):visible").all_inner_texts()
    look_as(page, "staff")
    bare = page.evaluate(
        """() => [...document.querySelectorAll("main :is(h2, h3)")]
            .filter((one) => one.checkVisibility())
            .filter((one) => {
              const rest = [...one.parentElement.children].filter((it) => it !== one);
              return rest.length && rest.every((it) => !it.checkVisibility() || !it.innerText.trim());
            })
            .map((one) => one.innerText)"""
    )
    assert bare == []
    look_as(page, "")
    assert page.locator("main :is(h2, h3):visible").all_inner_texts() == before


def test_a_page_an_audience_does_not_find_says_so(preview: str, page: Page) -> None:
    page.goto(preview + "strategies/")
    look_as(page, "staff")
    expect(page.locator("[data-preview-missing]")).to_be_visible()
    look_as(page, "buyers")
    expect(page.locator("[data-preview-missing]")).to_have_count(0)


def test_the_other_language_is_previewed_too(preview: str, page: Page) -> None:
    page.goto(f"{preview}rules/fournisseur-unique/")
    page.locator(".pb-language").click()
    expect(page).to_have_url(f"{preview}en/rules/fournisseur-unique/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("[data-preview]").select_option("staff")
    page.locator(".pb-language").click()
    expect(page).to_have_url(f"{preview}rules/fournisseur-unique/")
    expect(page.locator("[data-preview]")).to_have_value("staff")


def test_the_page_for_a_wrong_address_is_looked_at_too(preview: str, page: Page) -> None:
    page.goto(preview + "404.html")
    look_as(page, "staff")
    expect(page.locator(".md-tabs a", has_text="Stratégies")).to_be_hidden()


def test_a_filter_is_not_undone_and_undoes_nothing(preview: str, page: Page) -> None:
    page.goto(preview + "rules/")
    rules = page.locator(".pb-page .pb-card:visible")
    everything = rules.count()
    words = page.locator(".pb-page input").first
    words.fill("zzzz")
    expect(rules).to_have_count(0)
    look_as(page, "staff")
    expect(rules).to_have_count(0)
    words.fill("")
    expect(rules).not_to_have_count(0)
    look_as(page, "")
    expect(rules).to_have_count(everything)
