"""6 render: entry → Page(sections). Templates own the markup, Python prepares values."""
