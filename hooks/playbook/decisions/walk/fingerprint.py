"""What a decision decides, as a short hash: it changes when an answer can, and only then."""

import hashlib
import json

from playbook.decisions.compile.decision import Flow
from playbook.decisions.compile.outputs import as_json
from playbook.decisions.flow import Outcome, Question
from playbook.decisions.table_flow import TableFlow


def fingerprint(flow: Flow) -> str:
    """``v1:`` and sixteen hexadecimal digits.

    Questions, answers, ranges by their values, targets, rows and outputs count; wording (titles,
    questions, labels, help, advice), rules, examples and the names of thresholds do not. Neither
    does an order that changes no answer: of questions, of answers, of rows no two of which may meet.
    """
    if isinstance(flow, TableFlow):
        rows = [
            [
                row.id,
                {
                    name: flow.questions[name].axis.spans_text(c.spans)
                    for name, c in row.when.items()
                },
            ]
            for row in flow.rows
        ]
        if flow.policy == "unique":
            rows.sort(key=json.dumps)
        decides: object = [flow.policy, _questions(flow), rows]
    else:
        decides = [flow.start, _questions(flow)]
    outcomes = {name: _outcome(one) for name, one in flow.outcomes.items()}
    text = json.dumps([decides, outcomes], sort_keys=True, separators=(",", ":"))
    return f"v1:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _questions(flow: Flow) -> list[list[object]]:
    return sorted(map(_question, flow.questions.values()), key=json.dumps)


def _question(asked: Question) -> list[object]:
    axis = asked.axis
    domain = [axis.measure, axis.span_text(axis.whole), str(axis.step)] if axis.measure else []
    ranges = axis.measure is not None
    answers = sorted(
        [one.id, axis.span_text(one.span) if ranges else "", one.go or ""] for one in asked.answers
    )
    return [asked.id, domain, answers, asked.unknown, asked.today]


def _outcome(outcome: Outcome) -> dict[str, object]:
    return as_json(outcome.then)
