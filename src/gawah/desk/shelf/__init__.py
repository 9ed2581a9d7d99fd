"""The shelf: what was computed of the case, as rows that lists, filters and maps can be answered from in an instant.

Nothing on it is evidence: it is filled from an account (`fill`), may be thrown away at any time, and is read by the screens
alone (`find`). It stands in the desk's own database, never in the case's.
"""
