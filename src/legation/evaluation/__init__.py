"""Evaluation: what was undertaken, what is owed, and what of it was done, judged from acts."""
