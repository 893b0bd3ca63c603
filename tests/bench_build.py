"""How long a build takes, beside plain MkDocs and Material on the same pages: ratios, side by side.

    python tests/bench_build.py [--runs 5] [--sizes 1000 4000]

The generated playbook repeats the sample's entries under new ids until it has the size; each copy has
titles and prose of its own. The plain side gets the same pages as Markdown: same text, theme settings and
navigation; its search is once Material's own, once Pagefind over the result. Runs alternate; the median of
each is printed, and their ratios. Our modules are compiled before, as the installed ones are. All write to
memory where the system has room there: a disk is the slower the more files were deleted from it a moment
ago, and would time the runs before.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playbook import pipeline, source
from playbook.edition import Edition
from playbook.linking.playbook import Playbook
from playbook.linking.references import references_of
from playbook.model import WORDS
from playbook.model.texts import Line, Prose
from playbook.pages.page import Site
from playbook.validation.entry import Entry

from tests.to_markdown import to_markdown

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 24)
ROOM = 2_000_000_000  # bytes


def repeated(playbook: Playbook, size: int, folder: Path) -> None:
    """Writes a playbook of `size` entries into `folder`: the sample's, again and again."""
    folder.mkdir(parents=True)
    settings = yaml.safe_load((ROOT / "playbook_data/playbook.yml").read_text("utf-8"))
    settings["languages"] = ["fr"]
    (folder / "playbook.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    shutil.copytree(ROOT / "playbook_data/assets", folder / "assets")
    first = list(playbook.all())
    # A larger company has more rules, families and roles, not more ways to buy.
    again = [entry for entry in first if entry.kind != "decisions"]
    written = [(entry, "") for entry in first]
    while len(written) < size:
        mark = f"-{1 + (len(written) - len(first)) // len(again)}"
        written.append((again[(len(written) - len(first)) % len(again)], mark))
    there = {(entry.kind, entry.id + mark) for entry, mark in written[:size]}
    for entry, mark in written[:size]:
        values = source.plain(entry.node)
        values.pop("aliases", None)
        values.pop("approval", None)  # it covers the original's words
        if mark:
            _own_words(values, entry, mark)
        for one in references_of(entry):
            # The last round is cut short: what it leaves out is taken from the first.
            same = (one.kind, one.id + mark) in there
            if one.path[0] in values and one.path[0] != "approval":
                _rename(values, one.path, one.kind, one.id, mark if same else "")
        path = folder / entry.kind / f"{entry.id}{mark}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")


def _own_words(values: Any, entry: Entry, mark: str) -> None:
    """Each copy's titles and prose differ from its original's: nothing is gained from remembering them."""
    for leaf in entry.leaves:
        told = isinstance(leaf.value, Prose) or type(leaf.value) is Line
        if told and source.holds(entry.node, leaf.path):
            *way, last = leaf.path
            within = values
            for key in way:
                within = within[key]
            within[last] += f" Exemplaire {mark.strip('-')}."


def _rename(values: Any, path: tuple[Any, ...], kind: str, name: str, mark: str) -> None:
    """The reference at `path` now leads to the copy of the same round."""
    *way, last = path
    for key in way:
        values = values[key]
    if isinstance(values, dict) and last not in values:
        return  # a summary that is the glossary's definition: not written in the file
    text = values[last]
    word = f"{WORDS[kind]}:{name}"
    if text == name:
        values[last] = name + mark
    else:
        values[last] = text.replace(f"{word}>", f"{word}{mark}>").replace(
            f"{word})", f"{word}{mark})"
        )
        if text == word:
            values[last] = word + mark


def as_plain_project(site: Site, folder: Path) -> None:
    """The same site as a project for plain MkDocs and Material."""
    docs = folder / "docs"
    for page in site.pages:
        path = docs / f"{page.uri}index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_markdown(page), "utf-8")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    for name in ("hooks", "exclude_docs", "extra_css", "extra_javascript", "extra"):
        config.pop(name, None)
    for name in ("custom_dir", "favicon", "logo"):
        config["theme"].pop(name, None)
    config["theme"]["language"] = "fr"
    config["not_in_nav"] = "*"
    config["nav"] = [
        {str(tab.title): [{str(title): f"{uri}index.md"} for title, uri in tab.pages]}
        for tab in site.tabs
    ]
    for name, plugins in (("bare.yml", []), ("mkdocs.yml", ["search"])):
        text = yaml.safe_dump({**config, "plugins": plugins}, allow_unicode=True)
        (folder / name).write_text(text, "utf-8")


def timed(commands: list[list[str]], cwd: Path, environ: dict[str, str]) -> float:
    started = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=cwd, env=environ, check=True, capture_output=True)
    return time.perf_counter() - started


def contestants(work: Path, playbook: Playbook, sizes: list[int]) -> Iterator[tuple[str, Any]]:
    """Name and a call that builds once and returns the seconds it took."""
    environ = {**os.environ, "PLAYBOOK_DATE": str(DAY), "NO_MKDOCS_2_WARNING": "1"}
    # Else ours alone were compiled in every run: installed packages are compiled already.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for size in sizes:
        data, out = work / f"data-{size}", work / f"site-{size}"
        repeated(playbook, size, data)
        mine = {
            **environ,
            "PLAYBOOK_DATA": str(data),
            "PLAYBOOK_AUDIENCE": "head",
            "PLAYBOOK_LANGUAGE": "fr",
        }
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)]
        yield f"playbook {size}", lambda c=command, e=mine: timed([c], ROOT, e)
        if size != sizes[0]:
            continue
        checked = pipeline.check([data], DAY)
        if checked.playbook is None or any(one.severity == "error" for one in checked.found):
            raise SystemExit(f"the generated playbook has errors: {checked.found[:3]}")
        plain, plain_out = work / f"plain-{size}", work / f"plain-site-{size}"
        as_plain_project(pipeline.build(checked.playbook, Edition("head", "fr", DAY)), plain)
        build = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(plain_out)]
        yield f"plain {size}", lambda b=build, p=plain: timed([b], p, environ)
        # Without Material's search, and with Pagefind's instead: the same search on both sides.
        bare = [*build, "-f", "bare.yml"]
        index = [sys.executable, "-m", "pagefind", "--site", str(plain_out), "--quiet"]
        yield f"plain {size}, Pagefind", lambda b=bare, i=index, p=plain: timed([b, i], p, environ)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000])
    asked = parser.parse_args()
    playbook = pipeline.check([ROOT / "playbook_data"], DAY).playbook
    if playbook is None:
        raise SystemExit("the sample has errors")
    memory = Path("/dev/shm")  # noqa: S108 # the folder made in it is private
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM:
        tempfile.tempdir = os.environ["TMPDIR"] = str(memory)
    with tempfile.TemporaryDirectory() as folder:
        calls = dict(contestants(Path(folder), playbook, asked.sizes))
        seconds: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(asked.runs):
            for name, call in calls.items():
                seconds[name].append(call())
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    for name, found in seconds.items():
        print(f"{name:>22}: {medians[name]:6.2f} s  ({min(found):.2f} to {max(found):.2f})")
    small, large = asked.sizes[0], asked.sizes[-1]
    ours = medians[f"playbook {small}"]
    for plain in (f"plain {small}", f"plain {small}, Pagefind"):
        print(f"playbook {small} / {plain}: {ours / medians[plain]:.2f}")
    if large != small:
        print(f"playbook {large} / playbook {small}: {medians[f'playbook {large}'] / ours:.2f}")


if __name__ == "__main__":
    main()
