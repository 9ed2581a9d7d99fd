"""Claims to incidents: which claims speak of one happening, and why."""

from gawah.link.join import Linked, link
from gawah.link.relink import relink

__all__ = ["Linked", "link", "relink"]
