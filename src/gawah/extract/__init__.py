"""Documents to claims. Each module finds one part of a claim; `claims` alone makes a Claim."""

from gawah.extract.claims import extract

__all__ = ["extract"]
