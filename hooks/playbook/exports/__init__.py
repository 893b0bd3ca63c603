"""What is not a page: files to fill in, schemas for editors."""
