"""What surrounds pages: as few stubs as there are places, and every page filled with its own words."""

import gzip
import json
import re
from pathlib import Path

import pytest
import yaml
from playbook.edges import mkdocs
from playbook.frames import FrameError, Prepared, Surroundings, by_hand
from playbook.frames.stubs import CONTENTS, stubs
from playbook.pages.faults import faults_site
from playbook.pages.page import Page, Site, Tab
from playbook.preview import Preview
from playbook.words import load_words

from tests.conftest import FROZEN
from tests.previewing import show

HOSTILE = '<b>"\\1 {{ 7 * 7 }} \\x0etitle</b>'


def page(uri: str, tab: str = "rules", title: str = "Un titre", **more: str | bool) -> Page:
    sections = ("top", "exceptions")
    html = f"<p>{uri} of {title}</p>" if "<" not in title else "<p>hostile</p>"
    contents = f'<a href="#exceptions">contents of {uri}</a>'
    return Page(uri, title, sections, html.encode(), contents, tab=tab, **more)  # type: ignore[arg-type]


TABS = (Tab("rules", "Règles", (("Règles", "rules/"), ("Seuils", "thresholds/"))),)
SITE = Site(
    (
        page("", ""),
        page("rules/"),
        page("thresholds/"),
        page("rules/a/", title=HOSTILE, description=HOSTILE),
        page("rules/b/", wide=True),
        page("thresholds/c/"),
        page("roles/d/", "people"),
        page("help/", ""),
    ),
    TABS,
    ("fr",),
    written={"assets/x.css": "x", "rules/former/index.html": "moved"},
)


AROUND = Surroundings(load_words("fr", "EUR"), None, TABS)


def prepared(docs: Path, around: Surroundings = AROUND) -> Prepared:
    return Prepared(SITE, around, docs)


def finish(docs: Path, folder: Path, address: str | None = None) -> None:
    with prepared(docs) as made:
        made.finish(folder, address)


def generated(folder: Path, site: Site = SITE) -> None:
    """What a generator would write: a frame around each stub, with its own address in it."""
    for stub in set(stubs(site).values()):
        _, head, body = stub.text.split("---\n", 2)
        marks = yaml.safe_load(head)
        assert (marks["stub"], marks["tab"]) == (True, stub.tab)
        path = folder / stub.uri / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<meta name="generator" content="some-1.2">\n<link rel="next" href="x">\n'
            f"<title>{marks['title']}</title><meta name=description content={marks['description']}>"
            f"<a href=/{stub.uri}>here</a><nav>{stub.tab}{CONTENTS}</nav><main>{body}</main>",
            "utf-8",
        )
    (folder / "404.html").write_text('<meta name="generator" content="x">\n404', "utf-8")
    (folder / "sitemap.xml").write_text("of stubs", "utf-8")
    (folder / "sitemap.xml.gz").write_text("of stubs", "utf-8")


@pytest.mark.parametrize(
    ("mark", "instead", "said"),
    [
        (
            "\x0etitle\x0f",
            "",
            "no place for the page's title in the stub « rules/ » (tab « rules »)",
        ),
        ("\x0edescription\x0f", "", "no place for the page's description in the stub « rules/ »"),
        (CONTENTS, "", "no place for the page's contents in the stub « rules/ »"),
        (
            CONTENTS,
            f"{CONTENTS}\x0eContents\x0f",
            "left a mark behind in the stub « rules/ » .*: one that",
        ),
        (
            CONTENTS,
            f"{CONTENTS}\x0eother\x0f",
            "left a mark behind in the stub « rules/ » .*: other$",
        ),
        ("<div>\x0ebegin", "<div class=x>\x0ebegin", "no place for the page's content in"),
        ("<div>\x0eend", "<p>\x0eend", "no place for the page's content in"),
        (
            "<main>",
            "<main><div>\x0ebegin\x0f</div><div>\x0eend\x0f</div>",
            "left a mark behind .*: begin, end$",
        ),
    ],
)
def test_what_a_theme_drops_is_told_by_its_name(
    mark: str, instead: str, said: str, tmp_path: Path
) -> None:
    generated(tmp_path)
    written = tmp_path / "rules/index.html"
    assert mark in written.read_text("utf-8")
    written.write_text(written.read_text("utf-8").replace(mark, instead), "utf-8")
    with pytest.raises(FrameError, match=said.replace("(", r"\(").replace(")", r"\)")):
        finish(tmp_path / "docs", tmp_path)


