-- Schema 6 as a program of its time left it.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1129467247;
PRAGMA user_version = 6;

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

-- Orders: their history, the words they are found by, and the ledger of their money.
-- Amounts are kopecks. `result` and `expenditure` of an order are what was said; the ledger is what was posted.

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
) STRICT;
-- One index a filter, each ending in the sort key; the row id, which every index carries, is its tie-breaker.
CREATE INDEX orders_by_list_key ON orders (list_key);
CREATE INDEX orders_by_city ON orders (city, list_key);
CREATE INDEX orders_by_city_status ON orders (city, status_order, list_key);
CREATE INDEX orders_by_status ON orders (status_order, list_key);
CREATE INDEX orders_by_operator ON orders (operator_name_id, list_key);
CREATE INDEX orders_by_master ON orders (master_id, list_key);
CREATE INDEX orders_by_rk ON orders (rk, list_key);
CREATE INDEX orders_by_equipment ON orders (type_equipment, list_key);
CREATE INDEX orders_by_type ON orders (type_order, list_key);
CREATE INDEX orders_by_phone ON orders (phone, list_key);
CREATE INDEX orders_by_created ON orders (create_date);
CREATE INDEX orders_by_call ON orders (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX orders_in_slots ON orders (city, type_equipment, date_meeting) WHERE holds_place = 1;

-- Append-only.
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

-- Words in lower case. A search is a range of the key: from its prefix to whatever still begins with it.
CREATE TABLE order_words (
    word     TEXT    NOT NULL,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    PRIMARY KEY (word, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_words_by_order ON order_words (order_id, word);

-- Append-only.
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
CREATE INDEX ledger_by_city ON ledger (city, at);
CREATE INDEX ledger_by_master ON ledger (master_id, at);

-- The service office: counters, call-backs, work time, masters' money.

-- Counters -----------------------------------------------------------------------------------------------------------
-- Added to in the unit of each change. `day` counts days since 1970-01-01 by the office's zone; what `amount` and `wait`
-- hold is the measure's own.
CREATE TABLE counters (
    subject TEXT    NOT NULL,
    day     INTEGER NOT NULL,
    measure TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    amount  INTEGER NOT NULL,
    wait    INTEGER NOT NULL,
    PRIMARY KEY (subject, day, measure)
) STRICT, WITHOUT ROWID;
-- The sums over all days of what lists are counted by.
CREATE TABLE counters_ever (
    subject TEXT    NOT NULL,
    measure TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    amount  INTEGER NOT NULL,
    wait    INTEGER NOT NULL,
    PRIMARY KEY (subject, measure)
) STRICT, WITHOUT ROWID;

-- Statistics ---------------------------------------------------------------------------------------------------------
CREATE INDEX orders_by_closed ON orders (closing_data) WHERE closing_data IS NOT NULL;

-- Masters and money -----------------------------------------------------------------------------------------------------
ALTER TABLE campaigns ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
CREATE INDEX callcentre_operator_by_role ON callcentre_operator (role);

-- What campaigns cost. Days count from 1970-01-01 by the office's zone, both included; amounts are kopecks.
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
CREATE INDEX campaign_costs_by_first_day ON campaign_costs (first_day);
CREATE INDEX campaign_costs_by_rk ON campaign_costs (rk, first_day);
CREATE INDEX campaign_costs_by_city ON campaign_costs (city, first_day);
CREATE INDEX campaign_costs_in_force ON campaign_costs (last_day, first_day) WHERE cancelled = 0;

-- Cash that masters hand over.
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
CREATE INDEX cash_handovers_by_date ON cash_handovers (handed_at);
CREATE INDEX cash_handovers_by_state ON cash_handovers (state, handed_at);
CREATE INDEX cash_handovers_by_city ON cash_handovers (city, handed_at);
CREATE INDEX cash_handovers_by_city_state ON cash_handovers (city, state, handed_at);
CREATE INDEX cash_handovers_by_master ON cash_handovers (master_id, handed_at);
-- Sums are read from these alone.
CREATE INDEX cash_handovers_sums ON cash_handovers (master_id, city, state, amount);
CREATE INDEX ledger_sums ON ledger (master_id, city, amount);

-- Calendars, exports and lines -----------------------------------------------------------------------------------------
-- What was closed in a period is a range of `list_key`, so it needs no index of its own.
CREATE INDEX orders_by_meeting ON orders (date_meeting);
CREATE INDEX lines_by_city ON lines (city, number);

-- Work time ----------------------------------------------------------------------------------------------------------
-- The version that last changed more than the work state, which calls change all day.
ALTER TABLE callcentre_operator ADD COLUMN profile_version INTEGER NOT NULL DEFAULT 1;
UPDATE callcentre_operator SET profile_version = version;
-- Wrap-ups that are over, the longest first, and whoever is at work.
CREATE INDEX callcentre_operator_by_status_work ON callcentre_operator (status_work, status_work_since);
-- Who talks now: calls under way whose last talker is known are few.
CREATE INDEX calls_talking ON calls (final_operator_id) WHERE status = 'new' AND final_operator_id IS NOT NULL;

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
CREATE INDEX shifts_by_from ON shifts (from_at);
CREATE INDEX shifts_by_operator ON shifts (operator_id, from_at);

-- Call-backs ---------------------------------------------------------------------------------------------------------
-- Derived from the calls of a phone and from the closings by hand, in the unit of each change. What they repeat of calls
-- is what lists and the derivation look for.
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
-- One index a filter, each ending in the sort key; the row id, which every index carries, is its tie-breaker.
CREATE INDEX callbacks_by_opened ON callbacks (opened_at);
CREATE INDEX callbacks_by_state ON callbacks (state, opened_at);
CREATE INDEX callbacks_by_city ON callbacks (city, opened_at);
CREATE INDEX callbacks_by_city_state ON callbacks (city, state, opened_at);
CREATE INDEX callbacks_by_taken ON callbacks (taken_by, opened_at) WHERE taken_by IS NOT NULL;
CREATE INDEX callbacks_by_phone ON callbacks (phone, opened_at);
CREATE INDEX callbacks_on_time_line ON callbacks (phone, first_at);

-- Append-only.
CREATE TABLE callback_closings (
    id          INTEGER NOT NULL PRIMARY KEY,
    callback_id INTEGER NOT NULL REFERENCES callbacks (id),
    phone       TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    operator_id INTEGER REFERENCES callcentre_operator (id),
    reason      TEXT    NOT NULL
) STRICT;
CREATE INDEX callback_closings_on_time_line ON callback_closings (phone, at);

-- Bumped by every unit that writes a mark of a phone's time line.
CREATE TABLE client_heads (
    phone   TEXT    NOT NULL UNIQUE,
    version INTEGER NOT NULL
) STRICT;

-- Talks and missed calls of a phone, each by itself: between two talks a client may be missed a thousand times.
CREATE INDEX calls_on_time_line ON calls (phone_client, status, date_create) WHERE status IN ('missed', 'answered');

-- Lists of orders ------------------------------------------------------------------------------------------------------
-- What was written on a day, or in 32 of them, in the order of the list.
CREATE INDEX orders_by_day ON orders (create_date / 86400000000, list_key);
CREATE INDEX orders_by_days ON orders (create_date / 2764800000000, list_key);
-- The words between blanks: where one word of a search has led to an order, the others are looked up in it.
ALTER TABLE orders ADD COLUMN words TEXT NOT NULL DEFAULT ' ';
UPDATE orders SET words = ' ' || coalesce((SELECT group_concat(word, ' ') FROM order_words WHERE order_id = orders.id), '') || ' ';
DROP INDEX order_words_by_order;

-- The feed: events of several cities, and where its positions come from.

-- The cities of an event beside the first one: a JSON array of ids; NULL when there are none.
ALTER TABLE events ADD COLUMN more_cities TEXT;

-- Whose positions these are: a copy that goes on by itself has another epoch. Events up to `purged_to` are gone.
CREATE TABLE feed (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch     INTEGER NOT NULL,
    purged_to INTEGER NOT NULL
) STRICT;
INSERT INTO feed (one, epoch, purged_to) VALUES (1, -1234567890123456789, 0);

-- Rows of another system.

-- What each has become here: kept for ever, so that an import can be repeated. Append-only.
CREATE TABLE past (
    source    TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    source_id TEXT    NOT NULL,
    made      INTEGER NOT NULL,                         -- the id of the user, call or order
    PRIMARY KEY (source, kind, source_id)
) STRICT, WITHOUT ROWID;

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

INSERT INTO schema_version (one, version, min_reader) VALUES (1, 6, 6);
INSERT INTO id_sequences (kind, next) VALUES ('city', 65);
INSERT INTO cities (id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, capacity_bt, capacity_mnch,
    archived, created_at, updated_at)
VALUES (1, 1, 'Саратов', 'саратов', 'Europe/Saratov', 600, 1320, 3, 3, 3, 0, 1700000000000000, 1700000000000000);
INSERT INTO id_sequences (kind, next) VALUES ('order', 65);
INSERT INTO orders (id, version, city, phone, type_order, client_name, address, date_meeting, meeting_zone, type_equipment,
    problem, status_order, closing, create_date, updated_at, list_key, holds_place)
VALUES (1, 1, 1, '+79000000101', 'first_time', 'Иван Петров', 'ул. Ленина, 12', 1700000000000000, 'Europe/Saratov', 'kp',
    'Не включается', 'new', 0, 1690000000000000, 1690000000000000, 63835596800000000, 1);
INSERT INTO order_history (order_id, version, kind, to_code, at, actor)
VALUES (1, 1, 'created', 'new', 1690000000000000, 'operator:1');
INSERT INTO order_words (word, order_id) VALUES ('1', 1), ('12', 1), ('иван', 1), ('ленина', 1), ('петров', 1), ('ул', 1);
UPDATE orders SET words = ' 1 12 иван ленина петров ул ' WHERE id = 1;
INSERT INTO counters (subject, day, measure, count, amount, wait) VALUES ('office', 19560, 'orders:new', 1, 0, 0);
INSERT INTO counters_ever (subject, measure, count, amount, wait) VALUES ('office', 'orders:new', 1, 0, 0);
