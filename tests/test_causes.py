"""Of one cause, one fault: what follows from it is counted there, and what matters is not drowned."""

import re
from pathlib import Path

import pytest
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.codes import Severity
from playbook.folder.data_folder import load
from playbook.pipeline import check
from playbook.validation.validate import validate

from tests.excerpts import TODAY, write
from tests.repositories import commit


def found_in(text: str, tmp_path: Path, code: str) -> list[Diagnostic]:
    return [one for one in write(text, tmp_path).check() if one.code == code]


def test_an_unknown_id_is_said_once_with_the_number_of_its_places(tmp_path: Path) -> None:
    text = "owner: nulle-part\n# rules/fournisseur-unique.yml\nowner: nulle-part\n"
    text += "# documents/demande-de-devis.yml\nowner: nulle-part\n"
    (one,) = found_in(text, tmp_path, "unknown-reference")
    assert one.message == 'no role "nulle-part", here and at 2 more places'
    assert "if it was renamed, write « aliases: [nulle-part] »" in one.hint
    assert one.place.file.endswith("documents/demande-de-devis.yml")
    assert [Path(other.place.file).stem for other in one.related] == [
        "fournisseur-unique",
        "mise-en-concurrence",
    ]


def test_an_unknown_id_at_one_place_is_not_counted(tmp_path: Path) -> None:
    (one,) = found_in("owner: nulle-part\n", tmp_path, "unknown-reference")
    assert (one.message, one.related) == ('no role "nulle-part"', ())


def test_what_is_still_to_be_filled_in_is_not_to_be_created(tmp_path: Path) -> None:
    (one,) = found_in("owner: a-remplir\n", tmp_path, "unknown-reference")
    assert "create" not in one.hint
    assert one.hint.endswith("write the id of a role: daf, directeur-achats")


def test_a_renamed_role_is_one_fault_that_says_the_remedy(tmp_path: Path) -> None:
    root = write("", tmp_path).roots[0]
    published = commit(root)
    (root / "roles/daf.yml").rename(root / "roles/directeur-financier.yml")
    for path in root.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("owner: directeur-achats", "owner: daf"))
    errors = [
        one for one in check([root], TODAY, published).found if one.severity is Severity.ERROR
    ]
    assert [one.code for one in errors] == ["vanished-id"]
    assert "places name it" in errors[0].message
    assert "write « aliases: [daf] » in it" in errors[0].hint
    without = [one for one in check([root], TODAY).found if one.severity is Severity.ERROR]
    assert [one.code for one in without] == ["unknown-reference"]


def test_a_draft_is_said_once_with_its_places_and_the_drafts_behind_it(tmp_path: Path) -> None:
    drafts = {"premier": "<rule:second>", "second": "<rule:premier> et <rule:troisieme>"}
    text = "rationale: Voir <rule:premier>, oui <rule:premier>.\nrelated: ['rule:premier']\n"
    for name, says in (*drafts.items(), ("troisieme", "Rien.")):
        text += f"# rules/{name}.yml\ntitle: {name}\nsummary: Essai.\nstatus: draft\n"
        text += f"strength: must\nstatement: Essai.\nrationale: {says}\n"
    (one,) = found_in(text, tmp_path, "draft-reference")
    assert (
        one.message == "rule:premier is a draft, named here and at 2 more places: no reader sees it"
    )
    assert one.hint.endswith("; it names drafts itself: rule:second, rule:troisieme")
    assert [other.message for other in one.related] == ["the draft", "and here", "and here"]


def test_of_many_drafts_behind_one_the_first_are_named_and_the_others_counted(
    tmp_path: Path,
) -> None:
    behind = [f"d{number:02}" for number in range(13)]
    text = "rationale: Voir <rule:premier>.\n"
    for name, says in [("premier", " ".join(f"<rule:{one}>" for one in behind))] + [
        (one, "Rien.") for one in behind
    ]:
        text += f"# rules/{name}.yml\ntitle: {name}\nsummary: Essai.\nstatus: draft\n"
        text += f"strength: must\nstatement: Essai.\nrationale: {says}\n"
    (one,) = found_in(text, tmp_path, "draft-reference")
    assert one.hint.endswith(f": {', '.join(f'rule:{name}' for name in behind[:10])} and 3 more")


def test_beside_a_name_that_stands_twice_all_else_is_said(tmp_path: Path) -> None:
    """Only what would be proved of a decision of which half is read is not."""
    role = "  title: Un\n  summary: Un rôle.\n  status: in-review\n  mandate: Signer.\n"
    text = f"# roles.yml\nun:\n{role}  title: Deux\nautre:\n"
    text += role.replace("Signer", "Appeler le 06 12 34 56 78")
    written = write(text, tmp_path / "roles")
    assert [one.code for one in written.check()] == ["duplicate-key", "personal-data"]
    row = "  - {id: trois, title: Trois, when: {montant: {from: 40000}}, then: {devis: 3}}\n"
    halves = f"# decisions/devis.yml\nrows:\n{row}rows:\n{row}"
    halves += "summary: Appelez le 06 12 34 56 78.\n"
    found = write(halves, tmp_path / "decision").check()
    assert {one.code for one in found} == {"duplicate-key", "personal-data"}


