"""4 analyse: decisions as exact sets of values, proved and walked.

A decision is compiled to a `Flow` (`compile_decision`), proved (`analyse`), walked (`next_step`,
`decide`) and unfolded into the graph that pages list and scripts walk (`unfold`, `as_data`, `walks`).
"""

from playbook.decisions.compile.decision import Flow, compile_decision
from playbook.decisions.prove.analysis import analyse
from playbook.decisions.references import output_references
from playbook.decisions.walk.answering import decide, next_step, parse_given
from playbook.decisions.walk.data import as_data
from playbook.decisions.walk.fingerprint import fingerprint
from playbook.decisions.walk.unfold import unfold, walks

__all__ = [
    "Flow",
    "analyse",
    "as_data",
    "compile_decision",
    "decide",
    "fingerprint",
    "next_step",
    "output_references",
    "parse_given",
    "unfold",
    "walks",
]
