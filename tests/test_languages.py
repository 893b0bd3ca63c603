"""Every language says the same: interface words by key and placeholder, entries text by text."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms
from playbook.model.leaves import value_at
from playbook.model.texts import Prose
from playbook.pipeline import check
from playbook.source import holds

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "hooks/playbook/locale"


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every word of a locale; a plural's forms count as one, since languages differ in them."""
    if isinstance(value, Mapping):
        if "other" in value and set(value) <= {"zero", "one", "two", "few", "many", "other"}:
            yield path, value["other"]
            return
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}".lstrip("."))
    else:
        yield path, value


def words_of(language: str) -> dict[str, str]:
    loaded = yaml.load((LOCALE / f"{language}.yml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 # text only
    return dict(texts(loaded))


def test_interface_words_are_equal_in_keys_and_placeholders() -> None:
    """Of further languages, which need not be whole, the check says what does not fit."""
    french, other = words_of("fr"), words_of("en")
    assert sorted(french) == sorted(other)
    places = re.compile(r"\{\w*\}")
    for key, text in french.items():
        assert sorted(places.findall(text)) == sorted(places.findall(other[key])), key


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
