"""The project's own pipelines: what they run, when, and who may open what they keep."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT


def load(path: str) -> dict[str, Any]:
    """A pipeline's YAML, its values as text: `on` is a word like another."""
    found: dict[str, Any] = yaml.load((ROOT / path).read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    return found


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
GENERATOR = ".github/workflows/generator.yml"
ON_A_BARE_MACHINE = "sh tests/bare.sh ."


@pytest.mark.parametrize("path", PIPELINES)
def test_a_pipeline_calls_only_make_and_playbook(path: str) -> None:
    found = list(commands_of(load(path)))
    assert found
    for line in found:
        assert not set(line) & set(";|&<>$`()"), line
        called = Path(shlex.split(line)[0]).name
        assert called in ("make", "playbook") or line == ON_A_BARE_MACHINE, line
    forge = "github" if "github" in path else "gitlab"
    assert any(f"playbook check --format {forge}" in line for line in found)
    assert "make site" in found
    text = (ROOT / path).read_text("utf-8")
    assert not re.search(r"https?://|curl|wget|pip install", text)


@pytest.mark.parametrize("path", PIPELINES)
def test_a_pipeline_publishes_each_audience_by_itself(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    audiences = list(load("tests/sample/playbook_data/playbook.yml")["audiences"])
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
    assert pipeline["jobs"]["branch"]["if"] == "github.event_name == 'pull_request'"


def test_an_action_is_named_by_its_commit() -> None:
    """A tag can be moved; the version beside it is for who reads, and one commit is one version."""
    used = {
        line
        for path in sorted((ROOT / ".github/workflows").glob("*.yml"))
        for line in re.findall(r"uses: (.+)", path.read_text("utf-8"))
    }
    parts = [re.fullmatch(r"(actions/[a-z-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used]
    assert all(parts), used
    assert len({one[1] for one in parts if one}) == len(used)


def test_readme_s_commands_run_on_a_bare_machine_when_the_generator_changes() -> None:
    pipeline, job = load(GENERATOR), load(PIPELINES[1])["bare"]
    changes = pipeline["on"]["pull_request"]["paths"]
    assert all(list(ROOT.glob(one)) for one in changes)
    assert not any(one.startswith("playbook_") for one in changes)
    assert pipeline["on"]["push"] == {"branches": ["main"], "paths": changes}
    assert "schedule" not in pipeline["on"]
    images = pipeline["jobs"]["bare"]["strategy"]["matrix"]["image"]
    assert job["parallel"]["matrix"] == [{"IMAGE": images}]
    (rule,) = job["rules"]
    assert rule["changes"] == changes
    assert rule["exists"] == ["tests/bare.sh"]  # an own playbook has no tests of the sample
    assert "schedule" not in rule["if"]
    assert job["cache"] == []
    assert job["script"] == [ON_A_BARE_MACHINE]
    (line,) = commands_of(pipeline)
    assert line.endswith(" sh /given/tests/bare.sh /given")
    script = (ROOT / "tests/bare.sh").read_text("utf-8").splitlines()
    assert script[-2:] == ["make site", "make test"]
    (packages,) = re.findall(
        r"Debian: `apt-get install ([^`]+)`", (ROOT / "README.md").read_text("utf-8")
    )
    (installed,) = (line for line in script if line.startswith("apt-get install"))
    assert f" {packages} " in installed


def test_guests_who_may_not_read_the_code_open_no_artefact() -> None:
    """GitLab shows them artefacts unless each job says otherwise; a site for Pages is one too."""
    keeping = {
        name: job
        for name, job in load(PIPELINES[1]).items()
        if isinstance(job, dict) and ("artifacts" in job or "pages" in job)
    }
    assert set(keeping) == {"check", "branch", "publish", "pages"}
    for name, job in keeping.items():
        assert job["artifacts"]["access"] == "developer", name


def test_who_publishes_is_told_which_edition_is_kept_where_and_what_to_switch_off() -> None:
    told = (ROOT / "deploy/README.md").read_text("utf-8")
    kept = {
        job["artifacts"].get("name", name)
        for name, job in load(PIPELINES[1]).items()
        if isinstance(job, dict) and "artifacts" in job
    }
    for job in load(PIPELINES[0])["jobs"].values():
        for step in job["steps"]:
            if "/upload-" in step.get("uses", ""):
                kept.add(step["with"].get("name", "github-pages"))
    audiences = "|".join(load("tests/sample/playbook_data/playbook.yml")["audiences"])
    kept = {re.sub(rf"-(\$AUDIENCE|{audiences})$", "-AUDIENCE", name) for name in kept}
    kept = {re.sub(r"-\$.+$", "-…", name) for name in kept}
    table = told.partition("| kept as |")[2].partition("\n\n")[0]
    said = re.findall(r"`([^`]+)`", "".join(re.findall(r"(?m)^\|([^|]+)\|", table)))
    assert sorted(said) == sorted(kept)
    for name in ("deploy/README.md", PIPELINES[1]):
        assert "Project-based pipeline visibility" in (ROOT / name).read_text("utf-8")
    assert "`access: developer`" in told


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
