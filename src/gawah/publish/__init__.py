"""Incidents to what others read: briefs, maps, timelines, tables."""
