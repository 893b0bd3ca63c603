"""What is copied from docs/ into every edition: pages, pictures and documents, nothing that runs."""

from pathlib import Path

import pytest
from playbook.pipeline import check
from playbook.texts import handwritten

from tests.excerpts import SMALL, TODAY
from tests.repositories import put

RUNS = {
    "outil.html": "<p>Un outil.</p>",
    "outil.js": "alert(1)",
    "outil.mjs": "alert(1)",
    "dessin.svg": "<svg><script>alert(1)</script></svg>",
    "paquet.zip": "",
    "sans-type": "",
    "page.md": "# Page\n\n<script src='outil.js'></script>\n",
    "image.md": "Voir <img src='x' onerror='alert(1)'>.\n",
    "cadre.md": "<iframe src='https://vauclin.example/'></iframe>\n",
    "lien.md": "[Cliquez](javascript:alert(1))\n",
    "cache.md": "<a href='java&#115;cript:alert(1)' onclick=x>Cliquez</a>\n",
    "style.md": "<p style='display:none'>x</p>\n",
    "cloture.md": "---\ntitle: |\n ```\n---\n<script src='outil.js'></script>\n",
    "echappe.md": '---\ntitle: "\\x3cscript>alert(1)\\x3c/script>"\n---\n# Page\n',
    "titre.md": "---\ntitle: |\n    <script>alert(1)</script>\n---\n# Page\n",
    "dossier/donnees.md": "[x](data:text/html,x)\n",
}
RIGHT = {
    "aide.md": "# Aide\n\n!!! note\n    Écrivez à [nous](mailto:a@vauclin.example), [ici](../rules/).\n",
    "code.md": "`<script>` et :\n\n```html\n<script>alert(1)</script>\n```\n",
    "html.md": "Un mot <kbd>Ctrl</kbd>, une <abbr title='x'>abréviation</abbr>, une ligne<br>.\n",
    "en-tete.md": "---\ntitle: Page\ndata: x\ndescription: Le style = tout.\n---\n# Page\n",
    "image.png": "",
    "MODELE.PDF": "",
    "dossier/tableau.csv": "a;b\n",
    ".DS_Store": "",
    ".cache/outil.js": "alert(1)",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs/fr"


@pytest.mark.parametrize("name", RUNS)
def test_what_runs_is_refused_at_its_place_and_in_no_edition(name: str, project: Path) -> None:
    put(project, {name: RUNS[name]})
    found = check([SMALL], TODAY).found
    assert {(one.code, one.place.file) for one in found} == {("unsafe-file", f"docs/fr/{name}")}
    assert all(one.hint for one in found)
    assert handwritten.files(["fr"]) == {}


def test_what_runs_in_a_page_is_shown_there(project: Path) -> None:
    put(project, {"page.md": "# Page\n\nVoir <img src='x' onerror='alert(1)'>.\n"})
    (one,) = check([SMALL], TODAY).found
    assert (one.place.line, one.place.column) == (3, 19)


def test_the_rest_is_copied_but_for_what_is_hidden(project: Path) -> None:
    put(project, RIGHT)
    assert check([SMALL], TODAY).found == ()
    assert sorted(handwritten.files(["fr"])) == sorted(
        name for name in RIGHT if not name.startswith(".")
    )


def test_a_shortcut_publishes_nothing_from_elsewhere(project: Path) -> None:
    put(project.parent, {"secret.md": "x"})
    project.mkdir()
    (project / "page.md").symlink_to(project.parent / "secret.md")
    (project / "dossier").symlink_to(project.parent)
    assert {one.code for one in check([SMALL], TODAY).found} == {"unsafe-file"}
    assert handwritten.files(["fr"]) == {}


def test_what_no_language_of_the_site_has_is_not_looked_at(project: Path) -> None:
    put(project.parent, {"en/outil.js": "alert(1)", "overrides/main.js": "alert(1)"})
    assert check([SMALL], TODAY).found == ()
    assert handwritten.files(["fr"]) == {}
