"""What stands in a prose: CommonMark's tokens, its links, and what it may not hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from playbook.model import addresses
from playbook.model.kinds import FOLDERS
from playbook.model.scalars import ID_PATTERN
from playbook.source.characters import FORBIDDEN

_ENTRY = re.compile(rf"(?P<word>[a-z]+):(?P<id>{ID_PATTERN})", re.ASCII)
_LOOKS_LIKE_LINK = re.compile(
    rf"<[^\W\d_]+:[^>\s]*[> ]?|(?<![\w:/.-])(?:{'|'.join(FOLDERS)}):{ID_PATTERN}(?![\w/-])"
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
BARE = re.compile(rf"<((?:{'|'.join(FOLDERS)}):{ID_PATTERN})>")
# Text in which CommonMark sees nothing but one paragraph and such links: most fields, and parsing them
# costs.
_SIGNS = r"\n<>&\[\]*_`\\!"
PLAIN = re.compile(rf"(?=[^\d\s#>+\-=~])[^{_SIGNS}]*(?:{BARE.pattern}[^{_SIGNS}]*)*(?<!\s)")


class Link(NamedTuple):
    """A link in a prose: what it points to, and how it stands in the text."""

    target: str
    shown: str
    """Its target in its brackets, or without them where words stand before."""
    before: int = 0
    """How many of the signs ``](`` stand before it: with them it is told from the same words."""

    @property
    def written(self) -> str:
        return "]("[: self.before] + self.shown

    @property
    def entry(self) -> tuple[str, str] | None:
        """The kind (a folder name) and id it names, when it names an entry."""
        found = _ENTRY.fullmatch(self.target)
        if not found or found["word"] not in FOLDERS:
            return None
        return FOLDERS[found["word"]], found["id"]

    @property
    def outside(self) -> bool:
        return addresses.is_address(self.target)


class Markup(NamedTuple):
    """Something prose may not hold: raw HTML, a link that is not closed, a hidden character."""

    code: str
    written: str


def _parser() -> MarkdownIt:
    # Headings and rules belong to the page, pictures to the theme.
    parser = MarkdownIt("commonmark", {"html": True})
    parser.disable(["heading", "lheading", "hr", "image"])
    # Which addresses are allowed is our check's business, so that nothing vanishes unreported.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda url: url  # type: ignore[assignment,method-assign]
    return parser


PARSER = _parser()


# Linked, checked and shown: each text is needed for all three, and parsing is the dear part.
@lru_cache(maxsize=20_000)
def parsed(text: str) -> tuple[Token, ...]:
    """What CommonMark sees in `text`: for reading only, others read it too."""
    return tuple(PARSER.parse(text))


def links(text: str) -> tuple[Link, ...]:
    """Every link of `text`, in order."""
    return read(text)[0]


@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[tuple[Link, ...], tuple[Markup, ...]]:
    """Every link of `text`, and what it may not hold, each in order."""
    if PLAIN.fullmatch(text):
        words, targets = BARE.split(text)[::2], BARE.findall(text)
        broken = (one.group() for part in words for one in _LOOKS_LIKE_LINK.finditer(part))
        return (
            tuple(Link(target, f"<{target}>") for target in targets),
            tuple(Markup("broken-markup", one) for one in broken),
        )
    found: list[Link] = []
    forbidden = [*_references(text)] if "&" in text else []
    if (
        "<" in text
        or "](" in text
        or "]:" in text
        or (":" in text and _LOOKS_LIKE_LINK.search(text))
    ):
        inside = False
        for token in tokens_in(parsed(text)):
            if token.type in ("link_open", "link_close"):
                inside = token.type == "link_open"
            if token.type == "link_open":
                target, bare = link_of(token)
                found.append(Link(target, f"<{target}>") if bare else Link(target, target, 2))
            elif token.type in ("html_inline", "html_block"):
                forbidden.append(Markup("raw-html", token.content.strip().split("\n")[0]))
            elif token.type == "text" and not inside:
                for one in _LOOKS_LIKE_LINK.finditer(token.content):
                    forbidden.append(Markup("broken-markup", one.group()))
    return tuple(found), tuple(forbidden)


def _references(text: str) -> Iterator[Markup]:
    """The character references that bring in what no text may hold: &#x202e; turns the line round."""
    hidden = [one for one in _REFERENCE.findall(text) if FORBIDDEN.search(unescapeAll(one))]
    if hidden and any(FORBIDDEN.search(said) for said in _says(text)):
        yield from (Markup("forbidden-character", one) for one in hidden)


def _says(text: str) -> Iterator[str]:
    """What is read of `text` once its references are resolved; inside code they are not."""
    for token in tokens_in(parsed(text)):
        if token.type != "inline":  # its parts follow
            yield token.content
        yield from (str(value) for value in token.attrs.values())


def tokens_in(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def is_link_alone(tokens: Sequence[Token]) -> bool:
    """Whether a line is nothing but a link that stands bare between ``<`` and ``>``."""
    return len(tokens) == 3 and tokens[0].type == "link_open" and link_of(tokens[0])[1]


def link_of(opening: Token) -> tuple[str, bool]:
    """What a link leads to, and whether it stands bare between ``<`` and ``>``."""
    return str(opening.attrs["href"]), opening.markup == "autolink"
