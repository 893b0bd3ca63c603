"""Every language says the same: interface words by key and placeholder, entries text by text."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

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
