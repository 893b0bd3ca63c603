"""`playbook new`: a file to fill in holds every field of its kind, explained, and passes the check."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest
import yaml
from playbook import cli, pipeline
from playbook.commands.known import Known, RefusedError, known
from playbook.commands.new import new
from playbook.describe.fields import ENVELOPE, describe, helped
from playbook.diagnostics.codes import Severity
from playbook.folder.data_folder import load
from playbook.model import KINDS, WORDS
from playbook.model.envelope import BUYERS
from playbook.validation import validate

from tests.blanks import FORMS, TODAY, blank, filled, whole
from tests.conftest import FROZEN

DATA = FROZEN / "playbook_data"
SMALL = Path(__file__).parent / "data" / "small"
NAMES = [f"{kind}-{form}" if form else kind for kind, form in FORMS]


@pytest.fixture(scope="module")
def playbook() -> Known:
    return known([DATA])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A small playbook to write in, its glossary in one file."""
    data = Path(shutil.copytree(SMALL, tmp_path / "data"))
    terms = sorted(data.glob("glossary/*.yml"))
    texts = [f"{one.stem}:\n{indent(one.read_text('utf-8'), '  ')}" for one in terms]
    shutil.rmtree(data / "glossary")
    (data / "glossary.yml").write_text("\n".join(texts), "utf-8")
    return data


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=NAMES)
def test_a_blank_holds_every_field_each_below_its_help(
    playbook: Known, kind: str, form: str
) -> None:
    text = blank(playbook, kind, form)
    described = describe(kind)
    flat = re.sub(r"(?<=.)\n# ", " ", text)
    for one in described.fields(described.forms[form]):
        above = re.search(rf"(?m)^# (.*)\n#?{one.name}:", flat)
        assert above, f"{one.name} is not there"
        assert helped(playbook.words, one) in above[1]
        mark = "" if one.required else "#"
        assert f"\n{mark}{one.name}:" in text, f"{one.name}: required is active, optional is not"
        assert ("Réservé aux acheteurs. " in above[1]) == (one.audience == BUYERS)


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=NAMES)
def test_a_blank_with_every_optional_field_has_the_shape_of_its_kind(
    playbook: Known, kind: str, form: str
) -> None:
    """The commented examples are as good as the others: uncommenting one is never a mistake."""
    text = whole(playbook, kind, form)
    fields = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 # text only
    expected = {one.name for one in describe(kind).fields(describe(kind).forms[form])}
    assert set(fields) == expected
    KINDS[kind].validate_python(fields)


