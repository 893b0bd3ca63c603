"""The help of every field: one sentence each, none missing, none left over, shown wherever due."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playbook.audiences import Audiences
from playbook.commands.known import known
from playbook.commands.schema import schemas
from playbook.describe.fields import NAMES, describe, help_keys, helped
from playbook.pages import fields
from playbook.words import load_words

from tests.blanks import FORMS, TODAY
from tests.conftest import FROZEN

DATA = FROZEN / "playbook_data"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_field_has_a_help_and_no_help_is_orphaned(language: str) -> None:
    words = load_words(language, "EUR")
    there = {(owner, name) for owner, of in words.texts["help"].items() for name in of}
    assert there == set(help_keys())
    notations = {
        found["x-notation"]
        for kind in NAMES
        for schema in _every_schema(describe(kind).forms, describe(kind).groups)
        for found in [schema]
        if "x-notation" in schema
    }
    assert notations == set(words.texts["fields"]["notations"])
    assert notations - {"day", "audience"} == set(words.texts["new"]["values"])


def _every_schema(*found: Any) -> Iterator[dict[str, Any]]:
    for one in found:
        if isinstance(one, dict):
            yield one
            yield from _every_schema(*one.values())
        elif isinstance(one, list):
            yield from _every_schema(*one)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_help_is_one_short_sentence(language: str) -> None:
    words = load_words(language, "EUR")
    for owner, name in set(help_keys()):
        text = words(f"help.{owner}.{name}")
        assert re.search(r"[.?!…][ \u00a0]?[»”’]?$", text), f"{owner}.{name}: {text}"
        assert len(text) <= 150, f"{owner}.{name}: {text}"
        assert "\n" not in text


def test_the_schema_carries_the_helps() -> None:
    playbook = known([DATA])
    words, written = playbook.words, schemas(playbook.ids, playbook.words)
    for kind in NAMES:
        described = describe(kind)
        for form, schema in described.forms.items():
            whole = written[f"{kind}.json"]
            shown = next(
                (
                    one["then"]
                    for one in whole.get("allOf", ())
                    if one["if"]["properties"]["form"]["const"] == form
                ),
                whole,
            )
            for one in described.fields(schema):
                about = shown["properties"][one.name]["description"]
                assert about.startswith(helped(words, one))
                assert ("acheteurs" in about[len(helped(words, one)) :]) == bool(one.audience)


def test_the_page_for_editors_shows_every_help_and_a_blank_of_every_kind() -> None:
    playbook = known([DATA])
    words, audiences = playbook.words, Audiences.of(playbook.settings)
    tables = list(fields.tables(words, audiences, TODAY))
    every = [fields.envelope(words), *tables, fields.settings(words)]
    shown = {row.help for table in every for row in table.rows}
    assert shown == {words(f"help.{owner}.{name}") for owner, name in help_keys()}
    assert [table.id for table in tables] == ["-".join(filter(None, one)) for one in FORMS]
    for table in tables:
        # Who reads this page may not read every entry: a blank names none.
        assert "Aujourd’hui : " not in table.blank
        assert "\nstatus: draft\n" in table.blank


# A French sign of two parts, or a quote, is kept off its word by a space that does not break.
_BREAKABLE = re.compile(r" [;:!?%€»]|« |(?<=\w)[!?;](?!\w)|(?<=[^\W\d]): |\d \d{3}\b|'")


def test_the_french_helps_keep_to_french_typography() -> None:
    words = load_words("fr", "EUR")
    for owner, name in set(help_keys()):
        text = words(f"help.{owner}.{name}")
        # What is written in a file is quoted as it is written there.
        said = re.sub(r"«\u00a0[a-z]+: .*?\u00a0»", "", text)
        assert not _BREAKABLE.search(said), f"{owner}.{name}: {text}"
