"""The command line: a public contract. Every question, answered as a table for people or as a file for machines."""
