"""The workbench of incidents: claims for and against, what was joined and why, tolls with their arithmetic, contradictions."""
