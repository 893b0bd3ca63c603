"""What a mistyped name seems to mean, and how a hint says so."""

from collections.abc import Collection, Hashable, Iterable
from difflib import get_close_matches
from itertools import islice

MOST = 40_000
"""Names compared in all, a second or two: the first slips are those somebody mends by hand."""
_LONGEST = 100
"""No name is longer."""
MOST_LISTED = 30
"""How many ids a hint lists: it is cut off soon after."""


def closest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The name among `known` that resembles `word` most, and at least so much (of 1); None if none does."""
    return next(iter(get_close_matches(word, list(known), 1, alike)), None)


class Nearest:
    """As `closest` at a bounded cost: it remembers known names under a key, and what was found among them.

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
            return closest(word, known)
        if of not in self._bare:
            self._bare[of] = {_bare(one): one for one in reversed(known)}
        return self._bare[of].get(_bare(word))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def suggestion(
    word: str, known: Collection[str], nearest: Nearest | None = None, of: Hashable = None
) -> str:
    """The hint for a mistyped id: the one it resembles, else those there are. Of many words, `nearest`
    is of them all."""
    close = (nearest or Nearest()).near(word, of, known)
    if close:
        return f'did you mean "{close}"?'
    some = ", ".join(islice(known, MOST_LISTED))
    return f"write one of {some}" if some else ""


def named(ids: Iterable[str]) -> str:
    """``"a"``, ``"a" and "b"``, ``"a", "b" and "c"``."""
    *most, last = (f'"{one}"' for one in ids)
    return f"{', '.join(most)} and {last}" if most else last
