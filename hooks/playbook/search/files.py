"""The files a browser searches in, made from what Pagefind kept of each page.

`pages.<language>.json` is read first: which page is of which kind, how long it is, and which of the files of
words (`pagefind/index/`) holds the words that begin so. Each of those says of its words on which pages they
stand, and where there. `words.<language>.json` has every word, against which a mistyped one is compared.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from playbook.search.words import LONGEST, words
from playbook.stamps import stamp
from playbook.words import languages, load_words

# Where a word stands besides the text of a page, as bits above the count there: `FIELDS` of finder.mjs.
_MOST = 15
_TITLE, _KEYWORD, _IN_KEYWORD, _FOREIGN = 16, 32, 64, 128
# Words with the same first letters stand in one file, so that their forms are found together.
_FIRST = 3
# About what one file of words holds, in words' places: some ten kilobytes as it is sent.
_ROOM = 4_000


class Kept(NamedTuple):
    """What Pagefind kept of a page: its name there, and its content."""

    name: str
    url: str
    title: str
    keywords: tuple[str, ...]
    content: str


def kept(name: str, fragment: Any) -> Kept:
    meta = fragment["meta"]
    keywords = tuple(one.strip() for one in meta.get("keywords", "").split(",") if one.strip())
    return Kept(name, fragment["url"], meta.get("title", ""), keywords, fragment["content"])


def write(every: Mapping[str, list[Kept]], index: Path, assets: Path) -> None:
    """Writes the files of each language: those of words into `index`, the others into `assets`."""
    foreign = _keywords(every)
    for language, pages in every.items():
        pages = sorted(pages)
        own = load_words(language, "EUR").own if language in languages() else (lambda _: "")
        stop = own("search.stop_words").split()
        places, lengths = _places(language, pages, set(stop), foreign)
        files = [(first, _write_words(language, held, index)) for first, held in _shared(places)]
        about = {
            "kinds": _kinds(language, pages),
            "names": [page.name.partition("_")[2] for page in pages],
            "lengths": lengths,
            "titles": [_long(page.title, stop) for page in pages],
            "files": files,
            "stop": stop,
            "endings": own("search.endings").split(),
        }
        write_json(assets / f"pages.{language}.json", about)
        write_json(assets / f"words.{language}.json", _in_order(places))


def _places(
    language: str, pages: list[Kept], stop: set[str], foreign: Mapping[str, Mapping[str, set[str]]]
) -> tuple[dict[str, list[int]], list[int]]:
    """For each word the pages it stands on, each followed by where there; and the length of each page."""
    places: dict[str, list[int]] = defaultdict(list)
    lengths = []
    for number, page in enumerate(pages):
        counted = Counter(
            word for word in words(page.content) if word not in stop and len(word) > 1
        )
        lengths.append(counted.total())
        held = Counter({word: min(count, _MOST) for word, count in counted.items()})
        for word in set(words(page.title)):
            held[word] += _TITLE
        alone, among = _of_keywords(page.keywords, stop)
        for word in alone:
            held[word] += _KEYWORD
        for word in among - alone:
            held[word] += _IN_KEYWORD
        for other, keywords in foreign.get(_same(language, page.url), {}).items():
            if other != language:
                for word in keywords:
                    held[word] |= _FOREIGN
        for word, where in held.items():
            places[word] += (number, where)
    return places, lengths


def _long(title: str, stop: Iterable[str]) -> int:
    """How many words of a title say something."""
    return max(1, sum(word not in stop and len(word) > 1 for word in words(title)))


def _of_keywords(keywords: Iterable[str], stop: set[str]) -> tuple[set[str], set[str]]:
    """The words that are keywords by themselves, and all words of keywords."""
    alone, among = set(), set()
    for keyword in keywords:
        own = [word for word in words(keyword) if word not in stop] or list(words(keyword))
        among.update(own)
        if len(own) == 1:
            alone.add(own[0])
    return alone, among


def _keywords(every: Mapping[str, list[Kept]]) -> dict[str, dict[str, set[str]]]:
    """The words of titles and keywords by page, whatever its language, and by language."""
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for language, pages in every.items():
        for page in pages:
            texts = (page.title, *page.keywords)
            found[_same(language, page.url)][language] = {
                word for text in texts for word in words(text) if len(word) > 2
            }
    return found


def _same(language: str, url: str) -> str:
    """What the addresses of a page have in common in every language."""
    first, _, rest = url.strip("/").partition("/")
    return rest if first == language else url.strip("/")


def _kinds(language: str, pages: list[Kept]) -> dict[str, list[int]]:
    """The numbers of pages by kind, which is the folder an entry's page stands in; else by nothing."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        kind, _, name = _same(language, page.url).partition("/")
        kinds[kind if name else ""].append(number)
    return kinds


def _shared(places: Mapping[str, list[int]]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """The words in files, each with the letters it begins at."""
    first, held, size = "", dict[str, list[int]](), 0
    last = ""
    for word in sorted(places):
        if size >= _ROOM and word[:_FIRST] != last[:_FIRST]:
            yield first, held
            first, held, size = word[:_FIRST], {}, 0
        held[word] = places[word]
        size += len(places[word])
        last = word
    yield first, held


def _write_words(language: str, held: Mapping[str, list[int]], index: Path) -> str:
    """Writes one file of words; its name says what it holds, so that it can be kept for ever."""
    plain = _json(held).encode()
    name = f"{language}_{stamp(plain)[:10]}"
    index.mkdir(parents=True, exist_ok=True)
    (index / f"{name}.pf_index").write_bytes(gzip.compress(plain, mtime=0))
    return name


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
    path.write_text(_json(value), "utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
