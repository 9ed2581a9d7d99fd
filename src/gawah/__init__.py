"""gawah reads conflicting reports of a war and keeps, for every figure, the sentence that said it."""

__version__ = "0.1.0"
