"""What `playbook decide` and `walks` answer from, and what they do not answer from."""

from pathlib import Path

import pytest
from playbook.cli import app
from playbook.environment import CallError
from typer.testing import CliRunner

from tests.little import HEAD, change, write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path)


def told(data: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [*words, "--data", str(data)])
    return done.exit_code, done.stdout, done.stderr


# Wrong: the file, what stands in it, what stands there instead, and the fault that is printed.
WRONG = {
    "a bound misspelt": (
        "decisions/achat.yml",
        "from: trois-devis",
        "from: trois-deviss",
        'no threshold "trois-deviss"',
    ),
    "a bound of another measure": (
        "decisions/achat.yml",
        "from: trois-devis",
        "from: 2026-01-01",
        "is a date",
    ),
    "a gap": ("decisions/achat.yml", "from: trois-devis", "from: 6000", "no row"),
    "an output nobody knows": ("decisions/achat.yml", "qui: acheteur}", "qui: daf}", "daf"),
    "a field nobody knows": (
        "decisions/achat.yml",
        "form: table",
        "forme: table",
        '"form" is missing',
    ),
    "no YAML": ("decisions/achat.yml", "rows:", "rows: [", "achat.yml"),
    "a threshold that is none": ("thresholds.yml", "value: 5000", "value: beaucoup", "beaucoup"),
    "a threshold that ends nowhere": (
        "thresholds.yml",
        "summary: Un seuil.",
        "summary: <rule:personne>",
        'no rule "personne"',
    ),
    "thresholds that cannot be read": (
        "thresholds.yml",
        "reforme:",
        "reforme: [",
        "thresholds.yml",
    ),
    "decisions of one file": (
        "decisions.yml",
        "x",
        "achat: {title: T, summary: S, status: draft, form: table, inputs: {}, rows: [], bad: x}",
        '"bad"',
    ),
}
RIGHT = {
    "another threshold at fault": ("thresholds.yml", "value: 2026-04-01", "value: beaucoup"),
    "a role at fault": ("roles.yml", "mandate: Acheter.", "bad: x"),
    "another decision at fault": ("decisions/autre.yml", "x", f"{HEAD}form: table\nbad: x\n"),
    "only warnings": ("decisions/achat.yml", "status: draft", "status: approved"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("words", [("decide", "achat", "montant=40000"), ("walks", "achat")])
def test_from_what_is_at_fault_nothing_answers(
    case: str, words: tuple[str, ...], data: Path
) -> None:
    file, old, new, fault = WRONG[case]
    if file == "decisions.yml":
        (data / "decisions/achat.yml").unlink()
    change(data, file, old, new)
    status, answer, said = told(data, *words)
    assert (status, answer) == (1, "")
    assert fault in said
    assert "error[" in said


@pytest.mark.parametrize("case", RIGHT)
def test_a_fault_elsewhere_silences_no_decision(case: str, data: Path) -> None:
    change(data, *RIGHT[case])
    status, answer, said = told(data, "decide", "achat", "montant=40000")
    note = 'note: "achat" is not approved: it decides nothing yet\n'
    draft = "status: draft" in (data / "decisions/achat.yml").read_text("utf-8")
    assert (status, said) == (0, note if draft else "")
    assert "Trois devis" in answer
    status, answer, said = told(data, "walks", "achat")
    assert (status, said, len(answer.splitlines())) == (0, "", 2)


def test_a_decision_that_is_nowhere_is_the_callers_fault(data: Path) -> None:
    change(data, "decisions/autre.yml", "x", f"{HEAD}form: table\nbad: x\n")
    with pytest.raises(CallError, match='did you mean "achat"'):
        CliRunner().invoke(app, ["decide", "achats", "--data", str(data)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("stands", "note"),
    [
        ("draft", "is not approved"),
        ("in-review", "is not approved"),
        ("approved\neffective: {until: 2026-11-23}", "no longer in force"),
        ("approved\neffective: {from: 2026-11-25}", "not in force yet"),
        ("retired", "no longer in force"),
        ("approved\neffective: {from: 2026-11-24, until: 2026-11-24}", ""),
    ],
)
def test_an_answer_that_does_not_count_today_says_so(
    stands: str, note: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_DATE", "2026-11-24")
    change(data, "decisions/achat.yml", "status: draft", f"status: {stands}")
    status, answer, said = told(data, "decide", "achat", "montant=40000")
    assert status == 0
    assert "Trois devis" in answer
    assert (note in said) if note else said == ""


def test_an_answer_is_written_as_the_site_writes_it_and_its_json_in_plain_digits(
    data: Path,
) -> None:
    output = "\n  plafond: {label: Plafond, measure: money}"
    change(data, "decisions/achat.yml", "refers: roles}", f"refers: roles}}{output}")
    change(data, "decisions/achat.yml", "then: {qui:", "then: {plafond: 1250.50, qui:")
    _, answer, _ = told(data, "decide", "achat", "montant=40k")
    assert answer.splitlines() == [
        "Combien ? 40\u202f000\u00a0€",
        "→ Trois devis",
        "  Plafond: 1\u202f250,50\u00a0€",
        "  Qui: acheteur",
    ]
    _, answer, _ = told(data, "decide", "achat", "montant=40k", "--json")
    assert '"40000"' in answer
    assert '"1250.50"' in answer
    status, answer, _ = told(data, "decide", "achat")
    assert (status, answer) == (2, "? Combien ?\n  montant= (money)\n")
