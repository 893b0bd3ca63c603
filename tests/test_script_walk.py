"""Where answers lead: what is understood, what is asked next, in what outcomes differ."""

from decimal import Decimal
from typing import Any

import pytest

from tests.figures import CASES
from tests.script_graph import ADVICE, DAY, HOURS, MONEY, NODES, SIMPLE, STRICT, TODAY, USE, answer
from tests.scripting import Ask


def test_a_graph_knows_its_questions_and_how_many_may_come(each: Ask) -> None:
    twice = {"question": "duree", "answers": [answer(7, id="x")]}
    nodes = [USE, MONEY, DAY, twice, HOURS, SIMPLE, STRICT, ADVICE]
    # The answers lead to other places now: only the two questions of one name matter here.
    found = each(
        "it.graph.questions.get(one)?.map((node) => it.graph.nodes.indexOf(node))",
        [*NODES, "x"],
        nodes=nodes,
    )
    assert found == [[0], [1], [2], [3, 4], None]
    ahead = each(
        "it.ahead(it.graph, {answers: new Map(), path: [], node: it.graph.nodes[one]})", range(7)
    )
    # The day is asked for on request only: whoever has come to it did request it.
    assert ahead == [2, 1, 1, 1, 0, 0, 0]


# What is typed, and what it means: a value, or what is wrong and the limit it breaks.
UNDERSTOOD: dict[str, dict[str, Any]] = {
    "usage": {
        "petit": "petit", " grand ": "grand", "unknown": "unknown", "?": "unknown",
        "Inconnu": "unknown", "Petit": ("choice", None), "": ("choice", None),
        "12": ("choice", None), "inconnue": ("choice", None),
    },
    "montant": {
        "0": "0", "12 000,50 €": "12000.50", "12k": "12000", "100000": "100000",
        "100000,01": ("max", "100000"), "-0,01": ("min", "0"), "0,001": ("step", "0.01"),
        "douze": ("money", None), "": ("money", None), "unknown": "unknown",
    },
    "duree": {
        "1": "1", "1,5": "1.5", "500": "500", "0,5": ("min", "1"), "500,5": ("max", "500"),
        "1,25": ("step", "0.5"), "unknown": ("number", None), "?": ("number", None),
        "1/2/2026": ("number", None),
    },
    "jour": {
        "2026-04-01": "2026-04-01", " 1/4/2026 ": "2026-04-01", "0001-01-01": "0001-01-01",
        "31/04/2026": ("date", None), "12": ("date", None),
    },
}  # fmt: skip


@pytest.mark.parametrize("question", UNDERSTOOD)
def test_what_is_typed_is_an_answer_or_says_what_is_wrong(question: str, each: Ask) -> None:
    cases = UNDERSTOOD[question]
    found = each(f"it.understood(it.graph, it.graph.questions.get('{question}'), one)", cases)
    assert found == [
        {"value": right} if isinstance(right, str) else {"error": right[0], **limited(right[1])}
        for right in cases.values()
    ]


@pytest.mark.parametrize("unit", sorted({unit for _, unit, _ in CASES["units"]}))
def test_a_figure_is_read_beside_its_unit(unit: str, each: Ask) -> None:
    cases = {text: meant for text, of, meant in CASES["units"] if of == unit}
    asked = f'{{question: "q", measure: "number", step: "0.5", unit: "{unit}", answers: []}}'
    found = each(f"it.understood(it.graph, [{asked}], one).value ?? null", cases)
    assert dict(zip(cases, found, strict=True)) == cases


@pytest.mark.parametrize("tax", ["excluded", "included"])
def test_an_amount_says_whether_it_is_with_tax(tax: str, each: Ask) -> None:
    cases = {text: meant for text, of, meant in CASES["taxed"] if of == tax}
    asked = f'{{question: "q", measure: "money", step: "0.01", tax: "{tax}", answers: []}}'
    found = each(
        f"(({{value, error, other}}) => other ? error : Number(value) || error)"
        f"(it.understood(it.graph, [{asked}], one))",
        cases,
    )
    wrong = {"other": f"tax_{tax}", None: "money"}
    assert found == [wrong[one] if one in wrong else float(one) for one in cases.values()]


