"""What editors are told holds: the documents' examples, the pipelines, the formats a forge reads."""

import json
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook import cli
from playbook.diagnostics import CODES, Place, Severity, as_gitlab, diagnostic
from playbook.model import KINDS, WORDS
from playbook.words import load_words

from tests.excerpts import write

ROOT = Path(__file__).parent.parent
DATA = ROOT / "playbook_data"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"(?m)^```yaml ?([a-z-]*)\n((?:.*\n)*?)```$", CONTRIBUTING)


def load(path: str) -> dict[str, Any]:
    """A pipeline's YAML, its values as text: `on` is a word like another."""
    found: dict[str, Any] = yaml.load((ROOT / path).read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    return found


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
    for text in (README, CONTRIBUTING):
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
    assert set(re.findall(r"`([a-z]+)\.yml`", listed[0])) == single


def test_the_table_of_contents_leads_somewhere() -> None:
    def anchor(title: str) -> str:
        return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")

    for text in (README, CONTRIBUTING):
        there = {anchor(title) for title in re.findall(r"(?m)^#+ (.+)$", text)}
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= there


def test_the_french_document_keeps_to_french_typography() -> None:
    french = CONTRIBUTING.split("## For developers")[0]
    prose = re.sub(r"(?ms)^ *```.*?^ *```$|`[^`\n]*`|\]\([^)]*\)", "", french)
    assert not re.findall(r".{12}(?: [;:!?»]|« |').*", prose)


def test_the_pictures_have_words_and_a_caption() -> None:
    pictures = re.findall(
        r"!\[(.+?)\]\(docs/pictures/([a-z]+)\.png\)\n\n\*(.+?)\*\n", README, re.DOTALL
    )
    assert [name for _, name, _ in pictures] == ["decision", "persona", "strategies", "error"]


# --- pipelines ---------------------------------------------------------------------------------


def commands_of(pipeline: dict[str, Any]) -> Iterator[str]:
    """Every line a pipeline runs, whichever forge's it is."""
    jobs = pipeline.get("jobs", pipeline)
    for job in jobs.values():
        if not isinstance(job, dict):
            continue
        for name in ("before_script", "script", "after_script"):
            yield from job.get(name, [])
        for step in job.get("steps", []):
            if "run" in step:
                yield from step["run"].strip().split("\n")


PIPELINES = (".github/workflows/playbook.yml", ".gitlab-ci.yml")


@pytest.mark.parametrize("path", PIPELINES)
def test_a_pipeline_calls_only_make_and_playbook(path: str) -> None:
    found = list(commands_of(load(path)))
    assert found
    for line in found:
        assert not set(line) & set(";|&<>$`()"), line
        assert Path(shlex.split(line)[0]).name in ("make", "playbook"), line
    forge = "github" if "github" in path else "gitlab"
    assert any(f"playbook check --format {forge}" in line for line in found)
    assert "make site" in found
    text = (ROOT / path).read_text("utf-8")
    assert not re.search(r"https?://|curl|wget|pip install", text)


@pytest.mark.parametrize("path", PIPELINES)
def test_a_pipeline_publishes_each_audience_by_itself(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    audiences = list(load("playbook_data/playbook.yml")["audiences"])
    if "github" in path:
        steps = load(path)["jobs"]["publish"]["steps"]
        published = [one["with"] for one in steps if "upload-artifact" in one.get("uses", "")]
        assert [one["path"] for one in published] == [f"site/{one}/" for one in audiences]
        assert len({one["name"] for one in published}) == len(audiences)
    else:
        job = load(path)["publish"]
        assert job["parallel"]["matrix"] == [{"AUDIENCE": audiences}]
        assert job["artifacts"]["paths"] == ["site/$AUDIENCE/"]
    assert "host that serves it" in text


def test_github_runs_on_requests_on_main_and_every_night() -> None:
    pipeline = load(PIPELINES[0])
    assert set(pipeline["on"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert pipeline["on"]["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ \d+ \* \* \*", pipeline["on"]["schedule"][0]["cron"])
    assert pipeline["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (.+)", (ROOT / PIPELINES[0]).read_text("utf-8"))
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used), used
    assert pipeline["jobs"]["branch"]["if"] == "github.event_name == 'pull_request'"


def test_github_compares_a_request_with_what_it_changes() -> None:
    """Two commits are enough: that of the request merged, and the one it is merged into."""
    steps = load(PIPELINES[0])["jobs"]["check"]["steps"]
    checkout, check = steps[0], steps[-1]
    assert checkout["with"] == {"fetch-depth": "2"}
    asked = "${{ github.event_name == 'pull_request' && 'HEAD^1' || '' }}"
    assert check["env"] == {"PLAYBOOK_AGAINST": asked}
    assert "playbook check" in check["run"]


def test_gitlab_compares_a_request_with_where_it_began() -> None:
    pipeline = load(PIPELINES[1])
    check, ways = pipeline["check"], pipeline["workflow"]["rules"]
    # The job runs whenever the pipeline does; only a request has something to be compared with.
    assert [one["if"] for one in check["rules"]] == [one["if"] for one in ways]
    request, other = check["rules"]
    assert "merge_request_event" in request["if"]
    assert request["variables"] == {"PLAYBOOK_AGAINST": "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
    assert "variables" not in other
    assert check["variables"] == {"GIT_DEPTH": "0"}


def test_gitlab_reports_what_it_found_even_when_it_fails() -> None:
    check = load(PIPELINES[1])["check"]
    report = check["artifacts"]["reports"]["codequality"]
    assert check["artifacts"]["when"] == "always"
    assert any(line.endswith(f"--output {report}") for line in check["script"])


def test_both_forges_ask_the_same_of_who_proposes() -> None:
    asked = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    assert asked == (ROOT / ".gitlab/merge_request_templates/Default.md").read_text("utf-8")
    assert len(asked.split("\n")) < 15


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
