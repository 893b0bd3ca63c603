"""Compiled templates are run: none is taken from where others could have put it."""

import marshal
import os
import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from jinja2 import BytecodeCache, DictLoader, Environment, FileSystemLoader, pass_context
from jinja2.bccache import bc_magic
from playbook import theme
from playbook.theme.compiled import compiled

NAME = "page-head.html.j2"


def environment() -> Environment:
    made = theme.environment()
    made.filters["said"] = str
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled templates of somebody who stands in a project of his own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    environment().get_template(NAME)
    folder = tmp_path / "cache/purchasing-playbook/templates"
    assert len(list(folder.iterdir())) == 1
    return folder


def test_it_is_kept_whoever_else_one_shares_new_files_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each user has a group of his own, what he makes may be written by that group."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = os.umask(0o002)
    try:
        kept = compiled()
    finally:
        os.umask(before)
    assert kept is not None


def plant(folder: Path, home: Path) -> Path:
    """In `folder`, in the place of the template, code that leaves a sign; what it leaves."""
    (kept,) = home.iterdir()
    sign = home.parent / "ran"
    code = compile(f"import pathlib; pathlib.Path({str(sign)!r}).touch()", "planted", "exec")
    with kept.open("rb") as file:
        file.read(len(bc_magic))
        checksum = pickle.load(file)  # noqa: S301 # written by this test
    folder.mkdir(parents=True, exist_ok=True)
    content = bc_magic + pickle.dumps(checksum, 2) + marshal.dumps(code)
    (folder / kept.name).write_bytes(content)
    return sign


def load() -> None:
    with suppress(KeyError):  # what is planted is no template
        environment().get_template(NAME)


def test_code_in_the_user_s_own_folder_is_run(home: Path) -> None:
    """The control: where nobody else writes, what is kept saves compiling."""
    sign = plant(home, home)
    load()
    assert sign.exists()


def test_code_in_the_project_is_not(home: Path) -> None:
    """Whoever proposes a change could put it there."""
    sign = plant(Path(".cache/templates"), home)
    (kept,) = home.iterdir()
    (Path(".cache/templates") / kept.name).rename(f".cache/templates/__jinja2_{kept.name}")
    plant(Path(".cache/templates"), home)
    kept.unlink()
    load()
    assert not sign.exists()


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_code_in_a_folder_that_others_write_to_is_not(home: Path, mode: int) -> None:
    sign = plant(home, home)
    home.chmod(mode)
    load()
    home.chmod(0o700)
    assert not sign.exists()
    home.parent.chmod(mode)
    load()
    home.parent.chmod(0o700)
    assert not sign.exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives a folder away")
def test_code_in_a_folder_of_another_is_not(home: Path) -> None:
    sign = plant(home, home)
    os.chown(home, 65534, 65534)
    load()
    assert not sign.exists()


def test_a_link_to_a_folder_is_none_of_one_s_own(home: Path) -> None:
    sign = plant(home, home)
    home.rename(home.parent / "elsewhere")
    home.symlink_to(home.parent / "elsewhere")
    load()
    assert not sign.exists()


def test_without_a_folder_all_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert compiled() is None
    assert environment().get_template(NAME)


def test_another_way_of_reading_a_template_is_another_template(home: Path) -> None:
    def code(**options: bool) -> object:
        cache = compiled()
        assert isinstance(cache, BytecodeCache)
        bucket = cache.get_bucket(theme.environment().overlay(**options), NAME, "a", "b")
        return bucket.checksum

    assert code(trim_blocks=True) != code(trim_blocks=False)
    assert code(autoescape=True) != code(autoescape=False)


def test_a_filter_that_is_given_the_context_makes_another_of_a_template(home: Path) -> None:
    """What two versions of a filter are given differs, though the template is the same."""
    for given in (lambda value: f"{value}!", pass_context(lambda context, value: f"{value}?")):
        made = environment()
        made.filters["said"] = given
        made.loader = DictLoader({NAME: "{{ 'x' | said }}"})
        assert made.get_template(NAME).render() == given(
            *[None] * hasattr(given, "jinja_pass_arg"), "x"
        )


def test_where_a_template_stands_makes_no_other_of_it(home: Path, tmp_path: Path) -> None:
    """Those around an edition's pages are written into a new folder by each build: it leaves none."""
    cache = compiled()
    assert isinstance(cache, BytecodeCache)
    for folder in "abc":
        for source in ("one", "another"):
            made = Environment(loader=FileSystemLoader(tmp_path / folder), bytecode_cache=cache)  # noqa: S701
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "main.html").write_text(source, "utf-8")
            assert made.get_template("main.html").render() == source
    assert len(list(home.iterdir())) == 3


def test_what_is_kept_does_not_grow_for_ever(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(compiled.__globals__, "_MANY", 3)
    for number in range(4):
        (home / f"former-{number}").touch()
    environment().get_template(NAME)
    assert len(list(home.iterdir())) == 1
