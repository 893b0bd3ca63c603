"""Builds as people and pipelines run them: whole, quiet, the same twice, never half."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playbook.edition import Edition
from playbook.linking.playbook import Playbook
from playbook.pages.page import Site
from playbook.pipeline import build, check
from playbook.publish import TakenError, publish, swapped

from tests.conftest import DAY, ENVIRON, FROZEN, ROOT


def mkdocs(site: Path, *more: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(site), *more],
        cwd=ROOT,
        env={**os.environ, **ENVIRON, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def differences(one: Path, other: Path) -> list[str]:
    """Files that one of two folders lacks, or whose bytes differ."""
    names = {
        str(path.relative_to(root))
        for root in (one, other)
        for path in root.rglob("*")
        if path.is_file()
    }
    return sorted(
        name
        for name in names
        if not (one / name).exists()
        or not (other / name).exists()
        or not filecmp.cmp(one / name, other / name, shallow=False)
    )


def test_a_strict_build_has_no_warning_and_two_are_the_same(tmp_path: Path) -> None:
    for name in ("first", "second"):
        done = mkdocs(tmp_path / name, "--strict", SOURCE_DATE_EPOCH="1790000000")
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
    assert differences(tmp_path / "first", tmp_path / "second") == []


def test_the_navigation_leads_to_the_same_places_from_every_page(
    built: Callable[[str], Path],
) -> None:
    site = built("head")
    found: dict[tuple[str, ...], list[str]] = {}
    for path in sorted(site.rglob("index.html")):
        html = path.read_text("utf-8")
        links = re.findall(r'href="([^"#]*)" class="md-(?:tabs|nav)__link(?: [^"]*)?"', html)
        if links and not path.is_relative_to(site / "en"):  # a page that has moved has none
            leads = tuple(os.path.relpath(path.parent / link, site) for link in links)
            found.setdefault(leads, []).append(path.parent.relative_to(site).as_posix())
    home, *others = sorted(found.values(), key=len, reverse=True)
    assert len(home) > 100
    assert others == []


def test_entries_of_one_title_have_an_order_too(tmp_path: Path) -> None:
    shutil.copytree(FROZEN / "playbook_data", tmp_path / "data")
    roles = tmp_path / "data/roles.yml"
    text = re.sub(r"(?m)^  title: .*", "  title: Rôle", roles.read_text("utf-8"))
    roles.write_text(text, "utf-8")
    playbook = check([tmp_path / "data"], date.fromisoformat(DAY)).playbook
    assert playbook
    pages = build(playbook, Edition("head", "fr", date.fromisoformat(DAY))).pages
    index = next(page for page in pages if page.uri == "communication/")
    options = re.findall(r'<option value="([^"]+)">Rôle</option>', index.html)
    assert len(options) > 4
    assert options == sorted(options)


def test_two_builds_in_one_process_are_the_same(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'hooks')\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "for name in ('first', 'second'):\n"
        f"    build(load_config('mkdocs.yml', site_dir={str(tmp_path)!r} + '/' + name))\n"
    )
    environ = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "PLAYBOOK_AUDIENCE": "buyers"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, check=True)
    assert differences(tmp_path / "first", tmp_path / "second") == []


def test_mkdocs_alone_builds_what_everybody_may_read(tmp_path: Path) -> None:
    assert mkdocs(tmp_path / "site", PLAYBOOK_DATE=DAY).returncode == 0
    assert (tmp_path / "site/rules/mise-en-concurrence/index.html").exists()
    assert not (tmp_path / "site/strategies").exists()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PLAYBOOK_AUDIENCE", "bayers", "there is no such audience"),
        ("PLAYBOOK_LANGUAGE", "it", "there is no such language"),
        ("PLAYBOOK_DATE", "demain", "write a date"),
        ("PLAYBOOK_DATA", "nowhere", "nowhere:1:1: error[unreadable-file]"),
    ],
)
def test_a_misspelt_call_builds_nothing(
    tmp_path: Path, variable: str, value: str, said: str
) -> None:
    done = mkdocs(tmp_path / "site", **{variable: value})
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_errors_in_the_data_leave_the_last_good_site(tmp_path: Path) -> None:
    site, data = tmp_path / "site", tmp_path / "data"
    site.mkdir()
    (site / "index.html").write_text("the last good one")
    data.mkdir()
    (data / "playbook.yml").write_text("organisation: Vauclin\n")
    (data / "rules").mkdir()
    (data / "rules/une-regle.yml").write_text("title: Option 1 : ne rien faire\n")
    done = mkdocs(site, PLAYBOOK_DATA=str(data))
    assert done.returncode != 0
    assert "une-regle.yml:1:17: error[colon-in-prose]" in done.stdout + done.stderr
    assert (site / "index.html").read_text() == "the last good one"


def sample() -> Playbook:
    playbook = check([FROZEN / "playbook_data"], date.fromisoformat(DAY)).playbook
    assert playbook is not None
    return playbook


def test_a_publication_that_fails_half_way_leaves_every_published_folder(tmp_path: Path) -> None:
    for audience in ("staff", "buyers"):
        (tmp_path / audience).mkdir()
        (tmp_path / audience / ".playbook-edition").write_text(audience)
        (tmp_path / audience / "index.html").write_text(f"the old {audience} site")

    def write(playbook: Playbook, edition: Edition, site: Site, folder: Path) -> None:
        (folder / "index.html").write_text("half")
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        list(publish(sample(), date.fromisoformat(DAY), tmp_path, write))
    assert (tmp_path / "staff/index.html").read_text() == "the old staff site"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["buyers", "staff"]


@pytest.mark.parametrize("taken", ["buyers/CNAME", "buyers"])
def test_what_was_not_built_here_is_not_replaced(taken: str, tmp_path: Path) -> None:
    (tmp_path / taken).parent.mkdir(exist_ok=True)
    (tmp_path / taken).write_text("somebody's")

    def write(playbook: Playbook, edition: Edition, site: Site, folder: Path) -> None:
        raise AssertionError("nothing is to be built")

    with pytest.raises(TakenError, match="buyers holds what was not built here"):
        list(publish(sample(), date.fromisoformat(DAY), tmp_path, write))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / taken]


def test_a_new_site_has_the_rights_and_the_place_of_the_old_one(tmp_path: Path) -> None:
    elsewhere = tmp_path / "disk/head"
    elsewhere.mkdir(parents=True)
    elsewhere.chmod(0o750)
    (tmp_path / "head").symlink_to(elsewhere)
    with swapped(tmp_path / "head") as folder:
        (folder / "index.html").write_text("new")
    assert (elsewhere / "index.html").read_text() == "new"
    assert elsewhere.stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "head").is_symlink()


def test_a_whole_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    published = tmp_path / "staff"
    published.mkdir()
    (published / "gone.html").write_text("old")
    with swapped(published) as folder:
        (folder / "index.html").write_text("new")
    assert [path.name for path in published.iterdir()] == ["index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["staff"]
