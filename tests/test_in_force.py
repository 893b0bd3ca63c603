"""Only what is approved and in force decides, and readers are told what is not."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from playbook.edition import Edition, view
from playbook.model.envelope import BUYERS, Record
from playbook.model.rules import Rule
from playbook.model.texts import Line
from playbook.pages.page import Page
from playbook.pipeline import check

from tests import excerpts
from tests.excerpts import TODAY, write

DATA = Path(__file__).parent / "data" / "in_force.yml"
CASES = yaml.load(DATA.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 # text only
APPROVED = """
status: approved
owner: daf
review: {last: 2026-09-15, every: 12 months}
"""
RULE = f"# rules/mise-en-concurrence.yml{APPROVED}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_what_is_said(case: dict[str, Any], tmp_path: Path) -> None:
    found = write(case["text"], tmp_path).check()
    assert len(found) == len(case["says"]), found
    for one, expected in zip(found, case["says"], strict=True):
        file, severity, code, words = expected.split(" ", 3)
        assert one.place.file.endswith(file)
        assert (one.severity, one.code) == (severity, code)
        assert words in f"{one.message} {one.hint}"


def text_of(page: Page) -> str:
    return excerpts.text_of(page.html)


Pages = Callable[..., dict[str, Page]]


def test_a_rule_that_is_over_says_so_on_its_page_and_in_the_list(pages: Pages) -> None:
    found = pages(f"{RULE}effective: {{until: 2026-11-23}}\n")
    text = text_of(found["rules/mise-en-concurrence/"])
    assert "Plus en vigueur. Cette page s’appliquait jusqu’au 23 novembre 2026" in text
    assert "Statut Plus en vigueur" in text
    assert "S’applique jusqu’au 23 novembre 2026" in text
    assert "Plus en vigueur" in text_of(found["rules/"])


def test_on_its_last_day_it_is_in_force(pages: Pages) -> None:
    found = pages(f"{RULE}effective: {{until: 2026-11-24}}\n")
    text = text_of(found["rules/mise-en-concurrence/"])
    assert "Statut En vigueur" in text
    assert "Plus en vigueur" not in text + text_of(found["rules/"])


def test_a_rule_to_come_says_from_when_it_applies(pages: Pages) -> None:
    found = pages(
        f"{RULE}effective: {{from: 2028-01-01}}\napproval: {{by: daf, date: 2026-11-01}}\n"
    )
    text = text_of(found["rules/mise-en-concurrence/"])
    assert "À venir. Cette page s’applique à partir du 1er janvier 2028" in text
    assert "Statut À venir" in text
    assert "En vigueur" not in text.replace("Statut À venir", "")
    assert "À venir" in text_of(found["rules/"])
    # Approved lately, it is news; it is not in force for that.
    home = text_of(found[""])
    assert "Mettre en concurrence à partir du 1er janvier 2028" in home
    assert "en vigueur depuis" not in home


DECISION = f"# decisions/devis.yml{APPROVED}"
THRESHOLD = f"# thresholds/trois-devis.yml{APPROVED}"


MEASURES = Path(__file__).parent / "data" / "measures.yml"
PAIRS = yaml.load(MEASURES.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 # text only


@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: f"{one['question']} | {one['threshold']}")
def test_a_threshold_is_measured_as_its_question(pair: dict[str, str], tmp_path: Path) -> None:
    asked = f"inputs:\n  montant: {{ask: Combien ?, {pair['question']}}}\nexamples: []\n"
    worth = pair["threshold"].replace(", ", "\n")
    found = write(f"{DECISION}{asked}{THRESHOLD}{worth}\n", tmp_path).check()
    said = {one.code: f"{one.severity} {one.message}; {one.hint}" for one in found}
    said.pop("untested-outcome", None)
    expected, _, words = pair["says"].partition(" ")
    if expected == "nothing":
        assert not said
    elif expected == "wrong":  # no such figure can be one of these answers
        assert "bound-mismatch" not in said
        assert any(one.startswith("error") for one in said.values())
    else:
        assert set(said) == {"bound-mismatch"}
        assert said["bound-mismatch"].startswith(expected)
        assert words in said["bound-mismatch"]


@pytest.mark.parametrize(
    ("days", "walked"),
    [
        ("", True),
        ("effective: {until: 2026-11-23}\n", False),
        ("effective: {from: 2026-11-25}\n", False),
        ("effective: {from: 2026-11-24, until: 2026-11-24}\n", True),
    ],
)
def test_only_a_decision_in_force_is_walked(pages: Pages, days: str, walked: bool) -> None:
    page = pages(f"{DECISION}{days}{THRESHOLD}")["decisions/devis/"]
    assert ("data-walk-data" in page.html) == walked
    assert "data-walk-tree" in page.html


# ---- approvals


def stamped(excerpt: str, tmp_path: Path, file: str) -> str:
    """`excerpt` with the approval of `file` covering its text, as the message says."""
    found = write(excerpt, tmp_path / "asked").check()
    now = next(one.hint for one in found if one.place.file.endswith(file) and "v1:" in one.hint)
    return excerpt.replace("v1:000000000000", re.findall('"(v1:[0-9a-f]+)"', now)[0])


VAGUE = "approval: {by: daf, date: 2026-09-15}\n"
APPROVAL = VAGUE.replace("}", ', covers: "v1:000000000000"}')
SIGNED = f"{RULE}{APPROVAL}"


def test_an_approval_of_an_earlier_text_is_not_shown_as_one_of_this(
    pages: Pages, tmp_path: Path
) -> None:
    void = text_of(pages(SIGNED)["rules/mise-en-concurrence/"])
    assert "Version antérieure approuvée par Directeur financier , 15 septembre 2026" in void
    assert "le texte a changé depuis" in void
    whole = stamped(SIGNED, tmp_path, "mise-en-concurrence.yml")
    valid = text_of(pages(whole)["rules/mise-en-concurrence/"])
    assert "Texte approuvé par Directeur financier , 15 septembre 2026" in valid
    assert "antérieure" not in valid


@pytest.mark.parametrize("status", ["approved", "in-review", "retired"])
def test_one_that_does_not_say_of_which_text_is_shown_as_one_of_no_known_text(
    pages: Pages, tmp_path: Path, status: str
) -> None:
    blank = f"{RULE}{VAGUE}".replace("status: approved", f"status: {status}")
    found = [one for one in write(blank, tmp_path).check() if one.code == "no-approval"]
    assert [(one.severity, one.place.line) for one in found] == [("warning", found[0].place.line)]
    assert re.search('write covers: "v1:[0-9a-f]{12}" inside the braces', found[0].hint)
    shown = text_of(pages(blank)["rules/mise-en-concurrence/"])
    assert "Une version approuvée par Directeur financier , 15 septembre 2026" in shown
    assert "rien ne dit laquelle" in shown
    assert "Texte approuvé par" not in shown


def test_nor_does_it_date_a_decision(pages: Pages, tmp_path: Path) -> None:
    blank = f"{DECISION}{VAGUE}{THRESHOLD}"
    whole = stamped(f"{DECISION}{APPROVAL}{THRESHOLD}", tmp_path, "devis.yml")
    assert '"since": "2026-09-15"' in pages(whole)["decisions/devis/"].html
    assert '"since": "2026-09-15"' not in pages(blank)["decisions/devis/"].html


def test_that_of_a_decision_falls_with_its_threshold(pages: Pages, tmp_path: Path) -> None:
    whole = stamped(f"{DECISION}{APPROVAL}{THRESHOLD}", tmp_path, "devis.yml")
    assert "antérieure" not in text_of(pages(whole)["decisions/devis/"])
    void = f"{whole}value: 39999\n"
    assert "antérieure" in text_of(pages(void)["decisions/devis/"])
    roots = write(
        f"# playbook.yml\napproval: {{required: [decisions]}}\n{void}", tmp_path / "v"
    ).roots
    (refused,) = check(roots, TODAY, publishing=True).found
    assert (refused.code, refused.severity) == ("stale-approval", "error")


def test_readers_who_see_part_of_what_was_approved_are_not_told_of_the_rest(pages: Pages) -> None:
    excerpt = f"# personas/responsable-technique.yml{APPROVED}traits: [Il choisit seul]\n{APPROVAL}"
    uri = "personas/responsable-technique/"
    assert "antérieure" in text_of(pages(excerpt, audience="buyers")[uri])
    staff = text_of(pages(excerpt)[uri])
    assert "pprouvée par" not in staff
    assert "Texte approuvé par" not in staff


def test_what_they_do_not_see_may_stand_deep_inside(tmp_path: Path) -> None:
    class Case(Record):
        told: Annotated[Line | None, BUYERS] = None

    class Cases(Rule):
        seen: tuple[Case, ...] = ()

    playbook = check(write(SIGNED, tmp_path).roots, TODAY).playbook
    assert playbook is not None
    entry = playbook.entries["rules"]["mise-en-concurrence"]
    deep = replace(entry, fields=Cases.model_validate({**dict(entry.fields)}))
    entries = {**playbook.entries, "rules": {entry.id: deep}}
    for audience, shown in (("staff", False), ("buyers", True)):
        seen = view(replace(playbook, entries=entries), Edition(audience, "fr", TODAY))
        assert (seen.entries["rules"][entry.id].fields.approval is not None) == shown


REQUIRED = "# playbook.yml\napproval: {required: [rules]}\n"


def test_publishing_refuses_what_the_settings_want_approved(tmp_path: Path) -> None:
    roots = write(f"{REQUIRED}{SIGNED}", tmp_path).roots
    (checked,) = check(roots, TODAY).found
    assert (checked.code, checked.severity) == ("stale-approval", "warning")
    (refused,) = check(roots, TODAY, publishing=True).found
    assert (refused.code, refused.severity) == ("stale-approval", "error")
    assert "nothing is published before" in refused.hint


def test_it_refuses_nothing_of_other_kinds_nor_what_is_not_approved_yet(tmp_path: Path) -> None:
    other = SIGNED.replace("rules/mise-en-concurrence", "roles/daf")
    in_review = f"{RULE}status: in-review\n{APPROVAL}"
    for number, excerpt in enumerate((other, in_review.replace("status: approved\n", ""))):
        roots = write(f"{REQUIRED}{excerpt}", tmp_path / str(number)).roots
        assert [one.severity for one in check(roots, TODAY, publishing=True).found] == ["warning"]


def test_a_kind_that_there_is_not_is_said(tmp_path: Path) -> None:
    (found,) = write("# playbook.yml\napproval: {required: [rule]}\n", tmp_path).check()
    assert (found.code, found.hint) == ("wrong-value", 'did you mean "rules"?')
