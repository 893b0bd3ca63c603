"""What a page asks of its edition, noted while it is made: where all answers are the same, so is the page.

The page of a rule asks for the rule, for its owner, for what points to it, and for the glossary's terms that
begin with one of its words. To each question belongs an answer, as a stamp: ("entry", "roles", "acheteur") is
answered by "acheteur 3f…". When another edition, or the preview after a save, comes to that page, its own
answers are compared: staff, to whom the owner is not shown, answer "" there, and the page is made anew. Where
all are equal it is handed out as it is.

So whatever a page can know of an edition passes through here. What is equal for all its pages (`View.stamp`:
the settings, the language, the day) need not be noted.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, Set
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from playbook.decisions.bounds import threshold_values
from playbook.edition import Seen, View
from playbook.model.aliases import Aliases
from playbook.model.scalars import Ref
from playbook.pages.terms import Found, Glossary, words_in
from playbook.stamps import stamp

Question = tuple[str, ...]
"""What is read: an entry, all of a kind, what an entry is tied to, or who reads."""
Asked = Set[Question]
Noted = Mapping[Question, str]
"""Of each question the answer, as a stamp."""
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class TracedView:
    """A view for those who make pages: no way to an entry, or to who reads, that is not noted."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._stamps: dict[Question, str] = {}
        self._glossary = Glossary(view.entries["glossary"].values())
        self._noted: set[Question] = set()
        self.settings, self.audiences = view.settings, view.audiences
        self.day, self.language, self.preview = view.day, view.language, view.preview
        self.stamp = view.stamp

    def begin(self) -> None:
        """Forgets what was noted: another page begins."""
        self._noted = set()

    def noted(self) -> Noted:
        """All that was asked since the page began, and what was answered."""
        words = sorted(name for what, *names in self._noted if what == "word" for name in names)
        asked = [one for one in self._noted if one[0] != "word"]
        # One question for all words: few of them begin a term.
        return {one: self.answer(one) for one in asked} | {
            ("terms", *words): self._answer("terms", *words)
        }

    @property
    def audience(self) -> str:
        self._note("audience")
        return self._view.edition.audience

    def get(self, kind: str, name: str) -> Seen | None:
        """The entry of that id or former id, when this edition holds it."""
        self._note("entry", kind, name)
        return self._view.get(kind, name)

    def of_name(self, kind: str, name: str) -> Seen:
        """The entry of that id; raises `KeyError` where this edition has none."""
        self._note("entry", kind, name)
        return self._view.entries[kind][name]

    def find(self, reference: Ref | None) -> Seen | None:
        return None if reference is None else self.get(reference.kind, str(reference))

    def found(self, references: Iterable[Ref]) -> list[Seen]:
        """The entries of `references` that this edition holds."""
        return [entry for one in references if (entry := self.find(one)) is not None]

    def of_kind(self, kind: str) -> Mapping[str, Seen]:
        self._note("kind", kind)
        return self._view.entries[kind]

    def all(self) -> Iterator[Seen]:
        for kind in self._view.entries:
            yield from self.of_kind(kind).values()

    @property
    def aliases(self) -> Aliases:
        self._note("aliases")
        return self._view.aliases

    def thresholds(self) -> Mapping[str, Decimal | date]:
        """The value of each threshold by its id and former ids."""
        return threshold_values({"thresholds": self.of_kind("thresholds")}, self.aliases)

    def points_to(self, entry: Seen) -> tuple[Seen, ...]:
        self._note("points-to", entry.kind, entry.id)
        return self._view.points_to.get((entry.kind, entry.id), ())

    def pointed_from(self, entry: Seen) -> tuple[Seen, ...]:
        self._note("pointed-from", entry.kind, entry.id)
        return self._view.pointed_from.get((entry.kind, entry.id), ())

    def terms(self, text: str) -> list[Found]:
        """The terms of the glossary in a text."""
        words = words_in(text)
        self._noted.update(("word", one) for one in words)
        return self._glossary.find(text, words)

    def original(self, decision: Seen) -> Any:
        """The fields of a decision in the language in which it was written."""
        self._note("entry", decision.kind, decision.id)  # its stamp is that of all languages
        return self._view.originals[decision.id]

    def is_lent(self, entry: Seen) -> bool:
        """Whether an entry is shown in the default language for want of a translation."""
        self._note("entry", entry.kind, entry.id)
        return (entry.kind, entry.id) in self._view.untranslated

    def answer(self, question: Question) -> str:
        """The stamp of what this edition answers."""
        if question not in self._stamps:
            self._stamps[question] = self._answer(*question)
        return self._stamps[question]

    def remembered(
        self, known: MutableMapping[Key, tuple[Value, Asked]], key: Key, make: Callable[[], Value]
    ) -> Value:
        """What was made for another page already; whatever it reads is noted for this one too."""
        if key not in known:
            before, self._noted = self._noted, set()
            try:
                known[key] = make(), self._noted
            finally:
                self._noted = before
        value, noted = known[key]
        self._noted |= noted
        return value

    def _note(self, *question: str) -> None:
        self._noted.add(question)

    def _answer(self, *question: str) -> str:
        view = self._view
        match question:
            case ("audience",):
                return view.edition.audience
            case ("aliases",):
                return stamp(tuple(view.aliases))
            case ("kind", kind):
                return _stamp(view.entries[kind].values())
            case ("terms", *words):
                return stamp([(rest, one.id, one.stamp) for rest, one in self._glossary.of(words)])
            case ("entry", kind, name):
                entry = view.get(kind, name)
                return "" if entry is None else f"{entry.id} {entry.stamp}"
            case ("points-to", kind, name):
                return _stamp(view.points_to.get((kind, name), ()))
            case ("pointed-from", kind, name):
                return _stamp(view.pointed_from.get((kind, name), ()))
        raise ValueError(question)


def _stamp(entries: Any) -> str:
    return stamp([(one.kind, one.id, one.stamp) for one in entries])
