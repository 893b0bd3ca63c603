"""4 analyse: decisions as exact sets of values, proved and walked."""
