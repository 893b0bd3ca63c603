"""What editors are told holds: the documents' examples, the pipelines, the formats a forge reads."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playbook import cli
from playbook.diagnostics import Place, diagnostic
from playbook.diagnostics.codes import CODES, Severity
from playbook.diagnostics.formats import as_gitlab
from playbook.model import KINDS, WORDS
from playbook.model.kinds import SHORT
from playbook.words import load_words

from tests.conftest import FROZEN
from tests.excerpts import write

ROOT = Path(__file__).parent.parent
DATA = FROZEN / "playbook_data"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DEVELOPING = (ROOT / "DEVELOPING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"(?m)^```yaml ?([a-z-]*)\n((?:.*\n)*?)```$", CONTRIBUTING)


# --- documents ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "text"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_right_or_wrong_as_it_says(code: str, text: str, tmp_path: Path) -> None:
    if ".en.yml" in text:
        text += "# playbook.yml\nlanguages: [fr, en]\n"
    found = write(text, tmp_path).check()
    said = {one.code for one in found if code or one.severity is Severity.ERROR}
    assert (code in said) if code else not said, found


def test_the_four_traps_are_there_each_beside_what_is_right() -> None:
    codes = [code for code, _ in EXAMPLES]
    for trap in ("colon-in-prose", "comma-in-flow", "hash-in-prose", "mistaken-indent"):
        assert codes[codes.index(trap) + 1] == ""


def test_the_documents_name_only_what_exists() -> None:
    targets = [line.split(":")[0] for line in (ROOT / "Makefile").read_text("utf-8").split("\n")]
    commands = {
        one.name or one.callback.__name__ for one in cli.app.registered_commands if one.callback
    }
    for text in (README, CONTRIBUTING, DEVELOPING):
        code = "\n".join(
            re.findall(r"`([^`\n]+)`", text) + re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        )
        assert set(re.findall(r"\bmake ([a-z]+)", code)) <= set(targets)
        assert set(re.findall(r"\bplaybook ([a-z]+)(?=\s|$)", code)) <= commands
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / link).exists() or link.startswith("docs/pictures/"), link
    for code in re.findall(
        r"\(`([a-z]+(?:-[a-z]+)+)`\)|^- `([a-z-]+)` :", CONTRIBUTING, re.MULTILINE
    ):
        assert "".join(code) in CODES
    assert load_words("fr", "EUR")("entry.edit").replace("\u00a0", " ") in CONTRIBUTING.replace(
        "\n", " "
    )


def test_the_documents_know_every_kind_and_where_it_lives() -> None:
    words = re.search(r"Le mot avant les deux-points.*?\.", CONTRIBUTING, re.DOTALL)
    assert words
    assert re.findall(r"`([a-z]+)`", words[0]) == list(WORDS.values())
    single = {path.stem for path in DATA.glob("*.yml") if path.stem in KINDS}
    listed = re.search(
        r"sortes de fiches tiennent dans un seul fichier.*?\. On", CONTRIBUTING, re.DOTALL
    )
    assert listed
    assert set(re.findall(r"`([a-z]+)\.yml`", listed[0])) == single == SHORT


@pytest.mark.parametrize("target", ["walks", "bench", "screenshots", "mutants", "test"])
def test_what_tries_the_generator_says_that_its_tests_are_gone(tmp_path: Path, target: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    call = ["make", "-s", target]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"make {target} tries the generator and needs tests/" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"]


def test_the_table_of_contents_leads_somewhere() -> None:
    def anchor(title: str) -> str:
        return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")

    for text in (README, CONTRIBUTING, DEVELOPING):
        there = {anchor(title) for title in re.findall(r"(?m)^#+ (.+)$", text)}
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= there


def test_the_french_document_keeps_to_french_typography() -> None:
    prose = re.sub(r"(?ms)^ *```.*?^ *```$|`[^`\n]*`|\]\([^)]*\)", "", CONTRIBUTING)
    assert not re.findall(r".{12}(?: [;:!?»]|« |').*", prose)


def test_the_pictures_have_words_and_a_caption() -> None:
    pictures = re.findall(
        r"!\[(.+?)\]\(docs/pictures/([a-z]+)\.png\)\n\n\*(.+?)\*\n", README, re.DOTALL
    )
    assert [name for _, name, _ in pictures] == ["decision", "persona", "strategies", "error"]


# --- formats -----------------------------------------------------------------------------------


def test_a_gitlab_fault_that_moves_is_the_same_fault() -> None:
    def report(line: int) -> list[dict[str, Any]]:
        place = Place("playbook_data/rules/a.yml", line)
        twice = [diagnostic("gap", place, "nothing"), diagnostic("gap", place, "nothing")]
        found: list[dict[str, Any]] = json.loads(
            as_gitlab([*twice, diagnostic("no-owner", place, "x", "y")])
        )
        return found

    first, moved = report(3), report(30)
    assert [one["fingerprint"] for one in first] == [one["fingerprint"] for one in moved]
    assert len({one["fingerprint"] for one in first}) == len(first)
    assert [one["severity"] for one in first] == ["major", "major", "minor"]
    assert moved[0]["location"] == {"path": "playbook_data/rules/a.yml", "lines": {"begin": 30}}
    assert moved[2] | {"fingerprint": ""} == {
        "description": "x – y",
        "check_name": "no-owner",
        "fingerprint": "",
        "severity": "minor",
        "location": {"path": "playbook_data/rules/a.yml", "lines": {"begin": 30}},
    }


def test_a_report_goes_to_its_file_and_text_to_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write("owner: inconnu\n", tmp_path).roots[0]
    report = tmp_path / "report.json"
    call = ["playbook", "check", "--data", str(data), "--format", "gitlab", "--output", str(report)]
    monkeypatch.setattr(sys, "argv", call)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 1
    assert [one["check_name"] for one in json.loads(report.read_text("utf-8"))] == [
        "unknown-reference"
    ]
    assert "error[unknown-reference]" in capsys.readouterr().out


def test_a_report_that_cannot_be_written_is_a_fault_of_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nulle-part" / "report.json"
    call = ["playbook", "check", "--data", str(DATA), "--output", str(nowhere)]
    monkeypatch.setattr(sys, "argv", call)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "cannot be written" in capsys.readouterr().err
