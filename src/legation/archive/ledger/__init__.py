"""The sealed ledger on disk: SQLite by default, PostgreSQL by address; the only code that knows either."""
