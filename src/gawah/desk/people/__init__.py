"""People: signing in, roles, one-time codes, sessions, and the log of all that was done."""
