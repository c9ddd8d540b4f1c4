"""Evaluation: what was set out to be done, and what the record can say of it. Indicators, assertions and targets as data."""
