"""The generator knows no entry of the sample: a playbook of other ids is shown as well."""

import re
from pathlib import Path

import pytest
from playbook import pipeline

from tests.conftest import FROZEN, ROOT
from tests.little import DAY, HEAD, build, errors, write

# Words of both: what the generator calls so is its own.
_OWN = frozenset({"contrat", "production", "prouver", "affronter", "devis", "conseil"})


def _ids() -> frozenset[str]:
    playbook = pipeline.check([FROZEN / "playbook_data"], DAY).playbook
    assert playbook is not None
    return frozenset(entry.id for entry in playbook.all()) - _OWN


def _written(path: Path) -> str:
    """The code of a file without its comments and examples: an id may be shown, not known."""
    text = path.read_text("utf-8")
    for comment in (r'"""[\s\S]*?"""', r"#.*", r"/\*[\s\S]*?\*/", r"//.*", r"\{#[\s\S]*?#\}"):
        text = re.sub(comment, "", text)
    # What a hint proposes is text for people.
    return re.sub(r"\bas (?:\w+:)?[a-z0-9-]+", "", text)


@pytest.mark.parametrize(
    "path",
    [
        path
        for ending in ("py", "j2", "mjs", "js", "css")
        for path in sorted((ROOT / "hooks").rglob(f"*.{ending}"))
    ],
    ids=lambda path: path.name,
)
def test_no_code_names_an_entry_of_the_sample(path: Path, ids: frozenset[str]) -> None:
    words = set(re.findall(r"[\"'`:/#]([a-z0-9]+(?:-[a-z0-9]+)*)[\"'`/]", _written(path)))
    assert words & ids == set()


@pytest.fixture(scope="module")
def ids() -> frozenset[str]:
    return _ids()


@pytest.mark.parametrize(
    ("author", "beside", "marked"),
    [
        ("Vauclin", "author: Parlement\nlaw: true\n", True),
        ("Vauclin", "author: Parlement\n", False),
        ("Vauclin", "author: Parlement\nlaw: false\n", False),
        ("Ailleurs", "author: Parlement\nlaw: true\n", False),
    ],
)
def test_the_companys_own_choice_is_marked_where_a_law_stands_beside_it(
    author: str, beside: str, marked: bool, tmp_path: Path
) -> None:
    """It is known by its author; without a law there is nothing to be told apart from."""
    rule = HEAD + "strength: must\nstatement: S.\nrationale: R.\nsources: [une-source, une-loi]\n"
    write(
        tmp_path,
        {
            "playbook.yml": "organisation: Vauclin\n",
            "rules/regle.yml": rule,
            "sources/une-source.yml": f"{HEAD}author: {author}\n",
            "sources/une-loi.yml": HEAD + beside,
        },
    )
    assert errors(tmp_path) == []
    (page,) = (one for one in build(tmp_path).pages if one.uri == "rules/regle/")
    assert ("Choix propre à l’entreprise" in page.html) == marked
