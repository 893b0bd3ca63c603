"""Ids that look like figures: refused where they would be two answers, at work everywhere else."""

from pathlib import Path

import pytest
from playbook.cli import app
from typer.testing import CliRunner

from tests.little import HEAD, build, errors, write

TREE = """\
form: tree
start: montant
questions:
  montant:
    ask: Combien ?
    measure: MEASURE
    answers:
      LOW: {below: BOUND, go: petit}
      haut: {from: BOUND, go: grand}
outcomes:
  petit: {title: Petit}
  grand: {title: Grand}
"""
AT = HEAD.count("\n") + TREE.count("\n", 0, TREE.index("LOW")) + 1


def tree(folder: Path, measure: str, low: str) -> Path:
    bound = "2026-10-01" if measure == "date" else "5000"
    text = TREE.replace("MEASURE", measure).replace("LOW", f'"{low}"').replace("BOUND", bound)
    return write(folder, {"playbook.yml": "organisation: V\n", "decisions/arbre.yml": HEAD + text})


@pytest.mark.parametrize("measure", ["money", "number", "date"])
@pytest.mark.parametrize(
    ("low", "reads"),
    [
        ("5000", "a figure"),
        ("007", "a figure"),
        ("12k", "a figure"),
        ("2m", "a figure"),
        ("1e3", "a figure"),
        ("2026-10-01", "a date"),
        ("1-4-2026", "a date"),
        ("unknown", "I do not know"),
    ],
)
def test_an_id_that_is_an_answer_of_its_own_is_refused(
    measure: str, low: str, reads: str, tmp_path: Path
) -> None:
    (one,) = errors(tree(tmp_path, measure, low))
    assert (one.code, one.place.line) == ("wrong-value", AT)
    assert reads in one.message
    assert one.hint.startswith("rename")


@pytest.mark.parametrize(
    "low", ["moins-de-5000", "5000-euros", "tranche-1", "1a", "q3-2026", "inconnu"]
)
def test_an_id_that_only_holds_figures_is_taken(low: str, tmp_path: Path) -> None:
    data = tree(tmp_path, "money", low)
    assert errors(data) == []
    for given in (low, "4000"):
        done = CliRunner().invoke(
            app, ["decide", "arbre", f"montant={given}", "--data", str(data), "--json"]
        )
        assert '"outcome": "petit"' in done.stdout


TABLE = """\
form: table
inputs:
  annee: {ask: Quelle année ?, choices: {"2026": 2026, "2025": 2025, "1e3": Mille, unknown: Autre}}
  "12": {ask: Combien ?, measure: money}
rows:
  - {id: "5000", title: A, when: {annee: ["2025", unknown], "12": {below: 5000}}}
  - {id: "4000", title: B, when: {annee: ["2025", unknown], "12": {from: 5000}}}
  - {id: 2026-10-01, title: C, when: {annee: ["2026", "1e3"]}}
"""


def test_choices_inputs_and_rows_may_be_called_by_figures(tmp_path: Path) -> None:
    write(tmp_path, {"playbook.yml": "organisation: V\n", "decisions/t.yml": HEAD + TABLE})
    assert errors(tmp_path) == []
    assert build(tmp_path).pages
    for given, outcome in {
        "annee=2025 12=4000": "5000",
        "annee=2025 12=5000": "4000",
        "annee=unknown 12=4000": "5000",
        "annee=2026": "2026-10-01",
        "annee=1e3": "2026-10-01",
    }.items():
        words = ["decide", "t", *given.split(), "--data", str(tmp_path), "--json"]
        assert f'"outcome": "{outcome}"' in CliRunner().invoke(app, words).stdout
