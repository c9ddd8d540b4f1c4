"""Formulas evaluated one thing at a time: slow and plain, to hold the columns against."""
