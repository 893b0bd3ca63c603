"""Pages that were made already, each with what it read: what is the same in two editions is made once."""

from collections.abc import Iterable

from playbook.pages.page import Page
from playbook.pages.traced import Noted, TracedView

_Key = tuple[str, str]
_Made = tuple[Noted, list[Page]]


class Kept:
    """Pages by the name of what was made together, and the answers they were made with."""

    def __init__(self) -> None:
        self._made: dict[_Key, list[_Made]] = {}
        self._used: dict[_Key, list[_Made]] = {}
        self.open = True
        """Whether more is kept, for editions to come."""

    def close(self) -> None:
        """The last editions are made now: what one finds is handed out for good, and nothing more is kept."""
        self.open = False

    def found(self, names: Iterable[str], view: TracedView) -> dict[str, list[Page]]:
        """Of these names those that are here, each with the pages that `view` would give."""
        found = {name: self._find(name, view) for name in names}
        return {name: pages for name, pages in found.items() if pages is not None}

    def _find(self, name: str, view: TracedView) -> list[Page] | None:
        key = (view.stamp, name)
        for made in self._made.get(key, ()) if self.open else self._made.pop(key, ()):
            noted, pages = made
            if all(view.answer(question) == answer for question, answer in noted.items()):
                if self.open:
                    self._used.setdefault(key, []).append(made)
                return pages
        return None

    def keep(self, name: str, view: TracedView, pages: list[Page], noted: Noted) -> None:
        for of in (self._made, self._used):
            of.setdefault((view.stamp, name), []).append((noted, pages))

    def forget(self) -> None:
        """Leaves only what was found or kept since the last call."""
        self._made, self._used = self._used, {}
