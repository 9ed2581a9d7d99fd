"""Documents to claims. Each module finds one part of a claim; `claims` alone makes a Claim."""
