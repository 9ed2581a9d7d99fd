"""Incidents to what can be said of them: low, best, high, and status."""
