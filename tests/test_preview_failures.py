"""The preview survives what is no mistake in a text: a file that is gone, a build or a call that fails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playbook import preview as preview_module
from playbook.environment import CallError
from playbook.frames import Prepared, Surroundings
from playbook.preview import Preview, Previewed

from tests.excerpts import SMALL, write
from tests.previewing import faults_page, looks_right, show, uris, with_download
from tests.test_frames import generated


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
        with Prepared(one.site, around, tmp_path / "docs") as made:
            made.finish(folder, None)
        assert (folder / "assets/playbook/playbook.css").is_file()
        assert (folder / "documents/demande-de-devis/index.html").is_file()
        assert not (folder / "files/demande.ods").exists()


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
