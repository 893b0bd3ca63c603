"""A third language is one file and one line: a half-translated German, built and read."""

import filecmp
import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import FROZEN, ROOT
from tests.german import UNMARKED, WORDS, Project, Text, pages, texts, words


@pytest.fixture(scope="session")
def spoken(site: Path) -> list[tuple[str, Text]]:
    """Every text of every German page that can be marked, with the page's uri."""
    found = []
    for uri, html in pages(site / "de"):
        language, start = html[: html.index(">", 20)], html.find('<div class="pb-page"')
        body = html[start : html.find("<footer", start)] if start > 0 else ""
        found += [
            (uri, one) for one in texts(f"{language}>{body}") if not UNMARKED & set(one.inside)
        ]
    return found


def test_all_that_is_added_is_one_file_one_line_and_translations(german: Project) -> None:
    added, changed = set(), set()
    for path in (path for path in german.folder.rglob("*.*") if path.is_file()):
        name = path.relative_to(german.folder).as_posix()
        if name.startswith(("site/", ".cache/")) or "__pycache__" in name:
            continue
        before = (FROZEN if name.startswith("playbook_data/") else ROOT) / name
        if not before.exists():
            added.add(name)
        elif not filecmp.cmp(path, before, shallow=False):
            changed.add(name)
    assert WORDS in added
    assert all(name.startswith("playbook_data/") for name in added - {WORDS})
    # The rule has a former id for the sake of these tests alone.
    assert changed == {"playbook_data/playbook.yml", "playbook_data/rules/mise-en-concurrence.yml"}


def test_mkdocs_builds_it_strictly(german: Project, tmp_path: Path) -> None:
    call = ("-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site"))
    done = german.run(*call, PLAYBOOK_LANGUAGE="de")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert '<html lang="de"' in (tmp_path / "site/index.html").read_text("utf-8")


def test_every_page_is_there_in_every_language(site: Path) -> None:
    everything = dict(pages(site))
    of = {code: {uri for uri in everything if uri.split("/")[0] == code} for code in ("en", "de")}
    french = set(everything) - of["en"] - of["de"]
    for code, uris in of.items():
        assert {uri.removeprefix(code).removeprefix("/") for uri in uris} == french
    assert {"aide", "codes/gap", "fields", "rules/trois-devis", "decisions/cadeau"} <= french
    for uri in (*of["de"], "de/404.html"):
        html = everything.get(uri) or (site / uri).read_text("utf-8")
        assert '<html lang="de"' in html, uri


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_each_page_says_the_site_once_in_its_title(site: Path, language: str) -> None:
    folder = site if language == "fr" else site / language
    title = re.compile("<title>([^<]*)</title>")
    (home, missing, rules) = (
        title.findall((folder / name).read_text("utf-8"))
        for name in ("index.html", "404.html", "rules/index.html")
    )
    (name,) = home
    assert name.count("Vauclin") == 1
    (missing_name,) = re.findall(
        "<h1>(?:<[^>]*>)?([^<]*)<", (folder / "404.html").read_text("utf-8")
    )
    assert missing == [f"{missing_name} - {name}"]
    assert rules[0].endswith(f" - {name}")


def test_every_page_leads_to_itself_in_the_other_languages(site: Path) -> None:
    link = re.compile(r'<a class="pb-language" href="([^"]*)" lang="(\w\w)" hreflang="\2">(\w+)<')
    names = {"fr": "Français", "en": "English", "de": "Deutsch"}
    looked = 0
    for uri, html in pages(site):
        if "moved.js" in html:
            continue  # nobody stays on a former address
        here = uri.split("/")[0] if uri.split("/")[0] in ("en", "de") else "fr"
        inner = uri.removeprefix(here).removeprefix("/") if here != "fr" else uri
        found = {code: (href, name) for href, code, name in link.findall(html)}
        assert {code: name for code, (_, name) in found.items()} == {
            code: name for code, name in names.items() if code != here
        }
        for code, (href, _) in found.items():
            there = site / inner if code == "fr" else site / code / inner
            assert Path(os.path.normpath(site / uri / href)) == there, uri
            looked += 1
    assert looked > 1500
    missing = (site / "de/404.html").read_text("utf-8")
    assert [href for href, _, _ in link.findall(missing)] == ["/../", "/../en/"]


