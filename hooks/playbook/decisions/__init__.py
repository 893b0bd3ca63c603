"""4 analyse: decisions as exact sets of values, proved and walked.

A decision is compiled to a `Flow` (`compile_decision`), proved (`analyse`), walked (`next_step`,
`decide`) and unfolded into the graph that pages list and scripts walk (`unfold`, `as_data`, `walks`).
"""

from playbook.decisions.analysis import analyse
from playbook.decisions.compiling import Flow, compile_decision
from playbook.decisions.data import as_data
from playbook.decisions.fingerprint import fingerprint
from playbook.decisions.references import output_references
from playbook.decisions.unfold import unfold, walks
from playbook.decisions.walk import decide, next_step, parse_given

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
