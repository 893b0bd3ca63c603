"""Texts of an edition as its pages write them: prose with its links and terms, and what is lent."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from playbook.edition import Seen
from playbook.model.texts import Line, Text
from playbook.pages.traced import Asked, TracedView
from playbook.texts import prose
from playbook.words import Words

# Kinds of things and people, whose titles are words of a sentence as others are.
_NOUNS = frozenset({"roles", "personas", "perimeters", "glossary", "sources"})


class Written:
    """Writes texts of the edition `view` in the language of `words`; `macro` calls one of the templates'."""

    def __init__(self, view: TracedView, words: Words, macro: Callable[..., Markup]) -> None:
        self._view, self._words, self._macro = view, words, macro
        self._definitions: dict[str, tuple[str, Asked]] = {}

    def language_of(self, entry: Seen) -> str:
        """The language an entry is shown in: the default one where it is not translated."""
        lent = self._view.is_lent(entry)
        return self._view.settings.languages[0] if lent else self._words.language

    def text(self, prose_text: str) -> str:
        """Prose on one line without markup, links to entries as their titles."""
        return prose.to_text(prose_text, self._named)

    def threshold(self, entry: Seen) -> str:
        """A threshold's value as one writes it: « 25 000 € », « 400 heures »."""
        fields = entry.fields
        if fields.unit is None or isinstance(fields.value, date):
            return self._words.figure(fields.value, "money")
        key = f"unit.{fields.unit}"
        if self._words.has(key, count=1):
            return self._words(key, count=fields.value)
        return with_unit(self._words, fields.value, fields.unit)

    def lang(self, text: str, around: str) -> str:
        """The mark of an element that holds nothing but `text`, where it needs one."""
        language = (text.lender if isinstance(text, Text) else "") or self._words.language
        return "" if language == around else self._macro("marked", language)

    @pass_context
    def said(self, context: Context, text: str) -> str:
        """A text of the playbook or its interface, marked where what is around it is in another language."""
        if not isinstance(text, Text):
            return text
        language = text.lender or self._words.language
        if language == context["around"]:
            return str(text)  # which is escaped faster
        return self._macro("foreign", text, language)

    @pass_context
    def paragraphs(self, context: Context, text: str) -> Markup:
        return self.html(context, text)

    @pass_context
    def inline(self, context: Context, text: str) -> Markup:
        return self.html(context, text, inline=True)

    def html(self, context: Context | Mapping[str, Any], text: str, inline: bool = False) -> Markup:
        """Prose as HTML on the page `uri`, where the terms `seen` have been explained already."""
        links = self._around(context["base"], context["uri"], context["seen"])
        html = Markup(prose.to_html(text, links, inline))  # noqa: S704 # it lets no HTML through
        lender = text.lender if isinstance(text, Text) else ""
        if lender in ("", context["around"]):
            return html
        return self._macro("foreign", html, lender, "div" if html.endswith("\n") else "span")

    def _around(self, base: str, uri: str, seen: set[str]) -> prose.Context:
        def resolve(kind: str, name: str, alone: bool) -> tuple[str, str] | None:
            entry = self._view.get(kind, name)
            if entry is None:
                return None
            return f"{base}{address(entry)}", self._called(entry, alone)

        def terms(text: str) -> list[prose.Term]:
            found = []
            for one in self._view.terms(text):
                if one.entry.id not in seen and address(one.entry) != uri:
                    seen.add(one.entry.id)
                    href = f"{base}{address(one.entry)}"
                    found.append(prose.Term(one.start, one.end, href, self._definition(one.entry)))
            return found

        return prose.Context(resolve, terms)

    def _named(self, kind: str, name: str, alone: bool) -> str | None:
        entry = self._view.get(kind, name)
        return None if entry is None else self._called(entry, alone)

    def _called(self, entry: Seen, alone: bool) -> str:
        """What a link to an entry says: a title stands out from its sentence, a noun is part of it."""
        if entry.kind == "thresholds":
            return self.threshold(entry)
        title = str(entry.fields.title)
        return title if alone or entry.kind in _NOUNS else self._words("quoted", title=title)

    def _definition(self, term: Seen) -> str:
        return self._view.remembered(
            self._definitions, term.id, lambda: self.text(term.fields.definition)
        )


def with_unit(words: Words, value: int | Decimal, unit: Line) -> Line:
    """A number and its unit, in the language of the unit."""
    return Line(words.figure(value, unit=unit)).lent(unit.lender)


def address(entry: Seen) -> str:
    """The uri of an entry's page, the same in every language."""
    return f"{entry.kind}/{entry.id}/"
