-- A database of the earlier system: its tables as documented, and what years have left in them.
-- {calls}, {orders} and {hash} are filled in by the test.

CREATE TABLE callcentre_operator (
    id SERIAL PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    login VARCHAR(100) UNIQUE NOT NULL,
    password VARCHAR(255) NOT NULL,
    city VARCHAR(100) NOT NULL,
    status VARCHAR(20) DEFAULT 'active',
    status_work VARCHAR(20) DEFAULT 'offline',
    sip_address VARCHAR(100),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    icq VARCHAR(20)
);
CREATE TABLE callcentre_admin (id SERIAL PRIMARY KEY, login VARCHAR(100), password VARCHAR(255), note TEXT);
CREATE TABLE master (id SERIAL PRIMARY KEY, name VARCHAR(255), cities VARCHAR(100)[], status_work VARCHAR(20));
CREATE TABLE phones (id SERIAL PRIMARY KEY, number VARCHAR(20), rk VARCHAR(50), city VARCHAR(100), avito_name VARCHAR(255));
CREATE TABLE avito (id SERIAL PRIMARY KEY, name VARCHAR(255), client_secret TEXT);
CREATE TABLE django_migrations (id SERIAL PRIMARY KEY, app TEXT);
CREATE TABLE mango (
    id SERIAL PRIMARY KEY,
    call_id VARCHAR(100),
    phone_number VARCHAR(20),
    direction VARCHAR(20),
    duration INTEGER,
    record_url TEXT,
    status VARCHAR(20)
);
CREATE TABLE call (
    id SERIAL PRIMARY KEY,
    rk VARCHAR(50),
    city VARCHAR(100),
    phone_client VARCHAR(20),
    phone_ats VARCHAR(20),
    date_create TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    operator_id INTEGER,
    status VARCHAR(20) DEFAULT 'new',
    avito_name VARCHAR(255),
    avito_id INTEGER,
    mango_id INTEGER REFERENCES mango (id),
    is_spam BOOLEAN
);
CREATE TABLE "order" (
    id SERIAL PRIMARY KEY,
    rk VARCHAR(50),
    city VARCHAR(100),
    phone VARCHAR(20),
    type_order VARCHAR(20),
    client_name VARCHAR(255),
    address TEXT,
    date_meeting TIMESTAMP,
    type_equipment VARCHAR(10),
    problem TEXT,
    status_order VARCHAR(20) DEFAULT 'new',
    master_id INTEGER,
    result DECIMAL(10, 2),
    expenditure DECIMAL(10, 2),
    clean DECIMAL(10, 2),
    operator_name_id INTEGER REFERENCES callcentre_operator (id),
    create_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    closing_data TIMESTAMP
);

INSERT INTO callcentre_operator (name, login, password, city, status)
SELECT 'Оператор ' || n, 'operator' || n, '{hash}', (ARRAY['Саратов', 'Энгельс', ' саратов ', 'Омск'])[1 + n % 4], 'active'
FROM generate_series(1, 12) n;
INSERT INTO callcentre_operator (name, login, password, city, status) VALUES
    ('Двойник', 'OPERATOR1', '{hash}', 'Омск', 'активен'),
    ('Открытый', 'plain', 'qwerty', 'Омск', 'active'),
    ('Бывший', 'gone', '{hash}', 'Омск', 'уволен'),
    ('Ничей', 'nowhere', '{hash}', '', 'active'),
    ('С пробелом', 'two words', '{hash}', 'Омск', 'active');
INSERT INTO callcentre_admin (login, password, note) VALUES ('chief', '{hash}', 'Главный');
INSERT INTO master (name, cities, status_work)
SELECT 'Мастер ' || n, ARRAY[(ARRAY['Саратов', 'Омск'])[1 + n % 2], 'Энгельс'], 'свободен' FROM generate_series(1, 8) n;
INSERT INTO master (name, cities) VALUES ('Без города', '{}');
INSERT INTO phones (number, rk, city, avito_name) VALUES
    ('84950000001', 'Авито', 'Саратов', 'avito-1'),
    ('+7 (495) 000-00-02', 'Листовки', 'Омск', NULL),
    ('74950000001', 'Авито', 'Саратов', 'avito-1'),
    ('АТС', NULL, NULL, NULL);
INSERT INTO avito (name) VALUES ('avito-1');

-- Three of four calls were seen by the provider; the last hundred of its rows belong to no call.
INSERT INTO mango (call_id, phone_number, direction, duration, record_url, status)
SELECT 'MToxMDA' || n, '79000000101', CASE WHEN n % 5 = 0 THEN 'outbound' ELSE 'inbound' END, n % 300,
    'https://records.test/' || n, 'success'
FROM generate_series(1, {calls} * 3 / 4 + 100) n;

