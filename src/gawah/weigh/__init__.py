"""Incidents to what can be said of them: low, best, high, and status."""

from gawah.model import Total
from gawah.weigh.compare import Published, Shown, compare, publish
from gawah.weigh.profiles import Profile, profile
from gawah.weigh.profiles import names as profile_names
from gawah.weigh.totals import totals
from gawah.weigh.weighing import Weighed, weigh, weigh_again, weigh_all

__all__ = [
    "Profile",
    "Published",
    "Shown",
    "Total",
    "Weighed",
    "compare",
    "profile",
    "profile_names",
    "publish",
    "totals",
    "weigh",
    "weigh_again",
    "weigh_all",
]
