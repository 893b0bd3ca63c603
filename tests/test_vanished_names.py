"""Of an id that is gone: what it is called now, what cannot be known of it, and a second data folder."""

import shutil
from dataclasses import replace

import pytest
from playbook.diagnostics import Place
from playbook.folder.data_folder import load
from playbook.impact import vanished
from playbook.pipeline import check

from tests.conftest import FROZEN
from tests.excerpts import SMALL, TODAY
from tests.house import LOST, TERMS, House, gone, said
from tests.repositories import put

SAMPLE = FROZEN / "playbook_data"

UNIQUE = (SMALL / "rules/fournisseur-unique.yml").read_text("utf-8")


# ---- what it is called now


def test_a_file_under_another_name(house: House) -> None:
    house.rename("rules/fournisseur-unique.yml", "rules/source-unique.yml")
    (one,) = house.found()
    assert said([one]) == [
        (
            gone("rule:fournisseur-unique"),
            house.place("rules/fournisseur-unique.yml"),
            "it seems to be rule:source-unique now: write « aliases: [fournisseur-unique] » in it",
        )
    ]
    (new,) = one.related
    assert new.place[:3] == house.place("rules/source-unique.yml")[:3]


def test_it_is_known_again_when_its_text_has_changed(house: House) -> None:
    house.rename("rules/fournisseur-unique.yml", "rules/source-unique.yml")
    house.change("rules/source-unique.yml", "title: Fournisseur unique", "title: Source unique")
    house.change("rules/source-unique.yml", "L’exception se prouve.", "Une exception se prouve.")
    assert "rule:source-unique" in house.found()[0].hint


def test_another_text_is_another_entry(house: House) -> None:
    (house.data / "rules/fournisseur-unique.yml").unlink()
    text = (SMALL / "rules/mise-en-concurrence.yml").read_text("utf-8")
    put(house.data, {"rules/comparer.yml": text.replace("Mettre en concurrence", "Comparer")})
    assert said(house.found())[0][2] == LOST.format("fournisseur-unique")


def test_an_entry_that_was_there_before_is_no_new_name(house: House) -> None:
    put(house.data, {"rules/copie.yml": UNIQUE})
    house.commit()
    (house.data / "rules/fournisseur-unique.yml").unlink()
    assert said(house.found())[0][2] == LOST.format("fournisseur-unique")


def test_an_entry_of_a_file_of_many_with_all_its_names(house: House) -> None:
    """One line mends all of them; what it holds already stays in it."""
    text = TERMS.replace("avenant:", "accord:").replace("[annexe, modification]", "[pacte]")
    put(house.data, {"glossary.yml": text})
    hint = "it seems to be term:accord now: write « aliases: [pacte, avenant, annexe, modification] » in it"
    found = house.found()
    assert {one.hint for one in found} == {hint}
    assert [one.place.column for one in found] == [1, 13, 21]
    assert {one.related[0].place for one in found} == {
        house.place("glossary.yml", 6)._replace(length=6)
    }
    put(
        house.data,
        {"glossary.yml": text.replace("[pacte]", "[pacte, avenant, annexe, modification]")},
    )
    assert house.found() == []


def test_a_former_id_that_was_dropped(house: House) -> None:
    house.change("glossary.yml", "[annexe, modification]", "[modification]")
    (one,) = house.found()
    assert said([one]) == [
        (
            gone("term:annexe"),
            house.place("glossary.yml", 10, 13),
            "it seems to be term:avenant now: write « aliases: [modification, annexe] » in it",
        )
    ]
    assert one.related[0].place.line == 6


def test_a_name_taken_back(house: House) -> None:
    """`avenant` was once `annexe`, and is again."""
    text = TERMS.replace("avenant:", "annexe:").replace("[annexe, modification]", "[modification]")
    put(house.data, {"glossary.yml": text})
    (one,) = house.found()
    assert one.message == gone("term:avenant")
    assert "term:annexe now: write « aliases: [modification, avenant] »" in one.hint


def test_every_entry_of_the_sample_is_known_again_by_its_words() -> None:
    folder = load([SAMPLE])
    renamed = replace(
        folder, documents=tuple(replace(one, id=f"{one.id}-2") for one in folder.documents)
    )
    then = vanished._Ids.of(vanished._entries(folder))
    now = vanished._Ids.of(vanished._entries(renamed))
    entries = [one for one in then.all.values() if not one.is_former]
    heirs = vanished._heirs(entries, then, now)
    assert len(entries) > 250
    assert {key[1]: heir.id for key, heir in heirs.items()} == {
        one.id: f"{one.id}-2" for one in entries
    }


# ---- what cannot be read


