"""The sample's decisions: what they answer is held by golden walks, so that a change shows itself."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
import yaml
from playbook.answers import flow_of
from playbook.decisions import Flow, decide, walks
from playbook.linking.playbook import Playbook
from playbook.pipeline import check

from tests.conftest import ROOT

DATA = ROOT / "tests/data"
CENT = Decimal("0.01")
DECISIONS = sorted(
    path.stem
    for path in (ROOT / "playbook_data/decisions").glob("*.yml")
    if path.stem.count(".") == 0
)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    found = check([ROOT / "playbook_data"], date(2026, 11, 2)).playbook
    assert found is not None
    return found


@pytest.mark.parametrize("name", DECISIONS)
def test_every_walk_is_the_one_that_was_agreed(playbook: Playbook, name: str) -> None:
    """When an answer is meant to change: `make walks`, and commit what it writes."""
    golden = (DATA / f"walks/{name}.txt").read_text("utf-8").splitlines()
    assert list(walks(flow_of(playbook, name))) == golden


def answer(flow: Flow, amount: Decimal, **given: str) -> dict:
    found = decide(flow, {**given, "montant": amount}, date(2026, 11, 2))
    assert "outcome" in found, found
    return found["then"]


@pytest.mark.parametrize("case", yaml.safe_load((DATA / "buying.yml").read_text("utf-8")))
def test_the_buying_decision_is_the_buying_table(playbook: Playbook, case: dict) -> None:
    flow = flow_of(playbook, "besoin-d-achat")
    yes_no = {True: "oui", False: "non"}
    given = {key: yes_no.get(value, value) for key, value in case["given"].items()}
    for risk in case["risques"]:
        for low, below, quotes, days, approvers in case["bands"]:
            last = Decimal(below) - CENT if below else Decimal(10**8)
            for amount in (Decimal(low), last):
                then = answer(flow, amount, risque=risk, **given)
                said = (then["devis"], then["delai"], " ".join(then.get("approbateurs", [])))
                assert said == (quotes, days, approvers), (given, risk, amount)


@pytest.mark.parametrize("covered", ["oui", "non"])
@pytest.mark.parametrize("risk", ["standard", "sensible"])
def test_outside_emergencies_more_money_never_means_less_care(
    playbook: Playbook, covered: str, risk: str
) -> None:
    flow = flow_of(playbook, "besoin-d-achat")
    bounds = [Decimal(n) for n in (0, 500, 5000, 25000, 100000, 500000)]
    points = sorted(
        {max(bound + step, Decimal(0)) for bound in bounds for step in (-CENT, 0, CENT)}
    )
    asked = [answer(flow, one, couvert=covered, urgence="non", risque=risk) for one in points]
    for less, more in pairwise(asked):
        assert more["devis"] >= less["devis"]
        assert more["delai"] >= less["delai"]


def test_who_signs_are_those_who_approve(playbook: Playbook) -> None:
    """Two decisions that speak of the same people agree at every bound, from the card's limit on."""
    buying, signing = (flow_of(playbook, name) for name in ("besoin-d-achat", "qui-signe"))
    for covered, kind in (("oui", "commande-sur-contrat"), ("non", "nouvel-engagement")):
        for amount in map(Decimal, (500, 4999, 5000, 24999, 25000, 99999, 100000, 499999, 500000)):
            given = {"couvert": covered, "urgence": "non", "risque": "standard"}
            approves = answer(buying, amount, **given).get("approbateurs", [])
            signs = answer(signing, amount, nature=kind)
            both = signs.get("signataires", []) + signs.get("visas", [])
            assert set(approves) == set(both), (kind, amount)


def test_a_dated_rule_answers_for_both_sides_of_its_date(playbook: Playbook) -> None:
    """The gift limit falls on 1 January 2027: the day decides, whoever asks."""
    flow = flow_of(playbook, "cadeau")
    lines = [line for line in walks(flow) if "date=" in line]
    assert lines
    assert all("..2026-12-31" in line or "2027-01-01.." in line for line in lines)


@pytest.mark.parametrize("name", ["prestataire-de-maintenance", "renouvellement-de-licences"])
def test_a_case_walks_where_it_says(playbook: Playbook, name: str) -> None:
    walk = playbook.entries["cases"][name].fields.walk
    found = decide(flow_of(playbook, walk.decision), dict(walk.given), date(2026, 11, 2))
    assert found["outcome"] == walk.expect
