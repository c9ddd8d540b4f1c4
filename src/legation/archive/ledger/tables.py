"""The tables of a ledger in SQL, which both databases refuse to change or empty; rows are only added."""

from __future__ import annotations

from typing import Final

TABLES: Final = ("entries", "nodes", "batches", "notes", "settings")
FORMAT: Final = "1"

_COLUMNS: Final = {
    "entries": "level TEXT NOT NULL, number BIGINT NOT NULL, line TEXT NOT NULL, hash {bytes} NOT NULL,"
    " PRIMARY KEY (level, number)",
    "nodes": "level TEXT NOT NULL, height BIGINT NOT NULL, place BIGINT NOT NULL, hash {bytes} NOT NULL,"
    " PRIMARY KEY (level, height, place)",
    "batches": "draft TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL, sealed TEXT NOT NULL, places TEXT NOT NULL",
    "notes": "level TEXT NOT NULL, number BIGINT NOT NULL, size BIGINT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (level, number)",
    "settings": "name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL",
}
_NUMBERED: Final = ("entries", "notes")


def in_sqlite() -> list[str]:
    """The statements that make the tables in SQLite. Without row ids: nothing numbers the levels together."""
    made = []
    for table, columns in _COLUMNS.items():
        typed = columns.format(bytes="BLOB").replace("BIGINT", "INTEGER")
        made.append(f"CREATE TABLE {table} ({typed}) STRICT, WITHOUT ROWID")
        for deed in ("UPDATE", "DELETE"):
            made.append(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
            )
        taken = (
            f"NEW.number <> (SELECT coalesce(max(number) + 1, 0) FROM {table} WHERE level = NEW.level)"
            if table in _NUMBERED
            else f"EXISTS (SELECT 1 FROM {table} WHERE {_same(table, 'NEW.{}')})"
        )
        made.append(  # INSERT OR REPLACE would go round the trigger on DELETE
            f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} WHEN {taken} "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is only added to, in order'); END"
        )
    return made


def in_postgresql() -> list[str]:
    """The statements that make the tables in PostgreSQL, in the schema of the connection."""
    made = [
        "CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the ledger is only added to'; END$$"
    ]
    for table, columns in _COLUMNS.items():
        made.append(f"CREATE TABLE {table} ({columns.format(bytes='BYTEA')})")
        made.append(
            f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
        )
        if table in _NUMBERED:
            made.append(
                f"CREATE FUNCTION {table}_in_order() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$BEGIN IF NEW.number <> (SELECT coalesce(max(number) + 1, 0) FROM {table} WHERE level = NEW.level) THEN "
                "RAISE EXCEPTION 'the ledger is only added to, in order'; END IF; RETURN NEW; END$$"
            )
            made.append(
                f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_in_order()"
            )
        made.append(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, CURRENT_USER")
    return made


def _same(table: str, form: str) -> str:
    keys = {"nodes": ("level", "height", "place"), "batches": ("draft",), "settings": ("name",)}[table]
    return " AND ".join(f"{key} = {form.format(key)}" for key in keys)
