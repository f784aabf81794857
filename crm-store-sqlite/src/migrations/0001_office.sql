-- The embedded office: reference data, users, calls and their ledger, sessions, audit, feed, jobs.
-- Times are microseconds since 1970-01-01T00:00:00Z. Codes are the canonical words of the core, so a code of a later
-- version is stored and read back as it is. `*_key` columns hold names in lower case, as the core compares them.

CREATE TABLE schema_version (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version    INTEGER NOT NULL,
    min_reader INTEGER NOT NULL
) STRICT;

CREATE TABLE id_sequences (
    kind TEXT    NOT NULL PRIMARY KEY,
    next INTEGER NOT NULL CHECK (next >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE cities (
    id            INTEGER NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    name_key      TEXT    NOT NULL UNIQUE,
    zone          TEXT    NOT NULL,
    visit_from    INTEGER NOT NULL,
    visit_to      INTEGER NOT NULL,
    capacity_kp   INTEGER NOT NULL,
    capacity_bt   INTEGER NOT NULL,
    capacity_mnch INTEGER NOT NULL,
    archived      INTEGER NOT NULL CHECK (archived IN (0, 1)),
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE campaigns (
    id         INTEGER NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key     TEXT    NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    value   TEXT    NOT NULL
) STRICT;

CREATE TABLE callcentre_operator (
    id                INTEGER NOT NULL PRIMARY KEY,
    version           INTEGER NOT NULL,
    name              TEXT    NOT NULL,
    login             TEXT    NOT NULL,
    login_key         TEXT    NOT NULL UNIQUE,
    password          TEXT,                    -- a hash; NULL until one is set: nobody can sign in with it
    city              INTEGER REFERENCES cities (id),
    role              TEXT    NOT NULL,
    status            TEXT    NOT NULL,
    status_work       TEXT    NOT NULL,
    status_work_since INTEGER NOT NULL,
    sip_address       TEXT,
    extension         TEXT    UNIQUE,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL
) STRICT;

-- Every city a user serves, the home city included.
CREATE TABLE callcentre_operator_city (
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    city_id     INTEGER NOT NULL REFERENCES cities (id),
    PRIMARY KEY (operator_id, city_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX callcentre_operator_city_by_city ON callcentre_operator_city (city_id, operator_id);

CREATE TABLE work_state_log (
    id          INTEGER NOT NULL PRIMARY KEY,
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    state       TEXT    NOT NULL,
    reason      TEXT,
    from_at     INTEGER NOT NULL,
    to_at       INTEGER
) STRICT;
CREATE INDEX work_state_log_by_operator ON work_state_log (operator_id, from_at);
CREATE UNIQUE INDEX work_state_log_open ON work_state_log (operator_id) WHERE to_at IS NULL;

CREATE TABLE lines (
    id         INTEGER NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    number     TEXT    NOT NULL UNIQUE,
    rk         INTEGER REFERENCES campaigns (id),
    city       INTEGER REFERENCES cities (id),
    avito_name TEXT,
    archived   INTEGER NOT NULL CHECK (archived IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE unknown_lines (
    number     TEXT    NOT NULL PRIMARY KEY,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    calls      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_lines_by_last_seen ON unknown_lines (last_seen);

CREATE TABLE conversations (
    id            INTEGER NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    provider      TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    provider_id   TEXT    NOT NULL,
    last_event_at INTEGER NOT NULL,
    legs_over_at  INTEGER,
    open          INTEGER NOT NULL CHECK (open IN (0, 1)),
    UNIQUE (provider, account, provider_id)
) STRICT;
CREATE INDEX conversations_legs_over ON conversations (legs_over_at) WHERE open = 1 AND legs_over_at IS NOT NULL;
CREATE INDEX conversations_silent ON conversations (last_event_at) WHERE open = 1;

-- The ledger: append-only.
CREATE TABLE telephony_events (
    seq                  INTEGER NOT NULL PRIMARY KEY,
    provider             TEXT    NOT NULL,
    account              TEXT    NOT NULL,
    conversation_id      INTEGER REFERENCES conversations (id),
    path                 TEXT    NOT NULL,
    body                 BLOB    NOT NULL,
    digest               BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
    clock_offset_seconds INTEGER NOT NULL,
    context              TEXT,                          -- what else decides how it is read
    received_at          INTEGER NOT NULL,
    problem              TEXT
) STRICT;
CREATE INDEX telephony_events_by_conversation ON telephony_events (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX telephony_events_unread ON telephony_events (seq) WHERE problem IS NOT NULL;

CREATE TABLE telephony_refusals (
    provider TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    day      INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, provider, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (
    id                       INTEGER NOT NULL PRIMARY KEY,
    version                  INTEGER NOT NULL,
    conversation_id          INTEGER UNIQUE REFERENCES conversations (id),
    provider_id              TEXT,
    rk                       INTEGER REFERENCES campaigns (id),
    city                     INTEGER REFERENCES cities (id),
    avito_name               TEXT,
    phone_client             TEXT,
    phone_ats                TEXT,
    date_create              INTEGER NOT NULL,          -- when it began
    operator_id              INTEGER REFERENCES callcentre_operator (id),
    final_operator_id        INTEGER REFERENCES callcentre_operator (id),
    status                   TEXT    NOT NULL,
    direction                TEXT    NOT NULL,
    miss_reason              TEXT,
    end_reason               TEXT,
    operator_extension       TEXT,
    final_operator_extension TEXT,
    operators_rung           TEXT,                      -- JSON array of extensions; NULL when empty
    offered_at               INTEGER,
    answered_at              INTEGER,
    ended_at                 INTEGER,
    transferred              INTEGER NOT NULL CHECK (transferred IN (0, 1)),
    disconnect_code          INTEGER,
    leg_count                INTEGER NOT NULL,
    recordings               TEXT,                      -- JSON array; NULL when empty
    complete                 INTEGER NOT NULL CHECK (complete IN (0, 1)),
    category                 TEXT,
    note                     TEXT,
    classified_version       INTEGER NOT NULL,
    created_at               INTEGER NOT NULL,
    updated_at               INTEGER NOT NULL
) STRICT;
-- One index a filter, each ending in the sort key; the row id, which every index carries, is its tie-breaker.
CREATE INDEX calls_by_date ON calls (date_create);
CREATE INDEX calls_by_operator ON calls (operator_id, date_create);
CREATE INDEX calls_by_operator_status ON calls (operator_id, status, date_create);
CREATE INDEX calls_by_status ON calls (status, date_create);
CREATE INDEX calls_by_city ON calls (city, date_create);
CREATE INDEX calls_by_city_status ON calls (city, status, date_create);
CREATE INDEX calls_by_rk ON calls (rk, date_create);
CREATE INDEX calls_by_direction ON calls (direction, date_create);
CREATE INDEX calls_by_client ON calls (phone_client, date_create);
CREATE INDEX calls_incomplete ON calls (date_create) WHERE complete = 0;

-- Whom a call rang or talked with: what "own calls" are read from.
CREATE TABLE call_participants (
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    date_create INTEGER NOT NULL,
    call_id     INTEGER NOT NULL REFERENCES calls (id),
    PRIMARY KEY (operator_id, date_create, call_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_participants_by_call ON call_participants (call_id);

CREATE TABLE sessions (
    id                  INTEGER NOT NULL PRIMARY KEY,
    version             INTEGER NOT NULL,
    operator_id         INTEGER NOT NULL REFERENCES callcentre_operator (id),
    refresh_id          TEXT    NOT NULL,
    refresh_issued_at   INTEGER NOT NULL,
    previous_refresh_id TEXT,
    rotated_at          INTEGER,
    created_at          INTEGER NOT NULL,
    expires_at          INTEGER NOT NULL,
    last_seen_at        INTEGER NOT NULL,
    revoked_at          INTEGER,
    revoked_reason      TEXT,
    address             TEXT,
    agent               TEXT,
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
) STRICT;
CREATE INDEX sessions_by_operator ON sessions (operator_id);
CREATE INDEX sessions_live ON sessions (operator_id) WHERE revoked_at IS NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE login_throttles (
    key           TEXT    NOT NULL UNIQUE,
    version       INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    first_at      INTEGER NOT NULL,
    last_at       INTEGER NOT NULL,
    blocked_until INTEGER
) STRICT;
CREATE INDEX login_throttles_by_last ON login_throttles (last_at);

-- Append-only. The payload may be erased; its digest stays, so the chain still verifies.
CREATE TABLE audit (
    seq            INTEGER NOT NULL PRIMARY KEY,
    at             INTEGER NOT NULL,
    actor          TEXT    NOT NULL,
    action         TEXT    NOT NULL,
    subject        TEXT    NOT NULL,
    salt           BLOB CHECK (salt IS NULL OR length(salt) = 16),
    payload        TEXT,
    payload_digest BLOB    NOT NULL CHECK (length(payload_digest) = 32),
    block_no       INTEGER,
    CHECK ((salt IS NULL) = (payload IS NULL))
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE INDEX audit_unsealed ON audit (seq) WHERE block_no IS NULL;

CREATE TABLE audit_blocks (
    number    INTEGER NOT NULL UNIQUE,
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    sealed_at INTEGER NOT NULL,
    previous  BLOB    NOT NULL CHECK (length(previous) = 32),
    root      BLOB    NOT NULL CHECK (length(root) = 32),
    hash      BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- The feed: immutable, in the order of positions.
CREATE TABLE events (
    position  INTEGER NOT NULL PRIMARY KEY,
    at        INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    city      INTEGER,
    operators TEXT,                             -- JSON array of ids; NULL when empty
    everyone  INTEGER NOT NULL CHECK (everyone IN (0, 1)),
    payload   TEXT    NOT NULL
) STRICT;

CREATE TABLE jobs (
    seq         INTEGER NOT NULL PRIMARY KEY,
    id          INTEGER NOT NULL UNIQUE,
    version     INTEGER NOT NULL,
    queue       TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    run_at      INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    lease_until INTEGER,
    last_error  TEXT,
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_due ON jobs (queue, run_at) WHERE state = 'queued';
CREATE INDEX jobs_oldest ON jobs (queue, subject) WHERE state = 'queued';
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_done ON jobs (run_at) WHERE state = 'done';

CREATE TABLE idempotency (
    actor       TEXT    NOT NULL,
    operation   TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    result      INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    UNIQUE (actor, operation, key)
) STRICT;
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
