"""What search leaves in a built site: the same at every run, and nothing of a page that is gone."""

import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playbook import search
from playbook.frames import by_hand

PAGE = """<html lang="{0}"><body><main data-pagefind-body><h1 id="top">{1}</h1>
<p>{2}</p></main></body></html>"""


def small_site(folder: Path, pages: dict[str, tuple[str, str, str]]) -> Path:
    for uri, (language, title, text) in pages.items():
        (folder / uri).mkdir(parents=True, exist_ok=True)
        (folder / uri / "index.html").write_text(PAGE.format(language, title, text), "utf-8")
    return folder


def read_all(site: Path) -> dict[str, bytes]:
    """Every file search leaves behind, decompressed where it is compressed."""
    return {
        str(path.relative_to(site)): gzip.decompress(path.read_bytes())
        if path.suffix.startswith(".pf_")
        else path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix != ".html"
    }


def load(site: Path, name: str) -> Any:
    return json.loads((site / search.ASSETS / name).read_text("utf-8"))


def test_two_runs_are_the_same_and_nothing_removed_stays(tmp_path: Path) -> None:
    pages = {
        f"rules/r{number}": ("fr", f"Règle {number}", "Le zèbre signe.") for number in range(30)
    }
    pages |= {
        f"en/roles/{number}": ("en", f"Role {number}", "The zebra signs.") for number in range(20)
    }
    pages["roles/partie"] = ("fr", "Girafe", "Une girafe secrète.")
    sites = [small_site(tmp_path / name, pages) for name in "abc"]
    for site in sites:
        search.index(site)
    assert read_all(sites[0]) == read_all(sites[1]) == read_all(sites[2])
    assert any(b"girafe" in content.lower() for content in read_all(sites[0]).values())
    shutil.rmtree(sites[0] / "roles")
    search.index(sites[0])
    assert not any(b"giraf" in content.lower() for content in read_all(sites[0]).values())


def test_what_is_written_beside_the_index(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {
            "rules/une": ("fr", "L’œuvre", "Déléguer jusqu’à 12\u202f000\u00a0€ l’acheteur"),
            "rules": ("fr", "Règles", "acheteur"),
            "en/rules/one": ("en", "Works", "Delegate to the buyer"),
        },
    )
    search.index(site)
    french, english = (load(site, f"pages.{language}.json") for language in ("fr", "en"))
    assert [len(french["kinds"][kind]) for kind in ("", "rules")] == [1, 1]
    assert french["titles"] == [1, 1]
    assert list(english["kinds"]) == ["rules"]
    assert "aujourd" in french["stop"]
    assert load(site, "words.fr.json") == {
        "words": ["acheteur"],
        "rare": ["deleguer", "jusqu", "oeuvre", "regles"],
    }
    found = [search.fragment(path) for path in (site / "pagefind" / "fragment").glob("fr_*")]
    assert "L’ œuvre. Déléguer jusqu’ à 12000 € l’ acheteur." in {one["content"] for one in found}


def test_pagefind_that_fails_is_no_silent_site(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Pagefind failed"):
        search.index(tmp_path)


def test_a_page_ends_with_what_is_not_searched(built: Callable[[str], Path]) -> None:
    """The ties of an entry and who answers for it: what follows them would not be searched either."""
    fragments = (built("head") / "pagefind" / "fragment").glob("fr_*")
    found = {one["url"]: one for one in map(search.fragment, fragments)}
    tails = 0
    for path in built("head").rglob("index.html"):
        html = path.read_text("utf-8")
        sections = re.findall(r'<section class="pb-section pb-section--([a-z-]+)"', html)
        last = [name for name in sections if name in ("related", "upkeep")]
        assert sections[len(sections) - len(last) :] == last
        tails += bool(last)
        url = f"/{path.parent.relative_to(built('head')).as_posix()}/"
        if last and url in found:
            anchors = {one["id"] for one in found[url]["anchors"]}
            assert anchors.isdisjoint(last)
            assert len(anchors) > 1
    assert tails > 200


def test_pages_written_by_hand_are_searched(built: Callable[[str], Path]) -> None:
    fragments = (built("staff") / "pagefind" / "fragment").iterdir()
    found = {one["url"]: one for one in map(search.fragment, fragments)}
    help_page = found["/aide/"]
    assert help_page["meta"]["title"] == "Aide : comment lire ce guide"
    assert "trouver-une-reponse" in {one["id"] for one in help_page["anchors"]}


def test_what_a_system_leaves_in_a_folder_is_no_page(tmp_path: Path) -> None:
    for name in ("fr/aide.md", "fr/.DS_Store", "fr/.cache/page.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# Aide", "utf-8")
    assert by_hand.files(["fr"], tmp_path) == {"aide.md": "fr"}
