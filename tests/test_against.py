"""The command `playbook check --against`: where it looks, what it says, how it ends."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playbook import cli
from playbook.diagnostics.formats import FORMATS, as_text

from tests.excerpts import TODAY
from tests.house import LOST, TERMS, House, gone
from tests.repositories import commit, git, put

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the command in the repository: its exit status, what it says, what it complains of."""
    monkeypatch.chdir(house.top)
    monkeypatch.setenv("PLAYBOOK_DATE", TODAY.isoformat())
    monkeypatch.setenv("PLAYBOOK_DATA", "data")

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["playbook", "check", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out, out.err

    return call


def test_the_command_fails_for_an_id_that_is_gone(house: House, run: Run) -> None:
    assert run("--against", "HEAD") == (0, "19 entries: 0 errors, 0 warnings\n", "")
    (house.data / "rules/fournisseur-unique.yml").unlink()
    status, out, _ = run("--against", "HEAD")
    assert status == 1
    assert out == (
        "data/rules/fournisseur-unique.yml:1:1: error[vanished-id] "
        f"{gone('rule:fournisseur-unique')}\n    {LOST.format('fournisseur-unique')}\n"
        "18 entries: 1 error, 0 warnings\n"
    )
    assert run()[0] == 0


def test_what_cannot_be_read_is_not_counted_in_silence(house: House, run: Run) -> None:
    (house.data / "rules/fournisseur-unique.yml").write_text("title: [\n", "utf-8")
    assert run()[1].endswith("\n18 entries, and 1 that cannot be read: 1 error, 0 warnings\n")
    (house.data / "sources.yml").write_text("guide: [\n", "utf-8")
    assert "s, and 1 and those of sources.yml that cannot be read: " in run()[1]
    (house.data / "rules/fournisseur-unique.yml").unlink()
    assert "s, and those of sources.yml that cannot be read: " in run()[1]
    (house.data / "playbook.yml").write_text("organisation: [\n", "utf-8")
    assert "\n0 entries, for the settings cannot be read: 2 errors" in run()[1]


@pytest.mark.parametrize("data", ["data", "./data", "../data", "absolute"])
@pytest.mark.parametrize("way", ["option", "variable"])
def test_the_data_folder_may_be_named_in_any_way(
    data: str, way: str, house: House, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house.data / "rules/fournisseur-unique.yml").unlink()
    if data == "../data":
        (house.top / "docs").mkdir()
        monkeypatch.chdir(house.top / "docs")
    name = str(house.data) if data == "absolute" else data
    if way == "variable":
        monkeypatch.setenv("PLAYBOOK_DATA", name)
    status, out, _ = run("--against", "HEAD", *(["--data", name] if way == "option" else []))
    assert status == 1
    shown = (Path(name) / "rules/fournisseur-unique.yml").as_posix()
    assert out.startswith(f"{shown}:1:1: error[vanished-id]")


def test_a_pipeline_names_the_revision_in_its_environment(
    house: House, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house.data / "rules/fournisseur-unique.yml").unlink()
    monkeypatch.setenv("PLAYBOOK_AGAINST", "")
    assert run()[0] == 0
    monkeypatch.setenv("PLAYBOOK_AGAINST", "HEAD")
    assert run()[0] == 1
    monkeypatch.setenv("PLAYBOOK_AGAINST", "nulle-part")
    assert run()[0] == 2
    assert run("--against", "HEAD")[0] == 1


def test_two_commits_of_a_merge_are_enough(
    house: House, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As GitHub checks a request: merged, cloned with its parents, compared with the first of them.

    What has come to the main branch meanwhile is not missed, what the request deletes is.
    """
    text = (house.data / "rules/mise-en-concurrence.yml").read_text("utf-8")
    git(house.top, "branch", "request")
    put(house.data, {"rules/entretemps.yml": text})
    commit(house.top)
    git(house.top, "checkout", "--quiet", "request")
    put(house.data, {"rules/mise-en-concurrence.yml": text.replace("Mettre", "Toujours mettre")})
    commit(house.top)
    merged = "merge", "--quiet", "--no-ff", "--no-edit", "request"
    git(house.top, "checkout", "--quiet", "main")
    git(house.top, *merged)
    clone = "clone", "--quiet", "--depth", "2", house.top.as_uri()
    git(tmp_path, *clone, "right")
    git(house.top, "checkout", "--quiet", "request")
    (house.data / "rules/fournisseur-unique.yml").unlink()
    commit(house.top)
    git(house.top, "checkout", "--quiet", "main")
    git(house.top, *merged)
    git(tmp_path, *clone, "wrong")
    monkeypatch.setenv("PLAYBOOK_AGAINST", "HEAD^1")
    monkeypatch.chdir(tmp_path / "right")
    assert run() == (0, "20 entries: 0 errors, 0 warnings\n", "")
    monkeypatch.chdir(tmp_path / "wrong")
    status, out, _ = run("--format", "github")
    assert (status, out.count("::error"), "fournisseur-unique" in out) == (1, 1, True)


@pytest.mark.parametrize("revision", ["nulle-part", "-x", "--data", ""])
def test_a_revision_that_is_none_is_a_fault_of_the_call(run: Run, revision: str) -> None:
    status, out, error = run("--against", revision)
    assert (status, out) == (2, "")
    assert f'"{revision}"' in error
    assert "write a branch, a tag or a commit" in error


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_it(form: str, house: House, run: Run) -> None:
    house.rename("rules/fournisseur-unique.yml", "rules/source-unique.yml")
    status, out, _ = run("--against", "HEAD", "--format", form)
    assert status == 1
    old, new = "data/rules/fournisseur-unique.yml", "data/rules/source-unique.yml"
    assert all(part in out for part in (old, "vanished-id", "aliases: [fournisseur-unique]"))
    if form in ("text", "json", "sarif"):
        assert new in out
    if form not in ("text", "github"):
        json.loads(out)


def test_no_line_is_shown_that_has_another_text_today(house: House) -> None:
    put(house.data, {"glossary.yml": TERMS.replace("avenant:", "sans-rapport:").replace("Un", "Ô")})
    house.change("glossary.yml", "  aliases: [annexe, modification]\n", "")
    text = as_text(one for one in house.found() if "avenant" in one.message)
    assert "^" not in text
    assert "sans-rapport:\n" not in text