def test_an_entry_that_could_not_be_read_then_has_the_name_of_its_file(house: House) -> None:
    put(
        house.data,
        {"rules/casse.yml": "title: [\n", "rules/liste.yml": "- a\n", "rules/vide.yml": ""},
    )
    house.commit()
    for name in ("casse", "liste", "vide"):
        (house.data / f"rules/{name}.yml").unlink()
    assert [one.message for one in house.found()] == [
        gone(f"rule:{name}") for name in ("casse", "liste", "vide")
    ]


def test_what_does_not_fit_the_model_then_counts_by_its_id(house: House) -> None:
    """An older form of an entry, as today's model sees it: its id and its status can be read."""
    text = UNIQUE + "unheard_of: x\naliases: [ancien, Pas Un Identifiant, {a: b}]\n"
    put(house.data, {"rules/vieux.yml": text, "rules/sans.yml": "title: T\n"})
    put(
        house.data,
        {"rules/projet.yml": UNIQUE.replace("in-review", "draft") + "unheard_of: x\n"},
    )
    house.commit()
    for name in ("vieux", "sans", "projet"):
        (house.data / f"rules/{name}.yml").unlink()
    assert sorted(one.message for one in house.found()) == [
        gone("rule:ancien"), gone("rule:sans"), gone("rule:vieux"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["- a\n", "devis: [\n", "", "\x00", "Un Nom: {}\n", "a: b\n"])
def test_a_file_of_many_that_could_not_be_read_tells_nothing(house: House, text: str) -> None:
    put(house.data, {"glossary.yml": text})
    house.commit()
    put(house.data, {"glossary.yml": TERMS})
    assert house.found() == []


def test_a_name_that_was_none_is_not_missed(house: House) -> None:
    put(house.data, {"rules/Sans Nom.yml": UNIQUE, "regles/a.yml": UNIQUE, "rules/b.txt": UNIQUE})
    house.commit()
    (house.data / "rules/Sans Nom.yml").unlink()
    (house.data / "rules/b.txt").unlink()
    shutil.rmtree(house.data / "regles")
    assert house.found() == []


def test_what_cannot_be_read_today_may_be_what_is_missed(house: House) -> None:
    """Its own fault is said, and comes first."""
    house.rename("rules/fournisseur-unique.yml", "rules/source-unique.yml", "aliases: [\n")
    assert house.found() == []
    assert "rules/source-unique.yml" in check([house.data], TODAY, "HEAD").found[0].place.file


def test_an_entry_at_fault_today_is_there_and_so_are_its_names(house: House) -> None:
    house.rename(
        "rules/fournisseur-unique.yml",
        "rules/source-unique.yml",
        "unheard_of: x\naliases: [fournisseur-unique]\n",
    )
    assert house.found() == []


def test_a_folder_that_is_not_there_today_is_said_once(house: House) -> None:
    house.data.rename(house.top / "elsewhere")
    assert [one.code for one in check([house.data], TODAY, "HEAD").found] == ["unreadable-file"]


def test_a_second_folder_that_is_not_there_today_is_said_once(house: House) -> None:
    found = check([house.data, house.top / "few"], TODAY, "HEAD").found
    assert [one.code for one in found] == ["unreadable-file"]


# ---- a second data folder


def test_an_entry_may_move_to_the_second_folder(house: House) -> None:
    few = house.top / "few"
    put(few, {"personas/responsable-technique.yml": "traits: [Décide seul]\n"})
    house.commit()
    (few / "engagements").mkdir()
    shutil.move(house.data / "engagements/compresseurs.yml", few / "engagements")
    assert house.found(few) == []


def test_what_is_gone_from_the_second_folder_is_missed_there(house: House) -> None:
    """What it adds to an entry of the first is no entry of its own, but for its former ids."""
    few = house.top / "few"
    added = "traits: [Décide seul]\naliases: [chef]\n"
    text = (house.data / "engagements/compresseurs.yml").read_text("utf-8")
    put(few, {"personas/responsable-technique.yml": added, "engagements/presse.yml": text})
    house.commit()
    shutil.rmtree(few)
    few.mkdir()
    assert said(house.found(few)) == [
        (
            gone("engagement:presse"),
            Place((few / "engagements/presse.yml").as_posix()),
            LOST.format("presse"),
        ),
        (
            gone("persona:chef"),
            Place((few / "personas/responsable-technique.yml").as_posix(), 2, 11),
            "it seems to be persona:responsable-technique now: write « aliases: [chef] » in it",
        ),
    ]


def test_a_draft_is_one_in_both_folders(house: House) -> None:
    few = house.top / "few"
    house.change("personas/responsable-technique.yml", "in-review", "draft")
    put(few, {"personas/responsable-technique.yml": "traits: [Décide seul]\naliases: [chef]\n"})
    house.commit()
    shutil.rmtree(few)
    few.mkdir()
    (house.data / "personas/responsable-technique.yml").unlink()
    assert [one for one in house.found(few) if one.code == "vanished-id"] == []
