"""The files in deploy/, run by a real nginx and visited in a real browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.canaries import Sites, planted_sites
from tests.nginx import DEPLOY, PASSWORD, ask_for, running
from tests.searching import ask, press_slash
from tests.serving import POLICY

EDITIONS = ("staff", "buyers", "management", "head")
WATCH = """addEventListener("securitypolicyviolation", (event) => {
  refused(`${location}: ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`);
});"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return planted_sites(tmp_path_factory)


@pytest.fixture(scope="module")
def hosts(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with running(sites.folder, tmp_path_factory.mktemp("nginx")) as addresses:
        yield addresses


def one(sites: Sites, kind: str, audience: str) -> str:
    """The id of an entry of `kind` kept for `audience`."""
    return next(
        name
        for entry, name in sites.planted.names.items()
        if (entry.kind, entry.audience) == (kind, audience)
    )


def user_of(audience: str) -> str:
    return "" if audience == "staff" else audience


# ---- codes and headers


def test_each_host_lets_in_its_own_readers_only(sites: Sites, hosts: dict[str, str]) -> None:
    uri = f"strategies/{one(sites, 'strategies', 'buyers')}/"
    assert ask_for(hosts["staff"] + uri).status == 404
    assert ask_for(hosts["buyers"] + uri).status == 401
    assert ask_for(hosts["buyers"] + uri, "head").status == 401
    assert ask_for(hosts["buyers"] + uri, "buyers").status == 200
    assert ask_for(hosts["management"] + uri, "management").status == 404
    assert ask_for(hosts["head"] + uri, "head").status == 200
    for address in (hosts["buyers"], hosts["buyers"] + "nowhere", hosts["buyers"] + "404.html"):
        answer = ask_for(address)
        assert answer.status == 401
        assert b"zq" not in answer.body


def test_every_answer_has_the_headers(sites: Sites, hosts: dict[str, str]) -> None:
    staff = hosts["staff"]
    for answer in (
        ask_for(staff),
        ask_for(staff + "nowhere/"),
        ask_for(staff + "assets/playbook/main.mjs"),
        ask_for(staff + "rules"),
        ask_for(hosts["buyers"]),
    ):
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"].startswith("private, ")
        assert answer.headers["Server"] == "nginx"
    assert "unsafe-inline" not in POLICY


def test_types(sites: Sites, hosts: dict[str, str]) -> None:
    folder = sites.folder / "staff"
    shown = {
        "": "text/html; charset=utf-8",
        "assets/playbook/main.mjs": "text/javascript; charset=utf-8",
        "assets/playbook/scope.js": "application/javascript; charset=utf-8",
        "assets/playbook/playbook.css": "text/css; charset=utf-8",
        "assets/playbook/icon.svg": "image/svg+xml; charset=utf-8",
        "assets/playbook/words.fr.json": "application/json; charset=utf-8",
        _first(folder, "assets/playbook/search/fr/page-*"): "application/octet-stream",
    }
    for uri, type_ in shown.items():
        assert ask_for(hosts["staff"] + uri).headers["Content-Type"] == type_, uri
    download = ask_for(hosts["staff"] + _first(folder, "files/*/*"))
    assert download.headers["Content-Disposition"] == "attachment"
    assert ask_for(hosts["staff"]).headers["Content-Disposition"] is None


def _first(folder: Path, pattern: str) -> str:
    return next(path.relative_to(folder).as_posix() for path in sorted(folder.glob(pattern)))


def test_only_what_never_changes_is_kept_for_ever(sites: Sites, hosts: dict[str, str]) -> None:
    """That is, what has the hash of its content in its name."""
    kept = set()
    for path in (sites.folder / "staff").rglob("*"):
        uri = path.relative_to(sites.folder / "staff").as_posix()
        if path.is_file() and path.name != "index.html" and "immutable" in _cache(hosts, uri):
            kept.add(re.sub(r"[0-9a-f]{7,}", "#", path.name))
    assert kept == {
        "bundle.#.min.js", "main.#.min.css", "palette.#.min.css",
        "page-#.json.gz", "words-#.json.gz",
    }  # fmt: skip


def _cache(hosts: dict[str, str], uri: str) -> str:
    return ask_for(hosts["staff"] + uri, method="HEAD").headers["Cache-Control"]


def test_what_has_not_changed_is_not_sent_again(hosts: dict[str, str]) -> None:
    page = ask_for(hosts["staff"], **{"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Vary"] == "Accept-Encoding"
    again = ask_for(hosts["staff"], **{"If-None-Match": page.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_addresses(sites: Sites, hosts: dict[str, str]) -> None:
    staff = hosts["staff"]
    rule = one(sites, "rules", "staff")
    answers = {
        "rules": (301, "/rules/"),
        f"rules/{rule}/index.html?a=b": (301, f"/rules/{rule}/?a=b"),
        "/evil.example/index.html": (404, None),
        ".git/config": (404, None),
        ".well-known/x.mjs": (404, None),
        "rules/%2e%2e/%2e%2e/head/index.html": (400, None),
        "404.html": (200, None),
    }
    for uri, expected in answers.items():
        answer = ask_for(staff + uri)
        assert (answer.status, answer.headers["Location"]) == expected, uri
    for method in ("POST", "PUT", "DELETE"):
        assert ask_for(staff, method=method).status == 405
    languages = {"nowhere/": "fr", "en/nowhere/": "en", "xx/nowhere/": "fr", "en/.git/a": "en"}
    for uri, language in languages.items():
        missing = ask_for(staff + uri)
        assert missing.status == 404, uri
        assert f'<html lang="{language}"' in missing.body.decode(), uri


def test_a_static_host_is_told_the_same() -> None:
    """Every header of the snippet for nginx stands in `_headers`, with the same value."""
    nginx = (DEPLOY / "snippets/playbook.conf").read_text("utf-8")
    said = dict(re.findall(r'^add_header ([\w-]+) "?([^"$]+?)"? always;', nginx, re.MULTILINE))
    static = (DEPLOY / "_headers").read_text("utf-8")
    every = static.partition("\n/*\n")[2].partition("\n\n")[0]
    assert said == dict(re.findall(r"^  ([\w-]+): (.+)$", every, re.MULTILINE))
    assert said["Content-Security-Policy"] == POLICY
    iis = ElementTree.parse(DEPLOY / "web.config").find("system.webServer/httpProtocol")  # noqa: S314
    assert iis is not None
    told = {one.attrib["name"]: one.attrib["value"] for one in iis.iter("add")}
    assert told.pop("Cache-Control") == "private, no-cache"
    assert told == said


# ---- in the browser


def kinds_of_pages(site: Path) -> list[str]:
    """One page of every kind: those that stand alone, the longest entry of each kind."""
    found = ["", "404.html", "en/", "en/nowhere/"]
    for folder in sorted(path for path in site.iterdir() if (path / "index.html").exists()):
        entries = [
            path
            for path in folder.glob("*/index.html")
            if "moved.js" not in path.read_text("utf-8")
        ]
        longest = max(entries, key=lambda path: path.stat().st_size, default=None)
        found.append(f"{folder.name}/")
        found += [f"{folder.name}/{longest.parent.name}/"] if longest else []
    return found


@pytest.fixture
def refused() -> list[str]:
    """What browsers would not do for the policy's sake: at the end of a test there is none."""
    return []


@pytest.fixture
def visit(browser: Browser, refused: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a browser that knows its reader's password."""
    opened: list[BrowserContext] = []

    def start(audience: str = "staff", **options: Any) -> Page:
        if audience != "staff":
            options["http_credentials"] = {"username": audience, "password": PASSWORD}
        context = browser.new_context(locale="fr-FR", **options)
        context.expose_function("refused", lambda what: refused.append(what))
        context.add_init_script(WATCH)
        opened.append(context)
        return context.new_page()

    yield start
    for one in opened:
        one.close()
    assert refused == []


# Between these two every kind of page stands.
@pytest.mark.parametrize("audience", ["staff", "head"])
def test_no_page_breaks_the_policy(
    sites: Sites, hosts: dict[str, str], visit: Callable[..., Page], audience: str
) -> None:
    page = visit(audience)
    expected = []
    for uri in kinds_of_pages(sites.folder / audience):
        answer = page.goto(hosts[audience] + uri, wait_until="load")
        assert answer is not None
        expected += [uri] if answer.status != 200 else []
        assert page.locator("main").count()
    assert expected == ["en/nowhere/"]
    page.goto(hosts[audience], wait_until="load")
    before = page.get_attribute("body", "data-md-color-scheme")
    page.locator("form[data-md-component=palette] label:visible").click()
    assert page.get_attribute("body", "data-md-color-scheme") != before
    press_slash(page)
    assert ask(page, one(sites, "rules", audience)[:8]) or ask(page, "texte")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_attribute("body", "data-md-color-scheme") != before


def test_the_policy_refuses_what_is_written_into_a_page(
    hosts: dict[str, str], visit: Callable[..., Page], refused: list[str]
) -> None:
    """Or the test above would see nothing."""
    page = visit()
    page.goto(hosts["staff"], wait_until="load")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.setAttribute("style", "color: red");
        }"""
    )
    assert page.evaluate("window.ran") is None
    page.wait_for_function("true")
    assert {one.split(": ")[1] for one in refused} == {"script-src-elem", "style-src-attr"}
    refused.clear()


# ---- former addresses


def alias(sites: Sites, kind: str) -> tuple[str, str]:
    """Where an entry stood, and where it stands."""
    part = next(
        one for one in sites.planted.parts if one.entry.kind == kind and "aliases" in one.fields
    )
    return f"{kind}/{part.fields['aliases'][0]}/", f"{kind}/{sites.planted.name(part.entry)}/"


def test_a_former_address_leads_on_with_what_stands_behind_it(
    sites: Sites, hosts: dict[str, str], visit: Callable[..., Page]
) -> None:
    page = visit()
    for start in ("", "en/"):
        old, new = alias(sites, "rules")
        page.goto(f"{hosts['staff']}{start}{old}?a=b#statement")
        page.wait_for_url(f"{hosts['staff']}{start}{new}?a=b#statement")
        assert page.locator("h1").count() == 1


def test_a_former_address_leads_on_without_scripts(
    sites: Sites, hosts: dict[str, str], visit: Callable[..., Page]
) -> None:
    page = visit(java_script_enabled=False)
    old, new = alias(sites, "rules")
    page.goto(hosts["staff"] + old)
    page.wait_for_url(hosts["staff"] + new)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_address_leads_on_without_a_server(
    sites: Sites, visit: Callable[..., Page], scripts: bool
) -> None:
    page = visit(java_script_enabled=scripts)
    old, new = alias(sites, "rules")
    folder = (sites.folder / "staff").as_uri()
    page.goto(f"{folder}/{old}index.html")
    page.wait_for_url(f"{folder}/{new}index.html")
    assert page.locator("h1").count() == 1
