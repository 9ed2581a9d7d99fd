"""What to ask a reviewer next and why; what a judgement does, and when it is opened again."""
