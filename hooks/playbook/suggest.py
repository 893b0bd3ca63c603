"""What a mistyped name seems to mean, at a bounded cost: thousands of slips are told as soon as one."""

from collections.abc import Hashable, Iterable
from difflib import get_close_matches

MOST = 40_000
"""Names compared in all, a second or two: the first slips are those somebody mends by hand."""
_LONGEST = 100
"""No name is longer."""


class Nearest:
    """Remembers the known names under a key, and what was found among them.

    Once `most` names were compared, only what differs in its capitals or its hyphens is seen.
    """

    def __init__(self, most: int = MOST) -> None:
        self._left = most
        self._known: dict[Hashable, list[str]] = {}
        self._bare: dict[Hashable, dict[str, str]] = {}
        self._found: dict[tuple[Hashable, str], str | None] = {}

    def near(self, word: str, of: Hashable, known: Iterable[str]) -> str | None:
        """The name among `known` that `word` seems to mean; they are those of the key `of`."""
        if of not in self._known:
            self._known[of] = list(dict.fromkeys(known))
        if (of, word) not in self._found:
            self._found[of, word] = self._sought(word, of)
        return self._found[of, word]

    def _sought(self, word: str, of: Hashable) -> str | None:
        if len(word) > _LONGEST:
            return None
        known = self._known[of]
        self._left -= len(known)
        if self._left >= 0:
            return next(iter(get_close_matches(word, known, 1)), None)
        if of not in self._bare:
            self._bare[of] = {_bare(one): one for one in reversed(known)}
        return self._bare[of].get(_bare(word))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
