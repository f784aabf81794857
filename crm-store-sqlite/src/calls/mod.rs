//! Calls and whom they rang or talked with.

mod list;
#[cfg(test)]
mod plans;

use async_trait::async_trait;
use crm_core::access::CallScope;
use crm_core::calls::{
    Call, CallDirection, CallFacts, CallQuery, CallRepo, CallStatus, CallView, Classification, EndReason, Extension,
    MissReason,
};
use crm_core::kernel::{CallId, ConversationId, LineNumber, OperatorId, Phone, Timestamp};
use crm_core::lines::Attribution;
use crm_core::store::{Listed, Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::json;
use crate::tx::SqliteTx;

macro_rules! columns {
    () => {
        "c.id, c.version, c.conversation_id, c.provider_id, c.rk, c.city, c.avito_name, c.phone_client, c.phone_ats, \
         c.date_create, c.operator_id, c.final_operator_id, c.status, c.direction, c.miss_reason, c.end_reason, \
         c.operator_extension, c.final_operator_extension, c.operators_rung, c.offered_at, c.answered_at, c.ended_at, \
         c.transferred, c.disconnect_code, c.leg_count, c.recordings, c.complete, c.category, c.note, \
         c.classified_version, c.created_at, c.updated_at"
    };
}
// How many the above are: the names of a view follow them.
const NAMES: usize = 32;

macro_rules! view_columns {
    () => {
        concat!(columns!(), ", city.name, rk.name, operator.name")
    };
}

macro_rules! names {
    () => {
        " LEFT JOIN cities city ON city.id = c.city LEFT JOIN campaigns rk ON rk.id = c.rk \
         LEFT JOIN callcentre_operator operator ON operator.id = c.operator_id"
    };
}
const TALKING: &str = "SELECT 1 FROM calls WHERE final_operator_id = ?1 AND status = 'new' \
    AND answered_at IS NOT NULL AND id <> ?2";

/// The columns of a view, and the tables of its names.
const COLUMNS: &str = view_columns!();
const NAMES_OF: &str = names!();

macro_rules! is_own {
    () => {
        ", EXISTS (SELECT 1 FROM call_participants p WHERE p.call_id = c.id AND p.operator_id = ?2)"
    };
}

/// Every column of a call, as [`read`] wants them.
pub(crate) const SELECT: &str = concat!("SELECT ", columns!(), " FROM calls c");

pub(crate) fn read(row: &Row<'_>) -> Result<Call> {
    Ok(Call {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        conversation: column::optional_id(row, 2)?,
        provider_id: column::optional_text(row, 3)?.map(Into::into),
        facts: CallFacts {
            direction: CallDirection::from_stored(column::text(row, 13)?),
            status: CallStatus::from_stored(column::text(row, 12)?),
            miss_reason: column::optional_text(row, 14)?.map(MissReason::from_stored),
            end_reason: column::optional_text(row, 15)?.map(EndReason::from_stored),
            client: column::optional_text(row, 7)?.map(Phone::from_stored),
            line: column::optional_text(row, 8)?.map(LineNumber::from_stored),
            operator_extension: column::optional_bounded(row, 16)?,
            final_operator_extension: column::optional_bounded(row, 17)?,
            operators_rung: json::read_list(row, 18, |text: std::borrow::Cow<'_, str>| Extension::from_stored(&text))?,
            started_at: column::time(row, 9)?,
            offered_at: column::optional_time(row, 19)?,
            answered_at: column::optional_time(row, 20)?,
            ended_at: column::optional_time(row, 21)?,
            transferred: row.get(22)?,
            disconnect_code: row.get(23)?,
            leg_count: row.get(24)?,
            recordings: json::read_list(row, 25, |recording| recording)?,
            complete: row.get(26)?,
        },
        attribution: Attribution {
            campaign: column::optional_id(row, 4)?,
            city: column::optional_id(row, 5)?,
            advert_account: column::optional_bounded(row, 6)?,
        },
        operator: column::optional_id(row, 10)?,
        final_operator: column::optional_id(row, 11)?,
        classification: Classification {
            category: column::optional_bounded(row, 27)?,
            note: column::optional_bounded(row, 28)?,
        },
        classified_version: column::version(row, 29)?,
        created_at: column::time(row, 30)?,
        updated_at: column::time(row, 31)?,
    })
}

fn read_view(row: &Row<'_>) -> Result<CallView> {
    Ok(CallView {
        call: read(row)?,
        city: column::optional_text(row, NAMES)?.map(Into::into),
        campaign: column::optional_text(row, NAMES + 1)?.map(Into::into),
        operator: column::optional_text(row, NAMES + 2)?.map(Into::into),
    })
}

/// One row by id, in scope: `all` for everybody's eyes, `some` with a last column that says whether `own` took part.
fn in_scope<T>(
    connection: &Connection,
    id: CallId,
    scope: &CallScope,
    (all, some, own_column): (&str, &str, usize),
    read: fn(&Row<'_>) -> Result<T>,
    call_of: fn(&T) -> &Call,
) -> Result<Option<T>> {
    match scope {
        CallScope::All => connection.prepare_cached(all)?.query_row([id.get()], read).optional(),
        CallScope::Some { cities, own } => {
            let found = connection
                .prepare_cached(some)?
                .query_row((id.get(), own.map(i64::from)), |row| Ok((read(row)?, row.get(own_column)?)))
                .optional()?;
            Ok(found.and_then(|(found, is_own): (T, bool)| {
                let serves = call_of(&found).attribution.city.is_some_and(|city| cities.contains(&city));
                (serves || is_own).then_some(found)
            }))
        }
    }
}

#[async_trait]
impl CallRepo for SqliteTx {
    async fn view(&mut self, id: CallId, scope: &CallScope) -> Result<Option<CallView>, StoreError> {
        const ALL: &str = concat!("SELECT ", view_columns!(), " FROM calls c", names!(), " WHERE c.id = ?1");
        const SOME: &str =
            concat!("SELECT ", view_columns!(), is_own!(), " FROM calls c", names!(), " WHERE c.id = ?1");
        let scope = scope.clone();
        self.read("calls.view", move |c| in_scope(c, id, &scope, (ALL, SOME, NAMES + 3), read_view, |view| &view.call))
            .await
    }

    async fn get(&mut self, id: CallId, scope: &CallScope) -> Result<Option<Loaded<Call>>, StoreError> {
        const ALL: &str = concat!("SELECT ", columns!(), " FROM calls c WHERE c.id = ?1");
        const SOME: &str = concat!("SELECT ", columns!(), is_own!(), " FROM calls c WHERE c.id = ?1");
        let scope = scope.clone();
        self.read("calls.get", move |c| in_scope(c, id, &scope, (ALL, SOME, NAMES), read, |call| call))
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn of_conversation(&mut self, id: ConversationId) -> Result<Option<Loaded<Call>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM calls c WHERE c.conversation_id = ?1");
        self.read("calls.of_conversation", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn list(&mut self, query: &CallQuery) -> Result<Listed<CallView>, StoreError> {
        let query = query.clone();
        if list::is_bounded(&query) {
            self.read("calls.list", move |c| list::list(c, &query)).await
        } else {
            self.read_on_thread("calls.list", move |c| list::list(c, &query)).await
        }
    }

    async fn participants(&mut self, id: CallId) -> Result<Vec<OperatorId>, StoreError> {
        const SQL: &str = "SELECT operator_id FROM call_participants WHERE call_id = ?1 ORDER BY operator_id";
        self.read("calls.participants", move |c| {
            c.prepare_cached(SQL)?.query_map([id.get()], |row| column::id(row, 0))?.collect()
        })
        .await
    }

    async fn after(&mut self, after: Option<CallId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM calls c WHERE c.id > ?1 ORDER BY c.id LIMIT ?2");
        let range = (after.map_or(0, CallId::get), limit);
        self.read_on_thread("calls.after", move |c| c.prepare_cached(SQL)?.query_map(range, read)?.collect()).await
    }

    async fn talking(&mut self, operator: OperatorId, except: CallId) -> Result<bool, StoreError> {
        self.read("calls.talking", move |c| c.prepare_cached(TALKING)?.exists((operator.get(), except.get()))).await
    }
}

/// Every call, in no particular order.
pub(crate) fn each(connection: &Connection, mut visit: impl FnMut(Call)) -> Result<()> {
    let mut statement = connection.prepare(SELECT)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(read(row)?);
    }
    Ok(())
}

pub(crate) fn insert(connection: &Connection, call: &Call) -> Result<usize> {
    const SQL: &str = "INSERT INTO calls (id, version, conversation_id, provider_id, rk, city, avito_name, \
        phone_client, phone_ats, date_create, operator_id, final_operator_id, status, direction, miss_reason, \
        end_reason, operator_extension, final_operator_extension, operators_rung, offered_at, answered_at, ended_at, \
        transferred, disconnect_code, leg_count, recordings, complete, category, note, classified_version, created_at, \
        updated_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
        ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)";
    put(connection, SQL, call)
}

pub(crate) fn update(connection: &Connection, call: &Call) -> Result<usize> {
    // SQLite writes every index anew that holds a column which is set, changed or not. So what is indexed is a condition
    // first, and only what differs in it is set: most events of a call change nothing that lists are sorted or filtered by.
    const SAME_KEYS: &str = "UPDATE calls SET version = ?2, provider_id = ?4, avito_name = ?7, phone_ats = ?9, \
        final_operator_id = ?12, miss_reason = ?15, end_reason = ?16, operator_extension = ?17, \
        final_operator_extension = ?18, operators_rung = ?19, offered_at = ?20, answered_at = ?21, ended_at = ?22, \
        transferred = ?23, disconnect_code = ?24, leg_count = ?25, recordings = ?26, category = ?28, note = ?29, \
        classified_version = ?30, created_at = ?31, updated_at = ?32 \
        WHERE id = ?1 AND version = ?2 - 1 AND conversation_id IS ?3 AND rk IS ?5 AND city IS ?6 \
        AND phone_client IS ?8 AND date_create = ?10 AND operator_id IS ?11 AND status = ?13 AND direction = ?14 \
        AND complete = ?27";
    const ANY: &str = "UPDATE calls SET version = ?2, conversation_id = ?3, provider_id = ?4, rk = ?5, city = ?6, \
        avito_name = ?7, phone_client = ?8, phone_ats = ?9, date_create = ?10, operator_id = ?11, \
        final_operator_id = ?12, status = ?13, direction = ?14, miss_reason = ?15, end_reason = ?16, \
        operator_extension = ?17, final_operator_extension = ?18, operators_rung = ?19, offered_at = ?20, \
        answered_at = ?21, ended_at = ?22, transferred = ?23, disconnect_code = ?24, leg_count = ?25, \
        recordings = ?26, complete = ?27, category = ?28, note = ?29, classified_version = ?30, created_at = ?31, \
        updated_at = ?32 WHERE id = ?1 AND version = ?2 - 1";
    // Ends of calls: only status and completeness among the indexed ones.
    const SAME_PLACE: &str = "UPDATE calls SET version = ?2, provider_id = ?4, avito_name = ?7, phone_ats = ?9, \
        final_operator_id = ?12, status = ?13, miss_reason = ?15, end_reason = ?16, operator_extension = ?17, \
        final_operator_extension = ?18, operators_rung = ?19, offered_at = ?20, answered_at = ?21, ended_at = ?22, \
        transferred = ?23, disconnect_code = ?24, leg_count = ?25, recordings = ?26, complete = ?27, category = ?28, \
        note = ?29, classified_version = ?30, created_at = ?31, updated_at = ?32 \
        WHERE id = ?1 AND version = ?2 - 1 AND conversation_id IS ?3 AND rk IS ?5 AND city IS ?6 \
        AND phone_client IS ?8 AND date_create = ?10 AND operator_id IS ?11 AND direction = ?14";
    for narrower in [SAME_KEYS, SAME_PLACE] {
        let changed = put(connection, narrower, call)?;
        if changed > 0 {
            return Ok(changed);
        }
    }
    put(connection, ANY, call)
}

fn put(connection: &Connection, sql: &str, call: &Call) -> Result<usize> {
    let Call { facts, attribution, classification, .. } = call;
    let rung: Vec<&str> = facts.operators_rung.iter().map(AsRef::as_ref).collect();
    connection.prepare_cached(sql)?.execute(params![
        call.id.get(),
        call.version.get(),
        call.conversation.map(i64::from),
        call.provider_id.as_deref(),
        attribution.campaign.map(i64::from),
        attribution.city.map(i64::from),
        attribution.advert_account.as_ref().map(AsRef::<str>::as_ref),
        facts.client.as_ref().map(Phone::as_str),
        facts.line.as_ref().map(LineNumber::as_str),
        facts.started_at.micros(),
        call.operator.map(i64::from),
        call.final_operator.map(i64::from),
        facts.status.code(),
        facts.direction.code(),
        facts.miss_reason.as_ref().map(MissReason::code),
        facts.end_reason.as_ref().map(EndReason::code),
        facts.operator_extension.as_ref().map(AsRef::<str>::as_ref),
        facts.final_operator_extension.as_ref().map(AsRef::<str>::as_ref),
        json::list(&rung)?,
        facts.offered_at.map(Timestamp::micros),
        facts.answered_at.map(Timestamp::micros),
        facts.ended_at.map(Timestamp::micros),
        facts.transferred,
        facts.disconnect_code,
        facts.leg_count,
        json::list(&facts.recordings)?,
        facts.complete,
        classification.category.as_ref().map(AsRef::<str>::as_ref),
        classification.note.as_ref().map(AsRef::<str>::as_ref),
        call.classified_version.get(),
        call.created_at.micros(),
        call.updated_at.micros(),
    ])
}

pub(crate) fn participate(
    connection: &Connection,
    call: CallId,
    started_at: Timestamp,
    operators: &[OperatorId],
) -> Result<usize> {
    connection
        .prepare_cached("UPDATE call_participants SET date_create = ?2 WHERE call_id = ?1 AND date_create <> ?2")?
        .execute((call.get(), started_at.micros()))?;
    let mut add = connection.prepare_cached(
        "INSERT INTO call_participants (operator_id, date_create, call_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    let mut added = 0;
    for operator in operators {
        added += add.execute((operator.get(), started_at.micros(), call.get()))?;
    }
    Ok(added)
}
