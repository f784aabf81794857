-- What a commit calls: checks every guard and makes every write, or raises and leaves everything as it was. It knows no
-- rules: what to check and what to write comes from the core. A later version of the schema adds crm_apply_v2 beside it and
-- drops this one only when no node that calls it can run any more.
--
-- locks   advisory locks for what no row stands for (a key that must stay free, a slot, a user's shifts), ascending
-- shared  those of them that others may hold too: keys that the unit only looks at
-- guards  [{"on": table, "key": key, "version": n, "changes": bool}] in one order for all callers, then
--         [{"on": "slot" | "span" | "absent", ...}]
-- writes  [{"to": what, "row": {...}}] in the order of the unit
--
-- CR001  a guard does not hold
-- CR002  a row to change is not there
-- CR003  a guard or a write that this version does not know
-- CR004  a month of raw events is not there yet
CREATE FUNCTION crm_apply_v1(unit uuid, locks bigint[], shared bigint[], guards jsonb, writes jsonb) RETURNS void
    LANGUAGE plpgsql
AS $$
DECLARE
    guard  jsonb;
    item   jsonb;
    r      jsonb;
    found_version bigint;
    holds  boolean;
    changes boolean;
    one    bigint;
BEGIN
    -- Whoever looks the unit up later either finds this row or, by writing it first, keeps the unit from ever happening.
    INSERT INTO units (id, at, written) VALUES (unit, now(), true);

    FOREACH one IN ARRAY locks LOOP
        IF one = ANY (shared) THEN
            PERFORM pg_advisory_xact_lock_shared(one);
        ELSE
            PERFORM pg_advisory_xact_lock(one);
        END IF;
    END LOOP;

    FOR guard IN SELECT value FROM jsonb_array_elements(guards) LOOP
        changes := (guard ->> 'changes')::boolean;
        found_version := NULL;
        -- Arms are tried one after the other: what most units guard comes first.
        CASE guard ->> 'on'
        WHEN 'calls' THEN
            IF changes THEN
                SELECT version INTO found_version FROM calls WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM calls WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'cities' THEN
            IF changes THEN
                SELECT version INTO found_version FROM cities WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM cities WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'orders' THEN
            IF changes THEN
                SELECT version INTO found_version FROM orders WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM orders WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'absent setting' THEN
            holds := NOT EXISTS (SELECT FROM settings WHERE key = guard ->> 'key');
        WHEN 'slot' THEN
            SELECT count(*) < (guard ->> 'capacity')::bigint INTO holds FROM orders
                WHERE holds_place AND city = (guard ->> 'city')::bigint AND type_equipment = guard ->> 'equipment'
                AND date_meeting = (guard ->> 'start')::bigint;
        WHEN 'conversations' THEN
            IF changes THEN
                SELECT version INTO found_version FROM conversations WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM conversations WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'client_heads' THEN
            IF changes THEN
                SELECT version INTO found_version FROM client_heads WHERE phone = guard ->> 'key' FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM client_heads WHERE phone = guard ->> 'key' FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'callbacks' THEN
            IF changes THEN
                SELECT version INTO found_version FROM callbacks WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM callbacks WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'callcentre_operator' THEN
            IF changes THEN
                SELECT version INTO found_version FROM callcentre_operator WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM callcentre_operator WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'campaigns' THEN
            IF changes THEN
                SELECT version INTO found_version FROM campaigns WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM campaigns WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'settings' THEN
            IF changes THEN
                SELECT version INTO found_version FROM settings WHERE key = guard ->> 'key' FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM settings WHERE key = guard ->> 'key' FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'lines' THEN
            IF changes THEN
                SELECT version INTO found_version FROM lines WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM lines WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'sessions' THEN
            IF changes THEN
                SELECT version INTO found_version FROM sessions WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM sessions WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'login_throttles' THEN
            IF changes THEN
                SELECT version INTO found_version FROM login_throttles WHERE key = guard ->> 'key' FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM login_throttles WHERE key = guard ->> 'key' FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'jobs' THEN
            IF changes THEN
                SELECT version INTO found_version FROM jobs WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM jobs WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'campaign_costs' THEN
            IF changes THEN
                SELECT version INTO found_version FROM campaign_costs WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM campaign_costs WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'cash_handovers' THEN
            IF changes THEN
                SELECT version INTO found_version FROM cash_handovers WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM cash_handovers WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'shifts' THEN
            IF changes THEN
                SELECT version INTO found_version FROM shifts WHERE id = (guard ->> 'key')::bigint FOR NO KEY UPDATE;
            ELSE
                SELECT version INTO found_version FROM shifts WHERE id = (guard ->> 'key')::bigint FOR SHARE;
            END IF;
            holds := found_version IS NOT DISTINCT FROM (guard ->> 'version')::bigint;
        WHEN 'span' THEN
            holds := NOT EXISTS (SELECT FROM shifts WHERE operator_id = (guard ->> 'operator')::bigint AND NOT cancelled
                AND from_at < (guard ->> 'to')::bigint AND from_at > (guard ->> 'earliest')::bigint
                AND to_at > (guard ->> 'from')::bigint AND id IS DISTINCT FROM (guard ->> 'except')::bigint);
        WHEN 'absent city_name' THEN
            holds := NOT EXISTS (SELECT FROM cities WHERE name_key = guard ->> 'key');
        WHEN 'absent campaign_name' THEN
            holds := NOT EXISTS (SELECT FROM campaigns WHERE name_key = guard ->> 'key');
        WHEN 'absent operator_login' THEN
            holds := NOT EXISTS (SELECT FROM callcentre_operator WHERE login_key = guard ->> 'key');
        WHEN 'absent operator_extension' THEN
            holds := NOT EXISTS (SELECT FROM callcentre_operator WHERE extension = guard ->> 'key');
        WHEN 'absent line_number' THEN
            holds := NOT EXISTS (SELECT FROM lines WHERE number = guard ->> 'key');
        WHEN 'absent throttle' THEN
            holds := NOT EXISTS (SELECT FROM login_throttles WHERE key = guard ->> 'key');
        WHEN 'absent client_head' THEN
            holds := NOT EXISTS (SELECT FROM client_heads WHERE phone = guard ->> 'key');
        WHEN 'absent call_of_conversation' THEN
            holds := NOT EXISTS (SELECT FROM calls WHERE conversation_id = (guard ->> 'key')::bigint);
        WHEN 'absent audit_block' THEN
            holds := NOT EXISTS (SELECT FROM audit_blocks WHERE number = (guard ->> 'key')::bigint);
        WHEN 'absent audit_anchor' THEN
            holds := NOT EXISTS (SELECT FROM audit_anchors WHERE number = (guard ->> 'key')::bigint);
        WHEN 'absent raw_event' THEN
            holds := NOT EXISTS (SELECT FROM telephony_digests WHERE digest = (guard ->> 'key')::bytea);
        WHEN 'absent conversation' THEN
            holds := NOT EXISTS (SELECT FROM conversations WHERE provider = guard ->> 'provider'
                AND account = guard ->> 'account' AND provider_id = guard ->> 'id');
        WHEN 'absent idempotency' THEN
            holds := NOT EXISTS (SELECT FROM idempotency WHERE actor = guard ->> 'actor'
                AND operation = guard ->> 'operation' AND key = guard ->> 'key');
        WHEN 'absent past' THEN
            holds := NOT EXISTS (SELECT FROM past WHERE source = guard ->> 'source' AND kind = guard ->> 'kind'
                AND source_id = guard ->> 'id');
        ELSE
            RAISE EXCEPTION 'no such guard: %', guard ->> 'on' USING ERRCODE = 'CR003';
        END CASE;
        IF NOT holds THEN
            RAISE EXCEPTION 'a guard does not hold: %', guard ->> 'on' USING ERRCODE = 'CR001';
        END IF;
    END LOOP;

    FOR item IN SELECT value FROM jsonb_array_elements(writes) LOOP
        r := item -> 'row';
        -- What most units write comes first.
        CASE item ->> 'to'
        WHEN 'add event' THEN
            INSERT INTO events_waiting (at, kind, subject, city, operators, everyone, payload, more_cities)
            SELECT at, kind, subject, city, operators, everyone, payload, more_cities
            FROM jsonb_populate_record(NULL::events_waiting, r);
        WHEN 'add audit' THEN
            INSERT INTO audit_waiting (at, actor, action, subject, salt, payload, payload_digest)
            SELECT at, actor, action, subject, salt, payload, payload_digest
            FROM jsonb_populate_record(NULL::audit_waiting, r);
        WHEN 'add counts' THEN
            -- Not while every row is counted anew.
            PERFORM pg_advisory_xact_lock_shared(4870125230112004);
            INSERT INTO counter_deltas (subject, day, measure, count, amount, wait, ever)
            SELECT subject, day, measure, count, amount, wait, ever FROM jsonb_populate_recordset(NULL::counter_deltas, r);
        WHEN 'insert orders' THEN
            INSERT INTO orders (
                id, version, rk, city, avito_name, call_id, phone, type_order, client_name, address, date_meeting,
                meeting_zone, type_equipment, problem, status_order, master_id, result, expenditure, promised_date,
                closing, closing_data, operator_name_id, create_date, updated_at, list_key, holds_place, words)
            SELECT
                id, version, rk, city, avito_name, call_id, phone, type_order, client_name, address, date_meeting,
                meeting_zone, type_equipment, problem, status_order, master_id, result, expenditure, promised_date,
                closing, closing_data, operator_name_id, create_date, updated_at, list_key, holds_place, words
            FROM jsonb_populate_record(NULL::orders, r);
        WHEN 'update orders' THEN
            UPDATE orders t SET
                version = n.version, rk = n.rk, city = n.city, avito_name = n.avito_name, call_id = n.call_id, phone =
                n.phone, type_order = n.type_order, client_name = n.client_name, address = n.address, date_meeting =
                n.date_meeting, meeting_zone = n.meeting_zone, type_equipment = n.type_equipment, problem = n.problem,
                status_order = n.status_order, master_id = n.master_id, result = n.result, expenditure =
                n.expenditure, promised_date = n.promised_date, closing = n.closing, closing_data = n.closing_data,
                operator_name_id = n.operator_name_id, create_date = n.create_date, updated_at = n.updated_at,
                list_key = n.list_key, holds_place = n.holds_place
            FROM jsonb_populate_record(NULL::orders, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in orders' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'add order_words' THEN
            -- Of an order that this unit has inserted: there are none yet, and each comes once.
            INSERT INTO order_words (word, order_id)
            SELECT word, (r ->> 'order')::bigint FROM jsonb_array_elements_text(r -> 'words') AS word;
        WHEN 'add order_history' THEN
            INSERT INTO order_history SELECT * FROM jsonb_populate_record(NULL::order_history, r);
        WHEN 'add raw_event' THEN
            -- Asked first, so that no number is used up.
            IF NOT crm_has_month_v1('telephony_events', (r ->> 'received_at')::bigint) THEN
                RAISE EXCEPTION 'no month for a raw event' USING ERRCODE = 'CR004';
            END IF;
            INSERT INTO telephony_digests (digest, received_at)
                VALUES ((r ->> 'digest')::bytea, (r ->> 'received_at')::bigint);
            INSERT INTO telephony_events (
                provider, account, conversation_id, path, body, digest, clock_offset_seconds, context, received_at, problem)
            SELECT
                provider, account, conversation_id, path, body, digest, clock_offset_seconds, context, received_at, problem
            FROM jsonb_populate_record(NULL::telephony_events, r);
        WHEN 'update conversations' THEN
            UPDATE conversations t SET
                version = n.version, provider = n.provider, account = n.account, provider_id = n.provider_id,
                first_event_at = n.first_event_at, last_event_at = n.last_event_at, legs_over_at = n.legs_over_at,
                open = n.open
            FROM jsonb_populate_record(NULL::conversations, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in conversations' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'update calls' THEN
            UPDATE calls t SET
                version = n.version, conversation_id = n.conversation_id, provider_id = n.provider_id, rk = n.rk, city
                = n.city, avito_name = n.avito_name, phone_client = n.phone_client, phone_ats = n.phone_ats,
                date_create = n.date_create, operator_id = n.operator_id, final_operator_id = n.final_operator_id,
                status = n.status, direction = n.direction, miss_reason = n.miss_reason, end_reason = n.end_reason,
                operator_extension = n.operator_extension, final_operator_extension = n.final_operator_extension,
                operators_rung = n.operators_rung, offered_at = n.offered_at, answered_at = n.answered_at, ended_at =
                n.ended_at, transferred = n.transferred, disconnect_code = n.disconnect_code, leg_count = n.leg_count,
                recordings = n.recordings, complete = n.complete, category = n.category, note = n.note,
                classified_version = n.classified_version, created_at = n.created_at, updated_at = n.updated_at
            FROM jsonb_populate_record(NULL::calls, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in calls' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert conversations' THEN
            INSERT INTO conversations (
                id, version, provider, account, provider_id, first_event_at, last_event_at, legs_over_at, open)
            SELECT
                id, version, provider, account, provider_id, first_event_at, last_event_at, legs_over_at, open
            FROM jsonb_populate_record(NULL::conversations, r);
        WHEN 'insert calls' THEN
            INSERT INTO calls (
                id, version, conversation_id, provider_id, rk, city, avito_name, phone_client, phone_ats, date_create,
                operator_id, final_operator_id, status, direction, miss_reason, end_reason, operator_extension,
                final_operator_extension, operators_rung, offered_at, answered_at, ended_at, transferred,
                disconnect_code, leg_count, recordings, complete, category, note, classified_version, created_at,
                updated_at)
            SELECT
                id, version, conversation_id, provider_id, rk, city, avito_name, phone_client, phone_ats, date_create,
                operator_id, final_operator_id, status, direction, miss_reason, end_reason, operator_extension,
                final_operator_extension, operators_rung, offered_at, answered_at, ended_at, transferred,
                disconnect_code, leg_count, recordings, complete, category, note, classified_version, created_at,
                updated_at
            FROM jsonb_populate_record(NULL::calls, r);
        WHEN 'add participants' THEN
            UPDATE call_participants SET date_create = (r ->> 'at')::bigint
                WHERE call_id = (r ->> 'call')::bigint AND date_create <> (r ->> 'at')::bigint;
            INSERT INTO call_participants (operator_id, date_create, call_id)
            SELECT operator.value::bigint, (r ->> 'at')::bigint, (r ->> 'call')::bigint
            FROM jsonb_array_elements_text(r -> 'operators') AS operator
            ON CONFLICT DO NOTHING;
        WHEN 'insert client_heads' THEN
            INSERT INTO client_heads (
                phone, version)
            SELECT
                phone, version
            FROM jsonb_populate_record(NULL::client_heads, r);
        WHEN 'update client_heads' THEN
            UPDATE client_heads t SET
                version = n.version
            FROM jsonb_populate_record(NULL::client_heads, r) n WHERE t.phone = n.phone;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in client_heads' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert cities' THEN
            INSERT INTO cities (
                id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, capacity_bt, capacity_mnch,
                archived, created_at, updated_at)
            SELECT
                id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, capacity_bt, capacity_mnch,
                archived, created_at, updated_at
            FROM jsonb_populate_record(NULL::cities, r);
        WHEN 'update cities' THEN
            UPDATE cities t SET
                version = n.version, name = n.name, name_key = n.name_key, zone = n.zone, visit_from = n.visit_from,
                visit_to = n.visit_to, capacity_kp = n.capacity_kp, capacity_bt = n.capacity_bt, capacity_mnch =
                n.capacity_mnch, archived = n.archived, created_at = n.created_at, updated_at = n.updated_at
            FROM jsonb_populate_record(NULL::cities, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in cities' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert campaigns' THEN
            INSERT INTO campaigns (
                id, version, name, name_key, created_at, archived)
            SELECT
                id, version, name, name_key, created_at, archived
            FROM jsonb_populate_record(NULL::campaigns, r);
        WHEN 'update campaigns' THEN
            UPDATE campaigns t SET
                version = n.version, name = n.name, name_key = n.name_key, created_at = n.created_at, archived =
                n.archived
            FROM jsonb_populate_record(NULL::campaigns, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in campaigns' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert settings' THEN
            INSERT INTO settings (
                key, version, value)
            SELECT
                key, version, value
            FROM jsonb_populate_record(NULL::settings, r);
        WHEN 'update settings' THEN
            UPDATE settings t SET
                version = n.version, value = n.value
            FROM jsonb_populate_record(NULL::settings, r) n WHERE t.key = n.key;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in settings' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert callcentre_operator' THEN
            INSERT INTO callcentre_operator (
                id, version, name, login, login_key, city, role, status, status_work, status_work_since, sip_address,
                extension, created_at, updated_at, profile_version)
            SELECT
                id, version, name, login, login_key, city, role, status, status_work, status_work_since, sip_address,
                extension, created_at, updated_at, profile_version
            FROM jsonb_populate_record(NULL::callcentre_operator, r);
            INSERT INTO callcentre_operator_city (operator_id, city_id)
            SELECT (r ->> 'id')::bigint, city.value::bigint FROM jsonb_array_elements_text(r -> 'cities') AS city;
        WHEN 'update callcentre_operator' THEN
            UPDATE callcentre_operator t SET
                version = n.version, name = n.name, login = n.login, login_key = n.login_key, city = n.city, role =
                n.role, status = n.status, status_work = n.status_work, status_work_since = n.status_work_since,
                sip_address = n.sip_address, extension = n.extension, created_at = n.created_at, updated_at =
                n.updated_at, profile_version = n.profile_version
            FROM jsonb_populate_record(NULL::callcentre_operator, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in callcentre_operator' USING ERRCODE = 'CR002';
            END IF;
            DELETE FROM callcentre_operator_city WHERE operator_id = (r ->> 'id')::bigint
                AND city_id <> ALL (SELECT city.value::bigint FROM jsonb_array_elements_text(r -> 'cities') AS city);
            INSERT INTO callcentre_operator_city (operator_id, city_id)
            SELECT (r ->> 'id')::bigint, city.value::bigint FROM jsonb_array_elements_text(r -> 'cities') AS city
            ON CONFLICT DO NOTHING;
        WHEN 'insert lines' THEN
            INSERT INTO lines (
                id, version, number, rk, city, avito_name, archived, created_at, updated_at)
            SELECT
                id, version, number, rk, city, avito_name, archived, created_at, updated_at
            FROM jsonb_populate_record(NULL::lines, r);
        WHEN 'update lines' THEN
            UPDATE lines t SET
                version = n.version, number = n.number, rk = n.rk, city = n.city, avito_name = n.avito_name, archived
                = n.archived, created_at = n.created_at, updated_at = n.updated_at
            FROM jsonb_populate_record(NULL::lines, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in lines' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert sessions' THEN
            INSERT INTO sessions (
                id, version, operator_id, refresh_id, refresh_issued_at, previous_refresh_id, rotated_at, created_at,
                expires_at, last_seen_at, revoked_at, revoked_reason, address, agent)
            SELECT
                id, version, operator_id, refresh_id, refresh_issued_at, previous_refresh_id, rotated_at, created_at,
                expires_at, last_seen_at, revoked_at, revoked_reason, address, agent
            FROM jsonb_populate_record(NULL::sessions, r);
        WHEN 'update sessions' THEN
            UPDATE sessions t SET
                version = n.version, operator_id = n.operator_id, refresh_id = n.refresh_id, refresh_issued_at =
                n.refresh_issued_at, previous_refresh_id = n.previous_refresh_id, rotated_at = n.rotated_at,
                created_at = n.created_at, expires_at = n.expires_at, last_seen_at = n.last_seen_at, revoked_at =
                n.revoked_at, revoked_reason = n.revoked_reason, address = n.address, agent = n.agent
            FROM jsonb_populate_record(NULL::sessions, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in sessions' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert login_throttles' THEN
            INSERT INTO login_throttles (
                key, version, failures, first_at, last_at, blocked_until)
            SELECT
                key, version, failures, first_at, last_at, blocked_until
            FROM jsonb_populate_record(NULL::login_throttles, r);
        WHEN 'update login_throttles' THEN
            UPDATE login_throttles t SET
                version = n.version, failures = n.failures, first_at = n.first_at, last_at = n.last_at, blocked_until
                = n.blocked_until
            FROM jsonb_populate_record(NULL::login_throttles, r) n WHERE t.key = n.key;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in login_throttles' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert jobs' THEN
            INSERT INTO jobs (
                id, version, queue, subject, payload, state, run_at, attempts, lease_until, last_error, created_at)
            SELECT
                id, version, queue, subject, payload, state, run_at, attempts, lease_until, last_error, created_at
            FROM jsonb_populate_record(NULL::jobs, r);
        WHEN 'update jobs' THEN
            UPDATE jobs t SET
                version = n.version, queue = n.queue, subject = n.subject, payload = n.payload, state = n.state,
                run_at = n.run_at, attempts = n.attempts, lease_until = n.lease_until, last_error = n.last_error,
                created_at = n.created_at
            FROM jsonb_populate_record(NULL::jobs, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in jobs' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert campaign_costs' THEN
            INSERT INTO campaign_costs (
                id, version, rk, city, first_day, last_day, amount, note, cancelled, created_at, updated_at)
            SELECT
                id, version, rk, city, first_day, last_day, amount, note, cancelled, created_at, updated_at
            FROM jsonb_populate_record(NULL::campaign_costs, r);
        WHEN 'update campaign_costs' THEN
            UPDATE campaign_costs t SET
                version = n.version, rk = n.rk, city = n.city, first_day = n.first_day, last_day = n.last_day, amount
                = n.amount, note = n.note, cancelled = n.cancelled, created_at = n.created_at, updated_at =
                n.updated_at
            FROM jsonb_populate_record(NULL::campaign_costs, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in campaign_costs' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert cash_handovers' THEN
            INSERT INTO cash_handovers (
                id, version, master_id, city, amount, note, state, handed_at, decided_by, decided_at, reason)
            SELECT
                id, version, master_id, city, amount, note, state, handed_at, decided_by, decided_at, reason
            FROM jsonb_populate_record(NULL::cash_handovers, r);
        WHEN 'update cash_handovers' THEN
            UPDATE cash_handovers t SET
                version = n.version, master_id = n.master_id, city = n.city, amount = n.amount, note = n.note, state =
                n.state, handed_at = n.handed_at, decided_by = n.decided_by, decided_at = n.decided_at, reason =
                n.reason
            FROM jsonb_populate_record(NULL::cash_handovers, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in cash_handovers' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert shifts' THEN
            INSERT INTO shifts (
                id, version, operator_id, from_at, to_at, note, cancelled, created_at, updated_at)
            SELECT
                id, version, operator_id, from_at, to_at, note, cancelled, created_at, updated_at
            FROM jsonb_populate_record(NULL::shifts, r);
        WHEN 'update shifts' THEN
            UPDATE shifts t SET
                version = n.version, operator_id = n.operator_id, from_at = n.from_at, to_at = n.to_at, note = n.note,
                cancelled = n.cancelled, created_at = n.created_at, updated_at = n.updated_at
            FROM jsonb_populate_record(NULL::shifts, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in shifts' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'insert callbacks' THEN
            INSERT INTO callbacks (
                id, version, phone, state, first_call_id, first_at, opened_at, last_call_id, last_at, missed, city,
                rk, phone_ats, closed_at, closed_by_call, closed_by, close_reason, taken_by, taken_at, created_at,
                updated_at)
            SELECT
                id, version, phone, state, first_call_id, first_at, opened_at, last_call_id, last_at, missed, city,
                rk, phone_ats, closed_at, closed_by_call, closed_by, close_reason, taken_by, taken_at, created_at,
                updated_at
            FROM jsonb_populate_record(NULL::callbacks, r);
        WHEN 'update callbacks' THEN
            UPDATE callbacks t SET
                version = n.version, phone = n.phone, state = n.state, first_call_id = n.first_call_id, first_at =
                n.first_at, opened_at = n.opened_at, last_call_id = n.last_call_id, last_at = n.last_at, missed =
                n.missed, city = n.city, rk = n.rk, phone_ats = n.phone_ats, closed_at = n.closed_at, closed_by_call =
                n.closed_by_call, closed_by = n.closed_by, close_reason = n.close_reason, taken_by = n.taken_by,
                taken_at = n.taken_at, created_at = n.created_at, updated_at = n.updated_at
            FROM jsonb_populate_record(NULL::callbacks, r) n WHERE t.id = n.id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no row to change in callbacks' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'set password' THEN
            UPDATE callcentre_operator SET password = r ->> 'hash' WHERE id = (r ->> 'operator')::bigint;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no user to give a password' USING ERRCODE = 'CR002';
            END IF;
        WHEN 'add work_state' THEN
            UPDATE work_state_log SET to_at = (r ->> 'from_at')::bigint
                WHERE operator_id = (r ->> 'operator_id')::bigint AND to_at IS NULL;
            INSERT INTO work_state_log (operator_id, state, reason, from_at, to_at)
            SELECT operator_id, state, reason, from_at, to_at FROM jsonb_populate_record(NULL::work_state_log, r);
        WHEN 'count unknown_line' THEN
            INSERT INTO unknown_lines AS l (number, first_seen, last_seen, calls)
                VALUES (r ->> 'number', (r ->> 'at')::bigint, (r ->> 'at')::bigint, 1)
            ON CONFLICT (number) DO UPDATE SET first_seen = least(l.first_seen, excluded.first_seen),
                last_seen = greatest(l.last_seen, excluded.last_seen), calls = l.calls + 1;
        WHEN 'count refusal' THEN
            INSERT INTO telephony_refusals AS c (provider, reason, day, count)
                VALUES (r ->> 'provider', r ->> 'reason', (r ->> 'day')::bigint, 1)
            ON CONFLICT (day, provider, reason) DO UPDATE SET count = c.count + 1;
        WHEN 'revoke sessions' THEN
            -- The version rises, so that a rotation decided on the live session is stale.
            UPDATE sessions SET version = version + 1, revoked_at = (r ->> 'at')::bigint, revoked_reason = r ->> 'reason'
                WHERE operator_id = (r ->> 'operator')::bigint AND revoked_at IS NULL
                AND id IS DISTINCT FROM (r ->> 'except')::bigint;
        WHEN 'add audit_block' THEN
            INSERT INTO audit_blocks SELECT * FROM jsonb_populate_record(NULL::audit_blocks, r);
            UPDATE audit SET block_no = (r ->> 'number')::bigint
                WHERE seq BETWEEN (r ->> 'first_seq')::bigint AND (r ->> 'last_seq')::bigint;
        WHEN 'add audit_anchor' THEN
            INSERT INTO audit_anchors SELECT * FROM jsonb_populate_record(NULL::audit_anchors, r);
        WHEN 'set order_words' THEN
            DELETE FROM order_words WHERE order_id = (r ->> 'order')::bigint
                AND word = ANY (string_to_array(trim((SELECT words FROM orders WHERE id = (r ->> 'order')::bigint)), ' '))
                AND NOT r -> 'words' ? word;
            INSERT INTO order_words (word, order_id)
            SELECT word, (r ->> 'order')::bigint FROM jsonb_array_elements_text(r -> 'words') AS word
            ON CONFLICT DO NOTHING;
            UPDATE orders SET words = r ->> 'together' WHERE id = (r ->> 'order')::bigint;
        WHEN 'add ledger' THEN
            INSERT INTO ledger (order_id, closing, kind, amount, master_id, city, at, actor)
            SELECT order_id, closing, kind, amount, master_id, city, at, actor
            FROM jsonb_populate_record(NULL::ledger, r);
        WHEN 'add callback_closing' THEN
            INSERT INTO callback_closings (callback_id, phone, at, operator_id, reason)
            SELECT callback_id, phone, at, operator_id, reason FROM jsonb_populate_record(NULL::callback_closings, r);
        WHEN 'add idempotency' THEN
            INSERT INTO idempotency SELECT * FROM jsonb_populate_record(NULL::idempotency, r);
        WHEN 'add past' THEN
            INSERT INTO past (source, kind, source_id, made) SELECT source, kind, source_id, made
            FROM jsonb_populate_record(NULL::past, r);
        ELSE
            RAISE EXCEPTION 'no such write: %', item ->> 'to' USING ERRCODE = 'CR003';
        END CASE;
    END LOOP;
END
$$;

-- Gives what was committed its place in the feed and in the audit. Both are put in order after their commits, by one node
-- at a time: so no place becomes visible late, and none is missing.
CREATE FUNCTION crm_stamp_v1() RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    stamped bigint := 0;
    moved   bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM events_waiting) AND NOT EXISTS (SELECT FROM audit_waiting) THEN
        RETURN 0;
    END IF;
    -- A new view after the lock: whoever held it has stamped what it saw.
    PERFORM pg_advisory_xact_lock(4870125230112001);

    WITH gone AS (DELETE FROM events_waiting RETURNING *),
    places AS (SELECT gone.*, (SELECT head FROM feed) + row_number() OVER (ORDER BY arrival) AS position FROM gone),
    moved AS (
        INSERT INTO events (position, at, kind, subject, city, operators, everyone, payload, more_cities)
        SELECT position, at, kind, subject, city, operators, everyone, payload, more_cities FROM places
        RETURNING position)
    UPDATE feed SET head = greatest(head, (SELECT max(position) FROM moved)) WHERE EXISTS (SELECT FROM moved);
    GET DIAGNOSTICS moved = ROW_COUNT;
    stamped := stamped + moved;

    WITH gone AS (DELETE FROM audit_waiting RETURNING *),
    places AS (SELECT gone.*, (SELECT audit_head FROM feed) + row_number() OVER (ORDER BY arrival) AS seq FROM gone),
    moved AS (
        INSERT INTO audit (seq, at, actor, action, subject, salt, payload, payload_digest)
        SELECT seq, at, actor, action, subject, salt, payload, payload_digest FROM places
        RETURNING seq)
    UPDATE feed SET audit_head = greatest(audit_head, (SELECT max(seq) FROM moved)) WHERE EXISTS (SELECT FROM moved);
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN stamped + moved;
END
$$;

-- Adds what units have appended to the counters themselves, so many deltas at a time. Adding in place within each commit
-- would make every unit of a day wait for one row.
CREATE FUNCTION crm_fold_v1(most bigint) RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    folded bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(4870125230112002) THEN
        RETURN 0;
    END IF;
    -- Added up once: far fewer are left for both tables then. In the order of the key: what is read together lies together.
    WITH gone AS (
        DELETE FROM counter_deltas WHERE ctid = ANY (ARRAY(SELECT ctid FROM counter_deltas LIMIT most)) RETURNING *),
    added AS MATERIALIZED (
        SELECT subject, day, measure, ever, sum(count) AS count, sum(amount) AS amount, sum(wait) AS wait, count(*) AS rows
        FROM gone GROUP BY subject, day, measure, ever),
    by_day AS (
        INSERT INTO counters AS c (subject, day, measure, count, amount, wait)
        SELECT subject, day, measure, sum(count), sum(amount), sum(wait) FROM added GROUP BY subject, day, measure
        ORDER BY subject, day, measure
        ON CONFLICT (subject, day, measure) DO UPDATE SET count = c.count + excluded.count,
            amount = c.amount + excluded.amount, wait = c.wait + excluded.wait),
    ever AS (
        INSERT INTO counters_ever AS c (subject, measure, count, amount, wait)
        SELECT subject, measure, sum(count), sum(amount), sum(wait) FROM added WHERE added.ever GROUP BY subject, measure
        ON CONFLICT (subject, measure) DO UPDATE SET count = c.count + excluded.count,
            amount = c.amount + excluded.amount, wait = c.wait + excluded.wait)
    SELECT coalesce(sum(rows), 0) INTO folded FROM added;
    RETURN folded;
END
$$;

-- The part of a table that is kept by months which an instant, in microseconds, belongs to: the months are those of UTC.
CREATE FUNCTION crm_month_v1(whole text, at bigint) RETURNS text
    LANGUAGE sql STABLE
AS $$
    SELECT format('%s_%s', whole, to_char(timestamp '1970-01-01' + at / 86400000000 * interval '1 day', 'YYYY_MM'))
$$;

-- Whether it is there. Asked of the catalogue itself: what a connection remembers of it may be old.
CREATE FUNCTION crm_has_month_v1(whole text, at bigint) RETURNS boolean
    LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT FROM pg_class WHERE relname = crm_month_v1(whole, at)
        AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = whole::regclass))
$$;

-- Makes the month of an instant a part of its table.
CREATE FUNCTION crm_add_month_v1(whole text, at bigint) RETURNS boolean
    LANGUAGE plpgsql
AS $$
DECLARE
    month timestamp := date_trunc('month', timestamp '1970-01-01' + at / 86400000000 * interval '1 day');
    part  text := crm_month_v1(whole, at);
    key   text := CASE whole WHEN 'telephony_events' THEN 'received_at' ELSE 'at' END;
BEGIN
    PERFORM pg_advisory_xact_lock(4870125230112003);
    IF crm_has_month_v1(whole, at) THEN
        RETURN false;
    END IF;
    -- Attached and not created in place, which would lock out everybody who reads the whole.
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING CONSTRAINTS INCLUDING INDEXES INCLUDING STORAGE)', part, whole);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', whole, part,
        extract(epoch FROM month)::bigint * 1000000, extract(epoch FROM month + interval '1 month')::bigint * 1000000);
    RETURN true;
END
$$;
