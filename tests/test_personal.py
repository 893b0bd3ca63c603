"""No text names a person, wherever it stands and however a number is written."""

from pathlib import Path

import pytest

from tests.excerpts import write

KEPT = "# personas/responsable-technique.yml\ntraits:\n  - >-\n    Il faut {} pour tout.\n"
OPEN = "# rules/mise-en-concurrence.yml\nstatement: >-\n  Il faut {} pour tout.\n"
PERSONS = (
    "06 12 34 56 78",
    "06.12.34.56.78",
    "0612345678",
    "+33 6 12 34 56 78",
    "+33\u202f6\u202f12\u202f34\u202f56\u202f78",
    "06\u202f12\u202f34\u202f56\u202f78",
    "06\u00a012\u00a034\u00a056\u00a078",
    "0692 12 34 56",
    "0690 12 34 56",
    "0262 12 34 56",
    "0696 20 12 34",
    "0639 69 12 34",
    "+33612345678",
    "+33 (0)6 12 34 56 78",
    "0033 6 12 34 56 78",
    "0033 (0)6 12 34 56 78",
    "+44 20 7946 0958",
    "+49 (0)30 901820-11",
    "+1 212-555-2368",
    "Mme Lambert",
    "Mr Lambert",
    "jeanne.lambert@vauclin.example",
)
RIGHT = (
    "25 000 €",
    "+25 000 000 €",
    "+10 % en 2026",
    "ISO 9001:2015",
    "123 456 789 00012",
    "la référence 00123",
    "le 01/02/2026",
    "FR76 3000 6000 0112 3456 7890 189",
    "+12 345 678 901 234",
    "0 800 123 456",
    "+33 800 123 456",
    "M. le directeur",
)


@pytest.mark.parametrize("where", [KEPT, OPEN], ids=["restricted", "for all"])
@pytest.mark.parametrize("text", PERSONS)
def test_a_person_is_found_at_his_place(text: str, where: str, tmp_path: Path) -> None:
    (one,) = write(where.format(text), tmp_path).check()
    assert one.code == "personal-data"
    assert one.place.length == len(text)
    assert ("restricted" in one.message) == (where == KEPT)


@pytest.mark.parametrize("where", [KEPT, OPEN], ids=["restricted", "for all"])
@pytest.mark.parametrize("text", RIGHT)
def test_what_is_no_person_may_stand(text: str, where: str, tmp_path: Path) -> None:
    assert write(where.format(text), tmp_path).check() == ()


def test_a_function_is_reached_where_all_may_read(tmp_path: Path) -> None:
    """Its mailbox in any text for all, and both in the fields of its role."""
    assert write(OPEN.format("achats@vauclin.example"), tmp_path / "text").check() == ()
    role = "# roles/directeur-achats.yml\nmail: achats@vauclin.example\nphone: +33 1 23 45 67 89\n"
    assert write(role, tmp_path / "role").check() == ()
    for name, excerpt in {
        "roles": "# roles/daf.yml\nmail: jeanne.lambert@vauclin.example\n",
        "contact": "# playbook.yml\ncontact: {role: daf, mail: jeanne.lambert@vauclin.example}\n",
    }.items():
        (one,) = write(excerpt, tmp_path / name).check()
        assert (one.code, one.hint) == (
            "personal-data",
            "write that of the function, as achats@exemple.fr",
        )
    (one,) = write(KEPT.format("achats@vauclin.example"), tmp_path / "kept").check()
    assert one.code == "personal-data"
