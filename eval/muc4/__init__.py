"""MUC-4: gawah's claims as the templates of the conference of 1992, and their figures."""
