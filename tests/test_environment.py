"""What the environment of a call decides, and who reads what where the settings do not say."""

import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from playbook import cli, environment, pipeline
from playbook.edition import Edition, view
from playbook.model.leaves import leaves
from playbook.model.texts import Text

from tests.conftest import DAY, ROOT

SMALL = ROOT / "tests/data/small"
TODAY = date.fromisoformat(DAY)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_the_day_of_a_build_is_the_same_wherever_it_runs(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert environment.today({"SOURCE_DATE_EPOCH": "1790000000"}) == date(2026, 9, 21)
    monkeypatch.undo()
    time.tzset()


def test_engagements_are_for_buyers_where_the_settings_do_not_say(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    settings = tmp_path / "data/playbook.yml"
    before, after = "  engagements:\n    audience: buyers\n", ""
    assert before in settings.read_text("utf-8")
    settings.write_text(settings.read_text("utf-8").replace(before, after), "utf-8")
    playbook = pipeline.check([tmp_path / "data"], TODAY).playbook
    assert playbook
    uris = {
        audience: {
            page.uri for page in pipeline.build(playbook, Edition(audience, "fr", TODAY)).pages
        }
        for audience in ("staff", "buyers")
    }
    assert "engagements/compresseurs/" in uris["buyers"]
    assert not [uri for uri in uris["staff"] if uri.startswith(("engagements/", "privacy/"))]


def test_what_is_not_translated_says_nothing_of_what_is_kept_for_others(tmp_path: Path) -> None:
    """A text marked as French tells who reads it that somebody wrote the same in French."""
    shutil.copytree(SMALL, tmp_path / "data")
    settings = tmp_path / "data/playbook.yml"
    text = settings.read_text("utf-8").replace("languages: [fr]", "languages: [fr, en]")
    settings.write_text(text, "utf-8")
    engagement = tmp_path / "data/engagements/compresseurs.yml"
    trial = "Un essai avec la maintenance."
    assert trial in engagement.read_text("utf-8")
    persona = tmp_path / "data/personas/responsable-technique.yml"
    persona.write_text(persona.read_text("utf-8") + "fears:\n  - Perdre la main.\n", "utf-8")
    playbook = pipeline.check([tmp_path / "data"], TODAY).playbook
    assert playbook
    lent = {
        audience: {
            leaf.value
            for entry in view(playbook, Edition(audience, "en", TODAY)).all()
            for leaf in leaves(entry.fields)
            if isinstance(leaf.value, Text) and leaf.value.lender
        }
        for audience in ("staff", "buyers")
    }
    assert {trial, "Perdre la main."} <= lent["buyers"]
    assert not {trial, "Perdre la main."} & lent["staff"]
    assert lent["staff"]


def test_the_preview_is_for_this_machine_only(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "-a", "0.0.0.0:0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "serve it at 127.0.0.1 only" in done.stdout + done.stderr


@pytest.mark.parametrize(("said", "expected"), [(None, False), ("", False), ("1", True)])
def test_a_proposal_is_one_only_where_it_is_said(said: str | None, expected: bool) -> None:
    assert environment.proposal({} if said is None else {"PLAYBOOK_PROPOSAL": said}) is expected


@pytest.mark.parametrize("said", ["0", "no", "false", "yes"])
def test_no_other_word_lets_pass_what_nobody_approved(said: str) -> None:
    with pytest.raises(environment.CallError, match=f"PLAYBOOK_PROPOSAL={said}: write 1"):
        environment.proposal({"PLAYBOOK_PROPOSAL": said})


@pytest.mark.parametrize("site", ["https://achats.example/", "http://intranet/achats"])
def test_a_report_leads_to_the_site(
    site: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    rule = tmp_path / "data/rules/mise-en-concurrence.yml"
    rule.write_text(rule.read_text("utf-8").replace("strength: must", "strength: mustt"), "utf-8")
    monkeypatch.setenv("PLAYBOOK_SITE", site)
    words = ["playbook", "check", "--format", "sarif", "--data", str(tmp_path / "data")]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    assert f'"{site.rstrip("/")}/codes/wrong-value/"' in capsys.readouterr().out


def test_what_is_no_address_of_a_site_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE", "achats.example")
    with pytest.raises(environment.CallError, match="write an address"):
        environment.site()
