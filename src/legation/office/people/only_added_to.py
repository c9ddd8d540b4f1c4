"""Rules that the database itself keeps: some rows are only added, some never change in what counts."""

from __future__ import annotations

from typing import Any, Final

TRAIL_SQLITE: Final = (
    "CREATE TRIGGER trail_no_update BEFORE UPDATE ON people_trailline "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "CREATE TRIGGER trail_no_delete BEFORE DELETE ON people_trailline "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "CREATE TRIGGER trail_in_order BEFORE INSERT ON people_trailline "
    "WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM people_trailline WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",  # INSERT OR REPLACE would go round the others
)
TRAIL_POSTGRESQL: Final = (
    "CREATE FUNCTION trail_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'the trail is only added to'; END$$",
    "CREATE TRIGGER trail_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON people_trailline "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_only_added_to()",
)
_CHANGED: Final = (
    "OLD.author_id <> NEW.author_id OR (OLD.state NOT IN ('writing', 'returned') AND "
    "({content} OR OLD.level <> NEW.level OR OLD.deed <> NEW.deed)) OR (OLD.state IN ('sealed', 'withdrawn') AND "
    "OLD.state <> NEW.state) OR (OLD.state = 'approved' AND NEW.state NOT IN ('approved', 'sealed')) OR "
    "(NEW.state IN ('approved', 'sealed') AND OLD.state NOT IN ('submitted', 'approved', 'sealed')) OR "
    "(OLD.approver_id IS NOT NULL AND (NEW.approver_id IS NULL OR OLD.approver_id <> NEW.approver_id))"
)
"""What no step does: another author, other content once submitted, sealed without approval, an approval taken back."""
DRAFTS_SQLITE: Final = (
    f"CREATE TRIGGER draft_steps BEFORE UPDATE ON desk_draft WHEN {_CHANGED.format(content='OLD.content <> NEW.content')} "
    "BEGIN SELECT RAISE(ABORT, 'a draft is not changed in this way'); END",
)
DRAFTS_POSTGRESQL: Final = (
    "CREATE FUNCTION draft_steps() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'a draft is not changed in this way'; END$$",
    "CREATE TRIGGER draft_steps BEFORE UPDATE ON desk_draft FOR EACH ROW WHEN "
    f"({_CHANGED.format(content='OLD.content IS DISTINCT FROM NEW.content')}) EXECUTE FUNCTION draft_steps()",
)


def laid_down(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> Any:
    """The step of a migration that lays rules down in whichever database this is."""

    def run(apps: Any, editor: Any) -> None:
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run
