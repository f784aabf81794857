-- An office of two years: 20 cities, 100 users, 60,000 calls, 20,000 orders. Rows as the core writes them, as far as reading
-- them goes; nothing of it is checked by `crm check`.
INSERT INTO cities SELECT i, 1, 'City ' || i, 'city ' || i, 'Europe/Moscow', 600, 1320, 3, 3, 3, false, 0, 0
FROM generate_series(1::bigint, 20) i;
INSERT INTO campaigns (id, version, name, name_key, created_at) SELECT i, 1, 'Advert ' || i, 'advert ' || i, 0
FROM generate_series(1::bigint, 10) i;
INSERT INTO callcentre_operator (id, version, name, login, login_key, city, role, status, status_work, status_work_since,
    extension, created_at, updated_at)
SELECT i, 1, 'User ' || i, 'user' || i, 'user' || i, 1 + i % 20,
    CASE WHEN i = 1 THEN 'admin' WHEN i <= 4 THEN 'director' WHEN i <= 50 THEN 'operator' ELSE 'master' END,
    'active', 'offline', 0, (100 + i)::text, 1700000000000000, 1700000000000000
FROM generate_series(1::bigint, 100) i;
INSERT INTO callcentre_operator_city SELECT i, 1 + i % 20 FROM generate_series(1::bigint, 100) i;
INSERT INTO callcentre_operator_city SELECT i, 1 + (i + 1) % 20 FROM generate_series(1::bigint, 100) i;
INSERT INTO lines SELECT i, 1, '7495000' || (1000 + i), 1 + i % 10, 1 + i % 20, 'shop', false, 0, 0
FROM generate_series(1::bigint, 40) i;
INSERT INTO work_state_log (operator_id, state, from_at, to_at)
SELECT 2 + i % 49, 'online', 1700000000000000 + i * 3600000000, 1700000000000000 + i * 3600000000 + 3000000000
FROM generate_series(1::bigint, 15000) i;

INSERT INTO conversations SELECT i, 3, 'mango', 'office', 'entry-' || i, 1700000000000000 + i * 1000000000,
    1700000000000000 + i * 1000000000, NULL, false
FROM generate_series(1::bigint, 60000) i;
INSERT INTO calls (id, version, conversation_id, provider_id, rk, city, avito_name, phone_client, phone_ats, date_create,
    operator_id, final_operator_id, status, direction, answered_at, ended_at, transferred, leg_count, complete,
    classified_version, created_at, updated_at)
SELECT i, 3, i, 'entry-' || i, 1 + i % 10, 1 + (i * 7) % 20, 'shop', '+7900' || lpad((i * 13 % 20000)::text, 7, '0'),
    '7495000' || (1001 + i % 40), at, 5 + i % 46, 5 + i % 46,
    (ARRAY['answered', 'answered', 'answered', 'missed', 'busy'])[(1 + i % 5)::int], CASE WHEN i % 9 = 0 THEN 'out' ELSE 'in' END,
    CASE WHEN i % 5 < 3 THEN at + 9000000 END, at + 90000000, false, 2, i % 500 <> 0, 1, at, at
FROM (SELECT i, 1700000000000000 + i * 1000000000::bigint AS at FROM generate_series(1::bigint, 60000) i) rows;
INSERT INTO call_participants SELECT operator_id, date_create, id FROM calls;
SELECT crm_add_month_v1('telephony_events', 1700000000000000 + month * 2592000000000) FROM generate_series(0::bigint, 25) month;
INSERT INTO telephony_events (provider, account, conversation_id, path, body, digest, clock_offset_seconds, received_at, problem)
SELECT 'mango', 'office', i, '/events/summary', '\x7b7d', sha256(i::text::bytea), 0, 1700000000000000 + i * 1000000000::bigint,
    CASE WHEN i % 5000 = 0 THEN 'unread' END
FROM generate_series(1::bigint, 60000) i;
INSERT INTO telephony_digests SELECT digest, received_at FROM telephony_events;

INSERT INTO client_heads SELECT DISTINCT phone_client, 1 FROM calls;
INSERT INTO callbacks (id, version, phone, state, first_call_id, first_at, opened_at, last_call_id, last_at, missed, city,
    closed_at, created_at, updated_at)
SELECT id, 1, phone_client, CASE WHEN id % 40 = 3 THEN 'open' ELSE 'closed' END, id, date_create, ended_at, id, date_create, 1,
    city, CASE WHEN id % 40 <> 3 THEN ended_at + 600000000 END, ended_at, ended_at
FROM calls WHERE status = 'missed';

INSERT INTO orders (id, version, rk, city, avito_name, call_id, phone, type_order, client_name, address, date_meeting,
    meeting_zone, type_equipment, problem, status_order, master_id, result, expenditure, closing, closing_data,
    operator_name_id, create_date, updated_at, list_key, holds_place, words)
