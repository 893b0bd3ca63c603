"""The words of a text as search knows them: the twin of `theme/words.mjs`. tests/data/words.yml holds."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import cache

_ACCENT = re.compile("[\u0300-\u036f]")
_LIGATURES = {"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'", "‘": "'"}
# « 12 000 », « 12,000 » and « 12'000 » are one figure.
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?!\d)")
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    # Nearly all of them, and first, for it decides how long a site is read.
    rf"(?P<usual>{_LETTER}{{2,}}[^\W_]*)"
    # C.A.P.E.X. and R&D
    rf"|(?<![^\W_])(?P<dotted>(?:{_LETTER}\.){{2,}}{_LETTER}?)(?![^\W_])"
    rf"|(?<![^\W_])(?P<paired>{_LETTER} ?& ?{_LETTER})(?![^\W_])"
    # L441-10, L. 441-10 and L 441-10
    rf"|(?<![^\W_])(?P<letter>{_LETTER})(?:\. ?| (?=\d+-\d)|)(?P<article>\d+(?:-\d+)*)(?![^\W_])"
    # 441-10
    r"|(?<![^\W_])(?P<numbered>\d+(?:-\d+)+)(?![^\W_])"
    r"|(?<![^\W_])(?P<figure>\d+)(?:[.,](?P<decimals>\d+))?(?![^\W_])"
    r"|(?P<word>[^\W_]+)"
)
LONGEST = 30


def words(text: str) -> Iterator[str]:
    """The words of a text, as often as they stand there; a code as a whole, and without its letter."""
    text = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), folded(text))
    for found in _TOKEN.finditer(text):
        if found.lastgroup in ("usual", "word"):
            yield found[0][:LONGEST]
            continue
        named = found.groupdict()
        if figure := named["figure"]:
            decimals = (named["decimals"] or "").rstrip("0")
            yield f"{figure}.{decimals}" if decimals else figure
        elif letter := named["letter"]:
            yield letter + named["article"]
            if "-" in named["article"]:
                yield named["article"]
        elif numbered := named["numbered"]:
            yield numbered
            yield from numbered.split("-")
        else:
            yield re.sub(r"[. ]", "", found[0])


def counts(word: str, stop: Container[str]) -> bool:
    """Whether a word says something: no stop word, no single letter."""
    return word not in stop and (len(word) > 1 or word.isdecimal())


def folded(text: str) -> str:
    """A text as it is compared: small letters, no accents, no ligatures, one kind of apostrophe."""
    if not text.isascii():
        text = _unaccented(text) if len(text) <= LONGEST else _ACCENT.sub("", _parted(text))
    return text.lower()


def _parted(text: str) -> str:
    text = unicodedata.normalize("NFD", text.lower())
    for sign, instead in _LIGATURES.items():
        text = text.replace(sign, instead)
    return text


@cache
def _unaccented(text: str) -> str:
    return _ACCENT.sub("", _parted(text))
