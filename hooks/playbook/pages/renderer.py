"""The templates of one edition: their words, filters and links. A template's blocks are sections."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from jinja2 import Template, pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from playbook.edition import Seen, View
from playbook.model import WORDS
from playbook.model.addresses import dialled
from playbook.model.scalars import Ref
from playbook.model.texts import Line, Text
from playbook.pages.page import Page, Section
from playbook.pages.traced import Asked, TracedView
from playbook.search import read
from playbook.texts import prose
from playbook.theme import environment
from playbook.upkeep.in_force import standing
from playbook.words import Words

# Text, a control or a picture: what makes a block worth a heading.
# Kinds of things and people, whose titles are words of a sentence as others are.
_NOUNS = frozenset({"roles", "personas", "perimeters", "glossary", "sources"})
_VISIBLE = re.compile(r"(?:^|>)\s*[^<\s]|<(?:input|img|svg)")


class Urgent(NamedTuple):
    """What may be done first in an emergency, and the roles to call, each with a telephone."""

    rule: Seen
    call: tuple[Seen, ...]


class Renderer:
    """Renders templates for `view`, in the language of `words`."""

    def __init__(self, view: View, words: Words) -> None:
        self.view, self.words = TracedView(view), words
        self.templates = environment()
        self.templates.filters.update(
            prose=self._prose,
            inline=self._inline,
            said=self._said,
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
            found=self.found,
            words_of=WORDS,
            standing=lambda entry: standing(entry.fields, view.day),
            threshold=self.threshold,
            text=self.text,
            emergency=self._emergency,
        )
        self.compiled: dict[str, tuple[Any, Asked]] = {}
        """Decisions that several pages draw, by id."""
        self._definitions: dict[str, tuple[str, Asked]] = {}
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
            around = self.language_of(values["entry"])
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
                "lang": lambda text: self._lang(text, around),
            }
            given["help"] = lambda text: self._html({**given, "uri": "", "seen": set()}, text)
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

    def language_of(self, entry: Seen) -> str:
        """The language an entry is shown in: the default one where it is not translated."""
        lent = self.view.is_lent(entry)
        return self.view.settings.languages[0] if lent else self.words.language

    def _lang(self, text: str, around: str) -> str:
        """The mark of an element that holds nothing but `text`, where it needs one."""
        language = (text.lender if isinstance(text, Text) else "") or self.words.language
        return "" if language == around else self._macro("marked", language)

    def _macro(self, name: str, *values: str) -> Markup:
        written: Markup = self._shared(0, self.words.language)[name](*values)
        return written

    @pass_context
    def _said(self, context: TemplateContext, text: str) -> str:
        """A text of the playbook or its interface, marked where what is around it is in another language."""
        if not isinstance(text, Text):
            return text
        language = text.lender or self.words.language
        if language == context["around"]:
            return str(text)  # which is escaped faster
        return self._macro("foreign", text, language)

    def threshold(self, entry: Seen) -> str:
        """A threshold's value as one writes it: « 25 000 € », « 400 heures »."""
        fields = entry.fields
        if fields.unit is None or isinstance(fields.value, date):
            return self.words.figure(fields.value, "money")
        key = f"unit.{fields.unit}"
        if self.words.has(key, count=1):
            return self.words(key, count=fields.value)
        return with_unit(self.words, fields.value, fields.unit)

    def text(self, prose_text: str) -> str:
        """Prose on one line without markup, links to entries as their titles."""
        return prose.to_text(prose_text, self._named)

    def _definition(self, term: Seen) -> str:
        return self.view.remembered(
            self._definitions, term.id, lambda: self.text(term.fields.definition)
        )

    def _named(self, kind: str, name: str, alone: bool) -> str | None:
        """What a link to an entry says: a title stands out from its sentence, a noun is part of it."""
        entry = self.view.get(kind, name)
        if entry is None:
            return None
        if kind == "thresholds":
            return self.threshold(entry)
        title = str(entry.fields.title)
        return title if alone or kind in _NOUNS else self.words("quoted", title=title)

    def _emergency(self) -> Urgent | None:
        """Whom these readers call in an emergency, where the settings say so."""
        about = self.view.settings.home.emergency
        rule = self.view.find(about.rule) if about is not None else None
        if about is None or rule is None:
            return None
        call = tuple(one for one in self.found(about.call) if dialled(one.fields.phone or ""))
        return Urgent(rule, call) if call else None

    def found(self, references: tuple[Ref, ...]) -> list[Seen]:
        """The entries of `references` that this edition holds."""
        return [entry for one in references if (entry := self.view.find(one)) is not None]

    @pass_context
    def _prose(self, context: TemplateContext, text: str) -> Markup:
        return self._html(context, text)

    @pass_context
    def _inline(self, context: TemplateContext, text: str) -> Markup:
        return self._html(context, text, inline=True)

    def _html(
        self, context: TemplateContext | Mapping[str, Any], text: str, inline: bool = False
    ) -> Markup:
        """Prose as HTML on the page `uri`, where the terms `seen` have been explained already."""
        links = self._context(context["base"], context["uri"], context["seen"])
        html = Markup(prose.to_html(text, links, inline))  # noqa: S704 # it lets no HTML through
        lender = text.lender if isinstance(text, Text) else ""
        if lender in ("", context["around"]):
            return html
        return self._macro("foreign", html, lender, "div" if html.endswith("\n") else "span")

    def _context(self, base: str, uri: str, seen: set[str]) -> prose.Context:
        def resolve(kind: str, name: str, alone: bool) -> tuple[str, str] | None:
            entry = self.view.get(kind, name)
            if entry is None:
                return None
            return f"{base}{address(entry)}", self._named(kind, name, alone) or ""

        def terms(text: str) -> list[prose.Term]:
            found = []
            for one in self.view.terms(text):
                if one.entry.id not in seen and address(one.entry) != uri:
                    seen.add(one.entry.id)
                    href = f"{base}{address(one.entry)}"
                    found.append(prose.Term(one.start, one.end, href, self._definition(one.entry)))
            return found

        return prose.Context(resolve, terms)


def with_unit(words: Words, value: int | Decimal, unit: Line) -> Line:
    """A number and its unit, in the language of the unit."""
    return Line(words.figure(value, unit=unit)).lent(unit.lender)


def address(entry: Seen) -> str:
    """The uri of an entry's page, the same in every language."""
    return f"{entry.kind}/{entry.id}/"
