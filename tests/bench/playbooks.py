"""Playbooks of any size: the entries of a sample under new ids, until there are enough.

Each copy has titles and prose of its own.
"""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playbook import pipeline, source
from playbook.linking.references import references_of
from playbook.model import WORDS
from playbook.model.texts import Line, Prose
from playbook.validation.entry import Entry

DAY = date(2026, 11, 24)


def repeated(sample: Path, size: int, folder: Path) -> Path:
    """Writes a playbook of `size` entries into `folder`: those of a `sample`, again and again."""
    folder.mkdir(parents=True)
    settings = yaml.safe_load((sample / "playbook.yml").read_text("utf-8"))
    settings["languages"] = ["fr"]
    (folder / "playbook.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    shutil.copytree(sample / "assets", folder / "assets")
    playbook = pipeline.check([sample], DAY).playbook
    if playbook is None:
        raise SystemExit(f"{sample} has errors")
    first = list(playbook.all())
    # A larger company has more rules, families and roles, not more ways to buy.
    again = [entry for entry in first if entry.kind != "decisions"]
    written = [(entry, "") for entry in first]
    while len(written) < size:
        mark = f"-{1 + (len(written) - len(first)) // len(again)}"
        written.append((again[(len(written) - len(first)) % len(again)], mark))
    there = {(entry.kind, entry.id + mark) for entry, mark in written[:size]}
    for entry, mark in written[:size]:
        values = source.values(entry.node)
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
    return folder


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
