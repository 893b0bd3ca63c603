"""What search leaves in a built site: the same at every run, and nothing of a page that is gone."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playbook import search
from playbook.frames import by_hand
from playbook.search import Part, read

from tests.searching import found_in

PAGE = """<main data-pagefind-body><h1 id="top">{0}</h1>
<p>{1}</p></main>"""
Pages = dict[str, tuple[str, str]]


def parts(pages: Pages, language: str = "fr", below: str = "") -> Iterator[Part]:
    for uri, (title, text) in pages.items():
        record = read(PAGE.format(title, text).encode())
        assert record is not None
        yield Part(language, below, uri, record)


def read_all(site: Path) -> dict[str, bytes]:
    """Every file search leaves behind, decompressed where it is compressed."""
    return {
        str(path.relative_to(site)): gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def load(site: Path, name: str) -> Any:
    return json.loads((site / search.ASSETS / name).read_text("utf-8"))


def test_two_runs_are_the_same_and_nothing_removed_stays(tmp_path: Path) -> None:
    french: Pages = {f"rules/r{one}/": (f"Règle {one}", "Le zèbre signe.") for one in range(30)}
    gone: Pages = {"roles/partie/": ("Girafe", "Une girafe secrète.")}
    english: Pages = {f"roles/{one}/": (f"Role {one}", "The zebra signs.") for one in range(20)}
    sites = [tmp_path / name for name in "ab"]
    for site in sites:
        search.write([*parts(french | gone), *parts(english, "en", "en/")], site)
    search.write([*parts(english, "en", "en/"), *parts(gone | french)], tmp_path / "c")
    assert read_all(sites[0]) == read_all(sites[1]) == read_all(tmp_path / "c")
    assert any(b"girafe" in content.lower() for content in read_all(sites[0]).values())
    search.write([*parts(french), *parts(english, "en", "en/")], sites[0])
    assert not any(b"giraf" in content.lower() for content in read_all(sites[0]).values())


def test_what_is_written(tmp_path: Path) -> None:
    french: Pages = {
        "rules/une/": ("L’œuvre", "Déléguer jusqu’à 12\u202f000\u00a0€ l’acheteur"),
        "rules/": ("Règles", "acheteur"),
    }
    english: Pages = {"rules/une/": ("Works", "Delegate to the buyer")}
    search.write([*parts(french), *parts(english, "en", "en/")], tmp_path)
    about = load(tmp_path, "pages.fr.json")
    assert (about["below"], about["pages"]) == ("", ["rules/", "rules/une/"])
    assert about["titles"] == [1, 1]
    assert about["lengths"] == [2, 5]
    assert "aujourd" in about["stop"]
    assert load(tmp_path, "pages.en.json")["below"] == "en/"
    assert load(tmp_path, "words.fr.json") == {
        "words": ["acheteur", "politique", "procedure", "regle", "regles"],
        "rare": ["deleguer", "jusqu", "oeuvre", "works"],
    }
    found = found_in(tmp_path)
    assert set(found) == {"/rules/", "/rules/une/"}
    assert found["/rules/une/"] == {
        "title": "L’œuvre",
        "content": "L’œuvre. Déléguer jusqu’à 12\u202f000\u00a0€ l’acheteur.",
        "anchors": [{"id": "top", "text": "L’œuvre", "at": 0}],
    }
    # Of the words of one page those of its other language are known too.
    (file,) = (tmp_path / search.ASSETS / "search/fr").glob("words-*")
    assert json.loads(gzip.decompress(file.read_bytes()))["works"] == [1, 128]


def test_what_stands_together_and_what_names_a_kind_is_found(tmp_path: Path) -> None:
    named = '</p><span data-k="devis, combien de devis">'
    pages: Pages = {
        "documents/": ("Documents", ""),
        "documents/un/": ("Demande de prix", named),
        "autre/": ("Page", ""),
    }
    search.write(parts(pages), tmp_path)
    files = sorted((tmp_path / search.ASSETS / "search/fr").glob("words-*"))
    held = {
        word: on
        for file in files
        for word, on in json.loads(gzip.decompress(file.read_bytes())).items()
    }
    assert held["combien devis"] == [2, 64]
    assert held["demande prix"] == [2, 16]
    assert held["devis"] == [2, 32]
    # A template is asked for by this name: the list of them, and each.
    assert held["modele"] == [1, 32, 2, 64]
    assert held["document type"] == [1, 64]


# What is within `data-pagefind-body`, and the text that is searched and shown of it.
READ = {
    "<p>Un <b>mot</b>, <a href='x'>deux</a>.</p><p>Trois</p>": "Un mot, deux. Trois.",
    "<dl><dt>Canal</dt><dd>Visite</dd></dl>": "Canal Visite.",
    "<table><tr><th>Devis</th><td>3</td><td>15 jours</td></tr></table>": "Devis 3. 15 jours.",
    "<ul><li>Un\n  deux</li><li>Trois\u00a0?</li></ul>": "Un deux. Trois\u00a0?",
    "ligne<br>suite": "ligne suite.",
    "\u2028un\u2029deux&#8232;&#x2029trois": "un deux trois.",
    "un&#12;deux&#x1;\x0ctrois\ufffe&#65535;&#99999999;quatre&#233;": "un deux trois quatreé.",
    f"{'<ul><li>' * 300}profond{'</li></ul>' * 300}<p>suite</p>": "profond. suite.",
    "<p>a<span data-pagefind-ignore>b</span>c</p><p data-pagefind-ignore>d</p>": "ac.",
    "<template><p>caché</p></template><svg><text>12</text></svg>vu": "vu.",
    "<h2 id='a'>Titre &amp; fin</h2>&lt;b&gt;": "Titre & fin. <b>",
    'x<section class="pb-section pb-section--related"><p>reste</p></section>': "x.",
}


@pytest.mark.parametrize("html", READ)
def test_what_is_read_of_a_page(html: str) -> None:
    record = read(f"<body><p>avant</p><main data-pagefind-body>{html}</main></body>".encode())
    assert record is not None
    assert json.loads(gzip.decompress(record.packed))["content"] == READ[html]


@pytest.mark.parametrize(
    "html", ["<p>x</p>", "<p data-pagefind-body></p>", "", "<i data-pagefind-body> "]
)
def test_a_page_without_text_to_be_searched_is_not_found(html: str) -> None:
    assert read(html.encode()) is None


def test_headings_are_reached_at_their_words() -> None:
    html = """<div data-pagefind-body><span hidden data-k="devis, bon de  commande"></span><h1>Le titre</h1>
    <p>Dès 12\u202f000\u00a0€ on compare.</p><template><h2 id="x">Caché</h2></template><h2 id="y"> </h2>
    <h2 id="b">Deux mots</h2><h3>Sans nom</h3><p>Fin</p></div>"""
    record = read(html.encode())
    assert record is not None
    assert (record.title, record.keywords) == ("Le titre", ("devis", "bon de  commande"))
    text = json.loads(gzip.decompress(record.packed))
    assert text["anchors"] == [
        {"id": "", "text": "Le titre", "at": 0},
        {"id": "b", "text": "Deux mots", "at": 6},
    ]
    assert text["content"].split(" ")[6:8] == ["Deux", "mots."]
    assert record.counted.decode().startswith("le 1 titre 1 des 1 12000 1 on 1 compare 1")


def test_a_phrase_stands_where_its_first_word_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However full the file is before it; a word of one letter is no part of a phrase, a digit is."""
    monkeypatch.setattr(search.files, "_ROOM", 1)
    named = 'data-k="R&amp;D projet, plan b, palette 2 faces"'
    record = read(f"<main data-pagefind-body><h1>R&D</h1><span {named}></span>x</main>".encode())
    assert record is not None
    search.write([Part("fr", "", "rules/a/", record)], tmp_path)
    files = load(tmp_path, "pages.fr.json")["files"]

    def held(word: str) -> dict[str, list[int]]:
        name = [sign for first, sign in files if first <= word[:3]][-1]
        path = tmp_path / search.ASSETS / f"search/fr/words-{name}.json.gz"
        found: dict[str, list[int]] = json.loads(gzip.decompress(path.read_bytes()))
        return found

    assert "r&d projet" in held("r&d")
    assert "palette 2 faces" in held("palette")
    assert held("plan")["plan"][1] & 32
    assert "plan b" not in held("plan")


def test_a_page_ends_with_what_is_not_searched(built: Callable[[str], Path]) -> None:
    """The ties of an entry and who answers for it: what follows them would not be searched either."""
    found = found_in(built("head"))
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
            assert len(anchors) > 0
    assert tails > 200


def test_pages_written_by_hand_are_searched(built: Callable[[str], Path]) -> None:
    help_page = found_in(built("staff"))["/aide/"]
    assert help_page["title"] == "Aide\u00a0: comment lire ce guide"
    assert "trouver-une-reponse" in {one["id"] for one in help_page["anchors"]}


def test_what_a_system_leaves_in_a_folder_is_no_page(tmp_path: Path) -> None:
    for name in ("fr/aide.md", "fr/.DS_Store", "fr/.cache/page.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# Aide", "utf-8")
    assert by_hand.files(["fr"], tmp_path) == {"aide.md": "fr"}
