"""An id that is gone since a revision is missed, at its place; one that still leads on is not."""

import shutil

import pytest

from tests.excerpts import SMALL
from tests.house import LOST, TERMS, House, gone, said
from tests.repositories import put

UNIQUE = (SMALL / "rules/fournisseur-unique.yml").read_text("utf-8")


# ---- what is missed


def test_a_playbook_that_has_not_changed_misses_nothing(house: House) -> None:
    assert house.found() == []


def test_a_file_that_is_gone(house: House) -> None:
    (house.data / "rules/fournisseur-unique.yml").unlink()
    place = house.place("rules/fournisseur-unique.yml")
    message = gone("rule:fournisseur-unique")
    assert said(house.found()) == [(message, place, LOST.format("fournisseur-unique"))]


def test_ids_that_are_gone_from_a_file_of_many(house: House) -> None:
    """Each where it stood: the entry and the names it had before."""
    put(house.data, {"glossary.yml": TERMS.partition("avenant:")[0]})
    assert said(house.found()) == [
        (gone("term:avenant"), house.place("glossary.yml", 6), LOST.format("avenant")),
        (gone("term:annexe"), house.place("glossary.yml", 10, 13), LOST.format("annexe")),
        (
            gone("term:modification"),
            house.place("glossary.yml", 10, 21),
            LOST.format("modification"),
        ),
    ]


def test_a_folder_that_is_gone(house: House) -> None:
    shutil.rmtree(house.data / "strategies")
    found = [one for one in house.found() if one.code == "vanished-id"]
    assert [one.message for one in found] == [f"{gone('strategy:prouver')}, and 1 place names it"]


def test_an_id_taken_by_another_kind_is_gone(house: House) -> None:
    """An address holds the kind, and so does a link."""
    house.rename("rules/fournisseur-unique.yml", "documents/fournisseur-unique.yml")
    (one,) = (one for one in house.found() if one.code == "vanished-id")
    assert (one.message, one.hint) == (
        gone("rule:fournisseur-unique"),
        LOST.format("fournisseur-unique"),
    )


def test_an_entry_of_which_a_translation_is_left_is_gone(house: House) -> None:
    put(house.data, {"sources/guide.en.yml": "title: Guide\n"})
    house.commit()
    (house.data / "sources/guide.yml").unlink()
    assert [one.message for one in house.found()] == [gone("source:guide")]


def test_an_entry_set_back_to_a_draft_is_gone(house: House) -> None:
    house.change("rules/fournisseur-unique.yml", "status: in-review", "status: draft")
    (one,) = house.found()
    assert said([one]) == [
        (
            "rule:fournisseur-unique leads to a draft now, which no reader sees: "
            "links to it would break",
            house.place("rules/fournisseur-unique.yml"),
            "write « status: in-review » in it, or « status: retired » if it no longer holds",
        )
    ]
    (draft,) = one.related
    assert draft.place == house.place("rules/fournisseur-unique.yml", 3, 9)._replace(length=5)


def test_a_former_id_of_a_draft_is_gone_with_it(house: House) -> None:
    new = "status: draft\n  aliases: [annexe, modification]"
    house.change("glossary.yml", "status: in-review\n  aliases: [annexe, modification]", new)
    found = house.found()
    assert [one.place.column for one in found] == [1, 13, 21]
    assert {one.related[0].place.line for one in found} == {9}


# ---- what is not


def test_a_former_id_leads_on(house: House) -> None:
    house.rename(
        "rules/fournisseur-unique.yml", "rules/source-unique.yml", "aliases: [fournisseur-unique]\n"
    )
    assert house.found() == []


def test_a_retired_entry_is_there(house: House) -> None:
    house.change("rules/fournisseur-unique.yml", "status: in-review", "status: retired")
    assert house.found() == []


def test_an_entry_may_move_between_a_file_of_many_and_its_own(house: House) -> None:
    put(
        house.data,
        {
            "glossary.yml": TERMS.partition("avenant:")[0],
            "glossary/avenant.yml": "term: Avenant\ndefinition: Un accord.\nstatus: in-review\n"
            "aliases: [annexe, modification]\n",
        },
    )
    assert house.found() == []


def test_a_former_id_may_become_an_entry(house: House) -> None:
    more = "annexe:\n  term: Annexe\n  definition: Ce qui suit.\n  status: in-review\n"
    house.change("glossary.yml", "[annexe, modification]", "[modification]")
    put(house.data, {"glossary.yml": (house.data / "glossary.yml").read_text("utf-8") + more})
    assert house.found() == []


def test_a_translation_has_no_id(house: House) -> None:
    put(house.data, {"sources/guide.en.yml": "title: Guide\n"})
    house.commit()
    (house.data / "sources/guide.en.yml").unlink()
    assert house.found() == []


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_a_draft_was_never_published(house: House, status: str) -> None:
    """Nor were its former ids; the twin of the same text that was published is missed."""
    text = UNIQUE.replace("status: in-review", f"status: {status}") + "aliases: [ancien]\n"
    put(house.data, {"rules/essai.yml": text})
    house.commit()
    (house.data / "rules/essai.yml").unlink()
    missed = [gone("rule:essai"), gone("rule:ancien")] if status == "in-review" else []
    assert [one.message for one in house.found()] == missed


@pytest.mark.parametrize(
    ("state", "missed"),
    [
        ("state: running", True),
        ("state: ended\nended: 2024-11-24", True),  # the last day on which it may be kept
        ("state: ended\nended: 2024-11-23", False),
    ],
)
def test_an_engagement_is_deleted_when_its_time_is_over(
    house: House, state: str, missed: bool
) -> None:
    """That is what `past-retention` asks for."""
    house.change("engagements/compresseurs.yml", "since: 2026-06-01", "since: 2023-06-01")
    house.change("engagements/compresseurs.yml", "state: running", f"{state}\naliases: [air]")
    house.commit()
    (house.data / "engagements/compresseurs.yml").unlink()
    assert [one.message for one in house.found()] == (
        [gone("engagement:compresseurs"), gone("engagement:air")] if missed else []
    )


def test_the_settings_say_how_long_an_engagement_is_kept(house: House) -> None:
    house.change(
        "engagements/compresseurs.yml", "state: running", "state: ended\nended: 2026-10-01"
    )
    put(
        house.data,
        {"playbook.yml": (house.data / "playbook.yml").read_text() + "retention: 1 month\n"},
    )
    house.commit()
    (house.data / "engagements/compresseurs.yml").unlink()
    assert house.found() == []