def test_an_amount_with_tax_is_converted_to_the_cent(ask: Ask) -> None:
    cases = {
        ("12000", "20", "excluded"): "10000",
        ("10000", "20", "included"): "12000",
        ("100", "5.5", "excluded"): "94.79",
        ("94.79", "5.5", "included"): "100.00",
        ("0.01", "20", "excluded"): "0.01",
        ("0.03", "20", "excluded"): "0.03",
        ("1234.5", "10", "excluded"): "1122.27",
        ("-12", "20", "excluded"): "-10",
        ("99999999999999999999.99", "20", "included"): "119999999999999999999.99",
    }
    found = ask("decision-amount", "given.map((one) => it.converted(...one))", list(cases))
    assert [Decimal(one) for one in found] == [Decimal(one) for one in cases.values()]


def limited(limit: str | None) -> dict[str, str]:
    return {} if limit is None else {"limit": limit}


def test_days_keep_their_limits_and_their_steps(each: Ask) -> None:
    weekly = {**DAY, "min": "2026-10-01", "max": "2026-10-29", "step": "7"}
    cases = ["2026-09-30", "2026-10-01", "2026-10-02", "2026-10-08", "2026-10-29", "2026-10-30"]
    found = each(
        "it.understood(it.graph, [it.graph.nodes[0]], one)", cases, nodes=[weekly, *[SIMPLE] * 6]
    )
    assert found == [
        {"error": "min", "limit": "2026-10-01"},
        {"value": "2026-10-01"},
        {"error": "step_date", "limit": "7"},
        {"value": "2026-10-08"},
        {"value": "2026-10-29"},
        {"error": "max", "limit": "2026-10-29"},
    ]


def test_an_answer_of_any_place_a_question_is_asked_is_one(each: Ask) -> None:
    cases = ["petit", "moyen", "?"]
    other = '{question: "usage", answers: [{id: "moyen", to: 1}]}'
    found = each(f"it.understood(it.graph, [{other}, it.graph.nodes[0]], one)", cases)
    assert found == [{"value": "petit"}, {"value": "moyen"}, {"value": "unknown"}]


# An address: where it leads, the answers kept, those impossible, and whether it holds what nobody asks.
READ: dict[str, tuple[str, dict[str, str], list[str], bool]] = {
    "": ("usage", {}, [], False),
    "?usage=petit": ("montant", {"usage": "petit"}, [], False),
    "?usage=grand": ("duree", {"usage": "grand"}, [], False),
    "?usage=unknown": ("conseil", {"usage": "unknown"}, [], False),
    "?usage=petit&montant=?": ("conseil", {"usage": "petit", "montant": "unknown"}, [], False),
    "?usage=petit&montant=4999.99": ("simple", {"usage": "petit", "montant": "4999.99"}, [], False),
    "?usage=petit&montant=25000": ("strict", {"usage": "petit", "montant": "25000"}, [], False),
    # a day is today's, unless the address says another, or asks for it
    "?usage=petit&montant=5000": ("strict", {"usage": "petit", "montant": "5000"}, [], False),
    "?usage=petit&montant=24999.99&jour=2026-06-30": (
        "simple", {"usage": "petit", "montant": "24999.99", "jour": "2026-06-30"}, [], False,
    ),
    "?usage=petit&montant=5000&jour=2027-01-01": (
        "simple", {"usage": "petit", "montant": "5000", "jour": "2027-01-01"}, [], False,
    ),
    "?usage=petit&montant=5000&jour=": (
        "jour", {"usage": "petit", "montant": "5000", "jour": ""}, [], False,
    ),
    "?usage=grand&duree=99.5": ("simple", {"usage": "grand", "duree": "99.5"}, [], False),
    "?usage=grand&duree=100": ("strict", {"usage": "grand", "duree": "100"}, [], False),
    # an answer to a question that does not come is kept
    "?montant=12k": ("usage", {"montant": "12000"}, [], False),
    # nothing else is taken
    "?usage=moyen": ("usage", {}, ["usage"], False),
    "?usage=": ("usage", {}, ["usage"], False),
    "?usage=petit&usage=grand": ("montant", {"usage": "petit"}, ["usage"], False),
    "?usage=grand&duree=0": ("duree", {"usage": "grand"}, ["duree"], False),
    "?couleur=rouge&usage=petit": ("montant", {"usage": "petit"}, [], True),
    "?usage=petit&v=1&dit=x": ("montant", {"usage": "petit"}, [], False),
    f"?usage=petit&montant={' ' * 98}12": ("simple", {"usage": "petit", "montant": "12"}, [], False),
    f"?usage=petit&montant={' ' * 99}12": ("montant", {"usage": "petit"}, ["montant"], False),
    # a hundred answers, and no more
    "?" + "jour=x&" * 99 + "usage=petit": ("montant", {"usage": "petit"}, ["jour"], False),
    "?" + "jour=x&" * 100 + "usage=petit": ("usage", {}, ["jour"], True),
}  # fmt: skip


