"""Which tests run which line: recorded once, kept, and brought up to date where tests have changed."""

import ast
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coverage import CoverageData
from coverage.exceptions import CoverageException

from tests.mutants.places import sources

# The context of a process that a test starts is the test, told by pytest in its environment.
_SETTINGS = """[run]
branch = false
parallel = true
data_file = {folder}/coverage
source_dirs = {tree}/hooks
context = ${{PYTEST_CURRENT_TEST-}}
"""
_BROWSER = "browser"
"""What many tests share, and in which none finds what was made for another."""
_BESIDE = 6
"""Lines before and behind a mutant that tell which tests go where few go."""
_PHASES = re.compile(r" \((?:setup|call|teardown)\)$")


@dataclass
class Record:
    """What is known of the tests; `folder` keeps it."""

    folder: Path
    tests: dict[str, dict[str, Any]] = field(default_factory=dict)
    opened: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """The sources as they were when it was recorded."""
    hashes: dict[str, str] = field(default_factory=dict)
    """Of each file of tests, as it was then."""

    @classmethod
    def kept(cls, folder: Path) -> "Record":
        path = folder / "record.json"
        if not path.exists():
            return cls(folder)
        return cls(folder, **json.loads(path.read_text("utf-8")))

    def update(self, tree: Path, jobs: int, end: float) -> None:
        """Runs the files of tests that have changed in `tree`; all of them the first time."""
        texts = {
            path.name: path.read_bytes() for path in sorted((tree / "tests").glob("test_*.py"))
        }
        now = {f"tests/{name}": hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        changed = [name for name, found in now.items() if self.hashes.get(name) != found]
        self.hashes = {name: found for name, found in self.hashes.items() if name in now}
        # The quicker half first: what is recorded is kept, even where the time is over then.
        slow = [name for name in changed if b"playwright" in (tree / name).read_bytes()]
        for files in ([name for name in changed if name not in slow], slow):
            if files:
                self._record(tree, jobs, end, {name: now[name] for name in files})

    def _record(self, tree: Path, jobs: int, end: float, files: dict[str, str]) -> None:
        print(f"recording what {len(files)} files of tests run…", flush=True)
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        (fresh / "rc").write_text(_SETTINGS.format(folder=fresh, tree=tree), "utf-8")
        options = ["-n", str(jobs), "--dist", "worksteal", "-p", "no:cacheprovider"]
        given = {"MUTANTS_RECORD": str(fresh)}
        done = pytest(tree, [*options, *files], end - time.monotonic(), given)
        if done.returncode not in (0, 1):
            raise SystemExit(f"the tests could not be recorded:\n{done.stdout[-2000:]}")
        self._add(tree, fresh, set(files))
        # What a worker that died has run is not told, and recorded the next time.
        told = {name.split("::")[0] for name in self.tests}
        self.hashes |= {name: found for name, found in files.items() if name in told}
        kept = {name: getattr(self, name) for name in ("tests", "opened", "texts", "hashes")}
        (self.folder / "record.json").write_text(json.dumps(kept), "utf-8")
        shutil.rmtree(fresh)

    def _add(self, tree: Path, fresh: Path, changed: set[str]) -> None:
        self.tests = {
            name: about for name, about in self.tests.items() if name.split("::")[0] not in changed
        }
        for path in fresh.glob("told-*.json"):
            told = json.loads(path.read_text("utf-8"))
            self.tests |= told["tests"]
            for name, by in told["opened"].items():
                self.opened[name] = sorted({*self.opened.get(name, ()), *by})
        data = CoverageData(str(self.folder / "lines"))
        if not self.texts:
            data.erase()
            self.texts = {
                name: (tree / name).read_text("utf-8")
                for name in sources(tree)
                if name[-3:] == ".py"
            }
        data = CoverageData(str(self.folder / "lines"))
        if (self.folder / "lines").exists():
            data.read()  # or what is added would take the place of what is there
        for path in fresh.glob("coverage*"):
            other = CoverageData(str(path))
            try:
                other.read()
            except CoverageException:
                continue  # of a process that was killed while it wrote
            data.update(other, map_path=lambda name: name.removeprefix(f"{tree}/"))
        data.write()

    def tests_of(self, tree: Path, file: str, line: int) -> list[str]:
        """The tests that run a line, those most likely to notice and quickest first."""
        if file.endswith(".py"):
            direct, rare = self._running(tree, file, line)
        else:
            direct = set(self.opened.get(Path(file).name, ()))
            # A test that opens few of them is about those; one that builds a site opens all.
            rare = Counter(name for by in self.opened.values() for name in by if name in direct)
        direct &= self.tests.keys()
        shared = {one for name in direct for one in self.tests[name]["shared"] if one != _BROWSER}
        others = {name for name, about in self.tests.items() if shared & set(about["shared"])}
        naming = _naming(tree, file)
        # What runs in a browser is noticed there; all who build a site copy it.
        script = file.endswith((".mjs", ".js"))
        if script:  # a server that is a process of its own opens it unseen
            others |= {name for name in self.tests if name.split("::")[0] in naming}
        right = [name for name in direct | others if self.tests[name]["right"]]
        return _ordered(right, self.tests, rare, naming, browser_first=script)

    def _running(self, tree: Path, file: str, line: int) -> tuple[set[str], dict[str, int]]:
        """The tests that run a line, and of how many tests the rarest of the lines beside it is run.

        What a condition decides is noticed by those who go where few go.
        """
        data = CoverageData(str(self.folder / "lines"))
        data.read()
        contexts = data.contexts_by_lineno(file)
        text = (tree / file).read_text("utf-8")
        everything = {_test(one) for by in contexts.values() for one in by} - {""}
        if self.texts.get(file) != text:
            # Recorded in part before a change and in part after it: lines are not what they were.
            return everything, {}
        # A statement of several lines is recorded at its first.
        nearest = sorted(range(line - _BESIDE, line + _BESIDE + 1), key=lambda one: abs(one - line))
        by_line = {
            known: {_test(one) for one in contexts.get(known, ())} - {""} for known in nearest
        }
        rare: dict[str, int] = {}
        for found in by_line.values():
            for name in found:
                rare[name] = min(len(found), rare.get(name, len(found)))
        for found in by_line.values():
            if found and _in_a_function(text, line):
                return found, rare
        # What runs once, when the file is imported: whatever runs anything of it may notice.
        return everything, {}


def pytest(
    tree: Path, arguments: list[str], seconds: float, given: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    """pytest in a tree of sources, whose program and not the installed one is tested."""
    environ = {**os.environ, **given, "PYTHONPATH": str(tree / "hooks")}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "tests.mutants.watching", *arguments]
    with (tree.parent / f"{tree.name}.log").open("w") as log:
        process = subprocess.Popen(
            words, cwd=tree, env=environ, stdout=log, stderr=log, start_new_session=True
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.returncode = None
        finally:
            _end(process)
    said = (tree.parent / f"{tree.name}.log").read_text("utf-8", "replace")
    code = process.returncode if process.returncode is not None else -9
    return subprocess.CompletedProcess(words, code, said)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends a run with all it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _in_a_function(text: str, line: int) -> bool:
    """Whether a line runs when it is called: one outside runs for who imports the file first."""
    functions = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef))
    return any(one.body[0].lineno <= line <= (one.end_lineno or 0) for one in functions)


