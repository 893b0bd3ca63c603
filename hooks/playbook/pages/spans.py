"""Ranges in words: « de 500 € à moins de 5 000 € »."""

from playbook.words import Words

End = tuple[str, str]
"""A bound's word (`from`, `above`, `below`, `up_to`) and its value as it is shown."""


def span_words(words: Words, low: End | None, high: End | None) -> str:
    """The range between two ends, either of which may be open."""
    if low is None and high is None:
        return words("decision.any")
    if low is None or high is None:
        word, value = low or high  # type: ignore[misc] # one of the two is there
        return words(f"range.{word}", value=value)
    return words(f"range.{low[0]}_{high[0]}", low=low[1], high=high[1])
