"""The data folders as they were: read from git, wherever they stand, and nothing of git is touched."""

import os
import shutil
from pathlib import Path

import pytest
from playbook.diagnostics import Place
from playbook.impact.revision import at

from tests.house import FILES, refused, texts, were
from tests.repositories import commit, git, put

# ---- one folder


def test_the_files_are_those_of_the_revision(repository: Path) -> None:
    assert were("HEAD", repository / "data") == [FILES]


def test_a_branch_a_tag_and_a_commit_are_revisions(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "--annotate", "v1", "--message", "v1")
    git(repository, "branch", "avant")
    commit(repository)
    for revision in (first, first[:9], "v1", "avant", "HEAD^1", "main~1"):
        assert were(revision, repository / "data") == [FILES]
    assert were("main", repository / "data")[0].keys() == {"playbook.yml", "rules/b.yml"}


def test_nothing_of_the_repository_is_touched(repository: Path, tmp_path: Path) -> None:
    """Neither what is staged nor what is not, nor the index, nor any object, nor a reference."""
    put(repository / "data", {"rules/staged.yml": "title: C\n"})
    git(repository, "add", "data/rules/staged.yml")

    def look() -> dict[Path, tuple[bytes, int]]:
        return {
            path: (path.read_bytes(), path.stat().st_mtime_ns)
            for path in repository.rglob("*")
            if path.is_file()
        }

    before = look()
    # As soon as files look older than they are, git wants to write its index anew.
    os.utime(repository / "data/playbook.yml", (1, 1))
    before[repository / "data/playbook.yml"] = (
        before[repository / "data/playbook.yml"][0],
        1_000_000_000,
    )
    assert were("HEAD", repository / "data") == [FILES]
    assert look() == before


def test_the_copies_are_gone_afterwards(repository: Path) -> None:
    with at("HEAD", [repository / "data"]) as past:
        copy = past.copies[0]
        assert copy.is_dir()
    assert not copy.parent.exists()


