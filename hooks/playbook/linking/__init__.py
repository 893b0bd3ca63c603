"""3 link: ids become entries."""
