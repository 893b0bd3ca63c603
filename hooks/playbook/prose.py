"""Prose: CommonMark without raw HTML, whose links lead to entries, to https or to a mail address."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from playbook.model.kinds import FOLDERS
from playbook.model.scalars import ID_PATTERN

_ENTRY = re.compile(rf"(?P<word>[a-z]+):(?P<id>{ID_PATTERN})", re.ASCII)
_OUTSIDE = re.compile(r"(?:https://[^\s/]+.*|mailto:[^\s@]+@[^\s@]+)", re.ASCII)
_LOOKS_LIKE_LINK = re.compile(r"<[a-z]+:[^>\s]*[> ]?")
# Text in which CommonMark sees nothing but one paragraph: most fields, and parsing them costs.
_PLAIN = re.compile(r"(?![\d\s#>+\-=~])[^\n<>&\[\]*_`\\!\"]+(?<!\s)")


class Link(NamedTuple):
    """A link in a prose: what it points to, and how it stands in the text."""

    target: str
    written: str
    occurrence: int

    @property
    def entry(self) -> tuple[str, str] | None:
        """The kind (a folder name) and id it names, when it names an entry."""
        found = _ENTRY.fullmatch(self.target)
        if not found or found["word"] not in FOLDERS:
            return None
        return FOLDERS[found["word"]], found["id"]

    @property
    def outside(self) -> bool:
        return bool(_OUTSIDE.fullmatch(self.target))


class Markup(NamedTuple):
    """Something prose may not hold: raw HTML, or a link that is not closed."""

    code: str
    written: str


def _parser(html: bool) -> MarkdownIt:
    # Headings and rules belong to the page, pictures to the theme.
    parser = MarkdownIt("commonmark", {"html": html})
    parser.disable(["heading", "lheading", "hr", "image"])
    # Which addresses are allowed is our check's business, so that nothing vanishes unreported.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda url: url  # type: ignore[assignment,method-assign]
    return parser


_CHECKED = _parser(html=True)
_RENDERED = _parser(html=False)


def links(text: str) -> Iterator[Link]:
    """Every link of `text`, in order."""
    if "<" not in text and "](" not in text and "]:" not in text:
        return
    seen: dict[str, int] = {}
    for token in _tokens(_CHECKED.parse(text)):
        if token.type == "link_open":
            target = str(token.attrs["href"])
            written = f"<{target}>" if token.markup == "autolink" else target
            count = seen.get(written, 0)
            seen[written] = count + 1
            yield Link(target, written, count)


def forbidden(text: str) -> Iterator[Markup]:
    """What `text` may not hold."""
    if "<" not in text:
        return
    for token in _tokens(_CHECKED.parse(text)):
        if token.type in ("html_inline", "html_block"):
            yield Markup("raw-html", token.content.strip().split("\n")[0])
        elif token.type == "text":
            for found in _LOOKS_LIKE_LINK.finditer(token.content):
                yield Markup("broken-markup", found.group())


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


Resolve = Callable[[str, str], tuple[str, str] | None]
"""From kind and id to the address and title of a page this edition holds."""


def render(text: str, resolve: Resolve) -> tuple[list[Token], MarkdownIt]:
    """The tokens of `text` with the links to entries resolved; the renderer that writes them.

    A link whose entry this edition does not hold keeps its words and loses its address.
    """
    tokens = _RENDERED.parse(text)
    for block in tokens:
        if block.children:
            block.children = list(_resolved(block.children, resolve))
    return tokens, _RENDERED


def to_html(text: str, resolve: Resolve) -> str:
    """`text` as HTML: paragraphs and lists, nothing an editor could have written as HTML."""
    if _PLAIN.fullmatch(text):
        return f"<p>{text}</p>\n"
    tokens, parser = render(text, resolve)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _resolved(children: list[Token], resolve: Resolve) -> Iterator[Token]:
    kept: list[bool] = []
    titled: str | None = None
    for token in children:
        if token.type == "link_open":
            link = Link(str(token.attrs["href"]), "", 0)
            target = resolve(*link.entry) if link.entry else None
            if target:
                token.attrs["href"] = target[0]
                titled = target[1] if token.markup == "autolink" else None
            kept.append(bool(target) or link.outside)
            if kept[-1]:
                yield token
        elif token.type == "link_close":
            if kept.pop():
                yield token
            titled = None
        elif titled is not None and token.type == "text":
            token.content = titled
            yield token
        else:
            yield token
