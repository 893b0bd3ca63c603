"""A kind as an editor meets it: its fields, today's ids, a file to fill in."""
