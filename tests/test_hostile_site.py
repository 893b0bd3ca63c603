"""Hostile text in every field of every kind reads as text: nothing runs, nothing loads, nothing appears.

What the check refuses is built all the same, as the preview does, and the browser ignores the
Content-Security-Policy: it is the escaping that is tried here, not what else would hold.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.codes import Severity
from playbook.pages.faults import faults_site
from playbook.pipeline import check
from playbook.words import load_words
from playwright.sync_api import BrowserContext, Page

from tests.canaries import first_edition
from tests.conftest import DAY
from tests.planting import Planted, Spot, audiences
from tests.searching import ask, press_slash
from tests.serving import Served

TODAY = date.fromisoformat(DAY)
RUN = "window.__hacked=1"
LINE = (
    f"bonjour \"><img src=x data-evil onerror={RUN}> '><svg data-evil onload={RUN}> "
    f"</title></textarea></style></template></noscript></script><script data-evil>{RUN}</script> "
    f"]]><!--><iframe data-evil src=javascript:{RUN}></iframe>--> <b data-evil>gras</b> "
    "&lt;i data-evil&gt; &#60;u data-evil&#62; \\u003cs data-evil\\u003e %3Cem data-evil%3E "
    "{{ 7*7 }} {% raw %} {# x #} {0.__class__} {query} %(x)s ${7*7} `x` \ue000content\ue001 "
    f"\u200f\u061cdroite javascript:{RUN} data:text/html,<script>{RUN}</script> $& $1 \\ ' data-pagefind-body"
)
PROSE = (
    f"{LINE}\n\n<script data-evil>{RUN}</script>\n\n<div data-evil onclick={RUN}>bloc</div>\n\n"
    f"[clic](javascript:{RUN}) [clic](<data:text/html,<b data-evil>>) <javascript:{RUN}> "
    f'![image](https://evil.example/x.png) [titre](https://exemple.fr/ "\\"><img data-evil src=x>") '
    f"[renvoi] `<b data-evil>` &quot;&gt;&lt;img data-evil&gt;\n\n"
    f'```html"><b data-evil>\n</code></pre><script data-evil>{RUN}</script>\n```\n\n'
    f"[renvoi]: javascript:{RUN}\n"
)
DOWNLOAD = "a&b 'c' #d 100% é.md"
LONG = 400_000
# What the check says of the text above, and the site may hold all the same in the preview.
REFUSED = {"raw-html", "broken-markup", "bad-address"}
# Everything on a page that text could have made, in what its templates hold too.
LOOK = """() => {
  const roots = [document, ...[...document.querySelectorAll("template")].map((one) => one.content)];
  const all = roots.flatMap((root) => [...root.querySelectorAll("*")]);
  const odd = (one) =>
    one.hasAttribute("data-evil") || one.matches("iframe, object, embed, base, math, svg image") ||
    (one.matches("script") && !one.src && one.type !== "application/json") ||
    [...one.attributes].some(({ name }) => name.startsWith("on") || /[^a-zA-Z0-9_:-]/.test(name)) ||
    (one.href && !/^(https?|mailto|file):/.test(new URL(one.href.baseVal ?? one.href, document.baseURI)));
  const shown = all.filter(odd).map((one) => one.outerHTML.slice(0, 200));
  return window.__hacked ? ["it ran", ...shown] : shown;
}"""


class Hostile(NamedTuple):
    folder: Path
    planted: Planted
    found: tuple[Diagnostic, ...]


class _Write:
    """Hostile text wherever text may stand; ids and figures as they must be."""

    def __init__(self) -> None:
        self.count = 0
        self.prose = 0

    def __call__(self, notation: str, spot: Spot) -> str:
        self.count += 1
        if spot.entry.kind == "thresholds" and spot.path == ("unit",):
            return "EUR"  # as the questions that it bounds are asked
        if spot.path[-1] == "from" and notation == "day":
            return TODAY.isoformat()  # or it would not be in force
        if notation == "prose":
            self.prose += 1
        number = str(70_000 + self.count)
        if spot.path == ("synonyms", "0"):
            return "bonjour"  # what its tip says is as hostile as the rest
        return {
            "line": LINE,
            "prose": PROSE,
            "file": PROSE,
            "asset": f"{self.count}/{DOWNLOAD}",
            "day": date.fromordinal(TODAY.toordinal() + self.count).isoformat(),
            "mail": f"x+y{self.count}@evil.example",
            "url": f"https://evil.example/{self.count}?a&b={{path}}`{{{{7*7}}}}",
            "span": "12 months",
            "flag": "true",
            "id": f"x{self.count}",
            "text": f"x{self.count}",
        }.get(notation, number)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp("hostile")
    write = _Write()
    planted = Planted(write, audiences())
    settings = planted.add_settings()
    # The edition of the first is built: of some who read what few may.
    settings["audiences"] = {"buyers": settings["audiences"].pop("buyers"), **settings["audiences"]}
    planted.add("staff")
    planted.add("buyers")
    planted.put(folder / "data", None)
    (folder / "data/rules/longue.yml").write_text(
        f"title: {'A' * LONG}\nsummary: >-\n  {'mot ' * (LONG // 4)}\n"
        "status: approved\nstrength: must\nstatement: fin\nrationale: fin\n"
    )
    checked = check([folder / "data"], TODAY)
    assert checked.playbook is not None
    site = first_edition(checked.playbook, folder / "site", DAY)
    return Hostile(site, planted, checked.found)


@pytest.fixture(scope="module")
def address(hostile: Hostile) -> Iterator[str]:
    served = Served(hostile.folder)
    yield served.address
    served.stop()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    page = open_context(bypass_csp=True).new_page()
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    yield page
    assert opened == []


def pages(hostile: Hostile) -> list[str]:
    """A page of every kind: each that stands alone, an entry of each form, some in English."""
    names = [hostile.planted.name(one) for one in hostile.planted.names if one.audience == "staff"]
    alone = [
        path.relative_to(hostile.folder).as_posix().removesuffix("index.html")
        for pattern in ("*.html", "*/index.html", "en/index.html", "en/decisions/index.html")
        for path in hostile.folder.glob(pattern)
    ]
    entries = [
        f"{path.parent.relative_to(hostile.folder).as_posix()}/"
        for path in hostile.folder.glob("*/*/index.html")
        if path.parent.name in names
    ]
    return sorted({*alone, *entries, *(f"en/{uri}" for uri in entries[:4])})


@pytest.mark.parametrize(
    "html",
    [
        "<b data-evil></b>",
        "<template><b data-evil></b></template>",
        "<p onclick='x'></p>",
        "<a href='javascript:x'></a>",
        "<a href='data:text/html,x'></a>",
        f"<script>{RUN}</script>",
        "<iframe></iframe>",
    ],
)
def test_the_look_sees_what_should_not_be_there(page: Page, html: str) -> None:
    page.set_content(html)
    assert page.evaluate(LOOK) != []


def test_the_check_refuses_it_in_every_prose(hostile: Hostile) -> None:
    errors = [one for one in hostile.found if one.severity is Severity.ERROR]
    assert {one.code for one in errors} == REFUSED
    lines = {(one.place.file, one.place.line) for one in errors if one.code == "raw-html"}
    assert len(lines) >= hostile.planted.write.prose


def test_every_page_shows_text(hostile: Hostile, address: str, page: Page) -> None:
    for uri in pages(hostile):
        page.goto(address + uri, wait_until="load")
        assert page.evaluate(LOOK) == [], uri
        assert "{{ 7*7 }}" in page.title(), uri


def test_a_tip_is_text(hostile: Hostile, address: str, page: Page) -> None:
    """The theme makes tips of titles, as HTML."""
    name = hostile.planted.name(next(one for one in hostile.planted.names if one[0] == "roles"))
    page.goto(f"{address}roles/{name}/", wait_until="load")
    for tipped in (page.locator("a.term"), page.get_by_text("titre", exact=True)):
        tipped.first.hover()
        tip = page.locator("[role=tooltip]").last
        tip.wait_for()
        assert "<" in tip.inner_text()
        assert page.evaluate(LOOK) == []
        page.mouse.move(0, 0)
        tip.wait_for(state="detached")


def test_what_is_written_is_read_as_written(hostile: Hostile, address: str, page: Page) -> None:
    name = hostile.planted.name(next(one for one in hostile.planted.names if one[0] == "roles"))
    page.goto(f"{address}roles/{name}/", wait_until="load")
    seen = " ".join(LINE.split())
    assert page.locator("h1").inner_text() == seen
    assert page.title().startswith(seen)
    meta = page.get_attribute("meta[name=description]", "content") or ""
    assert "<div data-evil" in meta
    assert page.get_attribute(".md-logo", "aria-label") in page.title()


def test_a_long_text_takes_nobody_down(address: str, page: Page) -> None:
    page.goto(f"{address}rules/longue/", wait_until="load")
    assert page.locator("h1").inner_text() == "A" * LONG
    assert page.evaluate(LOOK) == []


def test_what_search_finds_is_text(address: str, page: Page) -> None:
    page.goto(address, wait_until="load")
    press_slash(page)
    for query in ("gras", "<b data-evil>", f"javascript:{RUN}", "{{ 7*7 }}"):
        ask(page, query)
        assert page.evaluate(LOOK) == [], query
    assert ask(page, "gras")
    assert "<b data-evil>" in page.locator("[data-search-list]").inner_text()
    assert page.evaluate(LOOK) == []


@pytest.mark.parametrize("form", ["tree", "table"])
def test_a_walk_is_text(hostile: Hostile, address: str, page: Page, form: str) -> None:
    name = hostile.planted.name(
        next(one for one in hostile.planted.names if one[:2] == ("decisions", form))
    )
    evil = quote(f'"><img data-evil src=x onerror={RUN}>')
    home = f"{address}decisions/{name}/"
    for end in ("", f"?{evil}={evil}&v={evil}&dit={evil}", f"#{evil}"):
        page.goto(home + end, wait_until="load")
        page.wait_for_selector("[data-walk] h3")
        assert page.evaluate(LOOK) == []
    for answer in ("last", "first"):
        page.goto(home, wait_until="load")
        for _ in range(6):
            page.wait_for_selector("[data-walk] h3")
            assert page.evaluate(LOOK) == []
            if page.locator("[data-walk] .pb-result").count():
                break
            if page.locator("#walk-need").count():
                page.fill("#walk-need", "evil")
                page.wait_for_selector("[data-walk] [data-slot=found]:not(:empty)")
                assert page.evaluate(LOOK) == []
                page.locator("[data-walk] [data-slot=unknown]").click()
                continue
            options = page.locator("[data-walk] .pb-option__label")
            if options.count():
                getattr(options, answer).click()
            else:
                page.fill("#walk-value", "100")
            page.locator("[data-walk] form button").last.click()
        assert page.locator("[data-walk] .pb-result").count(), answer


def test_the_filters_of_an_index_are_text(address: str, page: Page) -> None:
    evil = quote(f'"><img data-evil src=x onerror={RUN}>')
    page.goto(f"{address}rules/?q={evil}&strength={evil}&{evil}={evil}", wait_until="load")
    assert page.evaluate(LOOK) == []


def test_a_download_is_handed_on_as_it_is(hostile: Hostile, address: str, page: Page) -> None:
    """Its name is an address, and Markdown is no page."""
    name = hostile.planted.name(next(one for one in hostile.planted.names if one[0] == "documents"))
    page.goto(f"{address}documents/{name}/", wait_until="load")
    href = page.locator("a[download]").evaluate("(link) => link.href")
    answer = page.request.get(href)
    assert answer.ok
    assert PROSE.encode() in answer.body()


def test_the_preview_names_faults_as_text(hostile: Hostile, page: Page) -> None:
    for one in faults_site(hostile.found, load_words("fr", "EUR")).pages:
        page.set_content(one.html)
        assert page.evaluate(LOOK) == []
