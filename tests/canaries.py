"""Marks that no reader may miss and no stranger may see: one in every field, found in any disguise."""

import fcntl
import gzip
import html
import os
import re
import subprocess
import sys
import warnings
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from playbook.describe.fields import SETTINGS
from playbook.edges.__main__ import write_edition
from playbook.linking.playbook import Playbook
from playbook.publish import publish
from playbook.words import load_words

from tests.planting import DRAFT, Entry, Planted, Spot, audiences

ROOT = Path(__file__).parent.parent
DAY = "2190-06-01"
"""After every day that is planted: what begins on one is in force."""
_LAST = "2190-12-31"

# No vowel and no plural: no language's stemmer shortens such a word, and no theme holds one.
_LETTERS = "bcdfghjklmnpqrtvw"
_WORD = re.compile(rf"zq[{_LETTERS}]{{5}}")
_FIGURE = re.compile(r"(?<!\d)917\d{5}(?!\d)")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))")
_DAY = re.compile(r"210\d-\d\d-\d\d|\d{1,2}(?:er)? [^\W\d]{3,9} 210\d|[^\W\d]{3,9} \d{1,2}, 210\d")
SHARED = "motcommun"
"""A synonym of terms that few may read, which stands in texts that everybody reads."""


@dataclass
class Canaries:
    """What was planted where: by the text of the mark, as `marks` finds it."""

    spots: dict[str, Spot] = field(default_factory=dict)
    days: int = 0
    link: str = ""
    """What every prose links to."""
    choice: int = -1
    """Which of a few values, that can hold no mark, stands where not everybody may read it."""

    def __call__(self, notation: str, spot: Spot) -> str:
        if spot.entry.kind == SETTINGS and spot.path[0] == "forge":
            return f"https://{self._word(spot, audiences().readers('head'))}.example/{{path}}"
        if few := {"span": ("3 months", "12 months"), "flag": ("false", "true")}.get(notation):
            return self.pick(few, spot.readers)
        if notation == "line" and spot.path == ("synonyms", "1"):
            return SHARED
        if spot.entry.kind == "thresholds" and spot.path == ("unit",):
            return "EUR"  # as the questions that it bounds are asked
        if notation == "day" and spot.path[-1] == "until":
            return _LAST
        if notation == "day":
            day = _day(self.days).isoformat()
            self.days += 1
            self.spots[day] = spot
            return day
        if notation in ("money", "num", "worth", "bound", "whole", "number"):
            figure = str(91_700_000 + len(self.spots))
            self.spots[figure] = spot
            return figure
        word = self._word(spot, spot.readers)
        return {
            "prose": f"Un texte *{word}* avec {SHARED}{self.link}.",
            "mail": f"{word}@achats.example",
            "url": f"https://{word}.example/",
            "asset": f"{word}/{word}.bin",
        }.get(notation, word)

    def pick(self, values: Sequence[str], readers: frozenset[str]) -> str:
        return values[-1 if readers == audiences().readers() else self.choice]

    def _word(self, spot: Spot, readers: frozenset[str]) -> str:
        number, letters = len(self.spots), ""
        for _ in range(5):
            number, digit = divmod(number, len(_LETTERS))
            letters += _LETTERS[digit]
        self.spots[f"zq{letters}"] = spot._replace(readers=readers)
        return f"zq{letters}"

    def found(self, text: str) -> set[str]:
        """The marks in a text, in whatever notation a page, an index or a script writes them."""
        text = text.lower()
        marks = set(_WORD.findall(text)) if "zq" in text else set()
        if "91" in text:
            marks |= set(_FIGURE.findall(_GROUPED.sub("", text)))
        if "210" in text:
            marks |= {
                _written(self.days)[day] for day in _DAY.findall(text) if day in _written(self.days)
            }
        return marks & self.spots.keys()


def _day(number: int) -> date:
    """Every other day: a year after one, when it is to be read over, is no other's."""
    return date(2100, 1, 1) + timedelta(2 * number)


@cache
def _written(count: int) -> dict[str, str]:
    """Every way to write the planted days."""
    days = [_day(number) for number in range(count)]
    languages = [load_words(language, "EUR") for language in ("fr", "en")]
    return {
        way: day.isoformat()
        for day in days
        for way in (day.isoformat(), *(words.day(day).lower() for words in languages))
    }


