"""How the analysis of a table grows with its inputs and rows: `python tests/bench_decisions.py`.

Each line analyses one generated table, everything included, in a process that did nothing before
but the smaller ones; memory is the peak of what Python allocated meanwhile (`tracemalloc`, measured
in a second run, since it slows the first down).
"""

import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "hooks"), str(Path(__file__).parent)]

from decisions_helpers import ENVELOPE, random_table, validated  # noqa: E402
from playbook import source  # noqa: E402
from playbook.decisions import analyse, compile_decision  # noqa: E402
from playbook.decisions.unfold import TooLarge, nodes, unfold  # noqa: E402
from playbook.diagnostics import Place  # noqa: E402

NODE = source.Scalar("", Place("bench.yml"), "")
KINDS: dict[str, dict[str, Any]] = {
    "unique, no fault": {"policy": "unique"},
    "unique, 1 in 50 rows loosened": {"policy": "unique", "loose": 0.02},
    "first": {"policy": "first"},
}


def measure(fields: dict[str, Any]) -> tuple[float, float, Counter[str]]:
    """Seconds, megabytes and findings of one analysis, which is run twice."""
    decision = validated(fields)
    begun = time.perf_counter()
    found = Counter(one.code for one in analyse(decision, NODE, {}))
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    for _ in analyse(decision, NODE, {}):
        pass
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak, found


def steps(fields: dict[str, Any]) -> str:
    return ""
    try:
        root = unfold(compile_decision(validated(fields), {}))
    except TooLarge:
        return "more than can be shown"
    return str(len(nodes(root))) if root else "none"


def main() -> None:
    print(f"{'table':32}{'inputs':>7}{'rows':>6}{'s':>8}{'MB':>7}  findings")
    for kind, options in KINDS.items():
        for inputs, rows in ((12, 125), (12, 250), (12, 500), (12, 1000), (6, 500), (24, 500)):
            fields = random_table(inputs, rows, **options)
            seconds, peak, found = measure(fields)
            found.pop("untested-outcome", None)
            shown = ", ".join(f"{count} {code}" for code, count in sorted(found.items())) or "none"
            print(f"{kind:32}{inputs:7}{rows:6}{seconds:8.2f}{peak:7.1f}  {shown}{steps(fields)}")


if __name__ == "__main__":
    assert ENVELOPE
    main()
