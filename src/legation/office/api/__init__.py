"""The API, ``/api/v1``: the questions of the command line, asked by address; the same tables, the same columns."""
