"""The preview survives its editor: whatever is saved, there is a page, and it says what is wrong."""

import os
import random
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playbook import preview as preview_module
from playbook.diagnostics import has_errors
from playbook.diagnostics.codes import CODES, explained
from playbook.environment import CallError
from playbook.frames import Prepared, Surroundings
from playbook.linking.playbook import Playbook
from playbook.preview import Preview, Previewed

from tests.conftest import FROZEN, ROOT
from tests.excerpts import SMALL, TODAY, write
from tests.test_diagnostics import NO_EXCERPT, WRONG
from tests.test_frames import generated

# Wrong only beside an earlier revision, of which a preview knows nothing.
BESIDE_EARLIER = {"fewer-readers", "more-readers", "vanished-id"}


def show(preview: Preview, *roots: Path) -> Previewed:
    folders = os.pathsep.join(map(str, roots))
    return preview.show({"PLAYBOOK_DATA": folders, "PLAYBOOK_DATE": TODAY.isoformat()})


def with_download(tmp_path: Path) -> tuple[Path, Path]:
    """The small playbook in two languages, with a file that a document hands out, and where that is."""
    excerpt = (
        "# playbook.yml\nlanguages: [fr, en]\n# documents/demande-de-devis.yml\nfile: demande.ods\n"
    )
    (data,) = write(excerpt, tmp_path).roots
    file = data / "assets/demande.ods"
    file.parent.mkdir()
    file.write_bytes(b"to fill in")
    return data, file


def uris(shown: Previewed) -> set[str]:
    return {page.uri for page in shown.site.pages}


def faults_page(shown: Previewed) -> str:
    """The HTML of the page of faults."""
    uri = "faults/" if "faults/" in uris(shown) else ""
    return next(page.html for page in shown.site.pages if page.uri == uri)


def looks_right(shown: Previewed, before: Previewed) -> None:
    """What is wrong is said, over the pages that were there before."""
    assert shown.found
    page = faults_page(shown)
    assert page.count("<li>") == len(shown.found)
    if has_errors(shown.found):
        assert shown.stale
        assert uris(before) <= uris(shown)


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Preview, Previewed]]:
    """A preview of the small playbook, which is right, and what it shows."""
    first = Preview()
    shown = show(first, SMALL)
    assert shown.found == ()

    def begun() -> tuple[Preview, Previewed]:
        preview = Preview()
        preview._good = first._good
        return preview, shown

    return begun


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXCERPT))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fault_is_shown_over_the_last_good_page(
    code: str, language: str, right: Any, tmp_path: Path
) -> None:
    preview, before = right()
    roots = write(explained(language)[code]["wrong"], tmp_path).roots
    shown = show(preview, *roots)
    assert shown.failure == ""
    assert (shown.found == ()) == (code in BESIDE_EARLIER)
    if shown.found:
        looks_right(shown, before)


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXCERPT))
def test_a_preview_that_begins_with_a_fault_shows_what_it_can(code: str, tmp_path: Path) -> None:
    roots = write(explained("fr")[code]["wrong"], tmp_path).roots
    shown = show(Preview(), *roots)
    assert shown.failure == ""
    assert not shown.found or faults_page(shown).count("<li>") == len(shown.found)


@pytest.mark.parametrize("name", WRONG)
def test_everything_wrong_at_once(name: str, right: Any) -> None:
    folder = ROOT / "tests" / "data" / name
    roots = [folder / root for root in WRONG[name]]
    preview, before = right()
    shown = show(preview, *roots)
    assert shown.failure == ""
    if shown.found:
        looks_right(shown, before)
    begun = show(Preview(), *roots)
    assert begun.failure == ""


