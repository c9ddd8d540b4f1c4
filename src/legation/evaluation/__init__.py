"""Evaluation: what was undertaken and what is owed, and what the record can say of it. Indicators, norms and plans as data."""