def texts(name: str, content: bytes) -> Iterator[str]:
    """What a file says: its name, its bytes, what they unpack to, and what both stand for."""
    for packed in _unpacked(content):
        text = packed.decode("utf-8", "replace").replace("\u00ad", "")
        yield text
        if "%" in text:
            yield unquote(text)
        if "&" in text:
            yield html.unescape(text)
        if "\\u" in text:
            yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        if b"\x00" in packed:
            yield packed.decode("utf-16-le", "replace")
    yield name
    yield unquote(name)


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"\x1f\x8b":
        yield from _unpacked(gzip.decompress(content))
    elif content[:1] == b"\x78":
        try:
            yield from _unpacked(zlib.decompress(content))
        except zlib.error:
            return


@dataclass
class Scan:
    """Every byte of folders, looked through once however often a file stands in them."""

    canaries: Canaries
    _known: dict[tuple[str, bytes], frozenset[str]] = field(default_factory=dict)

    def __call__(self, site: Path) -> dict[str, frozenset[str]]:
        """The marks in each file of a site, by its path there."""
        found = {}
        for path in sorted(site.rglob("*")):
            if path.is_file():
                name = path.relative_to(site).as_posix()
                found[name] = self._read(name, path.read_bytes())
        return found

    def _read(self, name: str, content: bytes) -> frozenset[str]:
        key = (name, content)
        if key not in self._known:
            marks = (self.canaries.found(text) for text in texts(name, content))
            self._known[key] = frozenset().union(*marks)
        return self._known[key]

    def leaks(self, site: Path, audience: str) -> set[str]:
        """What stands in the site of an audience that may not read it: the file, and the field."""
        return {
            f"{name}: {self.canaries.spots[mark]}"
            for name, marks in self(site).items()
            for mark in marks
            if audience not in self.canaries.spots[mark].readers
        }


class Sites(NamedTuple):
    """Every edition of a planted playbook, as `make site` builds them, by its audience."""

    folder: Path
    data: Path
    planted: Planted
    scan: Scan

    @property
    def canaries(self) -> Canaries:
        return self.scan.canaries


def planted_sites(factory: pytest.TempPathFactory) -> Sites:
    """Every edition, built once a run however many workers and tests ask for them."""
    planted, canaries = plant()
    base = factory.getbasetemp()
    # Each xdist worker has a folder of its own inside the run's.
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, data = base / "planted", base / "planted-data"
    with (base / "planted.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            planted.put(data, None)
            program = [sys.executable, "-m", "playbook.edges", str(base / "planting")]
            environ = {**os.environ, "PLAYBOOK_DATA": str(data), "PLAYBOOK_DATE": DAY}
            environ["PLAYBOOK_PROPOSAL"] = "1"  # no approval in it covers its text
            done = subprocess.run(
                program, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr[-2000:]
            (base / "planting").rename(folder)
    return Sites(folder, data, planted, Scan(canaries))


def first_edition(playbook: Playbook, target: Path, day: str = DAY) -> Path:
    """The edition of the audience that the settings name first, as `make site` builds it."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        patch.chdir(ROOT)
        return next(publish(playbook, date.fromisoformat(day), target, write_edition))


def plant(copies: int = 1, to_draft: bool = False, choice: int = -1) -> tuple[Planted, Canaries]:
    """An entry of every kind and form for every audience, `copies` of those not all may read.

    With `to_draft` every prose links to a draft: a playbook that the check refuses.
    """
    canaries = Canaries(choice=choice)
    planted = Planted(canaries, audiences(), canaries.pick)
    if to_draft:
        draft = planted.name(Entry("rules", "", planted.audiences.lowest, DRAFT))
        canaries.link = f" <rule:{draft}>"
    planted.add_settings()
    everybody = planted.audiences.readers()
    for audience in planted.audiences.reads:
        open_ = planted.audiences.readers(audience) == everybody
        for copy in range(1 if open_ else copies):
            planted.add(audience, copy)
    planted.add(planted.audiences.lowest, DRAFT)
    return planted, canaries
