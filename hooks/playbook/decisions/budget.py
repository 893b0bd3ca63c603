"""What a proof may cost, counted in steps and not in seconds: a slow machine proves as much as a fast one.

A step is a look at one row or at one cell. Some of the proofs are hard in general, for a table can
encode any formula: they stop where their steps are spent, and what was to be proved is said.
"""

PLAYBOOK = 30_000_000
"""Steps for all decisions of a playbook together: about ten seconds."""
DECISION = 10_000_000
"""Steps for one decision: a thousand times what all of the sample need."""
SEARCH = 4_000_000
"""Steps for one search: a row that is hard to prove leaves some for the others."""


class SearchExhausted(Exception):  # noqa: N818 # no error: the search was long, nothing is wrong
    """The steps are spent: what they were to prove is not known."""


class Budget:
    """So many steps, taken from those of a greater whole too."""

    def __init__(self, steps: int, whole: "Budget | None" = None) -> None:
        self.left = steps
        self.whole = whole

    def spend(self, steps: int) -> None:
        """Raises `SearchExhausted` when there are not as many left."""
        self.left -= steps
        if self.left < 0:
            raise SearchExhausted
        if self.whole is not None:
            self.whole.spend(steps)
