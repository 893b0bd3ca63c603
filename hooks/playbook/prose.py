"""Prose: CommonMark without raw HTML, whose links lead to entries, to https or to a mail address."""

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from playbook.model.kinds import FOLDERS
from playbook.model.scalars import ID_PATTERN

_ENTRY = re.compile(rf"(?P<word>[a-z]+):(?P<id>{ID_PATTERN})", re.ASCII)
_OUTSIDE = re.compile(r"(?:https://[^\s/]+.*|mailto:[^\s@]+@[^\s@]+)", re.ASCII)
_LOOKS_LIKE_LINK = re.compile(
    rf"<[^\W\d_]+:[^>\s]*[> ]?|(?<![\w:/.-])(?:{'|'.join(FOLDERS)}):{ID_PATTERN}(?![\w/-])"
)
# The digit comes first, what may not stand before it second: a pattern that begins with a sign is
# found ten times as fast.
_AMOUNT = re.compile(r"\d(?<![\d.,\u00a0\u202f].)\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_BARE = re.compile(rf"<((?:{'|'.join(FOLDERS)}):{ID_PATTERN})>")
# Text in which CommonMark sees nothing but one paragraph and such links: most fields, and parsing them
# costs.
_SIGNS = r"\n<>&\[\]*_`\\!"
_PLAIN = re.compile(rf"(?=[^\d\s#>+\-=~])[^{_SIGNS}]*(?:{_BARE.pattern}[^{_SIGNS}]*)*(?<!\s)")
Env = MutableMapping[str, Any]


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


def _parser() -> MarkdownIt:
    # Headings and rules belong to the page, pictures to the theme.
    parser = MarkdownIt("commonmark", {"html": True})
    parser.disable(["heading", "lheading", "hr", "image"])
    # Which addresses are allowed is our check's business, so that nothing vanishes unreported.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda url: url  # type: ignore[assignment,method-assign]
    return parser


_PARSER = _parser()


# Linked, checked and shown: each text is needed for all three, and parsing is the dear part.
@lru_cache(maxsize=20_000)
def _parsed(text: str) -> tuple[Token, ...]:
    """What CommonMark sees in `text`: for reading only, others read it too."""
    return tuple(_PARSER.parse(text))


def links(text: str) -> tuple[Link, ...]:
    """Every link of `text`, in order."""
    return read(text)[0]


@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[tuple[Link, ...], tuple[Markup, ...]]:
    """Every link of `text`, and what it may not hold, each in order."""
    if _PLAIN.fullmatch(text):
        words, targets = _BARE.split(text)[::2], _BARE.findall(text)
        broken = (one.group() for part in words for one in _LOOKS_LIKE_LINK.finditer(part))
        return (
            tuple(Link(target, f"<{target}>") for target in targets),
            tuple(Markup("broken-markup", one) for one in broken),
        )
    found: list[Link] = []
    forbidden: list[Markup] = []
    if (
        "<" in text
        or "](" in text
        or "]:" in text
        or (":" in text and _LOOKS_LIKE_LINK.search(text))
    ):
        inside = False
        for token in _tokens(_parsed(text)):
            if token.type in ("link_open", "link_close"):
                inside = token.type == "link_open"
            if token.type == "link_open":
                target, bare = _link(token)
                found.append(Link(target, f"<{target}>") if bare else Link(target, target, 2))
            elif token.type in ("html_inline", "html_block"):
                forbidden.append(Markup("raw-html", token.content.strip().split("\n")[0]))
            elif token.type == "text" and not inside:
                for one in _LOOKS_LIKE_LINK.finditer(token.content):
                    forbidden.append(Markup("broken-markup", one.group()))
    return tuple(found), tuple(forbidden)


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _link(opening: Token) -> tuple[str, bool]:
    """What a link leads to, and whether it stands bare between ``<`` and ``>``."""
    return str(opening.attrs["href"]), opening.markup == "autolink"


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
    links = _Links(context.resolve)
    if _PLAIN.fullmatch(text):
        html = _plain(text, context, links)
        return html if inline else f"<p>{html}</p>\n"
    tokens = _parsed(text)
    if inline and [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        tokens = tokens[1:2]
    env = {"context": context, "links": links}
    return str(_RENDERER.render(tokens, _PARSER.options, env))


def _plain(text: str, context: Context, links: "_Links") -> str:
    """What the renderer writes of a text that holds nothing but words and bare links."""
    html = ""
    for number, part in enumerate(_BARE.split(text)):
        if number % 2 == 0:
            html += _enriched(part, context)
            continue
        href = links.open(part, bare=True)
        shown = _enriched(links.title or "", context, links.inside)
        links.close()
        html += f'<a href="{escapeHtml(href)}">{shown}</a>' if href else shown
    return html


class _Links:
    """Follows the links of one text while it is written: each is opened, then closed.

    One to an entry leads to its page; one whose entry is not here keeps its words only, and so does one
    inside another.
    """

    def __init__(self, resolve: Callable[[str, str], tuple[str, str] | None]) -> None:
        self._resolve = resolve
        self._leads: list[bool] = []
        """Of each link that is open, whether it leads somewhere."""
        self.title: str | None = None
        """What comes next is written so: the words of a bare link are the title of its entry."""

    @property
    def inside(self) -> bool:
        """Whether what comes next stands in a link that leads somewhere."""
        return any(self._leads)

    def open(self, target_name: str, bare: bool) -> str:
        """Where the link leads to what is named so; nowhere if it keeps its words only."""
        link = Link(target_name, "")
        target = self._resolve(*link.entry) if link.entry else None
        if link.entry and bare:
            # A draft has neither page nor title yet, and its id is not for readers.
            self.title = target[1] if target else "…"
        self._leads.append(not self.inside and (bool(target) or link.outside))
        if not self._leads[-1]:
            return ""
        return target[0] if target else link.target

    def close(self) -> bool:
        """Ends the link; whether it leads somewhere."""
        self.title = None
        return self._leads.pop()


class _Renderer(RendererHTML):
    """CommonMark as HTML on a page: `env` holds its `context`, and the `links` of the text."""

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        links = env["links"]
        content = tokens[idx].content if links.title is None else links.title
        return _enriched(content, env["context"], links.inside)

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        href = env["links"].open(*_link(tokens[idx]))
        if not href:
            return ""
        title = tokens[idx].attrs.get("title")
        tip = f' title="{escapeHtml(_tip(str(title)))}"' if title is not None else ""
        return f'<a href="{escapeHtml(href)}"{tip}>'

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return "</a>" if env["links"].close() else ""

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return escapeHtml(tokens[idx].content)

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
        return f"<p>{escapeHtml(tokens[idx].content)}</p>\n"


_RENDERER = _Renderer()


def _enriched(text: str, context: Context, inside_link: bool = False) -> str:
    """`text` as HTML, its glossary terms explained (but not inside links), its amounts findable."""
    html, at = "", 0
    for term in () if inside_link else context.terms(text):
        href, tip = escapeHtml(term.href), escapeHtml(_tip(term.definition))
        shown = escapeHtml(text[term.start : term.end])
        html += _amounts(text[at : term.start])
        html += f'<a class="term" href="{href}" title="{tip}">{shown}</a>'
        at = term.end
    return html + _amounts(text[at:])


def _tip(text: str) -> str:
    """`text` as a `title`, which Material's script reads as HTML: its « < » begin no tag there."""
    return text.replace("<", "<\u2060")


def _amounts(text: str) -> str:
    """Digit groups are indexed joined, so that 12000 finds « 12 000 »: search splits at spaces."""
    return _AMOUNT.sub(_amount, escapeHtml(text))


def _amount(found: re.Match[str]) -> str:
    joined = re.sub(r"\D", "", found[0])
    return f'<span data-pagefind-ignore="">{found[0]}</span><span hidden="">{joined}</span>'


def to_text(text: str, title: Callable[[str, str], str | None]) -> str:
    """`text` on one line without its markup; a bare link to an entry reads as its `title`."""

    def resolve(kind: str, name: str) -> tuple[str, str] | None:
        found = title(kind, name)
        return None if found is None else ("", found)

    words, links = [], _Links(resolve)
    if _PLAIN.fullmatch(text):
        for number, part in enumerate(_BARE.split(text)):
            if number % 2 == 0:
                words.append(part)
                continue
            links.open(part, bare=True)
            words.append(links.title or "")
            links.close()
        return "".join(words)
    for token in _tokens(_parsed(text)):
        if token.type == "link_open":
            links.open(*_link(token))
        elif token.type == "link_close":
            links.close()
        elif token.type == "text" and links.title is not None:
            words.append(links.title)
        elif token.type in ("text", "code_inline", "html_inline", "html_block"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "paragraph_close"):
            words.append(" ")
    # No-break spaces stay.
    return re.sub(r"[ \n]+", " ", "".join(words)).strip(" ")
