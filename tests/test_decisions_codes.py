"""One wrong decision a code, each finding at its exact place, and its right twin, which is silent.

A code that is not registered cannot be yielded: `diagnostic` refuses it.
"""

import re
from typing import Any

import pytest
import yaml
from playbook import source
from playbook.decisions import analyse
from playbook.decisions.budget import Budget
from playbook.decisions.prove.table import table_problems
from playbook.decisions.table_flow import TableFlow
from playbook.diagnostics import Place

from tests.decisions_helpers import (
    FIGURES,
    compiled,
    findings,
    load,
    marked,
    random_table,
    validated,
)

CASES: list[dict[str, Any]] = [*load("tree_codes.yml"), *load("table_codes.yml")]
# Only a complete list of examples is silent about them; the case of this code has one.
INCIDENTAL = "untested-outcome"


def name_of(case: dict[str, Any]) -> str:
    return " ".join(filter(None, (case["code"], case.get("name"))))


def with_owner(case: dict[str, Any], text: str) -> str:
    return text if case.get("owner") is False else f"{text}owner: achats\n"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_wrong_one_is_found_at_its_place(case: dict[str, Any]) -> None:
    text, places = marked(with_owner(case, case["wrong"]))
    found = findings(text)
    expected = {case["code"], *case.get("also", ())}
    assert {one.code for one in found} - {INCIDENTAL} == expected - {INCIDENTAL}
    own = [one for one in found if one.code == case["code"]]
    (place,) = places
    (one,) = [one for one in own if one.place == place]
    assert len(own) == 1
    message, hint = (re.sub("[\u00a0\u202f]", " ", text) for text in (one.message, one.hint))
    assert case["message"] in message
    assert case.get("hint", "") in hint


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_right_one_is_silent(case: dict[str, Any]) -> None:
    codes = [one.code for one in findings(with_owner(case, case["right"]))]
    assert not [one for one in codes if one != INCIDENTAL or case["code"] == INCIDENTAL]


def tree_of(asked: dict[str, Any]) -> str:
    """A tree as YAML, from its questions; its outcomes are `fin` and `autre`."""
    fields = {
        "form": "tree",
        "owner": "achats",
        "start": next(iter(asked)),
        "questions": asked,
        "outcomes": {"fin": {"title": "Fin"}, "autre": {"title": "Autre"}},
    }
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)


@pytest.mark.parametrize(("count", "codes"), [(7, []), (8, ["too-many-answers"])])
def test_too_many_answers(count: int, codes: list[str]) -> None:
    answers = {f"r{n}": {"label": f"R{n}", "go": "fin" if n else "autre"} for n in range(count)}
    found = findings(tree_of({"choix": {"ask": "Que choisir ?", "answers": answers}}))
    assert [one.code for one in found if one.code != INCIDENTAL] == codes


@pytest.mark.parametrize(("count", "codes"), [(9, []), (10, ["long-walk"])])
def test_long_walk(count: int, codes: list[str]) -> None:
    asked = {
        f"q{n}": {
            "ask": f"Question {n} ?",
            "answers": {
                "oui": {"label": "Oui", "go": f"q{n + 1}" if n + 1 < count else "fin"},
                "non": {"label": "Non", "go": "autre"},
            },
        }
        for n in range(count)
    }
    found = [one for one in findings(tree_of(asked)) if one.code != INCIDENTAL]
    assert [one.code for one in found] == codes
    for one in found:
        assert one.message.endswith("q8=oui q9=oui")


@pytest.mark.parametrize(("count", "codes"), [(9, set()), (10, {"long-walk"})])
def test_long_walk_of_a_table(count: int, codes: set[str]) -> None:
    """Ten inputs that every row limits are ten questions; today's date is none."""
    names = [f"q{n}" for n in range(count)]
    rows = [
        {name: "non" if name == stop else "oui" for name in names[: n + 1]}
        for n, stop in enumerate(names)
    ]
    fields = {
        "form": "table",
        "owner": "achats",
        "inputs": {
            "date": {"measure": "date", "default": "today"},
            **{
                name: {"ask": f"{name} ?", "choices": {"oui": "Oui", "non": "Non"}}
                for name in names
            },
        },
        "rows": [
            *({"id": f"r{n}", "title": f"R{n}", "when": when} for n, when in enumerate(rows)),
            *(
                {"id": name, "title": name, "when": {**dict.fromkeys(names, "oui"), "date": date}}
                for name, date in (("avant", {"below": "reforme"}), ("apres", {"from": "reforme"}))
            ),
        ],
    }
    found = findings(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False).replace("'", ""))
    assert {one.code for one in found} - {INCIDENTAL} == codes


def test_too_many_inputs_are_said_not_to_be_analysed() -> None:
    node = source.Scalar("", Place("decision.yml"), "")
    found = list(analyse(validated(random_table(65, 3)), node, {}))
    assert "analysis-skipped" in {one.code for one in found}


@pytest.mark.parametrize("policy", ["unique", "first"])
def test_what_cannot_be_proved_is_said(policy: str) -> None:
    """A search that spent its budget never passes for a proof, and one that did not is none."""
    oui, non = {"a": "oui"}, {"a": "non"}
    rows = [oui, {"b": "oui"}, {**non, "b": "non"}, {"c": "oui"}]
    choices = {"oui": "Oui", "non": "Non"}
    fields = {
        "form": "table",
        "policy": policy,
        "inputs": {name: {"ask": f"{name} ?", "choices": choices} for name in "abc"},
        "rows": [{"id": f"r{n}", "title": f"R{n}", "when": when} for n, when in enumerate(rows)],
    }
    flow = compiled(fields)
    assert isinstance(flow, TableFlow)
    known = [one.code for one in table_problems(flow, FIGURES, Budget(1_000))]
    assert ("masked-row" in known) == (policy == "first")
    assert "analysis-skipped" not in known
    short = [one.code for one in table_problems(flow, FIGURES, Budget(0))]
    assert short.count("analysis-skipped") == (2 if policy == "first" else 1)
    assert "masked-row" not in short