@pytest.mark.parametrize("called", ["data", "./data", "../data", "absolute"])
def test_a_folder_is_called_as_the_call_does(
    called: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative or not, from the top of the repository or from a folder in it."""
    (repository / "docs").mkdir()
    monkeypatch.chdir(repository / "docs" if called == "../data" else repository)
    root = repository / "data" if called == "absolute" else Path(called)
    with at("HEAD", [root]) as past:
        place = Place((past.copies[0] / "rules/a.yml").as_posix(), 3, 4, 5)
        assert texts(past.copies[0]) == FILES
        assert past.place(place) == Place((root / "rules/a.yml").as_posix(), 3, 4)


def test_the_folder_may_be_the_whole_repository(tmp_path: Path) -> None:
    put(tmp_path / "data", FILES)
    commit(tmp_path / "data")
    assert were("HEAD", tmp_path / "data") == [FILES]


def test_names_are_taken_as_they_are(tmp_path: Path) -> None:
    """Accents, spaces, quotes, line breaks, and what git would take for a pattern or an option."""
    names = ["é à.txt", 'un "mot".txt', "deux\nlignes.txt", ":(top)x.txt", "*.txt", "-rf.txt"]
    put(tmp_path / "maison/:(top)-é [a]*/data", {f"assets/{name}": name for name in names})
    commit(tmp_path / "maison")
    assert were("HEAD", tmp_path / "maison/:(top)-é [a]*/data") == [
        {f"assets/{name}": name for name in names}
    ]


def test_a_large_file_is_copied_whole(repository: Path) -> None:
    """Larger than a pipe holds, and not text."""
    content = bytes(range(256)) * 4000 + b"\n\n"
    (repository / "data/assets").mkdir()
    for number in range(3):
        (repository / f"data/assets/{number}.bin").write_bytes(content + bytes([number]))
    commit(repository)
    with at("HEAD", [repository / "data"]) as past:
        for number in range(3):
            copied = (past.copies[0] / f"assets/{number}.bin").read_bytes()
            assert copied == content + bytes([number])


def test_a_link_stays_a_link(repository: Path) -> None:
    (repository / "data/rules/c.yml").symlink_to("b.yml")
    commit(repository)
    with at("HEAD", [repository / "data"]) as past:
        link = past.copies[0] / "rules/c.yml"
        assert link.is_symlink()
        assert link.read_text() == "title: B\n"


def test_a_folder_that_was_not_there_was_empty(repository: Path) -> None:
    put(repository / "neuf", FILES)
    assert were("HEAD", repository / "neuf", repository / "data") == [{}, FILES]


def test_a_hook_of_another_repository_does_not_mislead(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "other", {"x": "x"})
    commit(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert were("HEAD", repository / "data") == [FILES]


# ---- several folders


def test_several_folders_of_one_repository(repository: Path) -> None:
    second = {"personas/a.yml": "traits: [x]\n"}
    put(repository / "few", second)
    commit(repository, "Second")
    shutil.rmtree(repository / "few")
    (repository / "few").mkdir()
    assert were("HEAD", repository / "data", repository / "few")[1] == second
    assert were("HEAD^1", repository / "data", repository / "few") == [FILES, {}]


def test_a_second_repository_has_the_revision_too(repository: Path, tmp_path: Path) -> None:
    second = {"personas/a.yml": "traits: [x]\n"}
    put(tmp_path / "few", second)
    commit(tmp_path / "few")
    put(tmp_path / "few", {"personas/b.yml": "traits: [x]\n"})
    commit(tmp_path / "few")
    git(repository, "branch", "avant")
    said = refused("avant", repository / "data", tmp_path / "few")
    assert f'no revision "avant" in the repository of {tmp_path / "few"}' in said
    git(tmp_path / "few", "branch", "avant", "HEAD^1")
    assert were("avant", repository / "data", tmp_path / "few") == [FILES, second]


@pytest.fixture
def joined(repository: Path, tmp_path: Path) -> Path:
    """A repository of its own, which is a submodule of the first: at one commit, then at another."""
    put(tmp_path / "few", {"data/personas/a.yml": "traits: [x]\n"})
    commit(tmp_path / "few")
    git(repository, "submodule", "--quiet", "add", (tmp_path / "few").as_uri(), "lib/few")
    commit(repository, "Joined")
    inside = repository / "lib/few"
    (inside / "data/personas/a.yml").unlink()
    put(inside, {"data/personas/b.yml": "traits: [x]\n"})
    commit(inside)
    commit(repository, "Moved on")
    return inside


def test_a_submodule_is_taken_at_the_commit_it_had(repository: Path, joined: Path) -> None:
    roots = repository / "data", joined / "data"
    assert were("HEAD^1", *roots)[1] == {"personas/a.yml": "traits: [x]\n"}
    assert were("HEAD", *roots)[1] == {"personas/b.yml": "traits: [x]\n"}
    assert were("HEAD~2", *roots) == [FILES, {}]


def test_a_submodule_that_is_the_first_folder_knows_its_own_revisions(
    repository: Path, joined: Path
) -> None:
    git(joined, "tag", "avant", "HEAD^1")
    assert were("avant", joined / "data") == [{"personas/a.yml": "traits: [x]\n"}]


def test_a_folder_that_became_a_submodule_is_the_folder_it_was(
    repository: Path, tmp_path: Path
) -> None:
    put(repository / "few", FILES)
    commit(repository, "A folder")
    shutil.rmtree(repository / "few")
    commit(repository, "None")
    put(tmp_path / "few", {"rules/z.yml": "title: Z\n"})
    commit(tmp_path / "few")
    git(repository, "submodule", "--quiet", "add", str(tmp_path / "few"), "few")
    assert were("HEAD^1", repository / "data", repository / "few")[1] == FILES


def test_a_submodule_inside_a_data_folder_is_followed(repository: Path, tmp_path: Path) -> None:
    put(tmp_path / "rules", {"z.yml": "title: Z\n"})
    commit(tmp_path / "rules")
    git(repository, "submodule", "--quiet", "add", str(tmp_path / "rules"), "data/strategies")
    commit(repository)
    assert were("HEAD", repository / "data")[0]["strategies/z.yml"] == "title: Z\n"


def test_a_submodule_that_is_none_any_more_cannot_be_read(repository: Path, joined: Path) -> None:
    git(repository, "rm", "--quiet", "--force", "lib/few")
    shutil.rmtree(repository / "lib", ignore_errors=True)
    put(repository / "lib/few/data", FILES)
    said = refused("HEAD", repository / "data", repository / "lib/few/data")
    assert "git submodule update --init" in said


def test_a_submodule_without_that_commit_cannot_be_read(
    repository: Path, joined: Path, tmp_path: Path
) -> None:
    git(joined, "push", "--quiet", "origin", "HEAD:refs/heads/suite")
    commit(tmp_path / "few", "What a clone of one commit gets")
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    git(tmp_path / "clone", "submodule", "update", "--quiet", "--init", "--depth", "1")
    said = refused("HEAD^1", tmp_path / "clone/data", tmp_path / "clone/lib/few/data")
    assert str(tmp_path / "clone/lib/few") in said
    assert "fetch" in said
