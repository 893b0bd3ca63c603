"""What is asked of git: questions only. No work tree and no index is touched."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple


class RevisionError(Exception):
    """A revision cannot be read, and the call is at fault: the message says what to do."""

    def __str__(self) -> str:
        """The message, with the sign of a missing one for whatever no screen shows."""
        return "".join(one if one.isprintable() else "\ufffd" for one in super().__str__())


class Item(NamedTuple):
    """What a folder of a commit holds: a ``blob``, a ``tree``, or the ``commit`` of a submodule."""

    mode: str
    type: str
    id: str
    path: PurePosixPath

    @property
    def is_link(self) -> bool:
        return self.mode == "120000"


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, by the folder of its work tree."""

    top: Path

    def commit(self, revision: str) -> str | None:
        """The commit a branch, a tag or another name stands for; None when it is not known here."""
        done = _git(self.top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        found = done.stdout.decode().strip()
        # « ^main » is what is not in main: git writes it with the sign.
        return found if done.returncode == 0 and not found.startswith("^") else None

    @property
    def is_shallow(self) -> bool:
        """Whether it was cloned without all of its history."""
        return _git(self.top, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    @property
    def superproject(self) -> "Repository | None":
        """The repository this one is a submodule of."""
        done = _git(self.top, "rev-parse", "--show-superproject-working-tree")
        return Repository(_path(done.stdout)) if done.stdout.strip() else None

    def items(self, tree: str, paths: Iterable[PurePosixPath] = ()) -> list[Item]:
        """Those of `paths` that a commit or tree holds; without them all its files, at any depth."""
        only = [str(path) for path in paths]
        words = ["-t", tree, "--", *only] if only else ["-r", tree]
        done = _git(self.top, "ls-tree", "-z", "--full-tree", *words)
        if done.returncode != 0:
            raise RevisionError(f"git cannot read {tree} in {self.top}: {_reason(done)}")
        found = []
        for line in done.stdout.split(b"\x00")[:-1]:
            about, _, name = line.partition(b"\t")
            mode, type_, id_ = about.decode().split()
            found.append(Item(mode, type_, id_, PurePosixPath(os.fsdecode(name))))
        inside = (one for one in found if not one.path.is_absolute() and ".." not in one.path.parts)
        return [one for one in inside if not only or str(one.path) in only]

    def contents(self, ids: Sequence[str]) -> Iterator[bytes]:
        """What the blobs `ids` hold, one after the other."""
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{one}\n" for one in ids).encode())
            asked.seek(0)
            command = _command(self.top, "cat-file", "--batch")
            with subprocess.Popen(  # noqa: S603 # git, with words of ours
                command,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            ) as process:
                answers = process.stdout
                assert answers is not None  # noqa: S101 # it is a pipe
                for _ in ids:
                    about = answers.readline().split()
                    content = answers.read(int(about[2])) if len(about) == 3 else b""
                    if answers.read(1) != b"\n":
                        raise RevisionError(f"{self.top} lacks a part of its history: {FETCH}")
                    yield content


FETCH = "fetch all of it (git fetch --unshallow; in a pipeline fetch-depth: 0, or GIT_DEPTH: 0)"


def home(folder: Path) -> tuple[Repository, PurePosixPath]:
    """The repository a folder stands in, and the folder's path there."""
    done = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if done.returncode != 0:
        if b"not a git repository" in done.stderr:
            hint = "it has no revisions to compare with; check without --against"
            raise RevisionError(f"{folder} is in no git repository: {hint}")
        raise RevisionError(f"git does not read {folder}: {_reason(done)}")
    top, _, inside = done.stdout.partition(b"\n")
    return Repository(_path(top)), PurePosixPath(_path(inside))


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = _command(folder, *words)
    return subprocess.run(command, env=_environment(), capture_output=True, check=False)  # noqa: S603 # as above


def _command(folder: Path, *words: str) -> list[str]:
    git = shutil.which("git")
    if git is None:
        raise RevisionError("git is not installed: install it, or check without --against")
    return [git, "-C", str(folder), *words]


# In a hook git names the repository it was called in: each data folder is asked for its own.
_OF_A_HOOK = frozenset(
    {
        "GIT_DIR",
        "GIT_COMMON_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
    }
)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    # Words that can be recognised, names that are no patterns, no question to anybody.
    return kept | {
        "LC_ALL": "C",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _path(line: bytes) -> Path:
    return Path(os.fsdecode(line.removesuffix(b"\n")))


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git itself says, which names a remedy where there is one."""
    return " ".join(done.stderr.decode("utf-8", "replace").split()).removeprefix("fatal: ")
