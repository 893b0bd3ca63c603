"""One small decision with every sort of question, for the tests of the script that walks it."""

from typing import Any

import pytest
from playbook.figures.currency import signs

from tests.scripting import Ask

TODAY = "2026-11-02"


def answer(to: int, **given: str) -> dict[str, Any]:
    return {"to": to, **given}


UNKNOWN = answer(6, id="unknown")
MONEY = {
    "question": "montant", "measure": "money", "min": "0", "max": "100000", "step": "0.01",
    "answers": [
        answer(4, low="0", high="4999.99", until="moins de 5 000 €"),
        answer(2, low="5000", high="24999.99", since="dès 5 000 €", until="moins de 25 000 €"),
        answer(5, low="25000", since="dès 25 000 €"),
        UNKNOWN,
    ],
}  # fmt: skip
DAY = {
    "question": "jour", "measure": "date", "step": "1", "onRequest": True,
    "answers": [
        answer(4, high="2026-06-30", until="avant juillet"),
        answer(5, low="2026-07-01", high="2026-12-31", since="dès juillet", until="avant 2027"),
        answer(4, low="2027-01-01", since="dès 2027"),
    ],
}  # fmt: skip
HOURS = {
    "question": "duree", "measure": "number", "min": "1", "max": "500", "step": "0.5",
    "answers": [
        answer(5, low="100", high="500", since="dès 100 heures"),
        answer(4, low="1", high="99.5", until="moins de 100 heures"),
    ],
}  # fmt: skip
USE = {
    "question": "usage",
    "answers": [answer(1, id="petit"), answer(3, id="grand"), UNKNOWN],
}
SIMPLE = {
    "outcome": "simple", "title": "Simple",
    "mark": "siaad1--", "says": {"devis": "1", "canal": ["A", "B"]},
}  # fmt: skip
STRICT = {
    "outcome": "strict", "title": "Stricte",
    "mark": "stbbd3e5", "days": {"delai": 15},
    "says": {"devis": "3", "delai": "15 jours", "canal": ["A"]},
}  # fmt: skip
ADVICE = {
    "outcome": "conseil", "title": "Conseil",
    "mark": "coaa----", "says": {"canal": ["A", "B"]},
}  # fmt: skip
GRAPH = {
    "start": 0,
    "nodes": [USE, MONEY, DAY, HOURS, SIMPLE, STRICT, ADVICE],
    "marks": ["v", "dit"],
    "fingerprint": "0ab",
    "signs_each": 2,
    "since": "2026-10-01",
    "signs": list(signs("EUR")),
    "outputs": [
        {"id": "canal"},
        {"id": "devis", "measure": "number"},
        {"id": "delai", "measure": "working-days"},
    ],
}
NODES = {"usage": USE, "montant": MONEY, "jour": DAY, "duree": HOURS}
# A state as a test compares it; `at` is the question or the outcome that is reached.
SAID = """
  const {graph, cases, today} = given;
  const it = {...walker, graph: walker.graphOf(graph)};
  const state = (search) => it.read(it.graph, search, today);
  const at = (node) => node.question ?? node.outcome;
  return cases.map((one) => (%s));
"""


@pytest.fixture
def each(ask: Ask) -> Ask:
    """What an expression gives for each case, `one`; `it.graph` is the decision above."""

    def run(expression: str, cases: Any, **changed: Any) -> Any:
        body = SAID % expression
        call = f"((walker) => {{ {body} }})(it)"
        given = {"graph": {**GRAPH, **changed}, "cases": list(cases), "today": TODAY}
        return ask("decision-walk", call, given)

    return run
