"""Finding the glossary's terms in a text."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from playbook.validate import Entry

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Found(NamedTuple):
    start: int
    end: int
    entry: Entry


class Glossary:
    """Terms and synonyms by their first word, longest first, so that a look-up is one dict access."""

    def __init__(self, terms: Iterable[Entry]) -> None:
        forms: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in terms:
            for form in {entry.fields.term, *entry.fields.synonyms}:
                words = tuple(_WORD.findall(form if _is_acronym(form) else form.lower()))
                if words:
                    forms.setdefault(words[0], []).append((words, entry))
        for of_word in forms.values():
            of_word.sort(key=lambda one: (-len(one[0]), one[1].id))
        self._forms: Mapping[str, list[tuple[tuple[str, ...], Entry]]] = forms

    def find(self, text: str) -> list[Found]:
        """The terms in `text`, in order, not overlapping. Acronyms count only in capitals."""
        if not self._forms:
            return []
        words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
        found, index = [], 0
        while index < len(words):
            match = self._at(words, index)
            if match is None:
                index += 1
                continue
            entry, length = match
            found.append(Found(words[index][0], words[index + length - 1][1], entry))
            index += length
        return found

    def _at(self, words: list[tuple[int, int, str]], index: int) -> tuple[Entry, int] | None:
        word = words[index][2]
        for first in (word, word.lower(), _singular(word.lower())):
            for form, entry in self._forms.get(first, ()):
                rest = words[index + 1 : index + len(form)]
                if tuple(_singular(w.lower()) for _, _, w in rest) == tuple(
                    _singular(w.lower()) for w in form[1:]
                ):
                    return entry, len(form)
        return None


def _is_acronym(form: str) -> bool:
    return form.isupper()


def _singular(word: str) -> str:
    return word[:-1] if len(word) > len("as") and word[-1] in "sx" else word
