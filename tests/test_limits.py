"""Values that no page can show, or that answer something else: each is refused where it stands.

Beside each stands what it resembles, which must keep working.
"""

import errno
import os
import threading
from datetime import date
from pathlib import Path

import pytest
from playbook import environment
from playbook.cli import main
from playbook.commands.known import RefusedError
from playbook.commands.new import new
from playbook.model.scalars import MAX_ID
from playbook.system import parallel
from playbook.system.parallel import mapped

from tests.little import DAY, FILES, HEAD, build, change, errors, write

LONG, LONGEST = "a" * 280, "b" * MAX_ID
ENTRY = "{title: T, summary: S, status: draft, mandate: M%s}"
DECISION = "decisions/achat.yml"
# The file, what stands there, what is written instead, and what is said of it.
WRONG = {
    "an id in a shared file": ("roles.yml", "x", f"{LONG}: {ENTRY % ''}", "too long"),
    "a former id": ("roles.yml", "x", "daf: " + ENTRY % f", aliases: [{LONG}]", "too long"),
    "a reference": ("roles.yml", "x", "daf: " + ENTRY % f", deputies: [{LONG}]", "too long"),
    "a related entry": (
        "roles.yml",
        "x",
        "daf: " + ENTRY % f", related: ['rule:{LONG}']",
        "too long",
    ),
    "the name of a file": (f"roles/{LONG[:240]}.yml", "x", f"{HEAD}mandate: M\n", "too long"),
    "an audience": (
        "playbook.yml",
        "[fr, en]\n",
        f"[fr, en]\naudiences: {{{LONG}: []}}\n",
        "too long",
    ),
    "a question": (DECISION, "montant", LONG, "too long"),
    "a row": (DECISION, "id: trois", f"id: {LONG}", "too long"),
    "a choice": (DECISION, "measure: money", f"choices: {{{LONG}: Oui}}", "too long"),
    "an output": (DECISION, "qui:", f"{LONG}:", "too long"),
    "a bound": (DECISION, "from: trois-devis", f"from: {LONG}", "too long"),
    "a day up to which one approves": ("roles.yml", "25 000 €", "2026-10-01", "is a date"),
    "a threshold that is a day": ("roles.yml", "25 000 €", "reforme", "is a date"),
}
RIGHT = {
    "a long id in a shared file": ("roles.yml", "x", f"{LONGEST}: {ENTRY % ''}"),
    "a long former id": ("roles.yml", "x", "daf: " + ENTRY % f", aliases: [{LONGEST}]"),
    "a long name of a file": (f"roles/{LONGEST}.yml", "x", f"{HEAD}mandate: M\n"),
    "a long audience": ("playbook.yml", "x", f"audiences: {{buyers: [{LONGEST}], {LONGEST}: []}}"),
    "a long question": (DECISION, "montant", LONGEST),
    "a long row": (DECISION, "id: trois", f"id: {LONGEST}"),
    "an amount up to which one approves": ("roles.yml", "25 000 €", "12 000,50"),
    "a threshold that is an amount": ("roles.yml", "25 000 €", "trois-devis"),
    "a table whose only row always holds": (
        DECISION,
        FILES[DECISION],
        HEAD + "form: table\ninputs:\n  a: {choices: {oui: Oui}}\nrows:\n  - {id: x, title: X}\n",
    ),
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path)


def put(data: Path, file: str, old: str, new_text: str) -> None:
    if old == "x":
        path = data / file
        before = path.read_text("utf-8") if path.exists() else ""
        write(data, {file: f"{before}{new_text}\n"})
    else:
        change(data, file, old, new_text)


@pytest.mark.parametrize("case", WRONG)
def test_it_is_refused_where_it_stands(case: str, data: Path) -> None:
    file, old, written, message = WRONG[case]
    put(data, file, old, written)
    first = errors(data)[0]
    assert message in first.message
    assert first.place.file.endswith(file)
    assert first.hint


@pytest.mark.parametrize("case", RIGHT)
def test_what_resembles_it_is_built(case: str, data: Path) -> None:
    put(data, *RIGHT[case])
    assert errors(data) == []
    for language in ("fr", "en"):
        assert build(data, language).pages


def test_no_blank_is_written_for_an_id_that_is_too_long(data: Path) -> None:
    with pytest.raises(RefusedError, match="too long"):
        new("rules", LONG, data, [data], DAY)
    assert new("rules", LONGEST, data, [data], DAY).path.exists()


# ---- the day of the build


@pytest.mark.parametrize(
    "epoch", ["hier", "-1", "1.5", "²", "1790000000 ", "9" * 12, "9" * 30, "9" * 5000]
)
def test_a_nonsense_day_is_the_callers_fault(
    epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    with pytest.raises(environment.CallError, match="write the seconds since 1970"):
        environment.today({"SOURCE_DATE_EPOCH": epoch})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setattr("sys.argv", ["playbook", "check", "--data", str(data)])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr().err
    assert (stopped.value.code, said.count("\n")) == (2, 1)
    assert len(said) < 150


def test_a_day_is_read_where_there_is_one() -> None:
    assert environment.today({"SOURCE_DATE_EPOCH": "0"}) == date(1970, 1, 1)
    assert environment.today({"SOURCE_DATE_EPOCH": "253402300799"}) == date.max
    assert environment.today({"SOURCE_DATE_EPOCH": ""}) == date.today()
    # Who names the day has no need of the other.
    given = {"SOURCE_DATE_EPOCH": "hier", "PLAYBOOK_DATE": "2026-10-01"}
    assert environment.today(given) == date(2026, 10, 1)


# ---- a machine that has nothing left to give


@pytest.mark.parametrize("what", ["os.fork", "os.pipe", "tempfile.TemporaryFile"])
@pytest.mark.parametrize("after", [0, 1])
def test_without_a_further_process_the_work_is_done_here(
    what: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    module, name = what.split(".")
    real = getattr(getattr(parallel, module), name)
    calls = []

    def fails() -> object:
        calls.append(1)
        if len(calls) > after:
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        return real()

    monkeypatch.setattr(getattr(parallel, module), name, fails)
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert mapped(abs, range(-1000, 0)) == list(range(1000, 0, -1))
    assert calls
    assert len(list(Path("/proc/self/fd").iterdir())) == before
