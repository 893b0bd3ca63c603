"""The files a browser searches in, made from what pages are found by.

`pages.<language>.json` is read first: where each page stands, how long it is, and which of the files of
words holds the words that begin so. Each of those says of its words on which pages they stand, and where
there; a file for each page holds the text to be shown. `words.<language>.json` has every word, against which
a mistyped one is compared.
"""

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from playbook.search.reading import Record, packed
from playbook.search.words import LONGEST, counts, words
from playbook.stamps import stamp
from playbook.words import languages, load_words

ASSETS = "assets/playbook"
# Where a word stands besides the text of a page, as bits above the count there: `FIELDS` of finder.mjs.
_MOST = 15
_TITLE, _KEYWORD, _IN_KEYWORD, _FOREIGN = 16, 32, 64, 128
# Words with the same first letters stand in one file, so that their forms are found together.
_FIRST = 3
# About what one file of words holds, in words' places: some ten kilobytes as it is sent.
_ROOM = 4_000


class Part(NamedTuple):
    """A page to be found at `uri`, in the folder `below` in which its language stands."""

    language: str
    below: str
    uri: str
    record: Record


def write(parts: Iterable[Part], site: Path) -> None:
    """Makes the pages of a folder searchable, those of each language by themselves."""
    every: dict[str, list[Part]] = defaultdict(list)
    for part in sorted(parts, key=lambda one: one.uri):
        every[part.language].append(part)
    foreign = _keywords(every)
    # What was there before could hold the text of a page that is gone.
    shutil.rmtree(site / ASSETS / "search", ignore_errors=True)
    for language, pages in every.items():
        own = load_words(language, "EUR").own if language in languages() else (lambda _: "")
        stop = own("search.stop_words").split()
        places, lengths = _places(language, pages, set(stop), foreign, own)
        folder = site / ASSETS / "search" / language
        folder.mkdir(parents=True)
        about = {
            "below": pages[0].below,
            "pages": [page.uri for page in pages],
            "names": [_write("page", page.record.packed, folder) for page in pages],
            "lengths": lengths,
            "titles": [_long(page.record.title, stop) for page in pages],
            "files": [
                (first, _write("words", packed(held), folder)) for first, held in _shared(places)
            ],
            "stop": stop,
            "endings": own("search.endings").split(),
        }
        write_json(site / ASSETS / f"pages.{language}.json", about)
        write_json(site / ASSETS / f"words.{language}.json", _in_order(places))


def _places(
    language: str,
    pages: list[Part],
    stop: set[str],
    foreign: Mapping[str, Mapping[str, set[str]]],
    own: Callable[[str], str],
) -> tuple[dict[str, list[int]], list[int]]:
    """For each word the pages it stands on, each followed by where there; and the length of each page.

    A title or a keyword of several words stands there as a whole, too. What names a kind is a keyword of its
    list; where that is one word it is one of many on each of its pages.
    """
    places: dict[str, list[int]] = defaultdict(list)
    lengths = []
    for number, page in enumerate(pages):
        listed = iter(page.record.counted.decode().split())
        counted = {
            word: int(count)
            for word, count in zip(listed, listed, strict=True)
            if counts(word, stop)
        }
        lengths.append(sum(counted.values()))
        held = Counter({word: min(count, _MOST) for word, count in counted.items()})
        for word in set(words(page.record.title)):
            held[word] += _TITLE
        kind, _, entry = page.uri.partition("/")
        names = own(f"search.named.{kind}").split(",")
        said = page.record.keywords if entry else (*page.record.keywords, *names)
        alone, among, whole = _of_keywords(said, stop)
        if entry:
            among |= _of_keywords(names, stop)[0]
        for word in alone:
            held[word] += _KEYWORD
        for word in among - alone:
            held[word] += _IN_KEYWORD
        held.update(dict.fromkeys(whole, _IN_KEYWORD))
        held.update(dict.fromkeys(_of_keywords([page.record.title], stop)[2], _TITLE))
        for other, keywords in foreign.get(page.uri, {}).items():
            if other != language:
                for word in keywords:
                    held[word] |= _FOREIGN
        for word, where in held.items():
            places[word] += (number, where)
    return places, lengths


def _long(title: str, stop: Container[str]) -> int:
    """How many words of a title say something."""
    return max(1, sum(counts(word, stop) for word in words(title)))


def _of_keywords(keywords: Iterable[str], stop: set[str]) -> tuple[set[str], set[str], set[str]]:
    """The words that are keywords by themselves, all words of keywords, and those of several as a whole."""
    alone, among, whole = set(), set(), set()
    for keyword in keywords:
        own = [word for word in words(keyword) if counts(word, stop)] or list(words(keyword))
        among.update(own)
        if len(own) > 1:
            whole.add(" ".join(own))
        else:
            alone.update(own)
    return alone, among, whole


def _keywords(every: Mapping[str, list[Part]]) -> dict[str, dict[str, set[str]]]:
    """The words of titles and keywords by page, whatever its language, and by language."""
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    if len(every) > 1:
        for language, pages in every.items():
            for page in pages:
                texts = (page.record.title, *page.record.keywords)
                found[page.uri][language] = {
                    word for text in texts for word in words(text) if len(word) > 2
                }
    return found


def _shared(places: Mapping[str, list[int]]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """The words in files, each with the letters it begins at."""
    first, held, size = "", dict[str, list[int]](), 0
    last = ""
    for word in sorted(places):
        letters = word[:_FIRST].rstrip()  # « rd » and « rd projet » belong together
        if size >= _ROOM and letters != last:
            yield first, held
            first, held, size = letters, {}, 0
        held[word] = places[word]
        size += len(places[word])
        last = letters
    yield first, held


def _write(what: str, content: bytes, folder: Path) -> str:
    """Writes a file whose name says what it holds, so that it can be kept for ever; the sign in that name."""
    sign = stamp(content)[:10]
    (folder / f"{what}-{sign}.json.gz").write_bytes(content)
    return sign


def _in_order(places: Mapping[str, list[int]]) -> dict[str, list[str]]:
    """Every word of letters, those of most pages first: of two equally near, the likelier is meant.

    The rare stand on a single page, and are meant only by who writes nearly that.
    """
    listed = (word for word in places if word.isalpha() and 3 <= len(word) <= LONGEST)
    ordered = sorted(listed, key=lambda word: (-len(places[word]), word))
    rare = [word for word in ordered if len(places[word]) == 2]  # a page, and where there
    return {"words": ordered[: len(ordered) - len(rare)], "rare": rare}


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text, "utf-8")
