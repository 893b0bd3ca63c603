"""Finding the glossary's terms in a text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from playbook.edition import Seen

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

# What stands between two words of one term: a space, one end of a line, an apostrophe, a hyphen.
_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]*|[^\S\n]?['’\u2010\u2011-][^\S\n]?")
Rest = tuple[tuple[str, str], ...]
"""The words of a term after its first, each behind what stands before it."""
Form = tuple[Rest, Seen]


class Found(NamedTuple):
    start: int
    end: int
    entry: Seen


def words_in(text: str) -> list[str]:
    """Each word with which a term could begin."""
    return _WORD.findall(text)


class Glossary:
    """Terms and synonyms by their first word, longest first, so that a look-up is one dict access.

    Words are compared without capitals and without the plural's last letter; an acronym counts only
    in capitals: « AO » is a term, « ao » is not.
    """

    def __init__(self, terms: Iterable[Seen]) -> None:
        self._forms: dict[str, list[Form]] = {}
        for entry in terms:
            for form in {entry.fields.term, *entry.fields.synonyms}:
                words = _WORD.findall(form)
                if words:
                    first, *rest = words if form.isupper() else map(_plain, words)
                    between = _WORD.split(form)[1:-1]
                    known = (tuple(zip(between, rest, strict=True)), entry)
                    self._forms.setdefault(first, []).append(known)
        for first, forms in self._forms.items():
            forms.sort(key=lambda one: (-len(one[0]), one[1].id))
            # Of two terms of the same words the first is found: the others need no look.
            self._forms[first] = list({one[0]: one for one in reversed(forms)}.values())[::-1]
        self._known = _FormsByWord(self._forms)

    def of(self, words: Iterable[str]) -> list[Form]:
        """The terms that begin with one of these words."""
        return [form for word in words for form in self._known[word]]

    def find(self, text: str, words: Iterable[str] | None = None) -> list[Found]:
        """The terms in `text`, in order, not overlapping; its `words` need not be looked for again."""
        begun = [self._known[word] for word in (words_in(text) if words is None else words)]
        if not any(begun):
            return []
        found, end = list[Found](), 0
        for match, forms in zip(_WORD.finditer(text), begun, strict=True):
            if not forms or match.start() < end:
                continue
            for rest, entry in forms:
                end_of = _follows(text, match.end(), rest)
                if end_of is not None:
                    found.append(Found(match.start(), end_of, entry))
                    end = end_of
                    break
        return found


class _FormsByWord(dict[str, list[Form]]):
    """The forms that begin with a word; a text's words are few and come again: each is sought once."""

    def __init__(self, forms: dict[str, list[Form]]) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, word: str) -> list[Form]:
        self[word] = self._forms.get(word) or self._forms.get(_plain(word)) or []
        return self[word]


def _follows(text: str, at: int, rest: Rest) -> int | None:
    """Where the words `rest` end if they come next in `text`; None if they do not.

    Nothing parts them there but what parts them in the term: a sentence ends a term.
    """
    for between, word in rest:
        match = _WORD.search(text, at)
        if match is None or word not in (match.group(), _plain(match.group())):
            return None
        gap = text[at : match.start()]
        if gap != between and not _BETWEEN.fullmatch(gap):
            return None
        at = match.end()
    return at


def _plain(word: str) -> str:
    word = word.lower()
    return word[:-1] if len(word) > len("as") and word[-1] in "sx" else word
