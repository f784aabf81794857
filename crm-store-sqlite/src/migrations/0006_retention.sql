-- What is kept for some time only.

-- When a conversation began, by this office's clock: it is sealed when events of that time go.
ALTER TABLE conversations ADD COLUMN first_event_at INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET first_event_at = coalesce(
    (SELECT min(received_at) FROM telephony_events WHERE conversation_id = conversations.id), last_event_at);

-- One row once provider events have gone: before when they came.
CREATE TABLE telephony_sealed (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    before_at INTEGER NOT NULL
) STRICT;

-- The digests of those that are gone: they are never stored again.
CREATE TABLE telephony_purged (
    digest      BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The office's signed word that it let audit rows go, up to a block. Append-only.
CREATE TABLE audit_anchors (
    number    INTEGER NOT NULL PRIMARY KEY,
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    at        INTEGER NOT NULL,
    key_id    TEXT    NOT NULL,
    signature BLOB    NOT NULL CHECK (length(signature) = 32)
) STRICT;