def test_a_page_that_a_generator_did_not_write_is_told(tmp_path: Path) -> None:
    generated(tmp_path)
    (tmp_path / "rules/index.html").unlink()
    with pytest.raises(FrameError, match="no page for the stub « rules/ »"):
        finish(tmp_path / "docs", tmp_path)


def test_every_page_begins_with_the_heading_that_one_skips_to() -> None:
    shown = show(Preview(), FROZEN / "playbook_data")
    sites = [shown.site, faults_site((), shown.words, shown.site), faults_site((), shown.words)]
    assert {page.sections[0] for site in sites for page in site.pages} == {"top"}
    assert {b'id="top"' in page.encoded for site in sites for page in site.pages} == {True}


def test_there_is_a_stub_for_each_place() -> None:
    found = stubs(SITE)
    assert found["rules/a/"] == found["thresholds/c/"]
    apart = ["", "rules/", "thresholds/", "rules/a/", "rules/b/", "roles/d/", "help/"]
    assert len({found[uri] for uri in apart}) == len(apart)
    assert [found[uri].uri for uri in ("", "rules/", "thresholds/")] == [
        "",
        "rules/",
        "thresholds/",
    ]


def test_links_of_a_shared_stub_lead_up_to_the_root() -> None:
    for uri, stub in stubs(SITE).items():
        assert stub.uri.count("/") == uri.count("/")
        if stub.uri != uri:
            assert not any(one.uri.startswith(stub.uri.partition("/")[0]) for one in SITE.pages)


@pytest.mark.parametrize("one", SITE.pages, ids=lambda one: one.uri or "home")
def test_a_page_has_its_own_words_in_its_frame(one: Page, tmp_path: Path) -> None:
    generated(tmp_path)
    finish(tmp_path / "docs", tmp_path)
    written = (tmp_path / one.uri / "index.html").read_text("utf-8")
    title = one.title.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    description = title if one.description else ""
    assert written == (
        f"<title>{title}</title><meta name=description content={description}>"
        f"<a href=/{one.uri}>here</a><nav>{one.tab}{one.contents}</nav><main>{one.html}\n</main>"
    )


def test_nothing_is_left_of_stubs(tmp_path: Path) -> None:
    generated(tmp_path)
    finish(tmp_path / "docs", tmp_path)
    found = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert found == {*SITE.written, "404.html", *(f"{one.uri}index.html" for one in SITE.pages)}
    assert (tmp_path / "404.html").read_text("utf-8") == "404"


def test_a_map_of_the_site_names_its_pages_where_its_place_is_known(tmp_path: Path) -> None:
    generated(tmp_path)
    (tmp_path / "docs/fr").mkdir(parents=True)
    (tmp_path / "docs/fr/aide.md").write_text("# Aide\n", "utf-8")
    (tmp_path / "aide").mkdir()
    (tmp_path / "aide/index.html").write_text("Aide", "utf-8")
    finish(tmp_path / "docs", tmp_path, "https://site.example/a/")
    listed = re.findall("<loc>(.*)</loc>", (tmp_path / "sitemap.xml").read_text("utf-8"))
    uris = sorted(["aide/", *(one.uri for one in SITE.pages)])
    assert listed == [f"https://site.example/a/{uri}" for uri in uris]


@pytest.mark.parametrize(
    ("language", "written", "prepared_as"),
    [
        ("fr", "# Aide\n", "\n# Aide\n"),
        ("fr", "Note: x\n", "\nNote: x\n"),
        ("fr", "\ufeff---\ntitle: Aide\n...\nx\n", "---\ntitle: Aide\n---\nx\n"),
        ("fr", "---\n---\nx\n", "\nx\n"),
        ("en", "# Help\n", "---\nlent: en\ndirection: ltr\n---\n# Help\n"),
        (
            "en",
            "---\ntitle: Help\n---\nx\n",
            "---\nlent: en\ndirection: ltr\ntitle: Help\n---\nx\n",
        ),
        (
            "en",
            "---\n2026-02-30\n---\n",
            "---\nlent: en\ndirection: ltr\n---\n---\n2026-02-30\n---\n",
        ),
        ("en", "---\n[\n---\n", "---\nlent: en\ndirection: ltr\n---\n---\n[\n---\n"),
    ],
)
def test_a_page_by_hand_says_of_which_language_it_is_lent(
    language: str, written: str, prepared_as: str, tmp_path: Path
) -> None:
    (tmp_path / language).mkdir()
    (tmp_path / language / "aide.md").write_text(written, "utf-8")
    site = Site(SITE.pages, SITE.tabs, ("fr", "en"))
    with Prepared(site, AROUND, tmp_path) as made:
        assert (made.docs / "aide.md").read_text("utf-8") == prepared_as
    assert not made.docs.exists()


