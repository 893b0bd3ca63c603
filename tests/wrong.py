"""The data folders in which everything is wrong that can be, each beside a twin that is right."""

import shutil
from contextlib import chdir
from pathlib import Path

from playbook.diagnostics import Diagnostic
from playbook.pipeline import check
from playbook.source.reader import MAX_BYTES

from tests.excerpts import TODAY
from tests.repositories import commit

DATA = Path(__file__).parent / "data"
# The data folders in which things are wrong. `wrong` holds all that can be wrong at once;
# `wrong-vanished` what was there `then`, and what of it is there `now`.
WRONG = {
    "wrong": ["."],
    "wrong-settings": ["."],
    "wrong-audiences": ["."],
    "wrong-unused": ["."],
    "wrong-separate": ["open", "restricted"],
    "wrong-vanished": ["."],
    "wrong-in-force": ["."],
}
RULE = (DATA / "wrong" / "rules" / "too-deep-right.yml").read_text("utf-8")


def checked(name: str, copy: Path) -> tuple[Diagnostic, ...]:
    """What is said of a wrong data folder, copied to `copy`."""
    against = None
    if name == "wrong-vanished":
        shutil.copytree(DATA / name / "then", copy)
        against = commit(copy)
        shutil.copytree(DATA / name / "now", copy, dirs_exist_ok=True)
    else:
        shutil.copytree(DATA / name, copy, symlinks=True)
    if name == "wrong":  # a file too large to be kept, and its twin of the largest size
        text = RULE.encode().ljust(MAX_BYTES - 1) + b"\n"
        (copy / "rules" / "too-large-right.yml").write_bytes(text)
        (copy / "rules" / "too-large.yml").write_bytes(text + b"\n")
    roots = [copy / root for root in WRONG[name]]
    with chdir(copy):  # where it is said of a page written by hand
        return check(roots, TODAY, against).found
