"""2 validate: what was read becomes typed entries, or is refused at its place."""
