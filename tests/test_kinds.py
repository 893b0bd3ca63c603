"""A kind is named wherever it must be: who adds one is told where it is not."""

from collections.abc import Mapping
from typing import get_args

import pytest
from playbook.model import KINDS
from playbook.model.kinds import WORDS, Kind
from playbook.pages.tabs import TAB_OF_KIND
from playbook.theme import TEMPLATES
from playbook.words import load_words

from tests.conftest import FROZEN

NAMED: Mapping[str, object] = {
    "KINDS in model/__init__.py": KINDS,
    "Kind in model/kinds.py": get_args(Kind),
    "WORDS in model/kinds.py": WORDS,
    "PAGES_OF_TAB in pages/tabs.py": TAB_OF_KIND,
    "kinds in locale/fr.yml": load_words("fr", "EUR").texts["kinds"],
    "kinds in locale/en.yml": load_words("en", "EUR").texts["kinds"],
}


@pytest.mark.parametrize("where", NAMED)
def test_every_kind_is_named(where: str) -> None:
    named = NAMED[where]
    assert isinstance(named, Mapping | tuple)
    assert set(named) == set(KINDS) | set(WORDS) | set(get_args(Kind)), where


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_template_and_an_entry_to_try_it_with(kind: str) -> None:
    names = (kind, "decision" if kind == "decisions" else kind)
    assert any((TEMPLATES / f"{name}.html.j2").is_file() for name in names)
    sample = FROZEN / "playbook_data"
    assert (sample / kind).is_dir() or (sample / f"{kind}.yml").is_file()
