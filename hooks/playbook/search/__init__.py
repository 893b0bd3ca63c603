"""Makes pages searchable with Pagefind, while they are being written to disk.

Pagefind reads the pages: what is text, title, keyword, and where sections begin. What it kept of each is what
the dialog shows; the words are listed in files of our own (`files.py`), made from that and so from what the
edition shows. Its engine stays behind: it takes a hundred kilobytes in the browser, and cannot tell a word
from another of the same stem.
"""

import json
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, Self

from pagefind_bin import get_executable  # type: ignore[import-untyped] # a wheel of nothing but Pagefind

from playbook.search import files
from playbook.system.room import full
from playbook.system.temporary import MEMORY, Temporary

ASSETS = "assets/playbook"
# What says nothing of its own: marks that would begin every excerpt, lists of other pages' titles.
_LEFT_OUT = ".headerlink, .pb-badges, .pb-outcome__rules"
# With these a page ends, and they are half of it: handed over, they would be read to be left out.
_ASIDE = re.compile('<section class="pb-section pb-section--(?:related|upkeep)">')
# All that Pagefind makes, but for what it kept of each page.
_KEPT = "fragment"
# Copies, with half of the place left to others.
_ROOM = 4
# With fewer bytes left on its disk nobody knows what a program did not write.
_LEAST = 65_536
_SIGNATURE = b"pagefind_dcd"
_GZIP = zlib.MAX_WBITS + 16  # zlib's sign for it
_LANGUAGE = re.compile(r'<html lang="([a-zA-Z-]+)"')
# Each a pattern of its own: one that begins with a single sign is found ten times as fast.
_GROUPS = tuple(re.compile(rf"{space}(?<=\d.)(?=\d{{3}}(?!\d))") for space in "\u00a0\u202f")


class IndexingError(RuntimeError):
    """Pagefind did not come to its end: the message holds its words."""


class Part(NamedTuple):
    """A page to be found: its path in the site, its language, and the HTML of its content in UTF-8."""

    path: str
    language: str
    encoded: bytes


class Indexing:
    """Pagefind at work, beside whatever writes the pages to disk."""

    def __init__(self, parts: Iterable[Part]) -> None:
        parts = list(parts)
        memory = _memory(sum(len(part.encoded) for part in parts))
        with ExitStack() as made:
            pages = made.enter_context(Temporary("search", memory)).path
            self._bundle = made.enter_context(Temporary("search")).path / "pagefind"
            # One after the other: Pagefind numbers pages as the folder lists them, and a folder in memory
            # lists them as they came.
            for part in parts:
                _prepare(part, pages)
            command = [str(get_executable()), "--site", str(pages), "--quiet"]
            command += ["--output-path", str(self._bundle), "--exclude-selectors", _LEFT_OUT]
            begun = subprocess.Popen(  # noqa: S603 # our own command
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            self._process = made.enter_context(begun)
            made.callback(begun.kill)
            self._made = made.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Stops the work if it was not finished, and leaves nothing behind."""
        self._made.close()

    def finish(self, site: Path) -> None:
        """Writes `site`/pagefind afresh. Raises `IndexingError` with Pagefind's words when it fails.

        Where its disk was full, which it does not say, raises `OSError`.
        """
        said, _ = self._process.communicate()
        if self._process.returncode or not self._bundle.is_dir():
            raise IndexingError(f"Pagefind failed: {said}")
        try:
            indexed = _read(self._bundle)
        except (EOFError, OSError, ValueError, zlib.error):  # Pagefind ends well on a full disk too
            raise full(self._bundle) from None
        bundle = site / "pagefind"
        # What was there before could hold the text of a page that is gone.
        shutil.rmtree(bundle, ignore_errors=True)
        bundle.parent.mkdir(parents=True, exist_ok=True)
        bundle.mkdir()
        shutil.move(self._bundle / _KEPT, bundle)
        files.write(indexed, bundle / "index", site / ASSETS)


def _memory(size: int) -> Path | None:
    """A folder in memory with room for pages of so many bytes, where the system has one.

    They live for a second: a disk needs as long to make and unmake them as Pagefind to read them.
    """
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > size * _ROOM else None


def _read(bundle: Path) -> dict[str, list[files.Kept]]:
    """What a bundle holds of each language.

    Raises `EOFError`, `OSError`, `ValueError` or `zlib.error` where it was not written to its end.
    """
    if shutil.disk_usage(bundle).free < _LEAST:
        raise EOFError
    about = json.loads((bundle / "pagefind-entry.json").read_text("utf-8"))
    indexed: dict[str, list[files.Kept]] = {language: [] for language in about["languages"]}
    for path in (bundle / _KEPT).iterdir():
        indexed[path.name.split("_")[0]].append(files.kept(path.stem, fragment(path)))
    if any(len(indexed[name]) != one["page_count"] for name, one in about["languages"].items()):
        raise EOFError
    return indexed


def _unpacked(content: bytes) -> bytes:
    """Compressed content; raises `EOFError` where it does not come to its end."""
    unpacking = zlib.decompressobj(_GZIP)
    plain = unpacking.decompress(content)
    if not unpacking.eof:
        raise EOFError
    return plain


def index(site: Path) -> None:
    """Makes a folder of built pages searchable, whoever built it."""
    with Indexing(_built(site)) as indexing:
        indexing.finish(site)


def _built(site: Path) -> Iterator[Part]:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        begin = text.find(" data-pagefind-body")
        if begin >= 0:
            language = _LANGUAGE.search(text)
            body = text[text.rfind("<", 0, begin) :]
            name = path.relative_to(site).as_posix()
            yield Part(name, language[1] if language else "", body.encode())


def _prepare(part: Part, folder: Path) -> None:
    """Writes what is to be indexed of a page: without the theme, its words set apart.

    Pagefind takes « l’acheteur » for one word and « 12 000 » for two: neither « acheteur » nor « 12000 »
    would be found.
    """
    body = _ASIDE.split(part.encoded.decode(), maxsplit=1)[0].replace("’", "’ ")
    for group in _GROUPS:
        body = group.sub("", body)
    path = folder / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<html lang="{part.language}"><body>{body}', "utf-8")


def fragment(path: Path) -> Any:
    """What Pagefind keeps of one page: `url`, `content`, `meta`, `anchors`."""
    return _fragment(_unpacked(path.read_bytes()))


def _fragment(content: bytes) -> Any:
    return json.loads(content.removeprefix(_SIGNATURE))
