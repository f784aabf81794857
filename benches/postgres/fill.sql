-- Calls and orders of two years, straight into the tables of an office that is founded. Rows as the core writes them, as far
-- as reading them goes. {calls} and {orders} are how many. The same every time.
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SET session_replication_role = replica;
SELECT setseed(0.5);

CREATE TEMP TABLE made_again AS
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index WHERE indrelid IN ('calls'::regclass, 'orders'::regclass) AND NOT indisunique;
DO $$ DECLARE index text; BEGIN
    FOR index IN SELECT name FROM made_again LOOP EXECUTE 'DROP INDEX ' || index; END LOOP;
END $$;

CREATE TEMP TABLE drawn AS
SELECT id, 1719792000000000 + (63072000000000::numeric * id / {calls})::bigint + (random() * 999999)::bigint AS at,
    (random() * 100)::int AS kind, (random() * 49)::int AS nth, 1 + least(random() * 9, random() * 9)::bigint AS city,
    (random() * ({calls} / 3))::int AS client, (2000000 + random() * 18000000)::bigint AS wait,
    (5000000 + random() * 295000000)::bigint AS talk
FROM generate_series(1::bigint, {calls}) id;
INSERT INTO conversations SELECT id, 6, 'mango', 'office', 'MToxMDAwMDAwMDo' || id || ':1', at, at + wait + talk,
    at + wait + talk, false
FROM drawn ORDER BY id;
INSERT INTO calls (id, version, conversation_id, provider_id, rk, city, avito_name, phone_client, phone_ats, date_create,
    operator_id, final_operator_id, status, direction, miss_reason, end_reason, operator_extension, final_operator_extension,
    operators_rung, offered_at, answered_at, ended_at, transferred, disconnect_code, leg_count, recordings, complete,
    classified_version, created_at, updated_at)
SELECT id, 5, id, 'MToxMDAwMDAwMDo' || id || ':1', 1, city, 'мастерская', '+7900' || lpad(client::text, 7, '0'), '+74950000001', at,
    talked, talked, status, direction, CASE WHEN status = 'missed' THEN 'no_answer' END,
    CASE WHEN status IN ('busy', 'no_answer') THEN status END, CASE WHEN talked IS NOT NULL THEN (101 + nth)::text END,
    CASE WHEN talked IS NOT NULL THEN (101 + nth)::text END, CASE WHEN direction = 'in' THEN '["' || 101 + nth || '"]' END,
    CASE WHEN direction = 'in' THEN at + 1000000 END, CASE WHEN status = 'answered' THEN at + wait END, at + wait + talk, false,
    1110, 2, CASE WHEN status = 'answered' THEN '[{"id":"MToxMDAwMDAwMDo' || id || ':2","leg":null,"ready":true}]' END, true, 1, at,
    at + wait + talk
FROM (SELECT *, CASE WHEN status = 'answered' THEN person END AS talked FROM (
    SELECT drawn.*, staff.id AS person, CASE WHEN kind < 80 THEN 'in' ELSE 'out' END AS direction,
        CASE WHEN kind < 60 THEN 'answered' WHEN kind < 80 THEN 'missed' WHEN kind < 92 THEN 'answered' WHEN kind < 96 THEN 'busy'
        ELSE 'no_answer' END AS status
    FROM drawn JOIN callcentre_operator staff ON staff.extension = (101 + nth)::text) one) two ORDER BY id;
INSERT INTO call_participants SELECT staff.id, at, drawn.id
FROM drawn JOIN callcentre_operator staff ON staff.extension = (101 + nth)::text ORDER BY 1, 2, 3;

-- Nearly all orders are closed, the latest are not.
CREATE TEMP TABLE written AS
SELECT id, at, meeting, status, rank, 1 + least(random() * 9, random() * 9)::bigint AS city, (random() * 49)::int AS author,
    (random() * 49)::int AS master, (random() * 5000)::int AS surname, (random() * 6)::int AS street, (random() * 200)::int AS house,
    (random() * ({orders} / 2))::int AS client, (random() * 900000)::bigint AS result,
    CASE WHEN rank = 5 THEN meeting + 5400000000 END AS closed
FROM (SELECT id, at, (at + (6 + random() * 84)::bigint * 3600000000) / 1800000000 * 1800000000 AS meeting, status,
        CASE status WHEN 'new' THEN 0::bigint WHEN 'accepted' THEN 1 WHEN 'in_progress' THEN 3 ELSE 5 END AS rank
    FROM (SELECT id, 1719792000000000 + (63072000000000::numeric * id / {orders})::bigint + (random() * 999999)::bigint AS at,
            CASE WHEN id > {orders}::bigint * 97 / 100 THEN (ARRAY['new', 'accepted', 'in_progress'])[1 + id % 3]
            ELSE (ARRAY['completed', 'completed', 'completed', 'completed', 'cancelled'])[1 + (random() * 4)::int] END AS status
        FROM generate_series(1::bigint, {orders}) id) one) two;
INSERT INTO orders (id, version, rk, city, avito_name, phone, type_order, client_name, address, date_meeting, meeting_zone,
    type_equipment, problem, status_order, master_id, result, expenditure, closing, closing_data, operator_name_id, create_date,
    updated_at, list_key, holds_place, words)
SELECT w.id, 4, 1, w.city, 'мастерская', '+7900' || lpad(client::text, 7, '0'), (ARRAY['first_time', 'repeat', 'warranty'])[1 + w.id % 3],
    'Клиент' || surname || ' Иван', 'ул. Улица' || street || ', д. ' || house, meeting, 'Europe/Moscow',
    (ARRAY['kp', 'bt', 'mnch'])[1 + w.id % 3], 'Не включается после грозы', w.status, CASE WHEN w.status <> 'new' THEN master.id END,
    CASE WHEN w.status = 'completed' THEN result END, CASE WHEN w.status = 'completed' THEN result / 5 END,
    (w.status = 'completed')::int, closed, author.id, at, at,
    (rank << 59) + CASE WHEN rank = 5 THEN 253402300799999999 - closed ELSE 62135596800000000 + meeting END, rank < 5,
    ' иван клиент' || surname || ' улица' || street || ' '
FROM written w JOIN callcentre_operator author ON author.extension = (101 + w.author)::text
    JOIN callcentre_operator master ON master.extension = (101 + w.master)::text ORDER BY w.id;
INSERT INTO order_words SELECT word, id
FROM written, unnest(ARRAY['иван', 'клиент' || surname, 'улица' || street]) AS word ORDER BY 1, 2;
INSERT INTO order_history (order_id, version, kind, to_code, at, actor)
SELECT id, nth, 'created', 'new', at, 'system:fill' FROM written, generate_series(1, 4) AS nth ORDER BY 1, 2;
INSERT INTO id_sequences SELECT kind, 1000000000 FROM unnest(ARRAY['call', 'order', 'conversation']) AS kind
ON CONFLICT (kind) DO UPDATE SET next = 1000000000;

DO $$ DECLARE made text; BEGIN
    FOR made IN SELECT definition FROM made_again LOOP EXECUTE made; END LOOP;
END $$;
DROP TABLE made_again, drawn, written;
