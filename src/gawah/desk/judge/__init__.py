"""Reviewing at the desk: documents with their claims, decisions, and the choice of places, actors and days."""
