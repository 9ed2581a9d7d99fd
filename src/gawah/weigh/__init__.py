"""Incidents to what can be said of them: low, best, high, and status."""

from gawah.weigh.profiles import Profile, profile
from gawah.weigh.profiles import names as profile_names
from gawah.weigh.weighing import weigh, weigh_all

__all__ = ["Profile", "profile", "profile_names", "weigh", "weigh_all"]
