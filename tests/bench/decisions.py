"""How the analysis of a table grows with its inputs and rows: `python -m tests.bench.decisions`.

Each line analyses one generated table, everything included, and gives the processor's time in
seconds. Memory is the peak of what Python allocated meanwhile, measured in a second run: counting it
slows the first one down. With a number of rows as argument, only tables of so many rows.
"""

import sys
import time
import tracemalloc
from collections import Counter
from typing import Any

from playbook import source
from playbook.decisions import analyse, compile_decision
from playbook.decisions.walk.unfold import TooLarge, nodes, unfold
from playbook.diagnostics import Place

from tests.decisions_helpers import FIGURES, random_table, validated

NODE = source.Scalar("", Place("bench.yml"), "")
KINDS: dict[str, dict[str, Any]] = {
    "unique, no fault": {"policy": "unique"},
    "unique, 1 row in 50 missing": {"policy": "unique", "missing": 0.02},
    "unique, 1 row in 50 loosened": {"policy": "unique", "loose": 0.02},
    "first": {"policy": "first"},
}
SIZES = ((12, 125), (12, 250), (12, 500), (12, 1000), (6, 500), (24, 500))


def measure(fields: dict[str, Any]) -> tuple[float, float, Counter[str]]:
    """Seconds, megabytes and findings of one analysis, which is run twice."""
    decision = validated(fields)
    begun = time.process_time()
    found = Counter(one.code for one in analyse(decision, NODE, {}))
    seconds = time.process_time() - begun
    tracemalloc.start()
    for _ in analyse(decision, NODE, {}):
        pass
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak, found


def steps(fields: dict[str, Any]) -> tuple[str, float]:
    """How many nodes the page's graph has, and the seconds it takes to unfold."""
    flow = compile_decision(validated(fields), {}, FIGURES)
    begun = time.process_time()
    try:
        root = unfold(flow)
        count = str(len(nodes(root))) if root else "none"
    except TooLarge:
        count = "too many"
    return count, time.process_time() - begun


def main(only: set[int]) -> None:
    print(f"{'table':30}{'inputs':>7}{'rows':>6}{'s':>7}{'MB':>6}{'steps':>9}{'s':>7}  findings")
    measure(random_table(2, 4))
    for kind, options in KINDS.items():
        for inputs, rows in SIZES:
            if only and rows not in only:
                continue
            fields = random_table(inputs, rows, **options)
            seconds, peak, found = measure(fields)
            count, unfolding = steps(fields)
            del found["untested-outcome"]
            shown = ", ".join(f"{n} {code}" for code, n in sorted(found.items())) or "none"
            print(
                f"{kind:30}{inputs:7}{rows:6}{seconds:7.2f}{peak:6.1f}{count:>9}{unfolding:7.2f}  {shown}",
                flush=True,
            )


if __name__ == "__main__":
    main({int(rows) for rows in sys.argv[1:]})