def test_an_address_leads_as_far_as_it_can_be_trusted(each: Ask) -> None:
    expression = """(({node, answers, impossible, strange}) => [
        at(node), Object.fromEntries(answers), [...impossible], strange,
    ])(state(one))"""
    found = dict(zip(READ, map(tuple, each(expression, READ)), strict=True))
    assert found == READ


def test_an_answer_off_the_steps_is_none_wherever_it_comes_from(each: Ask) -> None:
    expression = """(({path, node, misfit}) => [path.length, at(node), misfit])(
        it.walk(it.graph, new Map(Object.entries(one)), today))"""
    cases = {
        "usage": [{"usage": "grand", "duree": "1.25"}, [1, "duree", "duree"]],
        "right": [{"usage": "grand", "duree": "1.5"}, [2, "simple", None]],
        "none": [{"usage": "moyen"}, [0, "usage", "usage"]],
        "above": [{"usage": "grand", "duree": "501"}, [1, "duree", "duree"]],
        "below": [{"usage": "grand", "duree": "0.5"}, [1, "duree", "duree"]],
        "word": [{"usage": "grand", "duree": "beaucoup"}, [1, "duree", "duree"]],
    }
    found = each(expression, [one for one, _ in cases.values()])
    assert dict(zip(cases, found, strict=True)) == {
        name: right for name, (_, right) in cases.items()
    }


def test_an_answer_that_holds_only_on_another_way_is_dropped(each: Ask) -> None:
    """No decision without errors is so; one that slipped through must not hang."""
    nodes = [
        {"question": "a", "answers": [answer(1, id="x"), answer(2, id="y")]},
        {"question": "b", "answers": [answer(3, id="one")]},
        {"question": "b", "answers": [answer(3, id="one"), answer(3, id="two")]},
        SIMPLE,
    ]
    expression = """(({answers, impossible, node}) => [
        Object.fromEntries(answers), [...impossible], at(node),
    ])(state(one))"""
    assert each(expression, ["?a=x&b=two"], nodes=nodes) == [[{"a": "x"}, ["b"], "b"]]


def test_an_address_holds_an_answer_to_every_question_of_a_deep_tree(each: Ask) -> None:
    nodes = [{"question": f"q{at}", "answers": [answer(at + 1, id="oui")]} for at in range(240)]
    search = "&".join(f"q{at}=oui" for at in range(240))
    expression = "(({node, path, strange}) => [at(node), path.length, strange])(state(one))"
    found = each(expression, [search, f"{search}&q0=oui"], nodes=[*nodes, SIMPLE])
    assert found == [["simple", 240, False], ["simple", 240, True]]


