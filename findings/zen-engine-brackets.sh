#!/usr/bin/env bash
# GoRules zen-engine: the brackets that DMN and French schools write give another range.
#
# Guess:     [5000..25000[ and ]5000..25000] are ranges with one end left out, as in DMN; else they are refused.
# Behaviour: the first answers from 25 000 on, the second up to 25 000 without a lower end; both are called valid.
# Surprises: whoever brings a table of thresholds over from DMN: its rows answer for the amounts they leave out.
# Seen with: zen-engine 2.1.3, Python 3.11
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check zen-engine==2.1.3
"$folder/venv/bin/python" - <<'EOF'
import json

import zen

ENDS = {"inputNode": "in", "outputNode": "out"}


def hits(cell):
    """The amounts for which a row with this cell answers."""
    rules = [{"_id": "1", "a": cell, "r": "true"}, {"_id": "2", "a": "", "r": "false"}]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "a", "name": "a", "field": "amount"}],
        "outputs": [{"id": "r", "name": "r", "field": "hit"}],
        "rules": rules,
    }
    place = {"x": 0, "y": 0}
    nodes = [{"id": kind, "type": kind, "name": kind, "position": place} for kind in ENDS]
    nodes.append(
        {"id": "t", "type": "decisionTableNode", "name": "t", "position": place, "content": table}
    )
    edges = [
        {"id": "1", "sourceId": "inputNode", "targetId": "t", "type": "edge"},
        {"id": "2", "sourceId": "t", "targetId": "outputNode", "type": "edge"},
    ]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    decision = zen.ZenEngine().create_decision(content)
    amounts = (4_999, 5_000, 5_001, 24_999, 25_000, 25_001)
    return [one for one in amounts if decision.evaluate({"amount": one})["result"]["hit"]]


found = {cell: hits(cell) for cell in ("[5000..25000)", "[5000..25000[", "]5000..25000]")}
faults = [zen.validate_unary_expression(cell) for cell in found]
print(found, faults)
assert found == {
    "[5000..25000)": [5_000, 5_001, 24_999],
    "[5000..25000[": [25_000, 25_001],
    "]5000..25000]": [4_999, 5_000, 5_001, 24_999, 25_000],
}
assert faults == [None, None, None]
EOF
