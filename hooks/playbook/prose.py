"""Prose: CommonMark without raw HTML, whose links lead to entries, to https or to a mail address."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from playbook.model.kinds import FOLDERS
from playbook.model.scalars import ID_PATTERN

_ENTRY = re.compile(rf"(?P<word>[a-z]+):(?P<id>{ID_PATTERN})", re.ASCII)
_OUTSIDE = re.compile(r"(?:https://[^\s/]+.*|mailto:[^\s@]+@[^\s@]+)", re.ASCII)
_LOOKS_LIKE_LINK = re.compile(
    rf"<[^\W\d_]+:[^>\s]*[> ]?|(?<![\w:/.-])(?:{'|'.join(FOLDERS)}):{ID_PATTERN}(?![\w/-])"
)
# Text in which CommonMark sees nothing but one paragraph: most fields, and parsing them costs.
# The digit comes first, what may not stand before it second: a pattern that begins with a sign is
# found ten times as fast.
_AMOUNT = re.compile(r"\d(?<![\d.,\u00a0\u202f].)\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_PLAIN = re.compile(r"(?![\d\s#>+\-=~])[^\n<>&\[\]*_`\\!\"]+(?<!\s)")


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


def links(text: str) -> tuple[Link, ...]:
    """Every link of `text`, in order."""
    return read(text)[0]


# Linked, checked and viewed: each text is read for all three, and reading is the dear part.
@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[tuple[Link, ...], tuple[Markup, ...]]:
    """Every link of `text`, and what it may not hold, each in order."""
    found: list[Link] = []
    forbidden: list[Markup] = []
    if (
        "<" in text
        or "](" in text
        or "]:" in text
        or (":" in text and _LOOKS_LIKE_LINK.search(text))
    ):
        inside = False
        for token in _tokens(_CHECKED.parse(text)):
            if token.type in ("link_open", "link_close"):
                inside = token.type == "link_open"
            if token.type == "link_open":
                target = str(token.attrs["href"])
                alone = token.markup == "autolink"
                found.append(Link(target, f"<{target}>") if alone else Link(target, target, 2))
            elif token.type in ("html_inline", "html_block"):
                forbidden.append(Markup("raw-html", token.content.strip().split("\n")[0]))
            elif token.type == "text" and not inside:
                for one in _LOOKS_LIKE_LINK.finditer(token.content):
                    forbidden.append(Markup("broken-markup", one.group()))
    return tuple(found), tuple(forbidden)


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


class Term(NamedTuple):
    """A glossary term found in a text: where, and the address and definition of its entry."""

    start: int
    end: int
    href: str
    definition: str


class Context(NamedTuple):
    """What prose needs to know of the page it stands on."""

    resolve: Callable[[str, str], tuple[str, str] | None]
    """From a kind and an id to an address and a title; None where this edition has no such entry."""
    terms: Callable[[str], list[Term]]
    """The glossary terms to mark in a piece of text, in order, not overlapping."""


def to_html(text: str, context: Context, inline: bool = False) -> str:
    """`text` as HTML. `inline` leaves out the paragraph of a text that is but one."""
    if _PLAIN.fullmatch(text):
        words = _enriched(iter([Token("text", "", 0, content=text)]), context)
        html = str(_RENDERED.renderer.render(list(words), _RENDERED.options, {}))
        return html if inline else f"<p>{html}</p>\n"
    tokens = _RENDERED.parse(text)
    for block in tokens:
        if block.children:
            block.children = list(_enriched(_resolved(block.children, context), context))
        elif inline and block.type.startswith("paragraph_") and len(tokens) == len("<p>"):
            block.hidden = True
    return str(_RENDERED.renderer.render(tokens, _RENDERED.options, {}))


def _resolved(children: list[Token], context: Context) -> Iterator[Token]:
    """The links to entries with their addresses; one whose entry is not here keeps its words only."""
    kept: list[bool] = []
    title: str | None = None
    for token in children:
        if token.type == "link_open":
            if "title" in token.attrs:
                token.attrs["title"] = _tip(str(token.attrs["title"]))
            link = Link(str(token.attrs["href"]), "")
            target = context.resolve(*link.entry) if link.entry else None
            if target:
                token.attrs["href"] = target[0]
            if link.entry and token.markup == "autolink":
                # A draft has neither page nor title yet, and its id is not for readers.
                title = target[1] if target else "…"
            kept.append(bool(target) or link.outside)
            if not kept[-1]:
                continue
        elif token.type == "link_close":
            title = None
            if not kept.pop():
                continue
        elif title is not None and token.type == "text":
            token.content = title
        yield token


def _enriched(children: Iterator[Token], context: Context) -> Iterator[Token]:
    """Text with its glossary terms explained (but not inside links) and its amounts findable."""
    inside_link = False
    for token in children:
        if token.type in ("link_open", "link_close"):
            inside_link = token.type == "link_open"
        if token.type != "text":
            yield token
            continue
        at = 0
        for term in [] if inside_link else context.terms(token.content):
            yield from _amounts(token.content[at : term.start])
            attributes: dict[str, str | int | float] = {
                "class": "term",
                "href": term.href,
                "title": _tip(term.definition),
            }
            yield from _element("a", token.content[term.start : term.end], attributes)
            at = term.end
        yield from _amounts(token.content[at:])


def _tip(text: str) -> str:
    """`text` as a `title`, which Material's script reads as HTML: its « < » begin no tag there."""
    return text.replace("<", "<\u2060")


def _amounts(text: str) -> Iterator[Token]:
    """Digit groups are indexed joined, so that 12000 finds « 12 000 »: search splits at spaces."""
    at = 0
    for found in _AMOUNT.finditer(text):
        yield Token("text", "", 0, content=text[at : found.start()])
        yield from _element("span", found.group(), {"data-pagefind-ignore": ""})
        yield from _element("span", re.sub(r"\D", "", found.group()), {"hidden": ""})
        at = found.end()
    if text[at:]:
        yield Token("text", "", 0, content=text[at:])


def _element(tag: str, text: str, attributes: dict[str, str | int | float]) -> Iterator[Token]:
    yield Token(f"{tag}_open", tag, 1, attrs=attributes)
    yield Token("text", "", 0, content=text)
    yield Token(f"{tag}_close", tag, -1)


def to_text(text: str, title: Callable[[str, str], str | None]) -> str:
    """`text` on one line without its markup; a bare link to an entry reads as its `title`."""
    if _PLAIN.fullmatch(text):
        return text
    words = []
    for token in _resolved(
        list(_tokens(_RENDERED.parse(text))), Context(_titled(title), _no_terms)
    ):
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "paragraph_close"):
            words.append(" ")
    return " ".join("".join(words).split())


def _titled(
    title: Callable[[str, str], str | None],
) -> Callable[[str, str], tuple[str, str] | None]:
    def resolve(kind: str, name: str) -> tuple[str, str] | None:
        found = title(kind, name)
        return None if found is None else ("", found)

    return resolve


def _no_terms(text: str) -> list[Term]:
    return []
