"""The case: documents, claims, judgements and the log, kept."""
