"""Collecting: files come in, are read, and are told apart into kept, known already and left out, each with its reason."""
