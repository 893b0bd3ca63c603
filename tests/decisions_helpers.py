"""Decisions for tests: read from YAML as an editor writes it, or made in numbers."""

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from playbook import source
from playbook.decisions import Flow, analyse, compile_decision
from playbook.diagnostics import Diagnostic, Place
from playbook.model import KINDS
from playbook.source.composer import parse
from playbook.words import load_words

FIGURES = load_words("fr", "EUR")
DATA = Path(__file__).parent / "data" / "decisions"
THRESHOLDS: Mapping[str, Decimal | date] = {
    "carte": Decimal(500),
    "trois-devis": Decimal(5000),
    "vigilance": Decimal(5000),
    "appel-d-offres": Decimal(25000),
    "hors-pas": Decimal("0.005"),
    "reforme": date(2026, 4, 1),
}
ENVELOPE = {"title": "Un titre", "summary": "Un résumé.", "status": "draft"}


def load(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def validated(fields: Mapping[str, Any]) -> Any:
    """A decision from its fields, all of them text as YAML gives them."""
    return KINDS["decisions"].validate_python({**ENVELOPE, **fields})


def compiled(fields: Mapping[str, Any]) -> Flow:
    return compile_decision(validated(fields), THRESHOLDS, FIGURES)


def load_text(name: str) -> Any:
    """A file's values as the playbook's loader gives them: all of them text."""
    return yaml.load((DATA / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # text


def read(text: str) -> tuple[Any, source.Node]:
    """A decision and its nodes from YAML without the envelope."""
    head = "".join(f"{key}: {value}\n" for key, value in ENVELOPE.items())
    node, found = parse(head + text, "decision.yml")
    assert node is not None, found
    assert not found, found
    return KINDS["decisions"].validate_python(source.values(node)), node


def findings(text: str) -> list[Diagnostic]:
    return list(analyse(*read(text), THRESHOLDS))


def marked(text: str) -> tuple[str, list[Place]]:
    """YAML with ‹places› marked: without the marks, and the places."""
    clean, places = "", []
    lines_before = len(ENVELOPE)
    for index, line in enumerate(text.split("\n")):
        while "‹" in line:
            before, _, rest = line.partition("‹")
            inside, _, after = rest.partition("›")
            number = lines_before + index + 1
            places.append(Place("decision.yml", number, len(before) + 1, len(inside)))
            line = before + inside + after
        clean += line + "\n"
    return clean, places


def random_table(
    inputs: int,
    rows: int,
    seed: int = 0,
    *,
    policy: str = "unique",
    loose: float = 0.0,
    missing: float = 0.0,
) -> dict[str, Any]:
    """A table of half choices, half amounts.

    `unique`: the rows share out all cases. `first`: each row limits a fifth of the inputs, and the
    last one none. `loose` is the share of the rows that one condition is taken from, `missing` of
    those that are taken out.
    """
    rng = random.Random(seed)  # noqa: S311 # no secret
    names = [f"i{n}" for n in range(inputs)]
    choices = {name: [f"c{n}" for n in range(4)] for name in names[: inputs // 2]}
    asked: dict[str, Any] = {
        name: {"ask": f"{name} ?", "choices": {c: c.upper() for c in choices[name]}}
        if name in choices
        else {"ask": f"{name} ?", "measure": "money"}
        for name in names
    }
    found = (
        _first(rng, names, choices, rows)
        if policy == "first"
        else _shared(rng, names, choices, rows)
    )
    found = found[int(missing * rows) :]
    for when in rng.sample(found, int(loose * rows)):
        if when:
            del when[rng.choice(list(when))]
    return {
        "form": "table",
        "policy": policy,
        "owner": "directeur-achats",
        "inputs": asked,
        "outputs": {"texte": {"label": "Texte"}},
        "rows": [
            {"id": f"r{n}", "title": f"Ligne {n}", "when": when, "then": {"texte": f"t{n}"}}
            for n, when in enumerate(found)
        ],
    }


def _first(
    rng: random.Random, names: list[str], choices: Mapping[str, list[str]], rows: int
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _ in range(rows - 1):
        when: dict[str, Any] = {}
        for name in rng.sample(names, max(1, len(names) // 5)):
            if name in choices:
                when[name] = rng.sample(choices[name], rng.randint(1, 2))
            else:
                low = rng.randrange(0, 100_000, 500)
                when[name] = {"from": str(low), "below": str(low + rng.randrange(500, 50_000, 500))}
        found.append(when)
    return [*found, {}]


def _shared(
    rng: random.Random, names: list[str], choices: Mapping[str, list[str]], rows: int
) -> list[dict[str, Any]]:
    """Cases cut in two again and again: nothing is left out, nothing is said twice."""
    boxes: list[dict[str, Any]] = [{}]
    while len(boxes) < rows:
        box = boxes.pop(rng.randrange(len(boxes)))
        name = rng.choice(names)
        halves = _halves(rng, box.get(name), choices.get(name))
        boxes += [{**box, name: half} for half in halves] if halves else [box]
    rng.shuffle(boxes)
    return boxes


def _halves(rng: random.Random, part: Any, choices: list[str] | None) -> list[Any]:
    if choices is not None:
        known = list(part or choices)
        if len(known) < 2:
            return []
        at = rng.randint(1, len(known) - 1)
        return [known[:at], known[at:]]
    low = int((part or {}).get("from", "0"))
    high = int((part or {}).get("below", "10000000"))
    if high - low < 2:
        return []
    at = str(rng.randint(low + 1, high - 1))
    return [{**(part or {}), "below": at}, {**(part or {}), "from": at}]
