"""The templates of one edition: their words, filters and links. A template's blocks are sections."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from playbook.edition import Seen, View
from playbook.model import WORDS
from playbook.model.addresses import dialled
from playbook.pages.page import Page, Section
from playbook.pages.traced import Asked, TracedView
from playbook.pages.urgent import urgent
from playbook.pages.written import Written, address
from playbook.search import read
from playbook.theme import environment
from playbook.upkeep.in_force import standing
from playbook.words import Words

# Text, a control or a picture: what makes a block worth a heading.
_VISIBLE = re.compile(r"(?:^|>)\s*[^<\s]|<(?:input|img|svg)")


class Renderer:
    """Renders templates for `view`, in the language of `words`."""

    def __init__(self, view: View, words: Words) -> None:
        self.view, self.words = TracedView(view), words
        self.templates = environment()
        self.written = Written(self.view, words, self._macro)
        self.templates.filters.update(
            prose=self.written.paragraphs,
            inline=self.written.inline,
            said=self.written.said,
            money=words.money,
            dialled=dialled,
            number=words.number,
            day=words.day,
            month=words.month,
        )
        self.templates.globals.update(
            w=words,
            today=view.day,
            find=self.view.find,
            get=self.view.get,
            found=self.view.found,
            words_of=WORDS,
            standing=lambda entry: standing(entry.fields, view.day),
            threshold=self.written.threshold,
            text=self.written.text,
            emergency=lambda: urgent(self.view),
        )
        self.compiled: dict[str, tuple[Any, Asked]] = {}
        """Decisions that several pages draw, by id."""
        self._shared_at: dict[tuple[int, str], Mapping[str, Any]] = {}

    def page(self, uri: str, title: str, sections: tuple[Section, ...], **about: Any) -> Page:
        """A page from its sections, written by the template every page shares."""
        keywords = about.pop("keywords", ())
        around = about.setdefault("language", self.words.language)
        html = self.render("page", uri, around=around, sections=sections, keywords=keywords)
        contents = self.render("contents", uri, sections=sections[1:]) if sections[1:] else ""
        encoded = html.encode()
        ids = tuple(one.id for one in sections)
        return Page(uri, title, ids, encoded, contents, record=read(encoded), **about)

    def render(self, template: str, uri: str, **values: Any) -> str:
        found = self.templates.get_template(f"{template}.html.j2")
        return "".join(found.root_render_func(self._context_of(found, uri, values)))

    def sections(self, template: str, uri: str, **values: Any) -> Iterator[Section]:
        """Each block of `template` that is not empty, as a section titled by the locale."""
        found = self.templates.get_template(f"{template}.html.j2")
        context = self._context_of(found, uri, values)
        for name, block in found.blocks.items():
            html = "".join(block(context)).strip()
            if _VISIBLE.search(html):
                yield Section(name.replace("_", "-"), 2, self._title(template, name), html)

    def _title(self, template: str, block: str) -> str:
        own = f"sections.{template}.{block}"
        return self.words(own if self.words.has(own) else f"sections.{block}")

    def _context_of(self, template: Template, uri: str, values: dict[str, Any]) -> TemplateContext:
        """What a template can name on the page `uri`, whose text is that of the `entry` if it has one."""
        around = values.get("around", self.words.language)
        if "entry" in values:
            around = self.written.language_of(values["entry"])
        shared = self._shared(uri.count("/"), around)
        return template.new_context({**shared, "uri": uri, "seen": set(), **values}, shared=True)

    def _shared(self, depth: int, around: str) -> Mapping[str, Any]:
        """What every template at one depth can call, for addresses there are relative.

        Text on its page is in the language `around` unless it is marked.
        """
        key = (depth, around)
        if key not in self._shared_at:
            base = "../" * depth or "./"
            given: dict[str, Any] = {
                "around": around,
                "base": base,
                "href": lambda entry: f"{base}{address(entry)}",
                "lang": lambda text: self.written.lang(text, around),
            }
            given["help"] = lambda text: self.written.html(
                {**given, "uri": "", "seen": set()}, text
            )
            macros: Template = self.templates.get_template("macros.html.j2")
            module = macros.make_module(given)
            names = {name: getattr(module, name) for name in module.__dict__ if name[0] != "_"}
            names.update({one: self._once(names[one]) for one in ("link", "link_with_kind")})
            # With the globals, which Jinja would merge in anew for each of ten thousand contexts.
            self._shared_at[key] = {**self.templates.globals, **names, **given}
        return self._shared_at[key]

    def _once(self, macro: Callable[[Seen], Markup]) -> Callable[[Seen], Markup]:
        """A macro that writes of an entry the same on every page: an entry is named on many."""
        known: dict[tuple[str, str], tuple[Markup, Asked]] = {}

        def of(entry: Seen) -> Markup:
            return self.view.remembered(known, (entry.kind, entry.id), lambda: macro(entry))

        return of

    def _macro(self, name: str, *values: str) -> Markup:
        written: Markup = self._shared(0, self.words.language)[name](*values)
        return written
