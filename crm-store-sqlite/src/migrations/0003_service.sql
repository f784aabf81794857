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
