"""The index of grams behind the search for objects, kept current by the database itself.

SQLite: a table of FTS5 and three triggers. SQLite drops triggers together with the old copy of a
table that a migration changes: such a migration ends with `searchable()` once more.
PostgreSQL: an index over `to_tsvector`, and two that find the beginning of an id or a number.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

TABLE = "registers_inspectionobject"
INDEX = "registers_objectindex"
VECTOR = "to_tsvector('simple', grams)"
TRIGGERS = tuple(f"{INDEX}_{verb}" for verb in ("insert", "update", "delete"))

_SQLITE = (
    "CREATE VIRTUAL TABLE registers_objectindex USING fts5("
    "grams, content='', detail=none, tokenize='unicode61')",
    "CREATE TRIGGER registers_objectindex_insert AFTER INSERT ON registers_inspectionobject BEGIN "
    "INSERT INTO registers_objectindex(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER registers_objectindex_update AFTER UPDATE OF grams "
    "ON registers_inspectionobject WHEN old.grams <> new.grams BEGIN "
    "INSERT INTO registers_objectindex(registers_objectindex, rowid, grams) "
    "VALUES ('delete', old.id, old.grams); "
    "INSERT INTO registers_objectindex(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER registers_objectindex_delete AFTER DELETE ON registers_inspectionobject BEGIN "
    "INSERT INTO registers_objectindex(registers_objectindex, rowid, grams) "
    "VALUES ('delete', old.id, old.grams); END",
    "INSERT INTO registers_objectindex(rowid, grams) "
    "SELECT id, grams FROM registers_inspectionobject",
)
_POSTGRESQL = {
    INDEX: f"USING gin ({VECTOR})",
    f"{INDEX}_id": "(bureau_id, object_id varchar_pattern_ops)",
    f"{INDEX}_number": "(bureau_id, number varchar_pattern_ops)",
}


def searchable() -> RunPython:
    """A migration step that builds the index, or builds it anew."""

    def forward(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        install(editor)

    def backward(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        remove(editor)

    return RunPython(forward, backward)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Build the index from the grams that the objects have."""
    remove(editor)
    if editor.connection.vendor == "sqlite":
        for statement in _SQLITE:
            editor.execute(statement, None)
        return
    for name, what in _POSTGRESQL.items():
        editor.execute(f"CREATE INDEX {name} ON {TABLE} {what}", None)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away."""
    if editor.connection.vendor == "sqlite":
        for trigger in TRIGGERS:
            editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        editor.execute(f"DROP TABLE IF EXISTS {INDEX}")
        return
    for name in _POSTGRESQL:
        editor.execute(f"DROP INDEX IF EXISTS {name}")
