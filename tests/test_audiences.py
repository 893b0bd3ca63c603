"""Audiences as a company calls them: who plays the buyers, who includes whom, what readers are told."""

from pathlib import Path

import pytest
from playbook.audiences import Audiences
from playbook.diagnostics import Diagnostic
from playbook.edition import Edition
from playbook.model import Settings
from playbook.pages.page import Site
from playbook.pipeline import build, check

from tests.excerpts import TODAY, write

OWN = """\
# playbook.yml
audiences:
  tous: []
  acheteurs: [tous]
{more}
defaults:
  rules:
    audience: tous
# personas/responsable-technique.yml
traits:
  - Se méfie des intermédiaires
"""
NAMES = "kept_for: acheteurs\naudience_names: {acheteurs: {fr: les acheteurs}}"
PERSONA = "personas/responsable-technique/"


def said(text: str, into: Path) -> list[Diagnostic]:
    return list(write(text, into).check())


def site(roots: list[Path], audience: str) -> Site:
    playbook = check(roots, TODAY).playbook
    assert playbook is not None
    return build(playbook, Edition(audience, "fr", TODAY))


def text_of(built: Site) -> str:
    return "\n".join(f"{page.uri}\n{page.html}" for page in built.pages)


def test_what_is_kept_for_nobody_is_an_error_said_once(tmp_path: Path) -> None:
    """The small playbook has an engagement and, here, a field that are kept for the buyers."""
    written = write(OWN.format(more=""), tmp_path)
    (one,) = written.check()
    assert one.code == "unknown-audience"
    assert one.message.endswith(
        "is kept for the buyers, as is another, and no audience is called so"
    )
    assert one.hint == "say who they are, in playbook.yml: « kept_for: acheteurs »"
    for audience in ("tous", "acheteurs"):  # where unsure who may read, nobody does
        shown = text_of(site(written.roots, audience))
        assert "intermédiaires" not in shown
        assert "engagements/" not in shown


def test_who_has_one_audience_is_told_to_add_one(tmp_path: Path) -> None:
    (one,) = said("# playbook.yml\naudiences: {tous: []}\ndefaults: {}\n", tmp_path)
    assert one.hint == "add « buyers: [tous] » to the audiences of playbook.yml"


def test_a_department_calls_its_buyers_as_it_likes(tmp_path: Path) -> None:
    written = write(OWN.format(more=NAMES), tmp_path)
    assert written.check() == ()
    everybody, buyers = (text_of(site(written.roots, one)) for one in ("tous", "acheteurs"))
    assert "intermédiaires" not in everybody
    assert "engagements/" not in everybody
    assert "intermédiaires" in buyers
    assert 'data-kept-for="acheteurs"' in buyers
    assert "Réservé : les acheteurs" in buyers
    assert "Réservé aux acheteurs" not in buyers


@pytest.mark.parametrize(
    ("setting", "code", "hint"),
    [
        ("kept_for: acheteur", "unknown-audience", 'did you mean "acheteurs"?'),
        ("kept_for: tous", "audience-order", "write one that not everybody belongs to: acheteurs"),
        (NAMES.replace("{acheteurs", "{acheteur"), "unknown-audience", 'did you mean "acheteurs"?'),
        (NAMES.replace("fr:", "de:"), "unknown-language", "write fr"),
    ],
)
def test_a_slip_in_these_settings_is_said(
    setting: str, code: str, hint: str, tmp_path: Path
) -> None:
    (one,) = said(OWN.format(more=setting), tmp_path)
    assert (one.code, one.hint, Path(one.place.file).name) == (code, hint, "playbook.yml")


@pytest.mark.parametrize(
    ("audiences", "message"),
    [
        (
            "{staff: [buyers], buyers: [staff]}",
            "these audiences include each other, so each reads everything: staff → buyers → staff",
        ),
        (
            "{staff: [], buyers: [staff, head], head: [buyers]}",
            "these audiences include each other, so each reads everything: buyers → head → buyers",
        ),
        (
            "{staff: [staff], buyers: [staff]}",
            "these audiences include each other, so each reads everything: staff → staff",
        ),
        (
            "{staff: [buyers], buyers: []}",
            '"buyers" is the lowest audience: what is kept for it, all may read',
        ),
        (
            "{buyers: [], staff: []}",
            '"buyers" is the lowest audience: what is kept for it, all may read',
        ),
    ],
)
def test_one_word_opens_nothing(audiences: str, message: str, tmp_path: Path) -> None:
    found = said(f"# playbook.yml\naudiences: {audiences}\n", tmp_path)
    assert [(one.code, one.message) for one in found] == [("audience-order", message)]
    assert (found[0].place.line, found[0].place.column) != (1, 1)


@pytest.mark.parametrize(
    "audiences",
    [
        "{staff: [], buyers: [staff]}",
        "{head: [buyers], buyers: [staff], staff: []}",
        "{staff: [], interns: [], buyers: [staff]}",
        "{staff: [], buyers: [staff], legal: [staff], head: [buyers, legal, staff]}",
        "{buyers: []}",
    ],
)
def test_other_orders_are_right(audiences: str, tmp_path: Path) -> None:
    assert said(f"# playbook.yml\naudiences: {audiences}\n", tmp_path) == []


def test_who_reads_nothing_of_others_does_not_steer() -> None:
    """However many such there are; where there is one audience, it does everything."""
    both = {"staff": [], "suppliers": [], "buyers": ["staff"]}
    audiences = Audiences.of(Settings(organisation="X", audiences=both))
    assert [one for one in both if audiences.steers(one)] == ["buyers"]
    assert Audiences.of(Settings(organisation="X", audiences={"staff": []})).steers("staff")


def test_who_reads_the_same_by_two_ways_makes_no_circle() -> None:
    many = {f"a{n}": (f"b{n}", f"c{n}") for n in range(40)}
    many |= {f"{one}{n}": (f"a{n + 1}",) for n in range(40) for one in "bc"}
    settings = Settings.model_validate({"organisation": "x", "audiences": many | {"a40": ()}})
    assert Audiences.of(settings).sound


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# playbook.yml\ndefaults: {engagements: {audience: staff}}\n", "defaults"),
        ("# engagements/compresseurs.yml\naudience: staff\n", "audience"),
    ],
)
def test_engagements_are_opened_to_everybody_by_no_line(
    text: str, line: str, tmp_path: Path
) -> None:
    found = [one for one in said(text, tmp_path) if one.code == "audience-order"]
    assert [(one.message, one.hint) for one in found] == [
        (
            'engagements tell of colleagues, and "staff" is everybody',
            "write buyers, or delete the line: they are kept for them",
        )
    ]
    path = Path(found[0].place.file)
    assert line in path.read_text("utf-8").splitlines()[found[0].place.line - 1]


def test_engagements_may_be_kept_for_others_than_the_buyers(tmp_path: Path) -> None:
    text = "# playbook.yml\naudiences: {staff: [], buyers: [staff], legal: [staff]}\n"
    text += "# engagements/compresseurs.yml\naudience: legal\n"
    assert "audience-order" not in {one.code for one in said(text, tmp_path)}


def test_all_who_may_not_follow_a_link_are_named(tmp_path: Path) -> None:
    text = "# playbook.yml\naudiences: {staff: [], buyers: [staff], legal: [staff]}\n"
    text += "# rules/mise-en-concurrence.yml\nrelated: ['strategy:prouver']\n"
    (one,) = [one for one in said(text, tmp_path) if one.code == "leaking-reference"]
    assert one.message.endswith("may not be read by all who read this (legal, staff)")