def test_what_was_made_a_comment_is_known_from_the_reading(tmp_path: Path) -> None:
    """Not from the file, which may be long, and another one by then."""
    root = write("title: T\n#strength: must\n", tmp_path).roots[0]
    rule = root / "rules/mise-en-concurrence.yml"
    rule.write_text(re.sub("(?m)^strength: .*\n", "", rule.read_text("utf-8")), "utf-8")
    folder = load([root])
    rule.write_text("", "utf-8")
    (one,) = validate(folder).found
    assert re.fullmatch(r"take the # from « strength: » in line \d", one.hint)


def test_what_was_made_a_comment_may_be_all_that_its_group_needs(tmp_path: Path) -> None:
    text = "# playbook.yml\nforge:\n  edit: https://forge.example/{path}\n  #readers: staff\n"
    (one,) = found_in(text, tmp_path, "missing-field")
    assert re.fullmatch(r"take the # from « readers: » in line \d+", one.hint)


ENGLISH = "# playbook.yml\nlanguages: [fr, en]\n"


@pytest.mark.parametrize(("more", "single"), [(10, True), (11, False)])
def test_a_language_just_begun_is_one_warning(more: int, single: bool, tmp_path: Path) -> None:
    rules = "".join(
        f"# rules/r-{n}.yml\ntitle: T\nsummary: S.\nstatus: in-review\nstrength: may\n"
        "statement: S.\nrationale: R.\n"
        for n in range(more)
    )
    found = found_in(ENGLISH + rules, tmp_path, "untranslated")
    assert len(found) == (more if single else 1)
    if not single:
        assert found[0].place.file.endswith("playbook.yml")
        assert found[0].message == '11 published entries are not translated into "en"'
        assert "begin with" in found[0].hint
        assert "r-0.en.yml" in found[0].hint


def test_a_translation_that_fits_nothing_is_told_an_id_of_its_own_kind(tmp_path: Path) -> None:
    text = "# roles/daff.en.yml\ntitle: CFO\n"
    text += "# sources/daff.yml\ntitle: G\nsummary: S.\nstatus: draft\nauthor: A\n"
    (one,) = found_in(text, tmp_path, "unknown-reference")
    assert one.hint == 'did you mean "daf"?'


@pytest.mark.parametrize("name", ["aux", "con", "nul", "prn", "com1", "lpt9"])
@pytest.mark.parametrize(
    "file", ["rules/{}.yml", "rules/{}.en.yml", "assets/{}.txt", "sources.yml"]
)
def test_a_name_that_windows_keeps_is_refused(name: str, file: str, tmp_path: Path) -> None:
    body = "title: T\nsummary: S.\nstatus: draft\n"
    if file == "sources.yml":
        body = f"{name}:\n  title: T\n  summary: S.\n  status: draft\n  author: A\n"
    (one,) = found_in(f"# {file.format(name)}\n{body}", tmp_path, "bad-file-name")
    assert "Windows" in one.message
    assert f"{name}-1" in one.hint


@pytest.mark.parametrize("name", ["auxiliaire", "com10", "console", "lpt"])
def test_a_longer_name_is_none_of_them(name: str, tmp_path: Path) -> None:
    assert not found_in(f"# sources/{name}.yml\ntitle: T\n", tmp_path, "bad-file-name")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Modele.txt", "modele.txt"], "differ only in capitals"),
        (["fin.", "autre.txt"], "ends with a point"),
        (["a:b.txt"], "which no name on Windows may hold"),
    ],
)
def test_files_to_hand_out_can_be_held_by_windows(
    names: list[str], said: str, tmp_path: Path
) -> None:
    written = write("", tmp_path)
    folder = written.roots[0] / "assets"
    folder.mkdir()
    for name in names:
        (folder / name).write_text("x")
    (one,) = [one for one in written.check() if one.code == "bad-file-name"]
    assert said in one.message


@pytest.mark.parametrize(
    ("value", "blank"), [("123 456 789 €", True), ("123456789", True), ("1 000 €", False)]
)
@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_a_figure_to_fill_in_is_not_published(
    value: str, blank: bool, status: str, tmp_path: Path
) -> None:
    text = f"# thresholds/trois-devis.yml\nvalue: {value}\nstatus: {status}\n"
    found = found_in(text, tmp_path, "placeholder")
    assert bool(found) == (blank and status != "draft")
