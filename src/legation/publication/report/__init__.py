"""The report: what a record's evaluation comes to, as a document in both languages that prints, with its numbers as data."""
