-- Rows of another system.

-- What each has become here: kept for ever, so that an import can be repeated. Append-only.
CREATE TABLE past (
    source    TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    source_id TEXT    NOT NULL,
    made      INTEGER NOT NULL,                         -- the id of the user, call or order
    PRIMARY KEY (source, kind, source_id)
) STRICT, WITHOUT ROWID;
