"""Every fault of a decision, found by exact reasoning and said at its place."""
