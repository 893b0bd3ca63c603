"""What surrounds a page's content is the same for many pages: rendered once, then filled.

The theme takes two thousandths of a second a page to write its header and navigation anew. They
differ only by the folder a page stands in and by what is lit in the navigation, so each such frame is
rendered once, with marks where a page's own words go.
"""

import re
from collections.abc import Callable, Hashable, Mapping


class Frames:
    """Frames by key, for one build."""

    def __init__(self, slots: tuple[str, ...]) -> None:
        # Control characters, which nobody's text can hold: the loader refuses them.
        self.marks = {name: f"\x02{name}\x03" for name in slots}
        self._split = re.compile(f"\x02({'|'.join(slots)})\x03")
        self._frames: dict[Hashable, list[str]] = {}

    def fill(
        self, key: Hashable, render: Callable[[Mapping[str, str]], str], words: Mapping[str, str]
    ) -> str:
        """The frame of `key` with `words` in its slots; `render` writes it, given the marks."""
        if key not in self._frames:
            self._frames[key] = self._split.split(render(self.marks))
        pieces = self._frames[key]
        # Split by one group: text and slot names alternate.
        filled = [words[piece] if index % 2 else piece for index, piece in enumerate(pieces)]
        return "".join(filled)
