"""Ranges in words: « de 500 € à moins de 5 000 € », « avant le 1er janvier 2027 »."""

from playbook.words import Words

End = tuple[str, str]
"""A bound's word (`from`, `above`, `below`, `up_to`) and its value as it is shown."""


def span_words(words: Words, low: End | None, high: End | None, dated: bool = False) -> str:
    """The range between two ends, either of which may be open; `dated`: the ends are days."""
    if low is None and high is None:
        return words("decision.any")
    group = "range.date" if dated else "range"
    if low is None or high is None:
        word, value = low or high  # type: ignore[misc] # one of the two is there
        return words(f"{group}.{word}", value=value)
    return words(f"{group}.{low[0]}_{high[0]}", low=low[1], high=high[1])
