"""The sample says the same in both of its languages."""

import re
from datetime import date

import pytest
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms
from playbook.model.leaves import value_at
from playbook.model.texts import Prose
from playbook.pipeline import check
from playbook.source import holds

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def sample() -> Playbook:
    found = check([ROOT / "playbook_data"], date(2026, 11, 2)).playbook
    assert found is not None
    return found


def test_the_whole_sample_is_in_both_languages(sample: Playbook) -> None:
    missing = [f"{one.kind}/{one.id}" for one in sample.all() if "en" not in one.translations]
    assert not missing


def test_no_english_prose_is_the_french(sample: Playbook) -> None:
    same = {
        (entry.kind, entry.id)
        for entry in sample.all()
        for form in forms(entry)
        if form is not entry
        for english in form.leaves
        if isinstance(english.value, Prose)
        and holds(form.node, english.path)
        and english.value == value_at(entry.fields, english.path)
        and re.search(r"\w{4,}", re.sub(r"<[^>]*>", "", english.value))
    }
    assert same == set()