SELECT i, 3, 1 + i % 10, 1 + i % 20, 'shop', i * 3, '+7900' || lpad((i * 13 % 20000)::text, 7, '0'), 'first_time',
    'Client ' || i, 'Street ' || i % 700, at + 86400000000, 'Europe/Moscow', (ARRAY['kp', 'bt', 'mnch'])[(1 + i % 3)::int], 'noise',
    status, 51 + i % 50, CASE WHEN status = 'completed' THEN 100000 END, CASE WHEN status = 'completed' THEN 20000 END, 1,
    CASE WHEN rank = 5 THEN at + 172800000000 END, 5 + i % 46, at, at,
    (rank << 59) + 62135596800000000 + CASE WHEN rank = 5 THEN 200000000000000000 - at ELSE at END, rank < 5,
    ' client street ' || i % 700 || ' '
FROM (SELECT i, 1700000000000000 + i * 3000000000::bigint AS at,
        CASE WHEN i % 25 = 0 THEN 'new' WHEN i % 25 = 1 THEN 'accepted' WHEN i % 3 = 0 THEN 'cancelled' ELSE 'completed' END AS status,
        CASE WHEN i % 25 = 0 THEN 0::bigint WHEN i % 25 = 1 THEN 1 ELSE 5 END AS rank
      FROM generate_series(1::bigint, 20000) i) rows;
INSERT INTO order_words SELECT word, id FROM orders, unnest(ARRAY['client', 'street', (id % 700)::text]) AS word;
INSERT INTO order_history (order_id, version, kind, to_code, at, actor)
SELECT id, nth, 'created', 'new', create_date, 'system:fill' FROM orders, generate_series(1, 2) AS nth;
INSERT INTO ledger (order_id, closing, kind, amount, master_id, city, at, actor)
SELECT id, 1, kind, CASE kind WHEN 'income' THEN 100000 ELSE -20000 END, master_id, city, closing_data, 'system:fill'
FROM orders, unnest(ARRAY['income', 'expense']) AS kind WHERE status_order = 'completed';
INSERT INTO cash_handovers (id, version, master_id, city, amount, state, handed_at, decided_by, decided_at)
SELECT i, 1, 51 + i % 50, 1 + i % 20, 50000, 'accepted', 1700000000000000 + i * 10000000000, 'user:2',
    1700000000000000 + i * 10000000000 FROM generate_series(1::bigint, 5000) i;
INSERT INTO shifts SELECT i, 1, 5 + i % 46, 1700000000000000 + i * 20000000000, 1700000000000000 + i * 20000000000 + 10000000000,
    NULL, false, 0, 0 FROM generate_series(1::bigint, 3000) i;
INSERT INTO campaign_costs SELECT i, 1, 1 + i % 10, 1 + i % 20, 19700 + i % 700, 19705 + i % 700, 100000, NULL, false, 0, 0
FROM generate_series(1::bigint, 5000) i;

-- Four measures of each day for each city and operator, and their sums.
INSERT INTO counters
SELECT subject, day, measure, 3, 0, 0
FROM (SELECT 'city:' || i AS subject FROM generate_series(1::bigint, 20) i UNION ALL
      SELECT 'operator:' || i FROM generate_series(5::bigint, 50) i UNION ALL SELECT 'all') subjects,
    generate_series(19675, 20370) AS day, unnest(ARRAY['calls:answered', 'calls:missed', 'orders:new', 'orders:completed']) AS measure;
INSERT INTO counters_ever SELECT subject, measure, sum(count), 0, 0 FROM counters GROUP BY subject, measure;

SELECT crm_add_month_v1(whole, 1700000000000000 + month * 2592000000000)
FROM unnest(ARRAY['events', 'audit']) AS whole, generate_series(0::bigint, 25) AS month;
INSERT INTO events (position, at, kind, subject, city, everyone, payload)
SELECT i, 1700000000000000 + i * 1000000000::bigint, 'call.created', 'call:' || i, 1 + i % 20, false, '{}'
FROM generate_series(1::bigint, 50000) i;
INSERT INTO audit (seq, at, actor, action, subject, payload_digest, block_no)
SELECT i, 1700000000000000 + i * 1000000000::bigint, 'user:1', 'order.create', 'order:' || i % 20000, sha256('x'),
    CASE WHEN i < 49000 THEN 1 END
FROM generate_series(1::bigint, 50000) i;
UPDATE feed SET head = 50000, audit_head = 50000;
INSERT INTO jobs (id, version, queue, subject, payload, state, run_at, attempts, created_at)
SELECT i, 1, 'recordings', 'call:' || i, '{}', CASE WHEN i % 100 = 0 THEN 'queued' ELSE 'done' END, i, 1, i FROM generate_series(1::bigint, 20000) i;
INSERT INTO sessions (id, version, operator_id, refresh_id, refresh_issued_at, created_at, expires_at, last_seen_at)
SELECT i, 1, 1 + i % 100, 'x', 0, i, i, i FROM generate_series(1::bigint, 5000) i;
INSERT INTO idempotency SELECT 'user:1', 'orders.create', i::text, sha256('x'), i, i FROM generate_series(1::bigint, 20000) i;
INSERT INTO id_sequences SELECT kind, 1000000 FROM unnest(ARRAY['call', 'order', 'city', 'operator', 'session', 'job',
    'conversation', 'line', 'campaign', 'callback', 'shift', 'campaign_cost', 'cash_handover']) AS kind ON CONFLICT DO NOTHING;
ANALYZE;
