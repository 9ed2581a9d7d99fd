"""Letters, numbers and spelling. Knows nothing of war."""
