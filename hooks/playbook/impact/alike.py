"""Which of many texts is another one, changed: found by the rare words they share, not by comparing all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from playbook import source
from playbook.folder.data_folder import Document

ALIKE = 0.6
"""The share of their words that two entries have in common when one is the other, renamed.

Of the sample's 4,721 pairs of entries of one kind five reach it: thresholds in the same words.
"""
_SHORTEST = 4
"""How long a word must be to count: the shorter ones stand in every text."""
_RARE, _COMPARED = 30, 20
"""Of one word so many texts are looked at, and of a text so many others compared with it."""
Words = Counter[str]


def words_of(entry: Document) -> Words:
    texts = (scalar.text for _, scalar in source.walk(entry.node))
    return Counter(word for text in texts for word in text.split() if len(word) >= _SHORTEST)


class Alike:
    """Texts by their words."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self.texts = texts
        self.same: dict[frozenset[tuple[str, int]], int] = {}
        self.holding: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(texts):
            self.same.setdefault(frozenset(words.items()), number)
            for word in words:
                self.holding[word].append(number)

    def best(self, words: Words) -> int | None:
        """The number of the text most like `words`, the first of several; None when none is alike."""
        same = self.same.get(frozenset(words.items()))
        if same is not None and words:
            return same
        shares = [(_share(words, self.texts[one]), -one) for one in self._likely(words)]
        share, number = max(shares, default=(0.0, 0))
        return -number if share >= ALIKE else None

    def _likely(self, words: Words) -> Iterable[int]:
        """The texts that share most words with `words`, rare ones counted for more."""
        weights: dict[int, float] = defaultdict(float)
        for word in words:
            holding = self.holding.get(word, ())
            for number in islice(holding, _RARE):
                weights[number] += 1 / len(holding)
        return sorted(weights, key=lambda number: (-weights[number], number))[:_COMPARED]


def _share(some: Words, others: Words) -> float:
    return 2 * (some & others).total() / max(1, some.total() + others.total())
