//! Calls and whom they rang or talked with.

mod list;

use std::borrow::Cow;

use async_trait::async_trait;
use crm_core::access::CallScope;
use crm_core::calls::{
    Call, CallDirection, CallFacts, CallQuery, CallRepo, CallStatus, CallView, Classification, EndReason, Extension,
    MissReason,
};
use crm_core::kernel::{CallId, ConversationId, LineNumber, OperatorId, Phone, Timestamp};
use crm_core::lines::Attribution;
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::json;
use crate::listing::nothing;
use crate::statement::Statement;
use crate::tx::PostgresTx;

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

/// The columns of a view, and the tables of its names.
const COLUMNS: &str = view_columns!();
const NAMES_OF: &str = names!();

/// Every column of a call, as [`read`] wants them.
pub(crate) const SELECT: &str = concat!("SELECT ", columns!(), " FROM calls c");

pub(crate) fn read(row: &PgRow) -> Result<Call> {
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
            operators_rung: json::read_list(row, 18, |text: Cow<'_, str>| Extension::from_stored(&text))?,
            started_at: column::time(row, 9)?,
            offered_at: column::optional_time(row, 19)?,
            answered_at: column::optional_time(row, 20)?,
            ended_at: column::optional_time(row, 21)?,
            transferred: column::flag(row, 22)?,
            disconnect_code: column::optional_number(row, 23)?,
            leg_count: column::number(row, 24)?,
            recordings: json::read_list(row, 25, |recording| recording)?,
            complete: column::flag(row, 26)?,
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

fn read_view(row: &PgRow) -> Result<CallView> {
    Ok(CallView {
        call: read(row)?,
        city: column::optional_text(row, NAMES)?.map(Into::into),
        campaign: column::optional_text(row, NAMES + 1)?.map(Into::into),
        operator: column::optional_text(row, NAMES + 2)?.map(Into::into),
    })
}

/// One row by id, which the statement asks for last, if it is in scope.
fn in_scope(by_id: &'static str, id: CallId, scope: &CallScope) -> Statement {
    let mut statement = Statement::new(by_id).with(id.get());
    if let CallScope::Some { cities, own } = scope {
        statement.push(" AND (c.city = ANY (").bind(cities.as_slice()).push(")");
        if let Some(own) = own {
            statement.push(" OR EXISTS (SELECT 1 FROM call_participants p WHERE p.call_id = c.id AND p.operator_id = ");
            statement.bind(own.get()).push(")");
        }
        statement.push(")");
    }
    statement
}

#[async_trait]
impl CallRepo for PostgresTx {
    async fn view(&mut self, id: CallId, scope: &CallScope) -> Result<Option<CallView>, StoreError> {
        const SQL: &str = concat!("SELECT ", view_columns!(), " FROM calls c", names!(), " WHERE c.id = $1");
        self.fetch_optional("calls.view", in_scope(SQL, id, scope), read_view).await
    }

    async fn get(&mut self, id: CallId, scope: &CallScope) -> Result<Option<Loaded<Call>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM calls c WHERE c.id = $1");
        let found = self.fetch_optional("calls.get", in_scope(SQL, id, scope), read).await?;
        Ok(found.map(Loaded::new))
    }

    async fn of_conversation(&mut self, id: ConversationId) -> Result<Option<Loaded<Call>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM calls c WHERE c.conversation_id = $1");
        let found = self.fetch_optional("calls.of_conversation", Statement::new(SQL).with(id.get()), read).await?;
        Ok(found.map(Loaded::new))
    }

    async fn list(&mut self, query: &CallQuery) -> Result<Listed<CallView>, StoreError> {
        match list::statement(query) {
            Some(statement) => self.fetch_list("calls.list", statement, &query.slice, read_view).await,
            None => Ok(nothing(&query.slice)),
        }
    }

    async fn participants(&mut self, id: CallId) -> Result<Vec<OperatorId>, StoreError> {
        const SQL: &str = "SELECT operator_id FROM call_participants WHERE call_id = $1 ORDER BY operator_id";
        self.fetch_all("calls.participants", Statement::new(SQL).with(id.get()), |row| column::id(row, 0)).await
    }

    async fn after(&mut self, after: Option<CallId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM calls c WHERE c.id > $1 ORDER BY c.id LIMIT $2");
        let batch = Statement::new(SQL).with(after.map_or(0, CallId::get)).with(limit);
        self.fetch_all("calls.after", batch, read).await
    }

    async fn talking(&mut self, operator: OperatorId, except: CallId) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM calls WHERE final_operator_id = $1 AND status = 'new' \
            AND answered_at IS NOT NULL AND id <> $2)";
        let talking = Statement::new(SQL).with(operator.get()).with(except.get());
        self.fetch_one("calls.talking", talking, |row| column::flag(row, 0)).await
    }
}

pub(crate) fn row(call: &Call) -> Value {
    let Call { facts, attribution, classification, .. } = call;
    let rung: Vec<&str> = facts.operators_rung.iter().map(AsRef::as_ref).collect();
    json!({
        "id": call.id.get(),
        "version": call.version.get(),
        "conversation_id": call.conversation.map(i64::from),
        "provider_id": call.provider_id.as_deref(),
        "rk": attribution.campaign.map(i64::from),
        "city": attribution.city.map(i64::from),
        "avito_name": attribution.advert_account.as_ref().map(AsRef::<str>::as_ref),
        "phone_client": facts.client.as_ref().map(Phone::as_str),
        "phone_ats": facts.line.as_ref().map(LineNumber::as_str),
        "date_create": facts.started_at.micros(),
        "operator_id": call.operator.map(i64::from),
        "final_operator_id": call.final_operator.map(i64::from),
        "status": facts.status.code(),
        "direction": facts.direction.code(),
        "miss_reason": facts.miss_reason.as_ref().map(MissReason::code),
        "end_reason": facts.end_reason.as_ref().map(EndReason::code),
        "operator_extension": facts.operator_extension.as_ref().map(AsRef::<str>::as_ref),
        "final_operator_extension": facts.final_operator_extension.as_ref().map(AsRef::<str>::as_ref),
        "operators_rung": json::list(&rung),
        "offered_at": facts.offered_at.map(Timestamp::micros),
        "answered_at": facts.answered_at.map(Timestamp::micros),
        "ended_at": facts.ended_at.map(Timestamp::micros),
        "transferred": facts.transferred,
        "disconnect_code": facts.disconnect_code,
        "leg_count": facts.leg_count,
        "recordings": json::list(&facts.recordings),
        "complete": facts.complete,
        "category": classification.category.as_ref().map(AsRef::<str>::as_ref),
        "note": classification.note.as_ref().map(AsRef::<str>::as_ref),
        "classified_version": call.classified_version.get(),
        "created_at": call.created_at.micros(),
        "updated_at": call.updated_at.micros(),
    })
}
