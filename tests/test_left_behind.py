"""What a build prepares for itself is gone where it ends, whatever ended it: nothing waits for collection."""

from pathlib import Path
from typing import Any

import pytest
from playbook.edges import __main__ as program
from playbook.edges import mkdocs, zensical
from playbook.edges.mkdocs_alone import Alone
from playbook.edition import Edition
from playbook.frames import FrameError, Prepared
from playbook.pipeline import build, check
from playbook.system import temporary

from tests.conftest import DAY, ROOT
from tests.excerpts import SMALL, TODAY
from tests.test_frames import AROUND, SITE


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary folders that no other test uses."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(temporary.tempfile, "tempdir", str(place))
    monkeypatch.setenv("PLAYBOOK_DATA", str(SMALL))
    monkeypatch.setenv("PLAYBOOK_DATE", DAY)
    monkeypatch.chdir(ROOT)
    return place


def left(own: Path) -> list[str]:
    """The folders in use below the one of this user."""
    return sorted(path.name.split("-")[0] for path in own.glob("playbook-*/*-*"))


def failing(*_: object, **__: object) -> Any:
    raise ZeroDivisionError


def test_what_fails_while_it_is_prepared(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Prepared, "_copy", failing)
        with pytest.raises(ZeroDivisionError) as kept:  # with all that its frames hold
            Prepared(SITE, AROUND, ROOT / "docs")
        assert left(own) == []
    assert kept.traceback


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (zensical, "_settings"),
        (zensical.subprocess, "run"),
        (zensical.shutil, "copytree"),
        (Prepared, "finish"),
        (mkdocs, "configured"),
        (mkdocs, "use"),
        (mkdocs, "build"),
    ],
)
def test_what_fails_while_an_edition_is_written(
    module: Any, name: str, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = check([SMALL], TODAY).playbook
    assert playbook is not None
    edition = Edition("staff", "fr", TODAY)
    site = build(playbook, edition)
    mine = module in (mkdocs, Prepared)
    monkeypatch.setattr(program, "write", (mkdocs if mine else zensical).write)
    monkeypatch.setattr(module, name, failing)
    with pytest.raises(ZeroDivisionError) as kept:
        program.write_edition(playbook, edition, site, tmp_path / "site")
    assert left(own) == []
    assert kept.traceback


@pytest.mark.parametrize("name", ["on_env", "on_post_build"])
def test_what_fails_while_mkdocs_builds_by_itself(
    name: str, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, config = Alone(), mkdocs.configured(Path("mkdocs.yml"), tmp_path / "site", strict=True)
    alone.on_startup("build", False)
    monkeypatch.setattr(mkdocs._Frames, name, failing)
    config.plugins._register_event("config", alone.on_config)
    config.plugins._register_event("build_error", alone.on_build_error)
    with pytest.raises(ZeroDivisionError) as kept:
        mkdocs.build(config)
    assert left(own) == []
    assert kept.traceback


def test_what_a_build_was_stopped_at_ends_with_the_next(own: Path, tmp_path: Path) -> None:
    alone = Alone()
    alone.on_startup("build", False)
    for _ in range(2):
        alone.on_config(mkdocs.configured(Path("mkdocs.yml"), tmp_path / "site", strict=True))
        assert left(own) == ["frames"]
    alone._at_work.close()
    assert left(own) == []


def test_a_build_that_ends_well_leaves_nothing(own: Path, tmp_path: Path) -> None:
    alone, config = Alone(), mkdocs.configured(Path("mkdocs.yml"), tmp_path / "site", strict=True)
    alone.on_startup("build", False)
    mkdocs.build(alone.on_config(config))
    assert left(own) == []
    assert (tmp_path / "site/assets/playbook/search/fr").is_dir()


def test_what_a_theme_has_lost_ends_a_build_with_its_sentence() -> None:
    alone = Alone()
    alone._built = Path("site")
    with pytest.raises(mkdocs.Abort, match="no place for the page's title; the site is not whole"):
        alone.on_build_error(FrameError("no place for the page's title"))
