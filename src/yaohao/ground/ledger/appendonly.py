"""Database triggers that make a table append-only, the same promise on SQLite and PostgreSQL.

They stop slips and ordinary access, not the owner of the database: against him stand the digests
that leave the house (docs/adr/0004-append-only.md).
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def guard(table: str) -> RunPython:
    """A migration step that forbids UPDATE, DELETE and (PostgreSQL) TRUNCATE on `table`."""

    def forward(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        install(editor, table)

    def backward(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        remove(editor, table)

    return RunPython(forward, backward)


def unguard(table: str) -> RunPython:
    """A migration step before a change of `table`, which `guard` follows: SQLite makes a changed
    table anew, and its triggers go with the old one unseen."""
    step = guard(table)
    assert step.reverse_code is not None
    return RunPython(step.reverse_code, step.code)


def install(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Create the triggers on `table`."""
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    editor.execute(
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    editor.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    # Row triggers do not see TRUNCATE; SQLite has no such statement.
    editor.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def remove(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Drop the triggers again (going back a migration; emptying a test database)."""
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        return
    editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
    editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")
    editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
