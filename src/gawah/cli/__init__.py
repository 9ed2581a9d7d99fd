"""The command line: thin; no rule of the trade inside."""