def test_the_way_names_each_answer_and_what_was_only_implied(each: Ask) -> None:
    expression = """state(one).path.map(({node, value, branch, implied}) =>
        [at(node), value, node.answers.indexOf(branch), implied])"""
    assert each(expression, ["?usage=petit&montant=5000", "?usage=petit&montant=?"]) == [
        [["usage", "petit", 0, False], ["montant", "5000", 1, False], ["jour", TODAY, 1, True]],
        [["usage", "petit", 0, False], ["montant", "unknown", 3, False]],
    ]


def test_an_answer_that_leads_nowhere_is_named(ask: Ask) -> None:
    given = {"start": 0, "nodes": [{"question": "a", "answers": [answer(7, id="x")]}]}
    expression = "(() => { try { it.graphOf(given) } catch (error) { return error.message } })()"
    assert (
        ask("decision-walk", expression, given) == "decision needs the node 7: its graph has none"
    )


# ---- the ranges beside, and what differs there


def test_the_ranges_beside_an_answer_lead_to_other_outcomes(each: Ask) -> None:
    cases: dict[str, list[list[str]]] = {
        "": [],
        "?usage=unknown": [],
        "?usage=petit&montant=?": [],
        "?usage=petit&montant=100": [
            # the day being today's, as it is there
            ["dès 5 000 €", "?usage=petit&montant=5000", "strict"],
        ],
        # what held before today helps nobody; dès 25 000 € the outcome is the same
        "?usage=petit&montant=5000": [
            ["moins de 5 000 €", "?usage=petit&montant=4999.99", "simple"],
            ["dès 2027", "?usage=petit&montant=5000&jour=2027-01-01", "simple"],
        ],
        "?usage=petit&montant=5000&jour=2026-07-01": [
            ["moins de 5 000 €", "?usage=petit&montant=4999.99&jour=2026-07-01", "simple"],
            ["avant juillet", "?usage=petit&montant=5000&jour=2026-06-30", "simple"],
            ["dès 2027", "?usage=petit&montant=5000&jour=2027-01-01", "simple"],
        ],
        "?usage=petit&montant=30000": [],
        # in whatever order the ranges were written
        "?usage=grand&duree=100": [["moins de 100 heures", "?usage=grand&duree=99.5", "simple"]],
        "?usage=grand&duree=3": [["dès 100 heures", "?usage=grand&duree=100", "strict"]],
    }
    expression = """it.neighbours(it.graph, state(one), today).map(({words, query, node}) =>
        [words, query.replace(/&v=.*/, ""), at(node)])"""
    # An answer that no longer matters is still kept.
    found = each(expression, cases)
    assert dict(zip(cases, found, strict=True)) == cases


def test_a_range_without_a_beginning_is_the_first_one(each: Ask) -> None:
    ranges = [
        answer(1, low="5", high="9", since="dès 5", until="avant 10"),
        answer(2, low="10", since="dès 10"),
        answer(2, high="4", until="avant 5"),
    ]
    asked = {"question": "n", "measure": "number", "step": "1", "answers": ranges}
    expression = "it.neighbours(it.graph, state(one), today).map(({words}) => words)"
    found = each(expression, ["?n=7", "?n=3", "?n=12"], nodes=[asked, SIMPLE, STRICT])
    assert found == [["avant 5", "dès 10"], ["dès 5"], ["avant 10"]]


def test_outcomes_differ_in_what_they_say_figures_first(each: Ask) -> None:
    pairs = {
        (4, 5): ["devis", "delai", "canal"],
        (4, 6): ["devis"],
        (5, 6): ["devis", "delai", "canal"],
        (4, 4): [],
    }
    expression = "it.differing(it.graph, ...one.map((at) => it.graph.nodes[at])).map(({id}) => id)"
    assert dict(zip(pairs, each(expression, pairs), strict=True)) == pairs
