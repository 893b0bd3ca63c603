"""Every kind of page, of the lowest and of the highest edition, as a person meets it."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.serving import Served

EDITIONS = ("staff", "head")
"""The lowest and the highest."""


def kinds_of_pages(site: Path) -> Iterator[str]:
    """One page of every kind: the home page, each index, the longest entry of each kind."""
    yield ""
    yield "404.html"
    for folder in sorted(path for path in site.iterdir() if (path / "index.html").exists()):
        yield f"{folder.name}/"
        entries = sorted(
            folder.glob("*/index.html"), key=lambda path: (-path.stat().st_size, path.name)
        )
        yield from (f"{folder.name}/{path.parent.name}/" for path in entries[:1])


def visit(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    page.wait_for_selector("main")


def apart(built: Callable[[str], Path], audience: str) -> Iterator[str]:
    """A page of every kind, but those that say the same, word for word, in an edition looked at anyway."""
    *_, last = EDITIONS
    looked_at = [*kinds_of_pages(built(last))] if audience != last else []
    for uri in kinds_of_pages(built(audience)):
        if uri not in looked_at or own(built(audience), uri) != own(built(last), uri):
            yield uri


def own(site: Path, uri: str) -> str:
    """What is a page's own: what surrounds it is the same around all of an edition."""
    path = site / uri / "index.html"
    text = (path if path.exists() else site / uri).read_text("utf-8")
    return text[text.index("<article") : text.index("</article>")]


# Of what axe looks at only contrast depends on the scheme.
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}


@pytest.mark.parametrize("scheme", RULES)
@pytest.mark.parametrize("audience", EDITIONS)
def test_axe_finds_nothing(
    page: Page,
    built: Callable[[str], Path],
    served: Callable[[str], Served],
    audience: str,
    scheme: str,
) -> None:
    page.emulate_media(color_scheme=scheme)
    options = {"resultTypes": ["violations"], **RULES[scheme]}
    faults = []
    for uri in apart(built, audience):
        visit(page, served(audience).address + uri)
        for one in Axe().run(page, options=options).response["violations"]:
            nodes = [node["target"] for node in one["nodes"]][:3]
            faults.append(f"{uri}: {one['id']}: {nodes}")
    assert not faults


COLOURS = """() => [...document.querySelectorAll("main *, header, footer")].map((one) => {
  const { color, backgroundColor, borderTopColor } = getComputedStyle(one);
  return [one.tagName, color, backgroundColor, borderTopColor].join(" ");
})"""


@pytest.mark.parametrize("scheme", RULES)
def test_without_scripts_the_colours_are_those_the_system_asks_for(
    open_context: Callable[..., BrowserContext], served: Callable[[str], Served], scheme: str
) -> None:
    seen = []
    for scripts in (True, False):
        page = open_context(color_scheme=scheme, java_script_enabled=scripts).new_page()
        visit(page, served("staff").address)
        seen.append(set(page.evaluate(COLOURS)))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("audience", EDITIONS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, built: Callable[[str], Path], served: Callable[[str], Served], audience: str
) -> None:
    """Tab goes through every control in the order of the page, and never stays."""
    for uri in ("", "rules/", "decisions/besoin-d-achat/"):
        visit(page, served(audience).address + uri)
        seen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            here = page.evaluate(
                """() => {
                  const one = document.activeElement;
                  if (one === document.body) return null;
                  const box = one.getBoundingClientRect();
                  const shown = [one, ...(one.labels ?? [])];
                  const lit = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
                  return {
                    path: `${one.tagName} ${one.textContent.trim().slice(0, 30)} ${one.href ?? one.id}`,
                    outlined: shown.some((part) => lit(getComputedStyle(part))),
                    size: box.width * box.height,
                  };
                }"""
            )
            if here is None:
                break
            seen.append(here["path"])
            assert here["outlined"], f"{uri}: no outline on {here['path']}"
        assert len(seen) > 10
        assert len(set(seen)) > len(seen) * 0.8


@pytest.mark.parametrize("audience", EDITIONS)
def test_the_home_page_shows_what_starts_everything_without_scrolling(
    page: Page, served: Callable[[str], Served], audience: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, served(audience).address)
    for selector in (
        ".pb-home__field",
        ".pb-home__buy",
        ".pb-home__doors li:last-child",
        "#you-are",
        "#news",
    ):
        box = page.locator(selector).bounding_box()
        assert box is not None, selector
        assert box["y"] + box["height"] <= 900, selector
    assert page.locator(".pb-home__examples .pb-chip").count() == 3
    doors = page.locator(".pb-home__doors strong").all_inner_texts()
    tabs = ["Acheter", "Règles", "Interlocuteurs", "Stratégies", "Décisions", "Pilotage"]
    others = [tab for tab in tabs if tab not in ("Stratégies", "Pilotage")]
    assert doors == (tabs if audience == "head" else others)


def test_the_home_page_costs_little_and_its_colours_change_without_the_theme(
    page: Page, served: Callable[[str], Served]
) -> None:
    """All that a first visit fetches, as a server sends it, is at most 60 KB; what is chosen stays."""
    sizes: dict[str, int] = {}
    page.on("response", lambda one: sizes.update({one.url: len(gzip.compress(one.body(), 9))}))
    address = served("staff").address
    page.goto(address, wait_until="networkidle")
    assert sum(sizes.values()) <= 60_000, sizes
    assert not any("bundle" in url for url in sizes)
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for=__palette_1]").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + "rules/")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address)
    page.locator("label[for=__palette_0]").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("uri", ["rules/mise-en-concurrence/", "personas/responsable-technique/"])
def test_paper_holds_the_page_and_nothing_to_click(
    page: Page, served: Callable[[str], Served], uri: str
) -> None:
    visit(page, served("head").address + uri)
    page.emulate_media(media="print")
    for selector in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".pb-actions"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator("h1").is_visible()
