"""Published purchasing policies, encoded as they are written: what the analysis finds in them."""

from typing import Any

import pytest
from playbook.decisions.prove.analysis import problems
from playbook.diagnostics.codes import CODES, Severity

from tests.decisions_helpers import FIGURES, compiled, load_text

POLICIES: list[dict[str, Any]] = load_text("policies.yml")


@pytest.mark.parametrize("policy", POLICIES, ids=lambda one: one["author"])
def test_what_the_analysis_finds(policy: dict[str, Any]) -> None:
    """Every gap and every overlap, with its region; nothing else is wrong."""
    flow = compiled({"owner": "purchasing", **policy["decision"]})
    found = [
        [one.code, one.message]
        for one in problems(flow, FIGURES)
        if CODES[one.code].severity is Severity.ERROR
    ]
    regions = sorted([code, message.partition("cover")[2]] for code, message in found)
    expected = sorted(policy["finds"])
    assert [code for code, _ in regions] == [code for code, _ in expected]
    for (_, message), (_, region) in zip(regions, expected, strict=True):
        assert f" {region}: " in message


def test_every_policy_names_its_source() -> None:
    assert len(POLICIES) >= 3
    assert all(one["author"] and one["title"] and one["source"] for one in POLICIES)
