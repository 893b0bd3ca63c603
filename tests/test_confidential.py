"""What few may read in a data folder of its own: it adds to the same entries, and tells nobody else."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from markupsafe import escape
from playbook.describe.fields import Field, describe, helped
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.codes import Severity
from playbook.edition import Edition
from playbook.model import KINDS
from playbook.pages.page import Site
from playbook.pipeline import Checked, build, check
from playbook.words import load_words

from tests.canaries import plant
from tests.conftest import DAY, FROZEN
from tests.planting import Planted

TODAY = date.fromisoformat(DAY)
SAMPLE = [FROZEN / "playbook_data"]
BOTH = [*SAMPLE, FROZEN / "playbook_confidential"]
AUDIENCES = ("staff", "buyers", "management", "head")


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant()[0]


def load(*roots: Path) -> Checked:
    """A playbook checked; one read before, if nobody has written in it since."""
    return _load(roots, max(path.stat().st_mtime_ns for root in roots for path in root.rglob("*")))


@cache
def _load(roots: tuple[Path, ...], _: int) -> Checked:
    return check(roots, TODAY)


def errors(*roots: Path) -> list[Diagnostic]:
    return [one for one in load(*roots).found if one.severity is Severity.ERROR]


def site(roots: list[Path], audience: str, language: str = "fr") -> Site:
    playbook = load(*roots).playbook
    assert playbook is not None
    return build(playbook, Edition(audience, language, TODAY))


def pages(of: Site) -> dict[str, str]:
    return {page.uri: page.html for page in of.pages}


def lines(of: Site) -> dict[str, list[str]]:
    """The lines of each page in no order, but for links to the forge: files are read in another."""
    return {
        uri: sorted(
            line for line in html.split("\n") if "/{path}" not in line and ".yml" not in line
        )
        for uri, html in pages(of).items()
    }


# ---- the sample


def test_the_sample_of_a_second_folder_is_right() -> None:
    assert check(BOTH, date(2026, 11, 24)).found == ()  # the day it was last read over


def test_the_second_folder_adds_fields_and_entries_for_those_who_may_read_them() -> None:
    spend, orders = "perimeters/hors-perimetre/", "engagements/commandes-de-direction/"
    assert site(BOTH, "staff") == site(SAMPLE, "staff")
    assert "5\u202f200\u202f000\u00a0€" not in pages(site(SAMPLE, "buyers"))[spend]
    buyers, head = pages(site(BOTH, "buyers")), pages(site(BOTH, "head", "en"))
    assert "5\u202f200\u202f000\u00a0€" in buyers[spend]
    assert "€5,200,000" in head[spend]
    assert orders not in buyers
    assert "CEO’s office" in head[orders]


# ---- every field of every kind


@pytest.fixture
def apart(planted: Planted, tmp_path: Path) -> list[Path]:
    """A playbook of which every restricted field and entry stands in the second folder."""
    roots = [tmp_path / "open", tmp_path / "apart"]
    planted.put(*roots)
    separate(roots[0])
    return roots


def separate(root: Path) -> None:
    settings = root / "playbook.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("confidential: together", "confidential: separate"), "utf-8")


def test_both_arrangements_make_the_same_sites(
    planted: Planted, apart: list[Path], tmp_path: Path
) -> None:
    planted.put(tmp_path / "all", None)
    for audience, language in (("staff", "en"), ("buyers", "fr"), ("head", "fr")):
        one = site([tmp_path / "all"], audience, language)
        other = site(apart, audience, language)
        assert one.files.keys() == other.files.keys()
        assert one.written == other.written
        assert one.tabs == other.tabs
        assert lines(one) == lines(other)


def test_nothing_restricted_may_stand_in_the_open_folder(
    planted: Planted, apart: list[Path], tmp_path: Path
) -> None:
    assert errors(*apart) == []
    planted.put(tmp_path / "all", None)
    separate(tmp_path / "all")
    found = errors(tmp_path / "all")
    assert {one.code for one in found} == {"restricted-in-public"}
    said = {
        (Path(one.place.file).stem.split(".")[0], one.place.file.endswith(".en.yml"))
        for one in found
    }
    restricted = {
        (planted.name(part.entry), part.language == "en")
        for part in planted.parts
        if part.restricted
    }
    everybody = planted.audiences.readers()
    files = {
        (Path(name).stem, False)
        for name, (spot, _) in planted.assets.items()
        if planted.audiences.readers(spot.entry.audience) != everybody
    }
    assert said == restricted | files


def test_nothing_for_everybody_may_stand_in_the_second_folder(
    planted: Planted, apart: list[Path]
) -> None:
    part = next(one for one in planted.parts if one.entry.kind == "personas" and not one.restricted)
    name = planted.name(part.entry)
    path = apart[1] / "personas" / f"{name}.yml"
    path.write_text(f"{path.read_text('utf-8')}aliases: [ouvert]\n", "utf-8")
    open_ = apart[0] / "personas" / f"{name}.yml"
    lines = open_.read_text("utf-8").split("\n")
    at = lines.index("aliases:")
    open_.write_text("\n".join([*lines[:at], *lines[at + 3 :]]), "utf-8")
    rule = apart[1] / "rules" / "essai.yml"
    rule.write_text(
        "title: T\nsummary: S\nstatus: draft\nstrength: must\nstatement: S\nrationale: R\n", "utf-8"
    )
    assert [(one.code, Path(one.place.file).name) for one in errors(*apart)] == [
        ("public-in-restricted", path.name),
        ("public-in-restricted", rule.name),
    ]


# ---- the repositories


def forge(data: Path, text: str) -> None:
    """Writes the settings of the forge anew."""
    path = data / "playbook.yml"
    kept = path.read_text("utf-8")
    begin = kept.index("forge:")
    end = kept.index("contact:")
    path.write_text(f"{kept[:begin]}{text}{kept[end:]}", "utf-8")


OPEN = "forge:\n  edit: https://open.example/{path}\n  readers: staff\n"
APART = "  confidential:\n    edit: https://apart.example/{path}\n    readers: head\n"


def test_each_file_is_edited_in_its_own_repository_by_those_who_may_open_it(
    planted: Planted, apart: list[Path]
) -> None:
    forge(apart[0], OPEN + APART)
    assert errors(*apart) == []
    for audience in AUDIENCES:
        html = "\n".join(pages(site(apart, audience)).values())
        assert "https://open.example/personas/" in html
        assert ("https://apart.example/" in html) == (audience == "head")
        assert str(apart[0].parent) not in html
    persona = next(one for one in planted.names if one[0] == "personas" and one[2] == "staff")
    name = planted.name(persona)
    page = pages(site(apart, "head"))[f"personas/{name}/"]
    assert re.findall(r'href="https://(.*\.example/personas/.*?)">(.*?)<', page) == [
        (f"open.example/personas/{name}.yml", "Modifier le YAML"),
        (f"apart.example/personas/{name}.yml", "Modifier la partie réservée"),
    ]


def test_who_may_edit_is_not_told_of_fields_kept_for_others(apart: list[Path]) -> None:
    forge(apart[0], OPEN + APART)
    words = load_words("fr", "EUR")
    kept = {helped(words, field) for kind in KINDS for field in restricted_fields(kind)}
    staff, head = (pages(site(apart, audience))["fields/"] for audience in ("staff", "head"))
    assert len(kept) > 10
    for text in kept:
        assert escape(text) in head, text
        assert escape(text) not in staff, text
    assert 'id="fields-strategies"' in head
    assert 'id="fields-strategies"' not in staff


def restricted_fields(kind: str) -> list[Field]:
    described = describe(kind)
    return [
        field
        for schema in (*described.forms.values(), *described.groups.values())
        for field in described.fields(schema)
        if field.audience is not None
    ]


def test_without_an_address_of_its_own_the_second_folder_is_not_linked(apart: list[Path]) -> None:
    forge(apart[0], OPEN)
    html = "\n".join(pages(site(apart, "head")).values())
    linked = {name.split('"')[0] for name in html.split("https://open.example/")[1:]}
    assert linked
    assert all((apart[0] / name).exists() for name in linked)


def test_a_repository_open_to_more_than_its_readers_is_an_error(
    planted: Planted, apart: list[Path], tmp_path: Path
) -> None:
    planted.put(tmp_path / "all", None)
    assert errors(tmp_path / "all") == []
    forge(tmp_path / "all", OPEN)
    assert {one.code for one in errors(tmp_path / "all")} == {"restricted-in-public"}
    forge(apart[0], OPEN + APART.replace("head", "buyers"))
    found = errors(*apart)
    assert {one.code for one in found} == {"restricted-in-public"}
    assert all("buyers too" in one.message for one in found)


# ---- fingerprints


def test_no_fingerprint_in_the_open_folder_depends_on_the_second(apart: list[Path]) -> None:
    """Who may open the first repository only could try out what stands in the other."""

    def said(*roots: Path) -> list[Diagnostic]:
        codes = ("stale-translation", "stale-approval")
        found = load(*roots).found
        return [one for one in found if one.code in codes and apart[0].as_posix() in one.place.file]

    assert said(apart[0]) == said(*apart) != []


def test_a_translation_in_the_second_folder_says_what_it_translates(
    planted: Planted, apart: list[Path]
) -> None:
    persona = next(one for one in planted.names if one[0] == "personas" and one[2] == "staff")
    translation = apart[1] / "personas" / f"{planted.name(persona)}.en.yml"
    original = translation.with_name(f"{planted.name(persona)}.yml")

    def stale() -> list[str]:
        found = load(*apart).found
        return [
            one.hint.split('"')[1]
            for one in found
            if one.code == "stale-translation" and one.place.file == translation.as_posix()
        ]

    (mark,) = stale()
    translation.write_text(f'translates: "{mark}"\n{translation.read_text("utf-8")}', "utf-8")
    assert stale() == []
    text = original.read_text("utf-8")
    original.write_text(text.replace("profile: ", "profile: autre "), "utf-8")
    assert stale() != []
