"""Everything that can be wrong is said, at its exact place; its twin that is right stays silent."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playbook.diagnostics import Diagnostic, Place
from playbook.diagnostics.codes import CODES, Code, explained
from playbook.diagnostics.formats import as_github, as_json, as_sarif, as_text

from tests.excerpts import write
from tests.wrong import DATA, WRONG, checked


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Any]]:
    """Where a wrong data folder was copied, and what is said of it."""
    known: dict[str, tuple[Path, tuple[Diagnostic, ...]]] = {}

    def looked_at(name: str) -> tuple[Path, tuple[Diagnostic, ...]]:
        if name not in known:
            copy = tmp_path_factory.mktemp("wrong") / name
            known[name] = copy, checked(name, copy)
        return known[name]

    return looked_at


def expected(name: str) -> list[str]:
    return (DATA / f"{name}.expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", WRONG)
def test_everything_wrong_is_said_at_its_place(name: str, found: Any) -> None:
    copy, said = found(name)
    lines = [
        f"{(copy / one.place.file).relative_to(copy).as_posix()}:{one.place.line}:{one.place.column} "
        f"{one.code}"
        for one in said
    ]
    assert lines == expected(name)


def test_every_code_is_said_once() -> None:
    """None is forgotten, and none is there that nothing can raise."""
    said = Counter(line.rpartition(" ")[2] for name in WRONG for line in expected(name))
    assert set(said) == set(CODES)
    assert {code: count for code, count in said.items() if count > 1} == {}


@pytest.mark.parametrize("name", WRONG)
def test_every_wrong_thing_has_a_twin_that_is_silent(name: str, found: Any) -> None:
    """`x` is wrong and `x-right` is not; both are named after the code."""
    copy, said = found(name)
    texts = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    for one in said:
        assert "-right" not in one.place.file
        if one.code == "missing-settings":
            continue  # its twins are the other folders
        twin = f"{one.code}-right"
        stands = any(twin in path.name or f"{twin}:".encode() in texts[path] for path in texts)
        assert stands, f"{one.code} has no twin"


def test_everything_said_helps(found: Any) -> None:
    """Each says what is wrong in a few words, and what to write instead."""
    for name in WRONG:
        for one in found(name)[1]:
            assert one.hint or "write" in one.message or one.code == "unknown-target", one
            assert len(one.message) < 160, one
            assert not one.message.endswith("."), one
            assert one.message[0].islower() or one.message[0] in '"«', one


def test_a_reference_to_a_draft_shows_the_draft(found: Any) -> None:
    copy, said = found("wrong")
    (one,) = (one for one in said if one.code == "draft-reference")
    (draft,) = one.related
    assert draft.place == Place(str(copy / "rules/draft-reference-right.yml"), 3, 9, 5)


LANGUAGES = ("fr", "en")
# What an excerpt of YAML cannot show: it is about a file, or too long to be read.
NO_EXCERPT = {
    "unreadable-file",
    "not-utf8",
    "too-large",
    "too-deep",
    "outside-link",
    "missing-settings",
    "analysis-skipped",
    "unsafe-file",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: str) -> None:
    about = explained(language)
    assert list(about) == list(CODES)
    for code, parts in about.items():
        assert list(parts) == ["meaning", "wrong", "right"], code
        assert all(text.strip() for text in parts.values()), code
        assert parts["meaning"].endswith((".", "…")), code


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_the_rule_of_a_code_is_one_sentence(code: Code) -> None:
    assert re.fullmatch(r"[A-Z“‘].{10,200}[.…]", code.rule)


def test_the_french_is_well_set() -> None:
    for code, parts in explained("fr").items():
        assert not re.search(r" [:;!?»]|« |'|\.\.\.", parts["meaning"]), code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXCERPT))
def test_the_wrong_excerpt_is_wrong(code: str, language: str, tmp_path: Path) -> None:
    said = write(explained(language)[code]["wrong"], tmp_path).check()
    assert {one.code for one in said} == {code}, said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXCERPT))
def test_the_right_excerpt_is_right(code: str, language: str, tmp_path: Path) -> None:
    assert write(explained(language)[code]["right"], tmp_path).check() == ()


def test_all_formats_say_all_of_it(found: Any) -> None:
    everything = found("wrong")[1]
    assert len(json.loads(as_json(everything))) == len(everything)
    assert len(json.loads(as_sarif(everything))["runs"][0]["results"]) == len(everything)
    assert as_github(everything).count("\n") == len(everything) - 1
    assert as_text(everything).count("error[") + as_text(everything).count("warning[") == len(
        everything
    )