def test_blanks_filled_in_pass_the_check(playbook: Known, tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    for (kind, form), name in zip(FORMS, NAMES, strict=True):
        path = data / kind / f"essai-{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(filled(blank(playbook, kind, form), kind, playbook.ids), "utf-8")
    checked = pipeline.check([data], TODAY)
    assert [one for one in checked.found if one.severity is Severity.ERROR] == []
    assert checked.playbook is not None
    for (kind, _), name in zip(FORMS, NAMES, strict=True):
        entry = checked.playbook.get(kind, f"essai-{name}")
        assert entry is not None
        assert entry.fields.status == "draft"


def test_a_draft_in_which_nothing_is_written_is_not_passed_over(copy: Path) -> None:
    path = new("rules", "essai", copy, [copy], TODAY).path

    def said() -> list[tuple[str, Severity]]:
        found = pipeline.check([copy], TODAY).found
        return [(one.code, one.severity) for one in found if one.place.file.endswith(path.name)]

    assert said() == [("placeholder", Severity.WARNING)]
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n  À remplir.", "\n  Écrit.", 1), "utf-8")
    assert said() == []


def test_a_new_entry_is_cited_once_it_is_published(copy: Path) -> None:
    """A blank is a draft, which may cite what is published; only then may others cite it."""
    path = new("rules", "essai", copy, [copy], TODAY).path
    text = path.read_text("utf-8") + "related: [rule:mise-en-concurrence]\n"
    citing = copy / "rules/mise-en-concurrence.yml"

    def said() -> list[str]:
        found = pipeline.check([copy], TODAY).found
        return [one.code for one in found if one.severity is Severity.ERROR]

    path.write_text(text, "utf-8")
    assert said() == []
    citing.write_text(citing.read_text("utf-8") + "related: [rule:essai]\n", "utf-8")
    assert said() == ["draft-reference"]
    path.write_text(text.replace("\nstatus: draft\n", "\nstatus: in-review\n"), "utf-8")
    assert set(said()) == {"placeholder"}  # what is left is to fill it in


@pytest.mark.parametrize(("kind", "file"), [("rules", "rules/essai.yml"), ("roles", "roles.yml")])
def test_what_somebody_writes_meanwhile_is_not_overwritten(
    copy: Path, monkeypatch: pytest.MonkeyPatch, kind: str, file: str
) -> None:
    """Two may begin the same entry at once in a folder they share."""
    shutil.rmtree(copy / "roles")

    def meanwhile(*_: object, **__: object) -> None:
        (copy / file).write_text("title: Un autre", "utf-8")

    monkeypatch.setattr(Path, "mkdir", meanwhile)
    with pytest.raises(RefusedError, match="cannot be written: File exists"):
        new(kind, "essai", copy, [copy], TODAY)
    assert (copy / file).read_text("utf-8") == "title: Un autre"
    assert not [one for one in copy.rglob(".*") if one.is_file()]


@pytest.mark.parametrize("ending", ["\n", "", "\r\n"], ids=["unix", "no end of line", "windows"])
def test_a_kind_kept_in_one_file_gets_the_entry_at_its_end(copy: Path, ending: str) -> None:
    shared = copy / "glossary.yml"
    before = shared.read_bytes().rstrip(b"\n") + b"\n"
    if ending != "\n":
        before = before.replace(b"\n", b"\r\n") if ending else before.rstrip(b"\n")
    shared.write_bytes(before)
    written = new("glossary", "essai", copy, [copy], TODAY)
    after = shared.read_bytes()
    assert written == (shared, True)
    assert after.startswith(before)
    assert (b"\r\n" in after[len(before) :]) == (ending == "\r\n")
    assert not (copy / "glossary").exists()
    assert "essai" in {one.id for one in load([copy]).documents if one.kind == "glossary"}
    assert not validate.validate(load([copy])).found


def test_a_kind_of_short_entries_begins_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "playbook.yml").write_text("organisation: Essai\n", "utf-8")
    written = [new("roles", name, tmp_path, [tmp_path], TODAY) for name in ("acheteur", "daf")]
    assert written == [(tmp_path / "roles.yml", False), (tmp_path / "roles.yml", True)]
    (tmp_path / "sources").mkdir()
    assert (
        new("sources", "essai", tmp_path, [tmp_path], TODAY).path == tmp_path / "sources/essai.yml"
    )
    ids = [one.id for one in load([tmp_path]).documents]
    assert ids == ["acheteur", "daf", "essai"]


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on the copy: its exit status, what it says, what it says is wrong."""

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("PLAYBOOK_DATA", str(copy))
        monkeypatch.setenv("PLAYBOOK_DATE", TODAY.isoformat())
        monkeypatch.setattr(sys, "argv", ["playbook", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return call


def test_the_command_says_what_it_wrote_and_what_to_do_next(run: Run, copy: Path) -> None:
    status, said, _ = run("new", "rule", "delai-de-paiement")
    assert status == 0
    assert f"wrote {copy}/rules/delai-de-paiement.yml" in said
    assert "playbook check" in said


def test_a_decision_has_two_forms(run: Run, copy: Path) -> None:
    assert run("new", "decisions", "arbre")[0] == 0
    assert run("new", "decisions", "tableau", "--form", "table")[0] == 0
    assert "\nstart: " in (copy / "decisions/arbre.yml").read_text("utf-8")
    assert "\nrows:\n" in (copy / "decisions/tableau.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ruls", "essai"], 'did you mean "rules"?'),
        (["zzz", "essai"], f"the kinds are {', '.join(WORDS)}"),
        (["rules", "Délai de paiement"], 'write "delai-de-paiement"'),
        (["rules", "../essai"], 'write "essai"'),
        (["rules", "essai.en"], 'write "essai-en"'),
        (["rules", "mise-en-concurrence"], "already"),
        (["glossary", "devis"], "already"),
        (["rules", "essai", "--form", "tree"], "decisions only"),
        (["rules", "essai", "--data", "nulle-part"], "no folder nulle-part"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Run, copy: Path, words: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    status, _, error = run("new", *words)
    assert status == 2
    assert said in error
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_a_former_id_stays_taken(run: Run, copy: Path) -> None:
    rule = copy / "rules/mise-en-concurrence.yml"
    rule.write_text(rule.read_text("utf-8") + "aliases: [trois-devis]\n", "utf-8")
    status, _, error = run("new", "rules", "trois-devis")
    assert (status, "former id" in error) == (2, True)


@pytest.mark.parametrize(
    "text", ["a: {term: A, definition: B, status: draft}\n  x\n", "{a: {status: draft}}\n"]
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(run: Run, copy: Path, text: str) -> None:
    shared = copy / "glossary.yml"
    shared.write_text(text, "utf-8")
    status, _, error = run("new", "glossary", "essai")
    assert status == 2
    assert "glossary.yml" in error
    assert shared.read_text("utf-8") == text


def test_the_fields_of_every_entry_come_first(playbook: Known) -> None:
    """The envelope's fields come first, once, in every kind."""
    for kind, form in FORMS:
        fields = list(describe(kind).fields(describe(kind).forms[form]))
        shared = [one.owner == ENVELOPE for one in fields]
        assert shared == sorted(shared, reverse=True)