def test_no_link_of_a_german_page_is_broken(site: Path) -> None:
    broken = set()
    for uri, html in pages(site / "de"):
        for address in re.findall(r'\s(?:href|src)="([^"#?]+)', html):
            if re.match(r"[a-z]+:", address):
                continue
            target = Path(os.path.normpath(site / "de" / uri / address))
            if not ((target / "index.html") if target.is_dir() else target).is_file():
                broken.add((uri, address))
    assert broken == set()


def test_words_are_german_where_there_are_some(spoken: list[tuple[str, Text]]) -> None:
    there = {one.text for _, one in spoken}
    for key in ("home.question", "kinds.rules.about", "sections.statement", "strength.must"):
        assert words("de")[key] in there
    for text in ("24 Monate", "25.000\u00a0€", "1. Oktober 2026", "bis 30\u00a0€"):
        assert text in there
    # Nothing that German has a word for is said in French.
    lent = {words("fr")[key] for key in words("de")} - set(words("de").values())
    own = {text for key, text in words("fr").items() if key not in words("de")}
    said = {one.text for _, one in spoken if one.language == "de"}
    assert said & (lent - own) == set()


def test_every_word_says_its_language(spoken: list[tuple[str, Text]]) -> None:
    """A borrowed one that it is French; a German one on a page of French text that it is German."""
    ours = set(words("de").values())
    borrowed = {text for key, text in words("fr").items() if key not in words("de")} - ours
    wrong = {
        (uri, one.text, one.language)
        for uri, one in spoken
        # A short word may be that of an entry too, in the other language.
        if len(one.text) > 3
        and one.language != ("de" if one.text in ours else "fr")
        and one.text in ours | borrowed
    }
    assert wrong == set()
    marked = {one.text for _, one in spoken if one.language == "fr"}
    assert len(marked & borrowed) > 200
    assert {"Die Regel", "In Kraft"} <= {one.text for _, one in spoken if one.language == "de"}


def test_text_that_is_not_translated_says_that_it_is_french(spoken: list[tuple[str, Text]]) -> None:
    of: dict[str, dict[str, str]] = {}
    for uri, one in spoken:
        of.setdefault(uri, {})[one.text] = one.language
    # An entry that is not there in German; a link to it; its card.
    assert of["rules/choix-equitable"]["Un choix équitable et traçable"] == "fr"
    assert of["rules/mise-en-concurrence"]["Un choix équitable et traçable"] == "fr"
    assert of["rules"]["Un choix équitable et traçable"] == "fr"
    # One that is, and a link to it from a page of French text.
    title = "Angebote vergleichen, je nach Betrag"
    for uri in ("rules", "rules/mise-en-concurrence", "rules/choix-equitable"):
        assert of[uri][title] == "de"
    # A paragraph that its translation leaves out.
    rule = of["rules/mise-en-concurrence"]
    assert next(of for text, of in rule.items() if text.startswith("Comparer est")) == "fr"
    assert next(of for text, of in rule.items() if text.startswith("Je höher")) == "de"
    # What stands in the code and in `docs/`, not in the data.
    assert of["codes/gap"]["Erreur"] == "fr"
    assert len([text for text, code in of["codes/gap"].items() if code == "fr"]) == 4


def test_the_help_page_is_the_french_one(site: Path) -> None:
    html = (site / "de/aide/index.html").read_text("utf-8")
    # In the text, and in the contents beside it.
    assert [one.language for one in texts(html) if one.text == "Lire une règle"] == ["fr", "fr"]
    assert "So liest man dieses Handbuch" in html


