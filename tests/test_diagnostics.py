"""Everything that can be wrong is said, at its exact place; its twin that is right stays silent."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook.diagnostics import (
    CODES,
    FORMATS,
    Diagnostic,
    Place,
    Related,
    Severity,
    as_github,
    as_json,
    as_sarif,
    as_text,
    diagnostic,
    has_errors,
    in_order,
)
from playbook.pipeline import check
from playbook.reader import MAX_BYTES

from tests.excerpts import TODAY, write

DATA = Path(__file__).parent / "data"
# The data folders in which things are wrong. `wrong` holds all that can be wrong at once.
WRONG = {
    "wrong": ["."],
    "wrong-settings": ["."],
    "wrong-unused": ["."],
    "wrong-separate": ["open", "restricted"],
}
RULE = (DATA / "wrong" / "rules" / "too-deep-right.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Any]]:
    """Where a wrong data folder was copied, and what is said of it."""
    known: dict[str, tuple[Path, tuple[Diagnostic, ...]]] = {}

    def checked(name: str) -> tuple[Path, tuple[Diagnostic, ...]]:
        if name not in known:
            copy = tmp_path_factory.mktemp("wrong") / name
            shutil.copytree(DATA / name, copy, symlinks=True)
            if name == "wrong":  # a file too large to be kept, and its twin of the largest size
                text = RULE.encode().ljust(MAX_BYTES - 1) + b"\n"
                (copy / "rules" / "too-large-right.yml").write_bytes(text)
                (copy / "rules" / "too-large.yml").write_bytes(text + b"\n")
            known[name] = copy, check([copy / root for root in WRONG[name]], TODAY).found
        return known[name]

    return checked


def expected(name: str) -> list[str]:
    return (DATA / f"{name}.expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", WRONG)
def test_everything_wrong_is_said_at_its_place(name: str, found: Any) -> None:
    copy, said = found(name)
    lines = [
        f"{Path(one.place.file).relative_to(copy).as_posix()}:{one.place.line}:{one.place.column} "
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


# ------------------------------------------------------------------- the pages that explain them

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
}


def explained(language: str) -> dict[str, dict[str, str]]:
    text = (files("playbook") / "locale" / f"codes.{language}.yml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: str) -> None:
    about = explained(language)
    assert list(about) == list(CODES)
    for code, parts in about.items():
        assert list(parts) == ["meaning", "wrong", "right"], code
        assert all(text.strip() for text in parts.values()), code
        assert parts["meaning"].endswith((".", "…")), code


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


# --------------------------------------------------------------------------------- the formats


def said(file: Path | str, line: int, column: int, length: int, **more: Any) -> Diagnostic:
    place = Place(str(file), line, column, length)
    return diagnostic("unknown-reference", place, more.pop("message", 'no role "x"'), **more)


@pytest.mark.parametrize(
    ("line", "word", "caret"),
    [
        ("owner: directeur-achat", "directeur-achat", 7),
        ("owner:\tdirecteur", "directeur", 7),
        ("  - été : œuvre", "œuvre", 10),
        ("résumé: 見積 trois devis", "trois", 13),
        ("résumé: 見積", "見積", 8),
        ("é: e\u0301te\u0301 vu", "vu", 7),
        ("prix: 25\u00a0000\u202f€", "€", 13),
    ],
)
def test_the_caret_stands_under_the_word(line: str, word: str, caret: int, tmp_path: Path) -> None:
    """Also behind tabs, wide characters (two columns of a terminal) and accents of their own."""
    file = tmp_path / "x.yml"
    file.write_text(f"title: T\n{line}\n", "utf-8")
    text = as_text([said(file, 2, line.index(word) + 1, len(word), hint="write daf")])
    head, shown, under = text.split("\n")
    assert head == f'{file}:2:{line.index(word) + 1}: error[unknown-reference] no role "x"'
    assert shown == "    " + re.sub("[\t\u00a0\u202f]", " ", line)
    width = 2 * len(word) if word == "見積" else len(word)
    assert under == f"    {' ' * caret}{'^' * width} write daf"


def test_text_shows_what_the_design_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.yml").write_text("a: b\n    owner: directeur-achat\n", "utf-8")
    other = [Related("it stands here already", Place("x.yml", 1, 1))]
    one = said("x.yml", 2, 12, 15, hint='did you mean "directeur-achats"?', related=other)
    assert as_text([one]) == (
        'x.yml:2:12: error[unknown-reference] no role "x"\n'
        "        owner: directeur-achat\n"
        '               ^^^^^^^^^^^^^^^ did you mean "directeur-achats"?\n'
        "    x.yml:1:1: it stands here already"
    )


@pytest.mark.parametrize("content", [None, b"\xe9\xe9\n", b"a" * 500, b"", b"a\n"])
def test_text_does_without_the_line(content: bytes | None, tmp_path: Path) -> None:
    """A file that is not there, not text, too wide for a screen or shorter than it was."""
    file = tmp_path / "x.yml"
    if content is not None:
        file.write_bytes(content)
    at = 1 if content == b"a" * 500 else 9
    assert as_text([said(file, at, 1, 4, hint="write daf")]).split("\n")[1:] == ["    write daf"]


def test_text_does_not_open_what_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "x.yml"
    folder.mkdir()
    assert "write daf" in as_text([said(folder, 1, 1, 1, hint="write daf")])


def test_nothing_said_can_move_the_cursor() -> None:
    """Messages quote what people wrote: no line break, no escape sequence, no end to them."""
    one = said("x.yml", 1, 1, 1, message="a\x1b[31m\nb\u202ec\ud800" + "d" * 999, hint="e\rf")
    assert one.message.startswith("a [31m b c d")
    assert len(one.message) < 310
    assert one.hint == "e f"
    for form in FORMATS.values():
        form([one]).encode()


def test_json_has_exactly_these_keys() -> None:
    related = [Related("it stands here already", Place("y.yml", 3, 4))]
    (one,) = json.loads(as_json([said("x.yml", 1, 2, 9, hint="write daf", related=related)]))
    assert one == {
        "code": "unknown-reference",
        "severity": "error",
        "message": 'no role "x"',
        "file": "x.yml",
        "line": 1,
        "column": 2,
        "hint": "write daf",
        "related": [{"message": "it stands here already", "file": "y.yml", "line": 3, "column": 4}],
    }
    assert json.loads(as_json([])) == []


def test_github_shows_each_at_its_line() -> None:
    """Per cent signs, line breaks, and in properties colons and commas, are escaped."""
    one = said("a,b:c 100%.yml", 7, 8, 3, message="50 % : non, oui", hint="write daf")
    assert as_github([one]) == (
        "::error file=a%2Cb%3Ac 100%25.yml,line=7,col=8,title=unknown-reference"
        "::50 %25 : non, oui%0Awrite daf"
    )
    warned = diagnostic("no-owner", Place("x.yml"), "nobody")
    assert as_github([warned]) == "::warning file=x.yml,line=1,col=1,title=no-owner::nobody"


def test_sarif_is_what_forges_read(tmp_path: Path) -> None:
    """The parts of SARIF 2.1.0 that its schema requires, and those a forge needs."""
    related = [Related("it stands here already", Place("y.yml", 3, 4))]
    warned = diagnostic("no-owner", Place(str(tmp_path / "é à.yml"), 2), "nobody", "name a role")
    log = json.loads(as_sarif([said("dossier é/x.yml", 1, 2, 9, related=related), warned]))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "playbook"
    assert [rule["id"] for rule in driver["rules"]] == ["no-owner", "unknown-reference"]
    first, second = run["results"]
    assert first["ruleId"] == "unknown-reference"
    assert (first["level"], second["level"]) == ("error", "warning")
    assert first["message"] == {"text": 'no role "x"'}
    assert second["message"] == {"text": "nobody\nname a role"}
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "dossier%20%C3%A9/x.yml"}
    assert place["region"] == {"startLine": 1, "startColumn": 2, "endColumn": 11}
    other = first["relatedLocations"][0]
    assert other["message"] == {"text": "it stands here already"}
    assert other["physicalLocation"]["artifactLocation"] == {"uri": "y.yml"}
    uri = second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (tmp_path / "é à.yml").as_uri()
    assert second["relatedLocations"] == []


def test_all_formats_say_all_of_it(found: Any) -> None:
    everything = found("wrong")[1]
    assert len(json.loads(as_json(everything))) == len(everything)
    assert len(json.loads(as_sarif(everything))["runs"][0]["results"]) == len(everything)
    assert as_github(everything).count("\n") == len(everything) - 1
    assert as_text(everything).count("error[") + as_text(everything).count("warning[") == len(
        everything
    )


def test_the_order_is_that_of_the_files() -> None:
    one, two, three = said("a.yml", 9, 1, 1), said("a.yml", 10, 1, 1), said("b.yml", 1, 1, 1)
    assert in_order([three, two, one, two]) == (one, two, three)


def test_warnings_fail_only_a_strict_check() -> None:
    warned = [diagnostic("no-owner", Place("x.yml"), "nobody")]
    assert not has_errors(warned)
    assert has_errors(warned, strict=True)
    assert has_errors([said("x.yml", 1, 1, 1)])
    assert not has_errors([], strict=True)
    assert warned[0].severity is Severity.WARNING


def test_a_code_of_its_own_is_refused() -> None:
    with pytest.raises(KeyError):
        diagnostic("no-such-code", Place("x.yml"), "nothing")
