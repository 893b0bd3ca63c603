"""From answers to the next question or to the outcome, and all walks as one graph."""
