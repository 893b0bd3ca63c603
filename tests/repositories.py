"""Real git repositories to compare with: made by the git that is installed, in a folder of the test."""

import os
import subprocess
from pathlib import Path

# Of the machine's own configuration nothing is taken. A submodule may come from a folder beside.
_OPTIONS = (
    *("-c", "user.name=Essai", "-c", "user.email=essai@vauclin.example"),
    *("-c", "init.defaultBranch=main"),
    *("-c", "protocol.file.allow=always"),
)


def git(folder: Path, *words: str, stdin: bytes | None = None) -> str:
    """What git answers in `folder`."""
    command = ["git", "-C", str(folder), *_OPTIONS, *words]
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(command, input=stdin, env=own, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def commit(folder: Path, message: str = "Change") -> str:
    """Everything in `folder`, committed; in a repository made here if there is none: its commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def put(folder: Path, files: dict[str, str]) -> None:
    """Writes `files`, texts by their path in `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
