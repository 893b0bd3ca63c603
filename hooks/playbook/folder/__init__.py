"""1 load: the data folders, and which of their files holds what."""
