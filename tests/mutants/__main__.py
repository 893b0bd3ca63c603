"""`make mutants`: breaks the program at places the commit decides, and tells which no test notices."""

import argparse
import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.mutants.places import Place, drawn
from tests.mutants.record import Record, pytest

ROOT = Path(__file__).parent.parent.parent
_ENOUGH = 0.9
_MOST = 900.0
"""Seconds of tests for one mutant, as they took when they were recorded: twice as long as now."""
_SLOWER = 3
"""Beside others, and having to build anew what tests share, they take so many times longer."""


class Verdict(NamedTuple):
    place: Place
    noticed: str
    """The test that noticed; "" where none did."""
    tried: int


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="how many mutants to try")
    parser.add_argument(
        "--minutes", type=float, default=45, help="when to stop, recording included"
    )
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--commit", default="HEAD", help="draw as for this commit")
    asked = parser.parse_args()
    end = time.monotonic() + asked.minutes * 60
    commit = _git("rev-parse", asked.commit)
    with _trees(asked.jobs) as trees:
        record = Record.kept(ROOT / ".cache/mutants")
        record.update(trees[0], asked.jobs, end)
        places = list(_first(asked.count, drawn(trees[0], commit)))
        verdicts = list(_tried(places, trees, record, end))
        return _report(verdicts, asked.count, trees[0])


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@contextmanager
def _trees(count: int) -> Iterator[list[Path]]:
    """Copies of what is committed: nothing is ever broken in the checkout one works in."""
    with tempfile.TemporaryDirectory(prefix="playbook-mutants-") as folder:
        trees = [Path(folder) / f"tree-{number}" for number in range(count)]
        for tree in trees:
            _git("clone", "--quiet", "--shared", ".", str(tree))
        yield trees


def _first(count: int, places: Iterator[Place]) -> Iterator[Place]:
    for _, place in zip(range(count), places, strict=False):
        yield place


def _tried(places: list[Place], trees: list[Path], record: Record, end: float) -> Iterator[Verdict]:
    """What became of each mutant, as it is known; those for which no time is left are not there."""
    times = trees[0].parent / "times.json"
    times.write_text(
        json.dumps({name: about["seconds"] for name, about in record.tests.items()}), "utf-8"
    )
    open_, done = queue.SimpleQueue[Place](), queue.SimpleQueue[Verdict | None]()
    for place in places:
        open_.put(place)

    def work(tree: Path) -> None:
        while time.monotonic() < end:
            try:
                place = open_.get_nowait()
            except queue.Empty:
                break
            verdict = _try(place, tree, record, times, end)
            if verdict is not None:
                done.put(verdict)
        done.put(None)

    threads = [threading.Thread(target=work, args=(tree,), daemon=True) for tree in trees]
    for thread in threads:
        thread.start()
    working = len(threads)
    while working:
        verdict = done.get()
        if verdict is None:
            working -= 1
        else:
            _say(verdict, trees[0])
            yield verdict


def _try(place: Place, tree: Path, record: Record, times: Path, end: float) -> Verdict | None:
    """Runs what runs the place until a test notices; None where the time was over before."""
    file, mutant = place
    path = tree / file
    content = path.read_bytes()
    names = _within(record.tests_of(tree, file, mutant.line(content)), record)
    given = {"MUTANTS_TIMES": str(times)}
    options = ["-x", "--no-header", "-rfE", "-p", "no:cacheprovider", "-p", "no:xdist"]
    while names:
        left = end - time.monotonic()
        usual = 60 + _SLOWER * sum(record.tests[name]["seconds"] for name in names)
        path.write_bytes(mutant.applied(content))
        try:
            done = pytest(tree, [*options, *_listed(tree, names)], min(left, usual), given)
        finally:
            path.write_bytes(content)
        if done.returncode == 0:
            return Verdict(place, "", len(names))
        if done.returncode == -9:
            return Verdict(place, "none of them ends", len(names)) if left > usual else None
        gone = _gone(done.stdout, names)
        if gone:
            names = [name for name in names if name not in gone]
            continue
        failed = _failed(done.stdout, names)
        if failed is None:
            # One means that tests failed, and none did: a process complained as it ended.
            said = "" if done.returncode == 1 else "nothing can be imported"
            return Verdict(place, said, len(names))
        # A test that fails without the mutant as well has noticed nothing.
        if pytest(tree, [*options, failed], _MOST, given).returncode != 1:
            return Verdict(place, failed, names.index(failed) + 1)
        names = names[names.index(failed) + 1 :]
    return Verdict(place, "", 0)


def _within(names: list[str], record: Record) -> list[str]:
    """As many of the first tests as there is time for."""
    spent, found = 0.0, []
    for name in names:
        spent += record.tests[name]["seconds"]
        if spent > _MOST and found:
            break
        found.append(name)
    return found


def _listed(tree: Path, names: list[str]) -> list[str]:
    """The names in a file: a command holds only so many."""
    path = tree.parent / f"{tree.name}.tests"
    path.write_text("".join(f"{name}\n" for name in names), "utf-8")
    return [f"@{path}"]


def _gone(said: str, names: list[str]) -> set[str]:
    """Tests that are there no more: they are named by files of the program, one of which was renamed."""
    lines = [line for line in said.splitlines() if line.startswith("ERROR: not found:")]
    # Of one of several cases only the test is named.
    return {
        name for name in names if any(line.endswith(f"/{name.split('[')[0]}") for line in lines)
    }


def _failed(said: str, names: list[str]) -> str | None:
    """The test that the summary of a run tells of; of names that begin alike the longest."""
    for line in reversed(said.splitlines()):
        for word in ("FAILED ", "ERROR "):
            if line.startswith(word):
                rest = line.removeprefix(word)
                found = [name for name in names if rest == name or rest.startswith(f"{name} ")]
                if found:
                    return max(found, key=len)
    return None


def _told(place: Place, tree: Path) -> str:
    file, mutant = place
    content = (tree / file).read_bytes()
    return f"{file}:{mutant.line(content)}: {mutant.operator}: {mutant.told(content)}"


def _say(verdict: Verdict, tree: Path) -> None:
    how = f"noticed by {verdict.noticed}" if verdict.noticed else f"SURVIVED {verdict.tried} tests"
    print(f"{_told(verdict.place, tree)}\n    {how}", flush=True)


def _report(verdicts: list[Verdict], count: int, tree: Path) -> int:
    noticed = sum(1 for one in verdicts if one.noticed)
    by_operator = Counter((one.place[1].operator, bool(one.noticed)) for one in verdicts)
    print(f"\n{noticed} of {len(verdicts)} noticed, {count - len(verdicts)} not tried in time")
    for operator in sorted({name for name, _ in by_operator}):
        seen, not_seen = by_operator[operator, True], by_operator[operator, False]
        print(f"    {operator}: {seen} of {seen + not_seen}")
    for one in verdicts:
        if not one.noticed:
            print(f"survived: {_told(one.place, tree)}")
    return 0 if noticed >= _ENOUGH * count else 1


if __name__ == "__main__":
    sys.exit(main())