INSERT INTO call (rk, city, phone_client, phone_ats, date_create, operator_id, status, avito_name, mango_id)
SELECT
    CASE WHEN n % 10 = 0 THEN NULL ELSE (ARRAY['Авито', 'Листовки', 'Сайт'])[1 + n % 3] END,
    CASE WHEN n % 10 = 0 THEN NULL ELSE (ARRAY['Саратов', 'ОМСК', 'Энгельс'])[1 + n % 3] END,
    CASE
        WHEN n % 101 = 0 THEN 'скрыт'
        WHEN n % 103 = 0 THEN NULL
        WHEN n % 3 = 0 THEN '8 (900) ' || to_char(1000000 + n * 7919 % {clients}, 'FM000"-"00"-"00')
        WHEN n % 3 = 1 THEN '8900' || (1000000 + n * 7919 % {clients})
        ELSE '+7900' || (1000000 + n * 7919 % {clients})
    END,
    CASE WHEN n % 7 = 0 THEN NULL WHEN n % 11 = 0 THEN 'ATC' ELSE '74950000001' END,
    CASE
        WHEN n % 499 = 0 THEN NULL
        WHEN n = 17 THEN timestamp '2010-03-28 02:30'
        ELSE (now() AT TIME ZONE 'Europe/Moscow') - ({calls} - n) * (interval '900 days' / {calls}) - interval '10 minutes'
    END,
    CASE WHEN n % 4 = 1 THEN NULL WHEN n % 211 = 0 THEN 9999 ELSE 1 + n % 12 END,
    CASE
        WHEN n % 331 = 0 THEN 'перевод'
        WHEN n % 13 = 0 THEN NULL
        ELSE (ARRAY['Принят', 'missed', 'answered', 'ПРОПУЩЕННЫЙ', 'new'])[1 + n % 5]
    END,
    CASE WHEN n % 2 = 0 THEN 'avito-1' END,
    CASE WHEN n % 4 <> 0 THEN n * 3 / 4 + 1 END
FROM generate_series(1, {calls}) n;

INSERT INTO "order" (rk, city, phone, type_order, client_name, address, date_meeting, type_equipment, problem, status_order,
    master_id, result, expenditure, clean, operator_name_id, create_date, closing_data)
SELECT
    (ARRAY['Авито', 'Листовки', 'сайт'])[1 + n % 3],
    CASE WHEN n % 50 = 0 THEN NULL ELSE (ARRAY['Саратов', 'Омск', 'Энгельс'])[1 + n % 3] END,
    CASE WHEN n % 401 = 0 THEN 'нет' ELSE '8-900-' || to_char(1000000 + n * 7919 % {clients}, 'FM000"-"00"-"00') END,
    CASE WHEN n % 60 = 0 THEN 'срочно' ELSE (ARRAY['Впервые', 'повтор', 'warranty'])[1 + n % 3] END,
    CASE WHEN n % 70 = 0 THEN NULL ELSE 'Клиент ' || n END,
    CASE WHEN n % 90 = 0 THEN '' WHEN n % 91 = 0 THEN repeat('ул. Длинная, ', 60) ELSE 'ул. Ленина, д. ' || n END,
    CASE WHEN n % 80 = 0 THEN NULL ELSE written + interval '1 day' END,
    CASE WHEN n % 65 = 0 THEN 'авто' ELSE (ARRAY['КП', 'бт', 'mnch'])[1 + n % 3] END,
    'Не включается' || CASE WHEN n % 75 = 0 THEN chr(7) ELSE '' END,
    CASE WHEN n % 307 = 0 THEN 'архив' ELSE status END,
    CASE WHEN n % 110 = 0 THEN 9999 WHEN status = 'Ожидает' AND n % 3 <> 0 THEN NULL ELSE 1 + n % 8 END,
    CASE WHEN n % 503 = 0 THEN 'NaN'::numeric WHEN n % 509 = 0 THEN -100 WHEN status = 'Готово' AND n % 40 <> 1 THEN n % 9000 + 0.50 END,
    CASE WHEN status = 'Готово' AND n % 2 = 1 THEN n % 700 END,
    CASE WHEN status = 'Готово' AND n % 40 <> 1 AND n % 503 <> 0 AND n % 509 <> 0
        THEN n % 9000 + 0.50 - CASE WHEN n % 2 = 1 THEN n % 700 ELSE 0 END + CASE WHEN n % 120 = 11 THEN 1 ELSE 0 END END,
    CASE WHEN n % 100 = 0 THEN NULL ELSE 1 + n % 12 END,
    CASE WHEN n % 450 = 0 THEN NULL ELSE written END,
    CASE WHEN status IN ('Готово', 'Отказ', 'Незаказ') AND n % 85 <> 0
        THEN written + CASE WHEN n % 95 = 0 THEN -1 ELSE 1 END * interval '26 hours' END
FROM (
    SELECT n, (now() AT TIME ZONE 'Europe/Moscow') - ({orders} - n) * (interval '900 days' / {orders}) - interval '10 minutes' AS written,
        CASE WHEN n % 8 < 4 THEN 'Готово' WHEN n % 8 = 4 THEN 'Отказ' WHEN n % 8 = 5 THEN 'Незаказ'
            ELSE (ARRAY['Ожидает', 'Принял', 'В пути', 'В работе', 'Модерн'])[1 + n % 5] END AS status
    FROM generate_series(1, {orders}) n
) rows;
