//! Call-backs, closings by hand, and the heads of clients' phones.

mod list;
mod row;
mod time_line;

use async_trait::async_trait;
use crm_core::access::CallbackScope;
use crm_core::callbacks::{
    Callback, CallbackQuery, CallbackRepo, CallbackView, ClientHead, Closing, Mark, OpenCallbacks, Stretch,
};
use crm_core::kernel::{CallId, CallbackId, Phone, Timestamp};
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};

use crate::column;
use crate::error::store_error;
use crate::listing::nothing;
use crate::statement::Statement;
use crate::tx::PostgresTx;

pub(crate) use row::row;

#[async_trait]
impl CallbackRepo for PostgresTx {
    async fn view(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<CallbackView>, StoreError> {
        let by_id = Statement::new(row::VIEW_BY_ID).with(id.get());
        let found = self.fetch_optional("callbacks.view", by_id, row::read_view).await?;
        Ok(found.filter(|view| scope.includes(view.callback.episode.city)))
    }

    async fn get(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<Loaded<Callback>>, StoreError> {
        let by_id = Statement::new(row::BY_ID).with(id.get());
        let found = self.fetch_optional("callbacks.get", by_id, row::read).await?;
        Ok(found.filter(|callback| scope.includes(callback.episode.city)).map(Loaded::new))
    }

    async fn list(&mut self, query: &CallbackQuery) -> Result<Listed<CallbackView>, StoreError> {
        match list::statement(query) {
            Some(statement) => self.fetch_list("callbacks.list", statement, &query.slice, row::read_view).await,
            None => Ok(nothing(&query.slice)),
        }
    }

    async fn open(&mut self, scope: &CallbackScope) -> Result<OpenCallbacks, StoreError> {
        match list::open(scope) {
            Some(statement) => self.fetch_one("callbacks.open", statement, list::read_open).await,
            None => Ok(OpenCallbacks::default()),
        }
    }

    async fn head(&mut self, phone: &Phone) -> Result<Option<Loaded<ClientHead>>, StoreError> {
        const SQL: &str = "SELECT version FROM client_heads WHERE phone = $1";
        let of_phone = Statement::new(SQL).with(phone.as_str());
        let version = self.fetch_optional("callbacks.head", of_phone, |row| column::version(row, 0)).await?;
        Ok(version.map(|version| Loaded::new(ClientHead { phone: phone.clone(), version })))
    }

    async fn stretch(&mut self, phone: &Phone, cuts: &[Timestamp], except: CallId) -> Result<Stretch, StoreError> {
        let rows = self.rows("callbacks.stretch", time_line::stretch(phone, cuts, except)).await?;
        time_line::read_stretch(&rows).map_err(|error| store_error("callbacks.stretch", error))
    }

    async fn of_phone(
        &mut self,
        phone: &Phone,
        after: Option<Timestamp>,
        to: Option<Timestamp>,
    ) -> Result<Vec<Loaded<Callback>>, StoreError> {
        let of_phone = Statement::new(row::OF_PHONE)
            .with(phone.as_str())
            .with(after.map_or(i64::MIN, Timestamp::micros))
            .with(to.map_or(i64::MAX, Timestamp::micros));
        self.fetch_all("callbacks.of_phone", of_phone, |row| row::read(row).map(Loaded::new)).await
    }

    async fn phones_after(&mut self, after: Option<&Phone>, limit: u32) -> Result<Vec<Phone>, StoreError> {
        let phones = Statement::new(time_line::PHONES).with(after.map_or("", Phone::as_str)).with(limit);
        self.fetch_all("callbacks.phones_after", phones, |row| column::text(row, 0).map(Phone::from_stored)).await
    }

    async fn marks(&mut self, phone: &Phone) -> Result<Vec<Mark>, StoreError> {
        let marks = Statement::new(time_line::MARKS).with(phone.as_str());
        self.fetch_all("callbacks.marks", marks, time_line::read_mark).await
    }
}

pub(crate) fn closing_row(closing: &Closing) -> Value {
    json!({
        "callback_id": closing.callback.get(),
        "phone": closing.phone.as_str(),
        "at": closing.at.micros(),
        "operator_id": closing.by.map(i64::from),
        "reason": closing.reason.as_str(),
    })
}
