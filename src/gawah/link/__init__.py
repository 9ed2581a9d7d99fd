"""Claims to incidents: which claims speak of one happening, and why."""

from gawah.link.join import Linked, link

__all__ = ["Linked", "link"]