def test_what_people_write_is_no_template(tmp_path: Path) -> None:
    """A generator reads the templates again: what stands in a name is text there too."""
    signs = "{{ config }} {% include 'x' %} {# no #} {count} {"
    around = Surroundings(AROUND.words, None, (Tab("rules", signs, TABS[0].pages),))
    with prepared(tmp_path, around) as made:
        dialog = (made.templates / "partials/playbook-search.html").read_text("utf-8")
    assert (
        "<strong>&#123;{ config }} &#123;% include &#39;x&#39; %} &#123;# no #} {count} &#123;</strong>"
        in dialog
    )


def test_where_other_languages_are(tmp_path: Path) -> None:
    spoken = ("fr", "en", "de")
    links = {}
    for language in ("fr", "en"):
        words = load_words(language, "EUR")
        with prepared(tmp_path, Surroundings(words, None, TABS, languages=spoken)) as made:
            header = (made.templates / "partials/header.html").read_text("utf-8")
        links[language] = re.findall(r"else base_url }}/(.*?)\{\{ page", header)
    assert links == {"fr": ["en/", "de/"], "en": ["../", "../de/"]}


def test_a_page_by_hand_takes_no_page_of_the_playbook_away(tmp_path: Path) -> None:
    docs = by_hand_at_our_addresses(tmp_path / "docs")
    with prepared(docs) as made:
        names = {path.relative_to(made.docs).as_posix() for path in made.docs.rglob("*.md")}
        texts = [path.read_text("utf-8") for path in made.docs.rglob("*.md")]
    assert names == {f"{stub.uri}index.md" for stub in stubs(SITE).values()}
    assert not any("Un autre" in text for text in texts)
    generated(tmp_path / "site")
    finish(docs, tmp_path / "site", "https://site.example/")
    assert (tmp_path / "site/sitemap.xml").read_text("utf-8").count("<loc>") == len(SITE.pages)


def test_what_is_searched_by_hand_is_what_is_shown(tmp_path: Path) -> None:
    docs = by_hand_at_our_addresses(tmp_path)
    assert list(by_hand.searched(SITE, "", docs)) == []
    text = "---\ntitle: Un titre\nhide: [toc]\n---\n# Aide\n\nÀ lire.\n"
    (docs / "fr/aide.md").write_text(text, "utf-8-sig")
    (one,) = by_hand.searched(SITE, "en/", docs)
    assert (one.below, one.uri, one.record.title) == ("en/", "aide/", "Aide")
    text = json.loads(gzip.decompress(one.record.packed))
    assert text["content"] == "Aide. À lire."
    assert text["anchors"] == [{"id": "aide", "text": "Aide", "at": 0}]


def test_a_page_by_hand_without_a_title_is_found_by_what_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/horaires.md").write_text("Ouvert\n\n## Le soir\n\nFermé", "utf-8")
    (tmp_path / "fr/acces.md").write_text("---\ntitle: Plan & accès\n---\nPar la gare.", "utf-8")
    found = {one.uri: one.record.title for one in by_hand.searched(SITE, "", tmp_path)}
    assert found == {"horaires/": "horaires", "acces/": "Plan & accès"}


def by_hand_at_our_addresses(docs: Path) -> Path:
    """Pages by hand in the place of pages, stubs and former addresses."""
    for name in (
        *("index.md", "rules.md", "rules/index.md", "thresholds/README.md", "rules/a.md"),
        *("rules/former.md", "playbook-frame-0/page/index.md", "playbook-frame-9/index.md"),
    ):
        path = docs / "fr" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Un autre\n", "utf-8")
    return docs


@pytest.mark.parametrize(
    ("settings", "others"),
    [
        ("hooks: [hooks/mkdocs_events.py]\n", []),
        ("hooks: [hooks/mine.py, hooks/mkdocs_events.py]\n", ["hooks/mine.py"]),
        ("site_name: X\n", []),
    ],
)
def test_hooks_of_others_are_called_too(
    settings: str, others: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert mkdocs._others(Path("mkdocs.yml")) == others