MISTAKES = {
    "a bound misspelt": ("decisions/devis.yml", "trois-devis", "trois-deviss"),
    "an outcome misspelt": ("decisions/devis.yml", "expect: un", "expect: une"),
    "a choice where an amount is due": ("decisions/devis.yml", "{below: trois-devis}", "oui"),
    "two rows of one id": ("decisions/devis.yml", "id: trois", "id: un"),
    "a threshold that is no amount": ("thresholds/trois-devis.yml", "25000", "beaucoup"),
    "a threshold without its title": ("thresholds/trois-devis.yml", "title:", "titel:"),
    "no YAML": ("thresholds/trois-devis.yml", "value: ", "value: ["),
    "a form there is not": ("decisions/devis.yml", "form: table", "form: tableau"),
    "settings that cannot be read": ("playbook.yml", "organisation:", "organisation: ["),
    "an audience that is nowhere": ("playbook.yml", "buyers: [staff]", "buyers: [nobody]"),
    "a language that is none": ("playbook.yml", "[fr]", "[xx]"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_and_its_mend(mistake: str, tmp_path: Path) -> None:
    file, old, new = MISTAKES[mistake]
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    text = (data / file).read_text("utf-8")
    assert old in text
    preview = Preview()
    before = show(preview, data)
    (data / file).write_text(text.replace(old, new), "utf-8")
    shown = show(preview, data)
    looks_right(shown, before)
    assert shown.failure == ""
    begun = show(Preview(), data)
    assert begun.failure == ""
    assert faults_page(begun)
    (data / file).write_text(text, "utf-8")
    mended = show(preview, data)
    assert (mended.found, mended.stale, uris(mended)) == ((), False, uris(before))


def test_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    preview = Preview()
    before = show(preview, data)
    data.rename(tmp_path / "away")
    looks_right(show(preview, data), before)
    (tmp_path / "away").rename(data)
    assert show(preview, data).found == ()


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    preview = Preview()
    before = show(preview, data)
    rule = data / "rules" / "mise-en-concurrence.yml"
    rule.unlink()
    rule.mkdir()
    looks_right(show(preview, data), before)
    assert stat.S_ISDIR(rule.stat().st_mode)


def _moved_away(file: Path) -> None:
    file.parent.rename(file.parent.parent / "elsewhere")


def _a_folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _leads_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "gone")


@pytest.mark.parametrize("lose", [Path.unlink, _moved_away, _a_folder_instead, _leads_nowhere])
def test_the_last_good_pages_are_written_without_a_download_that_is_gone(
    lose: Callable[[Path], None], tmp_path: Path
) -> None:
    data, kept = with_download(tmp_path)
    preview = Preview()
    before = show(preview, data)
    assert "files/demande.ods" in before.site.files
    lose(kept)
    shown = show(preview, data)
    looks_right(shown, before)
    for one in (shown, *shown.others):
        folder = tmp_path / one.words.language
        generated(folder, one.site)
        around = Surroundings(one.words, None, one.site.tabs)
        Prepared(one.site, around, tmp_path / "docs").finish(folder, None)
        assert (folder / "assets/playbook/playbook.css").is_file()
        assert (folder / "documents/demande-de-devis/index.html").is_file()
        assert not (folder / "files/demande.ods").exists()


FILES = sorted(
    path.relative_to(FROZEN / "playbook_data").as_posix()
    for folder in ("decisions", "rules", ".")
    for path in (FROZEN / "playbook_data" / folder).glob("*.yml")
)


@pytest.mark.parametrize("seed", range(16))
def test_random_damage_of_the_sample(seed: int, tmp_path: Path) -> None:
    """Lines are dropped, doubled, shifted and cut: what is left is shown, or what is wrong is."""
    chance = random.Random(seed)  # noqa: S311 # no secret
    data = tmp_path / "data"
    shutil.copytree(FROZEN / "playbook_data", data)
    for name in dict.fromkeys(["thresholds.yml", *chance.sample(FILES, 3)]):
        lines = (data / name).read_text("utf-8").split("\n")
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(lines))
            lines[at : at + 1] = chance.choice(
                [[], [lines[at]] * 2, [f"  {lines[at]}"], [lines[at].strip()], [lines[at][:-3]]]
            )
        (data / name).write_text("\n".join(lines), "utf-8")
    shown = show(Preview(), data)
    assert shown.failure == ""
    assert not shown.found or faults_page(shown).count("<li>") == len(shown.found)


