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
