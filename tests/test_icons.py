"""A drawing of its own for each kind and each sort of family, beside the name it helps to recognise."""

import re
from pathlib import Path
from typing import get_args

import pytest
from playbook.model import WORDS
from playbook.model.perimeters import Icon
from playbook.theme import environment

from tests.little import FILES, build, errors, write

FAMILY = """\
title: Matériel
summary: Des choses.
status: approved
bought: Des choses.
buyer: acheteur
icon: {}
"""


def drawing(name: str) -> str:
    html = environment().get_template("icon.html.j2").render(name=name)
    found = re.fullmatch(
        r'<svg class="pb-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="(M[^"]+)"/></svg>',
        html.strip(),
    )
    assert found is not None, html
    return found[1]


def test_each_kind_and_each_sort_of_family_has_a_drawing_of_its_own() -> None:
    names = [*WORDS, *get_args(Icon)]
    assert len({drawing(name) for name in names}) == len(names)


def test_a_family_shows_its_drawing_on_its_card_and_its_page(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "perimeters/materiel.yml": FAMILY.format("laptop")})
    pages = {page.uri: page.html for page in build(tmp_path).pages}
    laptop, kind = drawing("laptop"), drawing("perimeters")
    assert [uri for uri, html in pages.items() if laptop in html] == [
        *("perimeters/", "perimeters/materiel/")
    ]
    assert kind in pages["perimeters/"]
    assert kind in pages["perimeters/materiel/"]


@pytest.mark.parametrize(("written", "meant"), [("laptops", "laptop"), ("zeppelin", "wrench")])
def test_a_drawing_nobody_made_is_refused_with_those_there_are(
    tmp_path: Path, written: str, meant: str
) -> None:
    write(tmp_path, {**FILES, "perimeters/materiel.yml": FAMILY.format(written)})
    found = errors(tmp_path)
    assert [one.place.line for one in found] == [6]
    assert meant in f"{found[0].message} {found[0].hint}"
