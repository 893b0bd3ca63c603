"""Makes the built pages of a folder searchable with Pagefind.

Besides Pagefind's own files, each language gets two small ones, made from what Pagefind indexed and so
from what the edition shows: `pages.<language>.json` (which page is of which kind) and
`words.<language>.json` (every word there is, against which a mistyped one is compared).
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from playbook.words import languages, load_words

ASSETS = "assets/playbook"
# What says nothing of its own: marks that would begin every excerpt, lists of other pages' titles.
_LEFT_OUT = ".headerlink, .pb-badges, .pb-outcome__rules, .pb-section--related, .pb-section--upkeep"
# Pagefind's ready-made interfaces: the dialog is our own.
_UNUSED = ("pagefind-ui.*", "pagefind-component-ui.*", "pagefind-modular-ui.*", "*-highlight.js")
_SIGNATURE = b"pagefind_dcd"
_LANGUAGE = re.compile(r'<html lang="([a-zA-Z-]+)"')
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]{3,30}")


def index(site: Path) -> None:
    """Writes `site`/pagefind afresh. Raises `RuntimeError` with Pagefind's words when it fails."""
    bundle = site / "pagefind"
    # Pagefind never deletes: the text of a page that is gone would stay for anyone to read.
    shutil.rmtree(bundle, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        _prepare(site, Path(folder))
        command = [sys.executable, "-m", "pagefind", "--site", folder]
        command += ["--output-path", str(bundle.resolve())]
        command += ["--exclude-selectors", _LEFT_OUT, "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or not bundle.is_dir():
        raise RuntimeError(f"Pagefind failed: {done.stdout}{done.stderr}")
    for pattern in _UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    entry = bundle / "pagefind-entry.json"
    _write(entry, json.loads(entry.read_text("utf-8")))
    of_language: dict[str, list[tuple[str, Any]]] = {}
    for path in sorted((bundle / "fragment").iterdir()):
        of_language.setdefault(path.name.split("_")[0], []).append((path.stem, fragment(path)))
    for language, found in of_language.items():
        stop = load_words(language, "EUR")("search.stop_words") if language in languages() else ""
        pages = {"kinds": _kinds(language, found), "stop": stop.split()}
        _write(site / ASSETS / f"pages.{language}.json", pages)
        _write(site / ASSETS / f"words.{language}.json", _words(page for _, page in found))


def _prepare(site: Path, folder: Path) -> None:
    """Copies to `folder` what is to be indexed of each page: without the theme, its words set apart.

    Pagefind takes « l’acheteur » for one word and « 12 000 » for two: neither « acheteur » nor « 12000 »
    would be found.
    """
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        begin = text.find(" data-pagefind-body")
        if begin < 0:
            continue
        language = _LANGUAGE.search(text)
        body = _GROUPED.sub("", text[text.rfind("<", 0, begin) :].replace("’", "’ "))
        copy = folder / path.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(f'<html lang="{language[1] if language else ""}"><body>{body}', "utf-8")


def fragment(path: Path) -> Any:
    """What Pagefind keeps of one page: `url`, `content`, `meta`, `anchors`."""
    return json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _kinds(language: str, found: Iterable[tuple[str, Any]]) -> dict[str, list[str]]:
    """The ids of pages by kind, which is the folder an entry's page stands in; else by nothing."""
    kinds: dict[str, list[str]] = {}
    for name, page in found:
        parts = page["url"].strip("/").split("/")
        parts = parts[1:] if parts[0] == language else parts
        kinds.setdefault(parts[0] if len(parts) > 1 else "", []).append(name)
    return kinds


def _words(pages: Iterable[Any]) -> list[str]:
    """Every word of `pages`, those of most pages first: of two equally near, the likelier is meant."""
    counts = Counter(word for page in pages for word in set(_split(page)))
    return sorted(counts, key=lambda word: (-counts[word], word))


def _split(page: Any) -> Iterator[str]:
    text = f"{page['content']} {' '.join(page['meta'].values())}".lower()
    yield from _WORD.findall(_ACCENT.sub("", unicodedata.normalize("NFD", text)))


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8"
    )