def test_the_help_page_is_found_by_germans_and_not_twice_by_others(site: Path) -> None:
    found = {"fr": [], "de": [], "en": []}
    for language in found:
        about = json.loads((site / f"assets/playbook/pages.{language}.json").read_text("utf-8"))
        found[language] = [f"/{about['below']}{uri}" for uri in about["pages"]]
    assert "/de/aide/" in found["de"]
    assert [url for url in found["fr"] if url.endswith("aide/")] == ["/aide/"]


def test_check_warns_of_what_is_missing(german: Project) -> None:
    found = german.check()
    assert {one["severity"] for one in found} == {"warning"}
    # The day of tests is before that on which the sample's sources were read.
    assert {one["code"] for one in found} - {"future-date"} == {"untranslated"}
    said = {(one["file"], one["message"]) for one in found}
    # Of the many that are not translated at all one thing is said, where the language is named.
    whole = [message for file, message in said if file == "playbook_data/playbook.yml"]
    assert any(re.search(r'not translated into "de"', message) for message in whole), whole
    half = ("playbook_data/rules/mise-en-concurrence.de.yml", "not translated: rationale")
    assert any(file == half[0] and message.startswith(half[1]) for file, message in said)
    of_words = [one for one in found if one["file"] == WORDS]
    assert [re.sub(r"\d+", "#", one["message"]) for one in of_words] == [
        "# of the site's # words are not translated"
    ]
    assert not any(file.startswith("playbook_data/decisions/cadeau") for file, _ in said)


def test_the_commands_know_german_translations(german: Project, tmp_path: Path) -> None:
    made = german.copy(tmp_path / "copy")
    rule = "rules/mise-en-concurrence"
    made.change(f"playbook_data/{rule}.yml", "Plus l’engagement est élevé", "Plus le montant monte")
    stale = [one for one in made.check() if one["code"] == "stale-translation"]
    assert {one["file"] for one in stale} == {
        f"playbook_data/{rule}.{code}.yml" for code in ("en", "de")
    }
    done = made.run("-m", "playbook", "translated", "rule:mise-en-concurrence")
    assert f"wrote playbook_data/{rule}.de.yml" in done.stdout
    assert not [one for one in made.check() if one["code"] == "stale-translation"]
    # A translation is no entry: it has no id of its own, and leaves none free.
    taken = made.run("-m", "playbook", "new", "personas", "production")
    assert (taken.returncode, "already" in taken.stderr) == (2, True)
    done = made.run("-m", "playbook", "new", "rules", "eine-regel")
    assert done.returncode == 0
    assert (
        "# Règle\u00a0: eine-regel"
        in (made.folder / "playbook_data/rules/eine-regel.yml").read_text()
    )
    assert made.run("-m", "playbook", "schema").returncode == 0
    schema = (made.folder / ".vscode/schemas/personas.json").read_text("utf-8")
    assert '"eine-regel"' in schema
    assert '"mise-en-concurrence"' in schema
    assert "Angebote vergleichen" not in schema
    assert ".de" not in schema


def test_a_language_without_a_file_of_words_is_told_which_to_write(
    german: Project, tmp_path: Path
) -> None:
    made = german.copy(tmp_path / "copy")
    made.change("playbook_data/playbook.yml", "[fr, en, de]", "[fr, en, it]")
    found = [one for one in made.check() if one["code"] == "unknown-language"]
    of_settings = [one for one in found if one["file"] == "playbook_data/playbook.yml"]
    assert [(one["line"], one["column"]) for one in of_settings] == [(3, 21)]
    assert "write the words in hooks/playbook/locale/it.yml" in of_settings[0]["hint"]
    done = made.run("-m", "playbook.edges", "site")
    assert done.returncode == 1
    assert "nothing is built" in done.stderr
    assert not (made.folder / "site").exists()
