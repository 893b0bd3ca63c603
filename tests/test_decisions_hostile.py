"""Whatever is written, a decision that has a shape is compiled, analysed and walked without an exception."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playbook import source
from playbook.decisions import analyse, as_data, decide, fingerprint, parse_given, unfold, walks
from playbook.decisions.walk.unfold import TooLarge
from playbook.diagnostics import Place
from pydantic import ValidationError

from tests.decisions_helpers import (
    FIGURES,
    THRESHOLDS,
    compiled,
    load,
    load_text,
    marked,
    validated,
)

NODE = source.Scalar("", Place("decision.yml"), "")
TEXTS = [
    *("0", "-1", "1", "5000", "0.005", "499.99", "999999999999999999999999999999"),
    *("2026-04-01", "0001-01-01", "9999-12-31", "carte", "reforme", "nulle-part", "unknown"),
    *("oui", "non", "money", "number", "date", "today", "first", "unique", "true", "roles", "a"),
]
KEYS = [
    "from",
    "above",
    "below",
    "up_to",
    "min",
    "max",
    "step",
    "unknown",
    "measure",
    "go",
    "default",
]


def decisions() -> list[Any]:
    cases = [*load("tree_codes.yml"), *load("table_codes.yml")]
    written = [marked(case[side])[0] for case in cases for side in ("wrong", "right")]
    return [*(yaml.load(one, Loader=yaml.BaseLoader) for one in written), load_text("besoin.yml")]  # noqa: S506


def inner(value: Any) -> Iterator[Any]:
    """Every group and list inside a value, itself included."""
    if isinstance(value, dict | list):
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from inner(one)


def harmed(fields: Any, rng: random.Random) -> Any:
    """A copy with a few of its parts replaced, repeated, added or taken away."""
    fields = copy.deepcopy(fields)
    for _ in range(rng.randint(1, 4)):
        target = rng.choice([one for one in inner(fields) if one])
        key = rng.choice(list(target) if isinstance(target, dict) else range(len(target)))
        harm = rng.randrange(4)
        if harm == 0:
            del target[key]
        elif harm == 1 and isinstance(target, list):
            target.append(copy.deepcopy(target[key]))
        elif harm == 2 and isinstance(target, dict):
            target[rng.choice(KEYS)] = rng.choice(TEXTS)
        elif not isinstance(target[key], dict | list):
            target[key] = rng.choice(TEXTS)
    return fields


@pytest.mark.parametrize("seed", range(4))
def test_nothing_raises(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 # no secret
    known, valid = decisions(), 0
    for _ in range(400):
        fields = harmed(rng.choice(known), rng)
        try:
            decision = validated(fields)
        except ValidationError:
            continue
        valid += 1
        for one in analyse(decision, NODE, THRESHOLDS):
            assert one.message
        flow = compiled(fields)
        assert fingerprint(flow)
        given = {name: rng.choice(TEXTS) for name in flow.questions}
        assert decide(flow, parse_given(flow, given, FIGURES).values)
        try:
            root = unfold(flow)
        except TooLarge:
            continue
        if root:
            assert as_data(root)
        assert all("->" in line for line in walks(flow))
    assert valid > 100
