"""What people write for people: prose, and pages by hand."""
