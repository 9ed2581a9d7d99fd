"""Files to documents. Opens what it is given and nothing else; expects hostile input."""
