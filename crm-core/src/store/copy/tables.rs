//! The tables of an office, as every store keeps them.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number of 64 bits.
    Int,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Yes or no; some stores keep it as 1 or 0.
    Flag,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds, besides nothing.
    pub kind: Kind,
}

/// A table of an office.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns. Those of the key come first.
    pub columns: &'static [Column],
    key: usize,
}

impl Table {
    /// The columns that tell rows apart. Rows are read in their order, text byte by byte.
    pub fn key(&self) -> &'static [Column] {
        self.columns.get(..self.key).unwrap_or(self.columns)
    }

    /// The names of some columns, with commas between them.
    pub fn names(columns: &[Column]) -> String {
        columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }
}

macro_rules! tables {
    ($( $name:ident ( $($key:ident: $key_kind:ident),+ ; $($rest:ident: $rest_kind:ident),* ) )+) => {
        &[$( Table {
            name: stringify!($name),
            columns: &[
                $( Column { name: stringify!($key), kind: Kind::$key_kind }, )+
                $( Column { name: stringify!($rest), kind: Kind::$rest_kind }, )*
            ],
            key: [$( stringify!($key) ),+].len(),
        }, )+]
    };
}

/// Every table of an office, each after those it refers to. What is not here is a store's own: its schema's version, the
/// feed's epoch, and what it derives from these rows.
//
// The key's columns, a semicolon, the others.
pub const TABLES: &[Table] = tables! {
    id_sequences(kind: Text; next: Int)
    settings(key: Text; version: Int, value: Text)
    cities(id: Int; version: Int, name: Text, name_key: Text, zone: Text, visit_from: Int, visit_to: Int,
        capacity_kp: Int, capacity_bt: Int, capacity_mnch: Int, archived: Flag, created_at: Int, updated_at:
        Int)
    campaigns(id: Int; version: Int, name: Text, name_key: Text, created_at: Int, archived: Flag)
    callcentre_operator(id: Int; version: Int, name: Text, login: Text, login_key: Text, password: Text, city:
        Int, role: Text, status: Text, status_work: Text, status_work_since: Int, sip_address: Text, extension:
        Text, created_at: Int, updated_at: Int, profile_version: Int)
    callcentre_operator_city(operator_id: Int, city_id: Int;)
    work_state_log(id: Int; operator_id: Int, state: Text, reason: Text, from_at: Int, to_at: Int)
    sessions(id: Int; version: Int, operator_id: Int, refresh_id: Text, refresh_issued_at: Int,
        previous_refresh_id: Text, rotated_at: Int, created_at: Int, expires_at: Int, last_seen_at: Int,
        revoked_at: Int, revoked_reason: Text, address: Text, agent: Text)
    login_throttles(key: Text; version: Int, failures: Int, first_at: Int, last_at: Int, blocked_until: Int)
    lines(id: Int; version: Int, number: Text, rk: Int, city: Int, avito_name: Text, archived: Flag, created_at:
        Int, updated_at: Int)
    unknown_lines(number: Text; first_seen: Int, last_seen: Int, calls: Int)
    conversations(id: Int; version: Int, provider: Text, account: Text, provider_id: Text, first_event_at: Int,
        last_event_at: Int, legs_over_at: Int, open: Flag)
    telephony_sealed(one: Int; before_at: Int)
    telephony_purged(digest: Bytes; received_at: Int)
    telephony_events(seq: Int; provider: Text, account: Text, conversation_id: Int, path: Text, body: Bytes,
        digest: Bytes, clock_offset_seconds: Int, context: Text, received_at: Int, problem: Text)
    telephony_refusals(day: Int, provider: Text, reason: Text; count: Int)
    calls(id: Int; version: Int, conversation_id: Int, provider_id: Text, rk: Int, city: Int, avito_name: Text,
        phone_client: Text, phone_ats: Text, date_create: Int, operator_id: Int, final_operator_id: Int, status:
        Text, direction: Text, miss_reason: Text, end_reason: Text, operator_extension: Text,
        final_operator_extension: Text, operators_rung: Text, offered_at: Int, answered_at: Int, ended_at: Int,
        transferred: Flag, disconnect_code: Int, leg_count: Int, recordings: Text, complete: Flag, category:
        Text, note: Text, classified_version: Int, created_at: Int, updated_at: Int)
    call_participants(operator_id: Int, date_create: Int, call_id: Int;)
    client_heads(phone: Text; version: Int)
    callbacks(id: Int; version: Int, phone: Text, state: Text, first_call_id: Int, first_at: Int, opened_at:
        Int, last_call_id: Int, last_at: Int, missed: Int, city: Int, rk: Int, phone_ats: Text, closed_at: Int,
        closed_by_call: Int, closed_by: Int, close_reason: Text, taken_by: Int, taken_at: Int, created_at: Int,
        updated_at: Int)
    callback_closings(id: Int; callback_id: Int, phone: Text, at: Int, operator_id: Int, reason: Text)
    orders(id: Int; version: Int, rk: Int, city: Int, avito_name: Text, call_id: Int, phone: Text, type_order:
        Text, client_name: Text, address: Text, date_meeting: Int, meeting_zone: Text, type_equipment: Text,
        problem: Text, status_order: Text, master_id: Int, result: Int, expenditure: Int, promised_date: Text,
        closing: Int, closing_data: Int, operator_name_id: Int, create_date: Int, updated_at: Int, list_key:
        Int, holds_place: Flag, words: Text)
    order_history(order_id: Int, version: Int; kind: Text, from_code: Text, to_code: Text, master_id: Int,
        reason: Text, at: Int, actor: Text)
    order_words(word: Text, order_id: Int;)
    ledger(id: Int; order_id: Int, closing: Int, kind: Text, amount: Int, master_id: Int, city: Int, at: Int,
        actor: Text)
    cash_handovers(id: Int; version: Int, master_id: Int, city: Int, amount: Int, note: Text, state: Text,
        handed_at: Int, decided_by: Text, decided_at: Int, reason: Text)
    campaign_costs(id: Int; version: Int, rk: Int, city: Int, first_day: Int, last_day: Int, amount: Int, note:
        Text, cancelled: Flag, created_at: Int, updated_at: Int)
    shifts(id: Int; version: Int, operator_id: Int, from_at: Int, to_at: Int, note: Text, cancelled: Flag,
        created_at: Int, updated_at: Int)
    counters(subject: Text, day: Int, measure: Text; count: Int, amount: Int, wait: Int)
    counters_ever(subject: Text, measure: Text; count: Int, amount: Int, wait: Int)
    past(source: Text, kind: Text, source_id: Text; made: Int)
    jobs(seq: Int; id: Int, version: Int, queue: Text, subject: Text, payload: Text, state: Text, run_at: Int,
        attempts: Int, lease_until: Int, last_error: Text, created_at: Int)
    idempotency(actor: Text, operation: Text, key: Text; fingerprint: Bytes, result: Int, expires_at: Int)
    events(position: Int; at: Int, kind: Text, subject: Text, city: Int, operators: Text, everyone: Flag,
        payload: Text, more_cities: Text)
    audit(seq: Int; at: Int, actor: Text, action: Text, subject: Text, salt: Bytes, payload: Text,
        payload_digest: Bytes, block_no: Int)
    audit_blocks(number: Int; first_seq: Int, last_seq: Int, count: Int, sealed_at: Int, previous: Bytes, root:
        Bytes, hash: Bytes)
    audit_anchors(number: Int; hash: Bytes, at: Int, key_id: Text, signature: Bytes)
};
