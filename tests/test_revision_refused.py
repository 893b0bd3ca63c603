"""A revision that cannot be read: the call is at fault, and the message says what to do."""

from pathlib import Path

import pytest
from playbook.impact.revision import at

from tests.house import FILES, refused, texts, were
from tests.repositories import commit, git, put

# ---- what cannot be


@pytest.mark.parametrize("revision", ["-x", "--output=x", "-", ""])
def test_no_revision_is_taken_for_an_option(revision: str, repository: Path) -> None:
    said = refused(revision, repository / "data")
    assert f'"{revision}" is no revision: write a branch, a tag or a commit' in said
    assert not (repository / "x").exists()


@pytest.mark.parametrize(
    "revision", ["nulle-part", "0" * 40, "HEAD:data", "HEAD^{tree}", "HEAD..main", "a b", "^HEAD"]
)
def test_an_unknown_revision_is_said(revision: str, repository: Path) -> None:
    said = refused(revision, repository / "data")
    assert f'no revision "{revision}" in the repository of {repository / "data"}' in said
    assert "write a branch, a tag or a commit, as --against origin/main" in said


def test_what_is_said_can_be_printed(repository: Path) -> None:
    """A revision may be any bytes: neither do they move the cursor nor can they not be encoded."""
    said = refused("a\x1b[31m\udcffb", repository / "data")
    assert 'no revision "a\ufffd[31m\ufffdb"' in said


def test_a_branch_of_the_other_side_is_proposed(repository: Path, tmp_path: Path) -> None:
    git(repository, "branch", "avant")
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    assert 'did you mean "origin/avant"?' in refused("avant", tmp_path / "clone/data")
    assert were("origin/avant", tmp_path / "clone/data") == [FILES]


def test_a_shallow_clone_is_to_fetch_more(repository: Path, tmp_path: Path) -> None:
    commit(repository, "Second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "clone")
    said = refused("HEAD^1", tmp_path / "clone/data")
    assert "fetch all of it (git fetch --unshallow; in a pipeline fetch-depth: 0" in said
    assert were("HEAD", tmp_path / "clone/data")[0].keys() == {"playbook.yml", "rules/b.yml"}


def test_a_folder_in_no_repository_has_no_revisions(tmp_path: Path) -> None:
    put(tmp_path / "data", FILES)
    said = refused("HEAD", tmp_path / "data")
    assert f"{tmp_path / 'data'} is in no git repository" in said
    assert "without --against" in said


def test_a_repository_without_a_commit_has_none(tmp_path: Path) -> None:
    put(tmp_path / "data", FILES)
    git(tmp_path, "init", "--quiet")
    assert 'no revision "HEAD"' in refused("HEAD", tmp_path / "data")


def test_without_git_it_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert refused("HEAD", repository / "data").startswith("git is not installed: install it")


def test_what_git_refuses_is_said_in_its_words(repository: Path) -> None:
    (repository / ".git/config").write_text("[core\n")
    assert "bad config line 1" in refused("HEAD", repository / "data")


def test_a_repository_of_somebody_else_is_said_with_its_remedy(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container that runs as another user."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refused("HEAD", repository / "data")
    assert "git config --global --add safe.directory" in said


def test_a_missing_object_is_said(repository: Path) -> None:
    blob = git(repository, "rev-parse", "HEAD:data/rules/a.yml")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert "lacks a part of its history" in refused("HEAD", repository / "data")


def test_a_full_disk_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "No space left on device" in refused("HEAD", repository / "data")


# ---- what a repository may hold that no work tree can


def hostile(repository: Path, entries: list[tuple[str, str, str]]) -> str:
    """A commit whose folder `data` is the tree of `entries` (mode, name, object), unchecked."""

    def tree(items: list[tuple[str, str, str]]) -> str:
        raw = b"".join(
            f"{mode} {name}".encode() + b"\x00" + bytes.fromhex(id_) for mode, name, id_ in items
        )
        words = "hash-object", "-t", "tree", "-w", "--literally", "--stdin"
        return git(repository, *words, stdin=raw)

    top = tree([("40000", "data", tree(entries))])
    return git(repository, "commit-tree", top, "-m", "Hostile")


def test_no_file_is_written_outside(repository: Path, tmp_path: Path) -> None:
    def blob(text: str) -> str:
        return git(repository, "hash-object", "-w", "--stdin", stdin=text.encode())

    out = tmp_path / "out"
    out.mkdir()
    inner = git(
        repository,
        *("hash-object", "-t", "tree", "-w", "--literally", "--stdin"),
        stdin=b"100644 x.yml\x00" + bytes.fromhex(blob("evil")),
    )
    one = hostile(
        repository,
        [
            ("100644", "../up.yml", blob("evil")),
            ("40000", "..", inner),
            ("100644", f"{out}/whole.yml", blob("evil")),
            ("120000", "rules", blob(str(out))),
            ("40000", "rules", inner),
            ("120000", "twice.yml", blob(f"{out}/twice.yml")),
            ("100644", "twice.yml", blob("evil")),
            ("100644", "fine.yml", blob("fine")),
        ],
    )
    with at(one, [repository / "data"]) as past:
        inside = {"fine.yml": "fine", "rules/x.yml": "evil", "twice.yml": "evil"}
        assert texts(past.copies[0]) == inside
        assert [path.name for path in past.copies[0].parent.iterdir()] == ["0"]
    assert list(out.iterdir()) == []
