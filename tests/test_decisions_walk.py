"""Answering, unfolding, listing: what a decision says once it is proved."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playbook.decisions import (
    Flow,
    as_data,
    decide,
    fingerprint,
    next_step,
    output_references,
    parse_given,
    unfold,
    walks,
)
from playbook.decisions.axis import UNKNOWN
from playbook.decisions.flow import Outcome, Question
from playbook.decisions.walk.unfold import OutcomeNode, QuestionNode, TooLarge, nodes

from tests.decisions_helpers import FIGURES, compiled, load_text, random_table, validated

BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)
Fields = dict[str, Any]


@pytest.fixture
def fields() -> Fields:
    return load_text("besoin.yml")


@pytest.fixture
def flow(fields: Fields) -> Flow:
    return compiled(fields)


def test_answers_are_typed_or_refused(flow: Flow) -> None:
    given = {
        "couvert": "non",
        "risque": "sensibl",
        "montant": "12 000,50 €",
        "date": "1/4/2026",
        "mntant": "1",
    }
    found = parse_given(flow, given, FIGURES)
    assert found.values == {"couvert": "non", "montant": Decimal("12000.50"), "date": AFTER}
    assert [(one.key, one.known) for one in found.refused] == [("risque", True), ("mntant", False)]
    assert [one.hint for one in found.refused] == [
        'did you mean "sensible"?',
        'did you mean "montant"?',
    ]


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("montant", "-1", '"montant" cannot be -1\u00a0€'),
        ("montant", "0,125", '"montant" cannot be 0,125\u00a0€'),
        ("montant", "beaucoup", '"beaucoup" is no amount'),
        ("date", "2026-02-30", '"2026-02-30" is no date'),
        ("risque", "unknown", '"risque" has no answer "unknown"'),
    ],
)
def test_impossible_answers(flow: Flow, key: str, text: str, message: str) -> None:
    (one,) = parse_given(flow, {key: text}, FIGURES).refused
    assert (one.message, one.known) == (message, True)


@pytest.mark.parametrize(
    ("measure", "message", "hint"),
    [
        ("money", '"beaucoup" is no amount', "write it as 12 000,50"),
        ("number", '"beaucoup" is no number', "write it as 12"),
        ("date", '"beaucoup" is no date', "write it as 2026-04-01"),
    ],
)
def test_what_is_no_figure_is_told_how_to_write_one(measure: str, message: str, hint: str) -> None:
    answers = {"tout": {"label": "Tout", "go": "fin"}}
    asked = {"q": {"ask": "Combien ?", "measure": measure, "answers": answers}}
    tree = {"form": "tree", "start": "q", "questions": asked, "outcomes": {"fin": {"title": "Fin"}}}
    (one,) = parse_given(compiled(tree), {"q": "beaucoup"}, FIGURES).refused
    assert (one.message, one.hint) == (message, hint)


def test_questions_come_by_the_rule(flow: Flow) -> None:
    """First what every row still possible limits; then what any does; the date is not asked."""
    asked = []
    given: dict[str, Any] = {}
    for answer in ("non", "standard", Decimal(600)):
        here = next_step(flow, given, BEFORE).reached
        assert isinstance(here, Question)
        asked.append(here.id)
        given[here.id] = answer
    assert asked == ["couvert", "risque", "montant"]
    end = next_step(flow, given, BEFORE)
    assert isinstance(end.reached, Outcome)
    assert end.reached.id == "un-devis"
    assert [name for name, _ in end.path] == [*asked, "date"]


def test_time_is_an_input(flow: Flow) -> None:
    """31 March and 1 April have their own answers; where the date does not matter it is not looked at."""
    given = parse_given(
        flow, {"couvert": "non", "risque": "standard", "montant": "5000"}, FIGURES
    ).values
    assert decide(flow, given)["outcome"] == "trois-devis"
    given = {**given, "montant": Decimal("4999.99")}
    assert decide(flow, given, BEFORE)["outcome"] == "un-devis"
    assert decide(flow, given, AFTER)["outcome"] == "deux-devis"
    assert decide(flow, {**given, "date": BEFORE}, AFTER)["outcome"] == "un-devis"
    assert decide(flow, given)["question"] == "date"


def test_answers_nobody_asked_for_change_nothing(flow: Flow) -> None:
    found = decide(flow, {"couvert": "oui", "montant": Decimal(1), "risque": "sensible"})
    assert (found["outcome"], found["path"]) == ("commande", [["couvert", "oui"]])


def test_who_does_not_know_is_led_on(flow: Flow) -> None:
    found = parse_given(flow, {"couvert": "unknown"}, FIGURES)
    assert found.values == {"couvert": UNKNOWN}
    assert decide(flow, found.values) == {
        "outcome": "demander",
        "path": [["couvert", "unknown"]],
        "then": {"canal": "Acheteur"},
    }


def test_what_is_decided_is_json(flow: Flow) -> None:
    given = parse_given(
        flow, {"couvert": "non", "risque": "standard", "montant": "12"}, FIGURES
    ).values
    found = decide(flow, given, BEFORE)
    assert json.loads(json.dumps(found)) == {
        "outcome": "carte",
        "path": [["couvert", "non"], ["risque", "standard"], ["montant", "12"]],
        "then": {"canal": "Carte", "devis": 0, "plafond": "500", "delai": 1},
    }
    assert decide(flow, {"couvert": "non"}, BEFORE) == {
        "question": "risque",
        "ask": "Le besoin est-il sensible ?",
        "answers": ["standard", "sensible"],
        "path": [["couvert", "non"]],
    }


WALKS = """\
couvert=oui -> commande
couvert=non risque=standard montant=0..499.99 -> carte
couvert=non risque=standard montant=500..4999.99 date=..2026-03-31 -> un-devis
couvert=non risque=standard montant=500..4999.99 date=2026-04-01.. -> deux-devis
couvert=non risque=standard montant=5000.. -> trois-devis
couvert=non risque=sensible -> avis
couvert=unknown -> demander"""


def test_every_walk_is_listed(flow: Flow) -> None:
    """Dates stand where they matter, and nowhere else."""
    assert "\n".join(walks(flow)) == WALKS


def test_a_cut_keeps_the_names_of_all_its_thresholds(flow: Flow) -> None:
    """The law's 5 000 € and the company's are one cut with two names."""
    (asked,) = [
        node
        for node in nodes(unfolded(flow))
        if isinstance(node, QuestionNode) and node.question.id == "montant"
    ]
    edges = [(branch.lower, branch.upper) for branch in asked.branches]
    assert [(lower and lower.thresholds, upper and upper.thresholds) for lower, upper in edges] == [
        (None, ("carte",)),
        (("carte",), ("trois-devis", "vigilance")),
        (("trois-devis", "vigilance"), None),
    ]
    assert {edge.word for pair in edges for edge in pair if edge} == {"from", "below"}


def unfolded(flow: Flow) -> Any:
    root = unfold(flow)
    assert root is not None
    return root


def test_the_graph_is_shared_and_json(flow: Flow) -> None:
    data = as_data(unfolded(flow))
    nodes_ = data["nodes"]
    assert isinstance(nodes_, list)
    assert len(nodes_) == 4 + 7
    assert data == json.loads(json.dumps(data))
    by_question = {one["question"]: one for one in nodes_ if "question" in one}
    assert nodes_[0] is by_question["couvert"]
    assert by_question["date"]["onRequest"] is True
    assert by_question["montant"]["answers"][1] == {
        "low": "500",
        "high": "4999.99",
        "lower": ["from", "500", ["carte"]],
        "upper": ["below", "5000", ["trois-devis", "vigilance"]],
        "to": nodes_.index(by_question["date"]),
    }
    assert [one.get("id") for one in by_question["couvert"]["answers"]] == ["oui", "non", "unknown"]
    assert [one.get("high") for one in by_question["date"]["answers"]] == ["2026-03-31", None]
    assert len({one["outcome"] for one in nodes_ if "outcome" in one}) == 7


def test_what_several_ways_lead_to_is_one_node() -> None:
    """Rows that do not differ below a choice share what follows."""
    when = [{"a": "un", "c": "oui"}, {"a": "deux", "c": "oui"}, {"a": ["un", "deux"], "c": "non"}]
    fields = {
        "form": "table",
        "inputs": {
            "a": {"ask": "A ?", "choices": {"un": "1", "deux": "2", "trois": "3"}},
            "c": {"ask": "C ?", "choices": {"oui": "Oui", "non": "Non"}},
        },
        "rows": [
            *({"id": f"r{n}", "title": f"R{n}", "when": one} for n, one in enumerate(when)),
            {"id": "r3", "title": "R3", "when": {"a": "trois"}},
        ],
    }
    root = unfolded(compiled(fields))
    assert len([one for one in nodes(root) if isinstance(one, OutcomeNode)]) == 4
    assert len([one for one in nodes(root) if isinstance(one, QuestionNode)]) == 3


def test_a_table_that_no_page_can_hold() -> None:
    flow = compiled(random_table(12, 60, policy="first"))
    with pytest.raises(TooLarge):
        unfold(flow, most=500)


@pytest.mark.parametrize("start", ["nulle-part", "a"])
def test_decisions_with_errors_unfold_as_far_as_they_can(start: str) -> None:
    """Without a start there is nothing; an answer that closes a cycle is left out."""
    answers = {"oui": {"label": "Oui", "go": "a"}, "non": {"label": "Non", "go": "fin"}}
    fields = {
        "form": "tree",
        "start": start,
        "questions": {"a": {"ask": "A ?", "answers": answers}},
        "outcomes": {"fin": {"title": "Fin"}},
    }
    flow = compiled(fields)
    assert list(walks(flow)) == ([] if start != "a" else ["a=non -> fin"])
    assert decide(flow, {"a": "oui"})["outcome"] is None


def test_a_range_of_a_tree_is_also_named_by_its_id() -> None:
    """So does the address of a page hold it whose reader chose a range instead of an amount."""
    ranges = {"petit": {"below": "5000", "go": "simple"}, "grand": {"from": "5000", "go": "comite"}}
    fields = {
        "form": "tree",
        "start": "montant",
        "questions": {"montant": {"ask": "Combien ?", "measure": "money", "answers": ranges}},
        "outcomes": {"simple": {"title": "Simple"}, "comite": {"title": "Comité"}},
    }
    flow = compiled(fields)
    given = parse_given(flow, {"montant": "grand"}, FIGURES).values
    assert decide(flow, given) == {"outcome": "comite", "path": [["montant", "grand"]], "then": {}}
    assert decide(flow, parse_given(flow, {"montant": "5k"}, FIGURES).values)["outcome"] == "comite"


CHANGES: list[tuple[tuple[str | int, ...], Any, bool]] = [
    (("inputs", "montant", "help"), "Autrement dit.", False),
    (("inputs", "montant", "ask"), "Combien ?", False),
    (("rows", 0, "title"), "Commandez vite", False),
    (("rows", 0, "advice"), "Au catalogue.", False),
    (("rows", 4, "when", "montant"), {"above": "4999.99"}, False),
    (("rows", 4, "when", "montant"), {"from": "5000.01"}, True),
    (("rows", 0, "then", "delai"), "2", True),
    (("rows", 0, "id"), "catalogue", True),
    (("inputs", "couvert", "unknown"), "avis", True),
    (("inputs", "date", "default"), None, True),
    (("policy",), "first", True),
]


@pytest.mark.parametrize(("path", "value", "changes"), CHANGES)
def test_the_fingerprint_is_of_what_decides(
    fields: Fields, path: tuple[str | int, ...], value: Any, changes: bool
) -> None:
    before = fingerprint(compiled(fields))
    target: Any = fields
    for key in path[:-1]:
        target = target[key]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    assert (fingerprint(compiled(fields)) != before) == changes
    assert before.startswith("v1:")


def test_the_order_of_rows_that_cannot_meet_does_not_count(fields: Fields) -> None:
    turned = {**fields, "rows": fields["rows"][::-1]}
    assert fingerprint(compiled(fields)) == fingerprint(compiled(turned))


def test_outputs_that_refer_are_offered_for_linking(fields: Fields) -> None:
    found = list(output_references(validated(fields)))
    assert (("rows", 4, "then", "approbateurs", 1), "roles", "directeur") in found
    assert (("rows", 2, "then", "modele"), "documents", "demande") in found
    assert len(found) == 8
