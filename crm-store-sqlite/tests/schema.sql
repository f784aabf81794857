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

CREATE TABLE audit_anchors (
    number    INTEGER NOT NULL PRIMARY KEY,
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    at        INTEGER NOT NULL,
    key_id    TEXT    NOT NULL,
    signature BLOB    NOT NULL CHECK (length(signature) = 32)
) STRICT;

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

CREATE TABLE call_participants (
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    date_create INTEGER NOT NULL,
    call_id     INTEGER NOT NULL REFERENCES calls (id),
    PRIMARY KEY (operator_id, date_create, call_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE callback_closings (
    id          INTEGER NOT NULL PRIMARY KEY,
    callback_id INTEGER NOT NULL REFERENCES callbacks (id),
    phone       TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    operator_id INTEGER REFERENCES callcentre_operator (id),
    reason      TEXT    NOT NULL
) STRICT;

CREATE TABLE callbacks (
    id             INTEGER NOT NULL PRIMARY KEY,
    version        INTEGER NOT NULL,
    phone          TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    first_call_id  INTEGER NOT NULL REFERENCES calls (id),
    first_at       INTEGER NOT NULL,                    -- when the first missed call began
    opened_at      INTEGER NOT NULL,                    -- when it ended: the clock runs from here
    last_call_id   INTEGER NOT NULL REFERENCES calls (id),
    last_at        INTEGER NOT NULL,
    missed         INTEGER NOT NULL,
    city           INTEGER REFERENCES cities (id),
    rk             INTEGER REFERENCES campaigns (id),
    phone_ats      TEXT,
    closed_at      INTEGER,
    closed_by_call INTEGER REFERENCES calls (id),
    closed_by      INTEGER REFERENCES callcentre_operator (id),
    close_reason   TEXT,
    taken_by       INTEGER REFERENCES callcentre_operator (id),
    taken_at       INTEGER,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
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
, profile_version INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE callcentre_operator_city (
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    city_id     INTEGER NOT NULL REFERENCES cities (id),
    PRIMARY KEY (operator_id, city_id)
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

CREATE TABLE campaign_costs (
    id         INTEGER NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    rk         INTEGER NOT NULL REFERENCES campaigns (id),
    city       INTEGER REFERENCES cities (id),
    first_day  INTEGER NOT NULL,
    last_day   INTEGER NOT NULL,
    amount     INTEGER NOT NULL,
    note       TEXT,
    cancelled  INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE campaigns (
    id         INTEGER NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
, archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))) STRICT;

CREATE TABLE cash_handovers (
    id         INTEGER NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    master_id  INTEGER NOT NULL REFERENCES callcentre_operator (id),
    city       INTEGER NOT NULL REFERENCES cities (id),
    amount     INTEGER NOT NULL,
    note       TEXT,
    state      TEXT    NOT NULL,
    handed_at  INTEGER NOT NULL,
    decided_by TEXT,
    decided_at INTEGER,
    reason     TEXT
) STRICT;

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

CREATE TABLE client_heads (
    phone   TEXT    NOT NULL UNIQUE,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE conversations (
    id            INTEGER NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    provider      TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    provider_id   TEXT    NOT NULL,
    last_event_at INTEGER NOT NULL,
    legs_over_at  INTEGER,
    open          INTEGER NOT NULL CHECK (open IN (0, 1)), first_event_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (provider, account, provider_id)
) STRICT;

CREATE TABLE counters (
    subject TEXT    NOT NULL,
    day     INTEGER NOT NULL,
    measure TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    amount  INTEGER NOT NULL,
    wait    INTEGER NOT NULL,
    PRIMARY KEY (subject, day, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE counters_ever (
    subject TEXT    NOT NULL,
    measure TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    amount  INTEGER NOT NULL,
    wait    INTEGER NOT NULL,
    PRIMARY KEY (subject, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    position  INTEGER NOT NULL PRIMARY KEY,
    at        INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    city      INTEGER,
    operators TEXT,                             -- JSON array of ids; NULL when empty
    everyone  INTEGER NOT NULL CHECK (everyone IN (0, 1)),
    payload   TEXT    NOT NULL
, more_cities TEXT) STRICT;

CREATE TABLE feed (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch     INTEGER NOT NULL,
    purged_to INTEGER NOT NULL
) STRICT;

CREATE TABLE id_sequences (
    kind TEXT    NOT NULL PRIMARY KEY,
    next INTEGER NOT NULL CHECK (next >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    actor       TEXT    NOT NULL,
    operation   TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    result      INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    UNIQUE (actor, operation, key)
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

CREATE TABLE ledger (
    id        INTEGER NOT NULL PRIMARY KEY,
    order_id  INTEGER NOT NULL REFERENCES orders (id),
    closing   INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    amount    INTEGER NOT NULL,                         -- signed: a plain sum is the balance
    master_id INTEGER REFERENCES callcentre_operator (id),
    city      INTEGER NOT NULL REFERENCES cities (id),
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    UNIQUE (order_id, closing, kind)
) STRICT;

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

CREATE TABLE login_throttles (
    key           TEXT    NOT NULL UNIQUE,
    version       INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    first_at      INTEGER NOT NULL,
    last_at       INTEGER NOT NULL,
    blocked_until INTEGER
) STRICT;

CREATE TABLE order_history (
    order_id  INTEGER NOT NULL REFERENCES orders (id),
    version   INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    from_code TEXT,
    to_code   TEXT    NOT NULL,
    master_id INTEGER REFERENCES callcentre_operator (id),
    reason    TEXT,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    PRIMARY KEY (order_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_words (
    word     TEXT    NOT NULL,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    PRIMARY KEY (word, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    id               INTEGER NOT NULL PRIMARY KEY,
    version          INTEGER NOT NULL,
    rk               INTEGER REFERENCES campaigns (id),
    city             INTEGER NOT NULL REFERENCES cities (id),
    avito_name       TEXT,
    call_id          INTEGER REFERENCES calls (id),
    phone            TEXT    NOT NULL,
    type_order       TEXT    NOT NULL,
    client_name      TEXT    NOT NULL,
    address          TEXT    NOT NULL,
    date_meeting     INTEGER NOT NULL,
    meeting_zone     TEXT    NOT NULL,                  -- whose clocks the client was told
    type_equipment   TEXT    NOT NULL,
    problem          TEXT    NOT NULL,
    status_order     TEXT    NOT NULL,
    master_id        INTEGER REFERENCES callcentre_operator (id),
    result           INTEGER,
    expenditure      INTEGER,
    promised_date    TEXT,                              -- a day of the city
    closing          INTEGER NOT NULL,                  -- how often it was completed
    closing_data     INTEGER,                           -- when it entered the terminal status it stands in
    operator_name_id INTEGER REFERENCES callcentre_operator (id),
    create_date      INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    list_key         INTEGER NOT NULL,                  -- the default order of lists, as the core derives it
    holds_place      INTEGER NOT NULL CHECK (holds_place IN (0, 1))
, words TEXT NOT NULL DEFAULT ' ') STRICT;

CREATE TABLE past (
    source    TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    source_id TEXT    NOT NULL,
    made      INTEGER NOT NULL,                         -- the id of the user, call or order
    PRIMARY KEY (source, kind, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_version (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version    INTEGER NOT NULL,
    min_reader INTEGER NOT NULL
) STRICT;

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

CREATE TABLE settings (
    key     TEXT    NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    value   TEXT    NOT NULL
) STRICT;

CREATE TABLE shifts (
    id          INTEGER NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    from_at     INTEGER NOT NULL,
    to_at       INTEGER NOT NULL,
    note        TEXT,
    cancelled   INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;

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

CREATE TABLE telephony_purged (
    digest      BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE telephony_refusals (
    provider TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    day      INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, provider, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE telephony_sealed (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    before_at INTEGER NOT NULL
) STRICT;

CREATE TABLE unknown_lines (
    number     TEXT    NOT NULL PRIMARY KEY,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    calls      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE work_state_log (
    id          INTEGER NOT NULL PRIMARY KEY,
    operator_id INTEGER NOT NULL REFERENCES callcentre_operator (id),
    state       TEXT    NOT NULL,
    reason      TEXT,
    from_at     INTEGER NOT NULL,
    to_at       INTEGER
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject, seq);

CREATE INDEX audit_unsealed ON audit (seq) WHERE block_no IS NULL;

CREATE INDEX call_participants_by_call ON call_participants (call_id);

CREATE INDEX callback_closings_on_time_line ON callback_closings (phone, at);

CREATE INDEX callbacks_by_city ON callbacks (city, opened_at);

CREATE INDEX callbacks_by_city_state ON callbacks (city, state, opened_at);

CREATE INDEX callbacks_by_opened ON callbacks (opened_at);

CREATE INDEX callbacks_by_phone ON callbacks (phone, opened_at);

CREATE INDEX callbacks_by_state ON callbacks (state, opened_at);

CREATE INDEX callbacks_by_taken ON callbacks (taken_by, opened_at) WHERE taken_by IS NOT NULL;

CREATE INDEX callbacks_on_time_line ON callbacks (phone, first_at);

CREATE INDEX callcentre_operator_by_role ON callcentre_operator (role);

CREATE INDEX callcentre_operator_by_status_work ON callcentre_operator (status_work, status_work_since);

CREATE INDEX callcentre_operator_city_by_city ON callcentre_operator_city (city_id, operator_id);

CREATE INDEX calls_by_city ON calls (city, date_create);

CREATE INDEX calls_by_city_status ON calls (city, status, date_create);

CREATE INDEX calls_by_client ON calls (phone_client, date_create);

CREATE INDEX calls_by_date ON calls (date_create);

CREATE INDEX calls_by_direction ON calls (direction, date_create);

CREATE INDEX calls_by_operator ON calls (operator_id, date_create);

CREATE INDEX calls_by_operator_status ON calls (operator_id, status, date_create);

CREATE INDEX calls_by_rk ON calls (rk, date_create);

CREATE INDEX calls_by_status ON calls (status, date_create);

CREATE INDEX calls_incomplete ON calls (date_create) WHERE complete = 0;

CREATE INDEX calls_on_time_line ON calls (phone_client, status, date_create) WHERE status IN ('missed', 'answered');

CREATE INDEX calls_talking ON calls (final_operator_id) WHERE status = 'new' AND final_operator_id IS NOT NULL;

CREATE INDEX campaign_costs_by_city ON campaign_costs (city, first_day);

CREATE INDEX campaign_costs_by_first_day ON campaign_costs (first_day);

CREATE INDEX campaign_costs_by_rk ON campaign_costs (rk, first_day);

CREATE INDEX campaign_costs_in_force ON campaign_costs (last_day, first_day) WHERE cancelled = 0;

CREATE INDEX cash_handovers_by_city ON cash_handovers (city, handed_at);

CREATE INDEX cash_handovers_by_city_state ON cash_handovers (city, state, handed_at);

CREATE INDEX cash_handovers_by_date ON cash_handovers (handed_at);

CREATE INDEX cash_handovers_by_master ON cash_handovers (master_id, handed_at);

CREATE INDEX cash_handovers_by_state ON cash_handovers (state, handed_at);

CREATE INDEX cash_handovers_sums ON cash_handovers (master_id, city, state, amount);

CREATE INDEX conversations_legs_over ON conversations (legs_over_at) WHERE open = 1 AND legs_over_at IS NOT NULL;

CREATE INDEX conversations_silent ON conversations (last_event_at) WHERE open = 1;

CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);

CREATE INDEX jobs_by_state ON jobs (state, id);

CREATE INDEX jobs_done ON jobs (run_at) WHERE state = 'done';

CREATE INDEX jobs_due ON jobs (queue, run_at) WHERE state = 'queued';

CREATE INDEX jobs_oldest ON jobs (queue, subject) WHERE state = 'queued';

CREATE INDEX ledger_by_city ON ledger (city, at);

CREATE INDEX ledger_by_master ON ledger (master_id, at);

CREATE INDEX ledger_sums ON ledger (master_id, city, amount);

CREATE INDEX lines_by_city ON lines (city, number);

CREATE INDEX login_throttles_by_last ON login_throttles (last_at);

CREATE INDEX orders_by_call ON orders (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX orders_by_city ON orders (city, list_key);

CREATE INDEX orders_by_city_status ON orders (city, status_order, list_key);

CREATE INDEX orders_by_closed ON orders (closing_data) WHERE closing_data IS NOT NULL;

CREATE INDEX orders_by_created ON orders (create_date);

CREATE INDEX orders_by_day ON orders (create_date / 86400000000, list_key);

CREATE INDEX orders_by_days ON orders (create_date / 2764800000000, list_key);

CREATE INDEX orders_by_equipment ON orders (type_equipment, list_key);

CREATE INDEX orders_by_list_key ON orders (list_key);

CREATE INDEX orders_by_master ON orders (master_id, list_key);

CREATE INDEX orders_by_meeting ON orders (date_meeting);

CREATE INDEX orders_by_operator ON orders (operator_name_id, list_key);

CREATE INDEX orders_by_phone ON orders (phone, list_key);

CREATE INDEX orders_by_rk ON orders (rk, list_key);

CREATE INDEX orders_by_status ON orders (status_order, list_key);

CREATE INDEX orders_by_type ON orders (type_order, list_key);

CREATE INDEX orders_in_slots ON orders (city, type_equipment, date_meeting) WHERE holds_place = 1;

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_by_operator ON sessions (operator_id);

CREATE INDEX sessions_live ON sessions (operator_id) WHERE revoked_at IS NULL;

CREATE INDEX shifts_by_from ON shifts (from_at);

CREATE INDEX shifts_by_operator ON shifts (operator_id, from_at);

CREATE INDEX telephony_events_by_conversation ON telephony_events (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE INDEX telephony_events_unread ON telephony_events (seq) WHERE problem IS NOT NULL;

CREATE INDEX unknown_lines_by_last_seen ON unknown_lines (last_seen);

CREATE INDEX work_state_log_by_operator ON work_state_log (operator_id, from_at);

CREATE UNIQUE INDEX work_state_log_open ON work_state_log (operator_id) WHERE to_at IS NULL;