def _test(context: str) -> str:
    """The test of a context; that of a process it started says in which phase."""
    return _PHASES.sub("", context)


def _naming(tree: Path, file: str) -> set[str]:
    """The files of tests that name a file of the program, by its name without an ending."""
    name = re.compile(rf"\b{re.escape(Path(file).name.split('.')[0])}\b")
    return {
        f"tests/{path.name}"
        for path in (tree / "tests").glob("test_*.py")
        if name.search(path.read_text("utf-8"))
    }


def _ordered(
    names: list[str],
    tests: dict[str, dict[str, Any]],
    rare: dict[str, int],
    naming: set[str],
    browser_first: bool = False,
) -> list[str]:
    """Tests without a browser first, unless said; then files one test of which goes where few go.

    Of as rare ones those first that name what is broken; of such files in turn the quickest of each.
    """

    def few(name: str) -> int:
        return rare.get(name, len(tests)).bit_length()

    by_file: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda one: (few(one), tests[one]["seconds"])):
        by_file[name.split("::")[0]].append(name)
    turns = {
        name: (few(found[0]), file not in naming, turn)
        for file, found in by_file.items()
        for turn, name in enumerate(found)
    }

    def rank(name: str) -> tuple[bool, tuple[int, bool, int], float]:
        apart = (_BROWSER in tests[name]["shared"]) != browser_first
        return apart, turns[name], tests[name]["seconds"]

    return sorted(names, key=rank)
