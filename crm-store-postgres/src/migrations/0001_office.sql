-- The office: the tables and columns of the requirements, and what else the core keeps.
--
-- Instants are microseconds since 1970-01-01 UTC, days count from 1970-01-01, money is in kopecks: every list is sorted by
-- one whole number and the id. Text compares byte by byte ("C"), whatever the database's own collation is.

-- Units of work by the id their sender gave them: whoever lost an answer looks here. One that was looked for and not found
-- is kept as not written, and from then on it never will be.
CREATE TABLE units (
    id uuid NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    written boolean NOT NULL
);
CREATE INDEX units_by_age ON units (at);

CREATE TABLE schema_version (
    one bigint NOT NULL PRIMARY KEY CHECK (one = 1),
    version bigint NOT NULL,
    min_reader bigint NOT NULL
);

CREATE TABLE id_sequences (
    kind text COLLATE "C" NOT NULL PRIMARY KEY,
    next bigint NOT NULL CHECK (next >= 1)
);

CREATE TABLE settings (
    key text COLLATE "C" NOT NULL UNIQUE,
    version bigint NOT NULL,
    value text COLLATE "C" NOT NULL
);

CREATE TABLE cities (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE,
    zone text COLLATE "C" NOT NULL,
    visit_from bigint NOT NULL,
    visit_to bigint NOT NULL,
    capacity_kp bigint NOT NULL,
    capacity_bt bigint NOT NULL,
    capacity_mnch bigint NOT NULL,
    archived boolean NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE campaigns (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE,
    created_at bigint NOT NULL,
    archived boolean NOT NULL DEFAULT false
);

CREATE TABLE callcentre_operator (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    login text COLLATE "C" NOT NULL,
    login_key text COLLATE "C" NOT NULL UNIQUE,
    password text COLLATE "C", -- a hash; NULL until one is set: nobody can sign in with it
    city bigint REFERENCES cities (id),
    role text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    status_work text COLLATE "C" NOT NULL,
    status_work_since bigint NOT NULL,
    sip_address text COLLATE "C",
    extension text COLLATE "C" UNIQUE,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    profile_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE callcentre_operator_city (
    operator_id bigint NOT NULL REFERENCES callcentre_operator (id),
    city_id bigint NOT NULL REFERENCES cities (id),
    PRIMARY KEY (operator_id, city_id)
);

CREATE TABLE work_state_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    operator_id bigint NOT NULL REFERENCES callcentre_operator (id),
    state text COLLATE "C" NOT NULL,
    reason text COLLATE "C",
    from_at bigint NOT NULL,
    to_at bigint
);

CREATE TABLE sessions (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    operator_id bigint NOT NULL REFERENCES callcentre_operator (id),
    refresh_id text COLLATE "C" NOT NULL,
    refresh_issued_at bigint NOT NULL,
    previous_refresh_id text COLLATE "C",
    rotated_at bigint,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    revoked_at bigint,
    revoked_reason text COLLATE "C",
    address text COLLATE "C",
    agent text COLLATE "C",
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);

CREATE TABLE login_throttles (
    key text COLLATE "C" NOT NULL UNIQUE,
    version bigint NOT NULL,
    failures bigint NOT NULL,
    first_at bigint NOT NULL,
    last_at bigint NOT NULL,
    blocked_until bigint
);

CREATE TABLE lines (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    number text COLLATE "C" NOT NULL UNIQUE,
    rk bigint REFERENCES campaigns (id),
    city bigint REFERENCES cities (id),
    avito_name text COLLATE "C",
    archived boolean NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE unknown_lines (
    number text COLLATE "C" NOT NULL PRIMARY KEY,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    calls bigint NOT NULL
);

CREATE TABLE conversations (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    provider text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    provider_id text COLLATE "C" NOT NULL,
    first_event_at bigint NOT NULL,
    last_event_at bigint NOT NULL,
    legs_over_at bigint,
    open boolean NOT NULL,
    UNIQUE (provider, account, provider_id)
);

CREATE TABLE telephony_events (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    provider text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    conversation_id bigint REFERENCES conversations (id),
    path text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    clock_offset_seconds bigint NOT NULL,
    context text COLLATE "C", -- what else decides how it is read
    received_at bigint NOT NULL,
    problem text COLLATE "C",
    PRIMARY KEY (seq, received_at)
) PARTITION BY RANGE (received_at);

-- What keeps an event from being stored twice, across all months, also of those whose events are gone.
CREATE TABLE telephony_digests (
    digest bytea NOT NULL PRIMARY KEY,
    received_at bigint NOT NULL
);

-- One row once events have gone: before when they came.
CREATE TABLE telephony_sealed (
    one bigint NOT NULL PRIMARY KEY CHECK (one = 1),
    before_at bigint NOT NULL
);

-- The digests of those that are gone, as copies of the office take them.
CREATE VIEW telephony_purged AS
    SELECT digest, received_at FROM telephony_digests d
    WHERE received_at < (SELECT before_at FROM telephony_sealed)
    AND NOT EXISTS (SELECT FROM telephony_events e WHERE e.received_at = d.received_at AND e.digest = d.digest);

CREATE TABLE telephony_refusals (
    provider text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    day bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (day, provider, reason)
);

CREATE TABLE calls (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    conversation_id bigint UNIQUE REFERENCES conversations (id),
    provider_id text COLLATE "C",
    rk bigint REFERENCES campaigns (id),
    city bigint REFERENCES cities (id),
    avito_name text COLLATE "C",
    phone_client text COLLATE "C",
    phone_ats text COLLATE "C",
    date_create bigint NOT NULL, -- when it began
    operator_id bigint REFERENCES callcentre_operator (id),
    final_operator_id bigint REFERENCES callcentre_operator (id),
    status text COLLATE "C" NOT NULL,
    direction text COLLATE "C" NOT NULL,
    miss_reason text COLLATE "C",
    end_reason text COLLATE "C",
    operator_extension text COLLATE "C",
    final_operator_extension text COLLATE "C",
    operators_rung text COLLATE "C", -- JSON array of extensions; NULL when empty
    offered_at bigint,
    answered_at bigint,
    ended_at bigint,
    transferred boolean NOT NULL,
    disconnect_code bigint,
    leg_count bigint NOT NULL,
    recordings text COLLATE "C", -- JSON array; NULL when empty
    complete boolean NOT NULL,
    category text COLLATE "C",
    note text COLLATE "C",
    classified_version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE call_participants (
    operator_id bigint NOT NULL REFERENCES callcentre_operator (id),
    date_create bigint NOT NULL,
    call_id bigint NOT NULL REFERENCES calls (id),
    PRIMARY KEY (operator_id, date_create, call_id)
);

CREATE TABLE client_heads (
    phone text COLLATE "C" NOT NULL UNIQUE,
    version bigint NOT NULL
);

CREATE TABLE callbacks (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    phone text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    first_call_id bigint NOT NULL REFERENCES calls (id),
    first_at bigint NOT NULL, -- when the first missed call began
    opened_at bigint NOT NULL, -- when it ended: the clock runs from here
    last_call_id bigint NOT NULL REFERENCES calls (id),
    last_at bigint NOT NULL,
    missed bigint NOT NULL,
    city bigint REFERENCES cities (id),
    rk bigint REFERENCES campaigns (id),
    phone_ats text COLLATE "C",
    closed_at bigint,
    closed_by_call bigint REFERENCES calls (id),
    closed_by bigint REFERENCES callcentre_operator (id),
    close_reason text COLLATE "C",
    taken_by bigint REFERENCES callcentre_operator (id),
    taken_at bigint,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE callback_closings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    callback_id bigint NOT NULL REFERENCES callbacks (id),
    phone text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    operator_id bigint REFERENCES callcentre_operator (id),
    reason text COLLATE "C" NOT NULL
);

CREATE TABLE orders (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    rk bigint REFERENCES campaigns (id),
    city bigint NOT NULL REFERENCES cities (id),
    avito_name text COLLATE "C",
    call_id bigint REFERENCES calls (id),
    phone text COLLATE "C" NOT NULL,
    type_order text COLLATE "C" NOT NULL,
    client_name text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    date_meeting bigint NOT NULL,
    meeting_zone text COLLATE "C" NOT NULL, -- whose clocks the client was told
    type_equipment text COLLATE "C" NOT NULL,
    problem text COLLATE "C" NOT NULL,
    status_order text COLLATE "C" NOT NULL,
    master_id bigint REFERENCES callcentre_operator (id),
    result bigint,
    expenditure bigint,
    promised_date text COLLATE "C", -- a day of the city
    closing bigint NOT NULL, -- how often it was completed
    closing_data bigint, -- when it entered the terminal status it stands in
    operator_name_id bigint REFERENCES callcentre_operator (id),
    create_date bigint NOT NULL,
    updated_at bigint NOT NULL,
    list_key bigint NOT NULL, -- the default order of lists, as the core derives it
    holds_place boolean NOT NULL,
    words text COLLATE "C" NOT NULL DEFAULT ' '
);

CREATE TABLE order_history (
    order_id bigint NOT NULL REFERENCES orders (id),
    version bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    from_code text COLLATE "C",
    to_code text COLLATE "C" NOT NULL,
    master_id bigint REFERENCES callcentre_operator (id),
    reason text COLLATE "C",
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    PRIMARY KEY (order_id, version)
);

CREATE TABLE order_words (
    word text COLLATE "C" NOT NULL,
    order_id bigint NOT NULL REFERENCES orders (id),
    PRIMARY KEY (word, order_id)
);

CREATE TABLE ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id),
    closing bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    amount bigint NOT NULL, -- signed: a plain sum is the balance
    master_id bigint REFERENCES callcentre_operator (id),
    city bigint NOT NULL REFERENCES cities (id),
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    UNIQUE (order_id, closing, kind)
);

CREATE TABLE cash_handovers (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    master_id bigint NOT NULL REFERENCES callcentre_operator (id),
    city bigint NOT NULL REFERENCES cities (id),
    amount bigint NOT NULL,
    note text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    handed_at bigint NOT NULL,
    decided_by text COLLATE "C",
    decided_at bigint,
    reason text COLLATE "C"
);

CREATE TABLE campaign_costs (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    rk bigint NOT NULL REFERENCES campaigns (id),
    city bigint REFERENCES cities (id),
    first_day bigint NOT NULL,
    last_day bigint NOT NULL,
    amount bigint NOT NULL,
    note text COLLATE "C",
    cancelled boolean NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE shifts (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    operator_id bigint NOT NULL REFERENCES callcentre_operator (id),
    from_at bigint NOT NULL,
    to_at bigint NOT NULL,
    note text COLLATE "C",
    cancelled boolean NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE counters (
    subject text COLLATE "C" NOT NULL,
    day bigint NOT NULL,
    measure text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    amount bigint NOT NULL,
    wait bigint NOT NULL,
    PRIMARY KEY (subject, day, measure)
);

CREATE TABLE counters_ever (
    subject text COLLATE "C" NOT NULL,
    measure text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    amount bigint NOT NULL,
    wait bigint NOT NULL,
    PRIMARY KEY (subject, measure)
);

-- What units added and nobody has folded into the counters yet: a counter is both together.
CREATE TABLE counter_deltas (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text COLLATE "C" NOT NULL,
    day bigint NOT NULL,
    measure text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    amount bigint NOT NULL,
    wait bigint NOT NULL,
    ever boolean NOT NULL -- whether the sum over all days is kept too
);

CREATE TABLE jobs (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id bigint NOT NULL UNIQUE,
    version bigint NOT NULL,
    queue text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    run_at bigint NOT NULL,
    attempts bigint NOT NULL,
    lease_until bigint,
    last_error text COLLATE "C",
    created_at bigint NOT NULL
);

-- What each row of another system has become here: kept for ever, so that an import can be repeated. Append-only.
CREATE TABLE past (
    source text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    source_id text COLLATE "C" NOT NULL,
    made bigint NOT NULL, -- the id of the user, call or order
    PRIMARY KEY (source, kind, source_id)
);

CREATE TABLE idempotency (
    actor text COLLATE "C" NOT NULL,
    operation text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
    result bigint NOT NULL,
    expires_at bigint NOT NULL,
    UNIQUE (actor, operation, key)
);

-- One row: where the feed and the audit have got to. Whoever changes it holds a lock, see crm_stamp_v1.
CREATE TABLE feed (
    one bigint NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch bigint NOT NULL,
    purged_to bigint NOT NULL,
    head bigint NOT NULL,
    audit_head bigint NOT NULL
);

CREATE TABLE events (
    position bigint NOT NULL,
    at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    city bigint,
    operators text COLLATE "C", -- JSON array of ids; NULL when empty
    everyone boolean NOT NULL,
    payload text COLLATE "C" NOT NULL,
    more_cities text COLLATE "C",
    PRIMARY KEY (position, at)
) PARTITION BY RANGE (at);

-- Committed and not yet in the feed.
CREATE TABLE events_waiting (
    arrival bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    city bigint,
    operators text COLLATE "C", -- JSON array of ids; NULL when empty
    everyone boolean NOT NULL,
    payload text COLLATE "C" NOT NULL,
    more_cities text COLLATE "C"
);

CREATE TABLE audit (
    seq bigint NOT NULL,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    salt bytea CHECK (salt IS NULL OR length(salt) = 16),
    payload text COLLATE "C",
    payload_digest bytea NOT NULL CHECK (length(payload_digest) = 32),
    block_no bigint,
    CHECK ((salt IS NULL) = (payload IS NULL)),
    PRIMARY KEY (seq, at)
) PARTITION BY RANGE (at);

-- Committed and without a number yet.
CREATE TABLE audit_waiting (
    arrival bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    salt bytea CHECK (salt IS NULL OR length(salt) = 16),
    payload text COLLATE "C",
    payload_digest bytea NOT NULL CHECK (length(payload_digest) = 32),
    CHECK ((salt IS NULL) = (payload IS NULL))
);

CREATE TABLE audit_blocks (
    number bigint NOT NULL UNIQUE,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    count bigint NOT NULL,
    sealed_at bigint NOT NULL,
    previous bytea NOT NULL CHECK (length(previous) = 32),
    root bytea NOT NULL CHECK (length(root) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32)
);

-- The office's signed word that it let rows go, up to a block. Append-only.
CREATE TABLE audit_anchors (
    number bigint NOT NULL PRIMARY KEY,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    at bigint NOT NULL,
    key_id text COLLATE "C" NOT NULL,
    signature bytea NOT NULL CHECK (length(signature) = 32)
);

CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE INDEX audit_unsealed ON audit (seq) WHERE block_no IS NULL;
CREATE INDEX call_participants_by_call ON call_participants (call_id);
CREATE INDEX callback_closings_on_time_line ON callback_closings (phone, at, id);
CREATE INDEX callbacks_by_city ON callbacks (city, opened_at, id);
CREATE INDEX callbacks_by_city_state ON callbacks (city, state, opened_at, id);
CREATE INDEX callbacks_by_opened ON callbacks (opened_at, id);
CREATE INDEX callbacks_by_phone ON callbacks (phone, opened_at, id);
CREATE INDEX callbacks_by_state ON callbacks (state, opened_at, id);
CREATE INDEX callbacks_by_taken ON callbacks (taken_by, opened_at, id) WHERE taken_by IS NOT NULL;
CREATE INDEX callbacks_on_time_line ON callbacks (phone, first_at, id);
CREATE INDEX callcentre_operator_by_role ON callcentre_operator (role, id);
CREATE INDEX callcentre_operator_by_status_work ON callcentre_operator (status_work, status_work_since, id);
CREATE INDEX callcentre_operator_city_by_city ON callcentre_operator_city (city_id, operator_id);
CREATE INDEX calls_by_city ON calls (city, date_create, id);
CREATE INDEX calls_by_city_status ON calls (city, status, date_create, id);
CREATE INDEX calls_by_client ON calls (phone_client, date_create, id);
CREATE INDEX calls_by_date ON calls (date_create, id);
CREATE INDEX calls_by_direction ON calls (direction, date_create, id);
CREATE INDEX calls_by_operator ON calls (operator_id, date_create, id);
CREATE INDEX calls_by_operator_status ON calls (operator_id, status, date_create, id);
CREATE INDEX calls_by_rk ON calls (rk, date_create, id);
CREATE INDEX calls_by_status ON calls (status, date_create, id);
CREATE INDEX calls_incomplete ON calls (date_create, id) WHERE NOT complete;
CREATE INDEX calls_on_time_line ON calls (phone_client, status, date_create, id) WHERE status IN ('missed', 'answered');
CREATE INDEX calls_talking ON calls (final_operator_id, id) WHERE status = 'new' AND final_operator_id IS NOT NULL;
CREATE INDEX campaign_costs_by_city ON campaign_costs (city, first_day, id);
CREATE INDEX campaign_costs_by_first_day ON campaign_costs (first_day, id);
CREATE INDEX campaign_costs_by_rk ON campaign_costs (rk, first_day, id);
CREATE INDEX campaign_costs_in_force ON campaign_costs (last_day, first_day, id) WHERE NOT cancelled;
CREATE INDEX cash_handovers_by_city ON cash_handovers (city, handed_at, id);
CREATE INDEX cash_handovers_by_city_state ON cash_handovers (city, state, handed_at, id);
CREATE INDEX cash_handovers_by_date ON cash_handovers (handed_at, id);
CREATE INDEX cash_handovers_by_master ON cash_handovers (master_id, handed_at, id);
CREATE INDEX cash_handovers_by_state ON cash_handovers (state, handed_at, id);
CREATE INDEX cash_handovers_sums ON cash_handovers (master_id, city, state, amount);
CREATE INDEX conversations_legs_over ON conversations (legs_over_at, id) WHERE open AND legs_over_at IS NOT NULL;
CREATE INDEX conversations_silent ON conversations (last_event_at, id) WHERE open;
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_done ON jobs (run_at) WHERE state = 'done';
CREATE INDEX jobs_due ON jobs (queue, run_at, seq) WHERE state = 'queued';
CREATE INDEX jobs_oldest ON jobs (queue, subject, seq) WHERE state = 'queued';
CREATE INDEX ledger_by_city ON ledger (city, at);
CREATE INDEX ledger_by_master ON ledger (master_id, at);
CREATE INDEX ledger_sums ON ledger (master_id, city, amount);
CREATE INDEX lines_by_city ON lines (city, number);
CREATE INDEX login_throttles_by_last ON login_throttles (last_at);
CREATE INDEX orders_by_call ON orders (call_id, id) WHERE call_id IS NOT NULL;
CREATE INDEX orders_by_city ON orders (city, list_key, id);
CREATE INDEX orders_by_city_status ON orders (city, status_order, list_key, id);
CREATE INDEX orders_by_closed ON orders (closing_data, id) WHERE closing_data IS NOT NULL;
CREATE INDEX orders_by_created ON orders (create_date, id);
CREATE INDEX orders_by_day ON orders ((create_date / 86400000000), list_key, id);
CREATE INDEX orders_by_days ON orders ((create_date / 2764800000000), list_key, id);
CREATE INDEX orders_by_equipment ON orders (type_equipment, list_key, id);
CREATE INDEX orders_by_list_key ON orders (list_key, id);
CREATE INDEX orders_by_master ON orders (master_id, list_key, id);
CREATE INDEX orders_by_meeting ON orders (date_meeting, id);
CREATE INDEX orders_by_operator ON orders (operator_name_id, list_key, id);
CREATE INDEX orders_by_phone ON orders (phone, list_key, id);
CREATE INDEX orders_by_rk ON orders (rk, list_key, id);
CREATE INDEX orders_by_status ON orders (status_order, list_key, id);
CREATE INDEX orders_by_type ON orders (type_order, list_key, id);
CREATE INDEX orders_in_slots ON orders (city, type_equipment, date_meeting, id) WHERE holds_place;
CREATE INDEX sessions_by_expiry ON sessions (expires_at, id);
CREATE INDEX sessions_by_operator ON sessions (operator_id, id);
CREATE INDEX sessions_live ON sessions (operator_id, id) WHERE revoked_at IS NULL;
CREATE INDEX shifts_by_from ON shifts (from_at, id);
CREATE INDEX shifts_by_operator ON shifts (operator_id, from_at, id);
CREATE INDEX telephony_events_by_conversation ON telephony_events (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX telephony_events_unread ON telephony_events (seq) WHERE problem IS NOT NULL;
CREATE INDEX unknown_lines_by_last_seen ON unknown_lines (last_seen);
CREATE INDEX work_state_log_by_operator ON work_state_log (operator_id, from_at);
CREATE UNIQUE INDEX work_state_log_open ON work_state_log (operator_id) WHERE to_at IS NULL;
CREATE INDEX counter_deltas_by_subject ON counter_deltas (subject);

INSERT INTO feed (one, epoch, purged_to, head, audit_head)
    VALUES (1, ('x' || right(replace(gen_random_uuid()::text, '-', ''), 16))::bit(64)::bigint, 0, 0, 0);
