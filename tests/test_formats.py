"""The formats in which diagnostics are written: for people, for programs, for forges."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic, has_errors, in_order
from playbook.diagnostics.codes import Severity
from playbook.diagnostics.formats import FORMATS, as_github, as_json, as_sarif, as_text, harmless
from playbook.folder.file_names import shown as shown_name


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


def test_text_shows_no_line_of_what_is_wrong_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text("title: T\n", "utf-8")
    one = diagnostic("unused-asset", Place(str(file)), "no document uses it", "delete it")
    assert as_text([one]).split("\n")[1:] == ["    delete it"]


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


COMMANDS = [
    "::notice::bonjour",
    "  ::notice file=a.yml::bonjour",
    "\u00a0::notice::bonjour",
    "voir ##[group]bonjour",
    "voir ##vso[task.debug]bonjour",
    "voir ###[group]bonjour",
    "voir ##teamcity[message text='bonjour']",
]
READ_AS_COMMAND = re.compile(r"^\s*::|##(?:vso|teamcity)?\[", re.MULTILINE)


@pytest.mark.parametrize("text", COMMANDS)
def test_no_runner_reads_a_command_in_what_was_written(text: str, tmp_path: Path) -> None:
    """In a line of a file, its name, a message, a hint: a log shows it, a runner does not obey."""
    folder = tmp_path / text.replace("/", " ").strip()
    folder.mkdir()
    file = folder / "x.yml"
    file.write_text(f"{text}\n", "utf-8")
    other = [Related(text, Place(str(file)))]
    one = said(file, 1, 1, 3, message=f"no « {text} »", hint=text, related=other)
    shown = as_text([one])
    assert READ_AS_COMMAND.search(text)
    assert not READ_AS_COMMAND.search(shown)
    assert shown.count("bonjour") >= 3
    assert len(shown.split("\n")[1]) == len(text) + 4, "the underline still fits"
    relative = as_text([said(text, 1, 1, 0, hint=text)])
    assert not READ_AS_COMMAND.search(relative)
    for name in ("json", "sarif", "gitlab"):
        written = FORMATS[name]([one])
        assert not READ_AS_COMMAND.search(written), name
        assert text in json.dumps(json.loads(written), ensure_ascii=False), name
    (command,) = as_github([one]).split("\n")
    assert command.startswith("::error file=")
    assert not READ_AS_COMMAND.search(command.partition(",title=")[2])


@pytest.mark.parametrize(
    "text", ["12 :: 14", "Mode d'emploi ::", "# titre", "## titre [a]", "a#[b]", "réf. n##12"]
)
def test_other_text_is_shown_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_name_that_no_screen_shows_is_said_harmlessly(tmp_path: Path) -> None:
    """Colours, reversed reading, line ends: each sign is replaced."""
    hostile = "\x1b[31m\u202egnp.\n::notice::"
    assert shown_name(tmp_path / hostile).endswith("/\ufffd[31m\ufffdgnp.\ufffd::notice::")
