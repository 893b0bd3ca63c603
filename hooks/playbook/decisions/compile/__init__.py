"""From a decision as it is written to one that can be proved and walked."""