# ---- what is no fault of the playbook


def test_a_fault_of_ours_is_shown_and_the_server_lives_on(
    right: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, before = right()

    def broken(*_: object) -> None:
        raise ZeroDivisionError("nought")

    with monkeypatch.context() as patch:
        patch.setattr(preview_module, "build", broken)
        shown = show(preview, SMALL)
    assert shown.failure == "ZeroDivisionError: nought"
    assert "nought" in faults_page(shown)
    assert uris(before) < uris(shown)
    assert show(preview, SMALL).failure == ""


def test_a_build_that_fails_is_tried_again_over_the_last_good_pages(right: Any) -> None:
    preview, before = right()
    tried: list[Previewed] = []

    def builder() -> None:
        tried.append(show(preview, SMALL))
        if len(tried) == 1:
            raise SystemExit("no")

    preview.guarded(builder)()
    first, second = tried
    assert (first.failure, second.failure, second.stale) == ("", "SystemExit: no", True)
    assert uris(before) <= uris(second)


def test_one_that_always_fails_does_not_end_the_server(right: Any) -> None:
    preview, _ = right()
    tried = []

    def builder() -> None:
        tried.append(1)
        raise RuntimeError

    preview.guarded(builder)()
    assert len(tried) == 2


def test_what_failed_twice_says_nothing_of_the_next_save(right: Any) -> None:
    preview, _ = right()
    shown: list[Previewed] = []

    def builder() -> None:
        shown.append(show(preview, SMALL))
        if len(shown) <= 2:
            raise SystemExit("no")

    save = preview.guarded(builder)
    save()
    save()
    assert [(one.failure, one.stale) for one in shown] == [
        ("", False),
        ("SystemExit: no", True),
        ("", False),
    ]


def test_what_fails_before_any_page_was_right_is_told(tmp_path: Path) -> None:
    roots = write("# thresholds/trois-devis.yml\nvalue: beaucoup\n", tmp_path).roots
    preview = Preview()
    shown: list[Previewed] = []

    def builder() -> None:
        shown.append(show(preview, *roots))
        if len(shown) == 1:
            raise SystemExit("no")

    preview.guarded(builder)()
    assert [one.failure for one in shown] == ["", "SystemExit: no"]
    assert "SystemExit: no" in faults_page(shown[1])
    assert shown[1].found == shown[0].found != ()


def test_a_call_that_is_at_fault_while_it_serves_is_shown() -> None:
    preview = Preview()
    shown: list[Previewed] = []

    def builder() -> None:
        day = {"PLAYBOOK_DATA": str(SMALL), "PLAYBOOK_DATE": "tomorrow"}
        shown.append(preview.show(day))

    preview.guarded(builder)()
    (one,) = shown
    assert one.failure.startswith("CallError: PLAYBOOK_DATE=tomorrow")


def test_a_call_that_is_at_fault_says_so_at_the_start() -> None:
    environ = {"PLAYBOOK_DATA": str(SMALL), "PLAYBOOK_AUDIENCE": "nobody"}
    with pytest.raises(CallError, match="PLAYBOOK_AUDIENCE=nobody"):
        Preview().show(environ)


# ---- what it shows, and to whom


def test_it_shows_what_every_audience_reads(tmp_path: Path) -> None:
    """Two audiences may stand beside one another, and none above both."""
    roots = write(
        "# playbook.yml\naudiences: {staff: [], buyers: [staff], legal: [staff]}\n"
        "# rules/mise-en-concurrence.yml\naudience: buyers\n"
        "# rules/fournisseur-unique.yml\naudience: legal\n",
        tmp_path,
    ).roots
    shown = show(Preview(), *roots)
    assert isinstance(shown.playbook, Playbook)
    assert {"rules/mise-en-concurrence/", "rules/fournisseur-unique/"} <= uris(shown)
