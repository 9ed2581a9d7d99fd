"""Files to documents, one module a kind. Hostile input is expected here."""

from gawah.intake.reader import read, read_file
from gawah.intake.taken import Defaults, Refused, Taken

__all__ = ["Defaults", "Refused", "Taken", "read", "read_file"]
