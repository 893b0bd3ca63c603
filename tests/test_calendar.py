"""Days on a line, and who shares a place: positions as data, and what the pages of some may not hold."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from playbook.pages.page import Page
from playbook.pictures.calendar import line

from tests.little import FILES, build, change, part_of, write

HEAD = "title: {}\nsummary: Un résumé.\nstatus: draft\n"
PERSONA = HEAD + (
    "needs: [Un besoin]\noffer: [{{what: Aider, within: Un jour}}]\ncontact: acheteur\n"
    "influence: high\ninterest: {}\n"
)
ACTION = HEAD + "action: Agir.\nstart: {}\ndue: {}\nstate: {}\n"
FAMILY = HEAD + "bought: Tout.\nbuyer: acheteur\n"
STRATEGY = HEAD + (
    "rank: 1\nstance: prove\nintent: Prouver.\nwhen: [Toujours]\navoid_when: [Jamais]\n"
    "steps: [Un pas]\neffort: low\nhorizon: Un mois\nbenefits: [Un gain]\ncosts: [Un coût]\n"
    "risks: [Un risque]\nindicators: [Un signe]\n"
)
TRIED = HEAD + (
    "perimeter: tout\npersona: daf\nstrategy: prouver\nsince: 2026-03-02\nrevisit: 2026-06-01\n"
    "state: running\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "playbook.yml": FILES["playbook.yml"] + "audiences: {staff: [], buyers: [staff]}\n",
        "personas/daf.yml": PERSONA.format("Finance", "low"),
        "personas/dsi.yml": PERSONA.format("Informatique", "low"),
        "personas/rh.yml": PERSONA.format("Personnel", "high"),
        "roadmap/faite.yml": ACTION.format("Faite", "2026-01-12", "2026-04-30", "done"),
        "roadmap/tard.yml": ACTION.format("Tard", "2026-02-01", "2026-11-01", "running"),
        "perimeters/tout.yml": FAMILY.format("Tout"),
        "strategies/prouver.yml": STRATEGY.format("Prouver"),
        "engagements/essai.yml": TRIED.format("Essai"),
    }
    return write(tmp_path, {**FILES, **files})


def page(folder: Path, uri: str, **edition: str) -> Page:
    return next(one for one in build(folder, **edition).pages if one.uri == uri)


def said(html: str) -> list[str]:
    return [
        " ".join(re.sub("<.*?>", " ", one).split()) for one in re.findall("<text.*?</text>", html)
    ]


def test_an_action_that_is_late_says_so_and_the_day_of_the_edition_is_written(folder: Path) -> None:
    found = said(part_of(page(folder, "roadmap/"), "calendar"))
    assert found[0] == "au 28 novembre 2026"
    assert found[-4:] == [
        "Faite", "Faite · du 12 janvier 2026 au 30 avril 2026",
        "Tard", "En retard · du 1er février 2026 au 1er novembre 2026",
    ]  # fmt: skip


def test_those_who_share_a_place_stand_below_each_other(folder: Path) -> None:
    html = part_of(page(folder, "personas/"), "influence")
    spots = re.findall(
        r'pb-picture__target" x="([\d.]+)%" y="([\d.]+)rem"[^>]*height="([\d.]+)', html
    )
    (x, y, height), (other, below, _), (beside, level, _) = (
        [float(n) for n in one] for one in spots
    )
    assert (x, beside) == (other, 66.67)
    assert below == pytest.approx(y + height)
    assert level == y


def test_what_was_tried_with_a_stakeholder_stands_on_his_page_alone(folder: Path) -> None:
    html = part_of(page(folder, "personas/daf/"), "timeline")
    assert said(html)[-1] == "En retard · du 2 mars 2026 au 1er juin 2026"
    assert "timeline" not in page(folder, "personas/rh/").sections


def test_who_may_read_neither_sees_neither(folder: Path) -> None:
    assert "influence" not in page(folder, "personas/", audience="staff").sections
    found = page(folder, "personas/daf/", audience="staff")
    assert "timeline" not in found.sections
    assert "2026" not in found.html


CONTRACTS = """\
contracts:
  - {title: Fini, supplier: A, order: Ici., ends: 2026-10-31}
  - {title: Sans, supplier: A, order: Ici., ends: 2027-12-31}
  - {title: Trop tard, supplier: A, order: Ici., ends: 2026-12-31, notice: 3 months}
  - {title: À temps, supplier: A, order: Ici., ends: 2027-05-31, notice: 3 months}
"""


def test_a_contract_is_decided_on_its_notice_before_its_end(folder: Path) -> None:
    change(folder, "perimeters/tout.yml", "buyer: acheteur\n", f"buyer: acheteur\n{CONTRACTS}")
    found = said(part_of(page(folder, "perimeters/"), "contracts"))
    assert found[-8:] == [
        "Trop tard", "Décision dépassée depuis le 30 septembre 2026 · fin le 31 décembre 2026",
        "Fini", "Fini le 31 octobre 2026",
        "À temps", "À décider avant le 28 février 2027 · fin le 31 mai 2027",
        "Sans", "Fin le 31 décembre 2027 · préavis non renseigné",
    ]  # fmt: skip
    assert "contracts" not in page(folder, "perimeters/", audience="staff").sections
    assert "Préavis 3 mois" in page(folder, "perimeters/tout/").html


def test_what_has_no_day_makes_no_calendar(folder: Path) -> None:
    assert "calendar" not in page(folder, "perimeters/").sections
    assert "calendar" not in page(folder, "personas/").sections


DAYS = [
    [date(2026, 11, 28)],
    [date(2026, 1, 1), date(2026, 12, 31)],
    [date(1999, 2, 28), date(2031, 5, 5)],
    [date(2026, 1, 31), date(2026, 3, 1)],
    [date.min, date.max],
    [date.max],
]


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("room", [5, 30, 60])
def test_days_stay_on_their_line_and_names_of_months_do_not_meet(
    days: list[date], room: float
) -> None:
    found = line(days)
    assert all(0 <= found.at(one) <= 100 for one in days)
    begin, width = found.span(min(days), max(days))
    assert 0 <= begin < begin + width <= 100
    places = [found.at(one) for one in found.months(room)]
    assert all(right - left >= room for left, right in pairwise(places))
    assert found.at(date.min) == 0
    assert found.at(date.max) == 100
