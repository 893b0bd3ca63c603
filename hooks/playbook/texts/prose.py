"""Prose as HTML and as text: CommonMark whose links lead to entries, to https or to a mail address."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from playbook.texts.commonmark import BARE, PARSER, PLAIN, is_link_alone, link_of, parsed, tokens_in
from playbook.texts.commonmark import Link as Link
from playbook.texts.commonmark import Markup as Markup
from playbook.texts.commonmark import links as links
from playbook.texts.commonmark import read as read

# More than one, or a line break: a lone space, which is nearly all, would be replaced by itself.
_SPACES = re.compile(r" [ \n]+|\n[ \n]*")
Env = MutableMapping[str, Any]


class Term(NamedTuple):
    """A glossary term found in a text: where, and the address and definition of its entry."""

    start: int
    end: int
    href: str
    definition: str


Resolve = Callable[[str, str, bool], tuple[str, str] | None]
"""From a kind, an id and whether the link is all that is said to an address and a title.

None where this edition has no such entry. In a sentence a title may be written otherwise than by itself.
"""


class Context(NamedTuple):
    """What prose needs to know of the page it stands on."""

    resolve: Resolve
    terms: Callable[[str], list[Term]]
    """The glossary terms to mark in a piece of text, in order, not overlapping."""


def to_html(text: str, context: Context, inline: bool = False) -> str:
    """`text` as HTML. `inline` leaves out the paragraph of a text that is but one."""
    links = _Links(context.resolve)
    if PLAIN.fullmatch(text):
        html = _of_bare_words(text, context, links)
        return html if inline else f"<p>{html}</p>\n"
    tokens = parsed(text)
    if inline and [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        tokens = tokens[1:2]
    env = {"context": context, "links": links}
    return str(_RENDERER.render(tokens, PARSER.options, env))


def _of_bare_words(text: str, context: Context, links: "_Links") -> str:
    """What the renderer writes of a text that holds nothing but words and bare links."""
    html, alone = "", bool(BARE.fullmatch(text))
    for number, part in enumerate(BARE.split(text)):
        if number % 2 == 0:
            html += _enriched(part, context)
            continue
        href = links.open(part, bare=True, alone=alone)
        shown = _enriched(links.title or "", context, links.inside)
        links.close()
        html += f'<a href="{escapeHtml(href)}">{shown}</a>' if href else shown
    return html


class _Links:
    """Follows the links of one text while it is written: each is opened, then closed.

    One to an entry leads to its page; one whose entry is not here keeps its words only, and so does one
    inside another.
    """

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._leads: list[bool] = []
        """Of each link that is open, whether it leads somewhere."""
        self.title: str | None = None
        """What comes next is written so: the words of a bare link are the title of its entry."""

    @property
    def inside(self) -> bool:
        """Whether what comes next stands in a link that leads somewhere."""
        return any(self._leads)

    def open(self, target_name: str, bare: bool, alone: bool) -> str:
        """Where the link leads to what is named so; nowhere if it keeps its words only."""
        link = Link(target_name, "")
        target = self._resolve(*link.entry, alone) if link.entry else None
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
        href = env["links"].open(*link_of(tokens[idx]), is_link_alone(tokens))
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
    """`text` as HTML, its glossary terms explained (but not inside links)."""
    html, at = "", 0
    for term in () if inside_link else context.terms(text):
        href, tip = escapeHtml(term.href), escapeHtml(_tip(term.definition))
        shown = escapeHtml(text[term.start : term.end])
        html += escapeHtml(text[at : term.start])
        html += f'<a class="term" href="{href}" title="{tip}">{shown}</a>'
        at = term.end
    return html + escapeHtml(text[at:])


def _tip(text: str) -> str:
    """`text` as a `title`, which Material's script reads as HTML: its « < » begin no tag there."""
    return text.replace("<", "<\u2060")


def to_text(text: str, title: Callable[[str, str, bool], str | None]) -> str:
    """`text` on one line without its markup; a bare link to an entry reads as its `title`."""

    def resolve(kind: str, name: str, alone: bool) -> tuple[str, str] | None:
        found = title(kind, name, alone)
        return None if found is None else ("", found)

    words, links = [], _Links(resolve)
    if PLAIN.fullmatch(text):
        alone = bool(BARE.fullmatch(text))
        for number, part in enumerate(BARE.split(text)):
            if number % 2 == 0:
                words.append(part)
                continue
            links.open(part, bare=True, alone=alone)
            words.append(links.title or "")
            links.close()
        return _one_line(words)
    alone = False
    for token in tokens_in(parsed(text)):
        if token.type == "inline":
            alone = is_link_alone(token.children or [])
        elif token.type == "link_open":
            links.open(*link_of(token), alone)
        elif token.type == "link_close":
            links.close()
        elif token.type == "text" and links.title is not None:
            words.append(links.title)
        elif token.type in ("text", "code_inline", "html_inline", "html_block"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "paragraph_close"):
            words.append(" ")
    return _one_line(words)


def _one_line(words: Sequence[str]) -> str:
    """White space as a page shows it: any number of spaces is one, no-break spaces stay."""
    return _SPACES.sub(" ", "".join(words)).strip(" ")
