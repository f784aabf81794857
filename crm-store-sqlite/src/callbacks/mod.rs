//! Call-backs, closings by hand, and the heads of clients' phones.

mod first;
mod list;
#[cfg(test)]
mod plans;
mod row;
mod time_line;

use async_trait::async_trait;
use crm_core::access::CallbackScope;
use crm_core::callbacks::{
    Callback, CallbackQuery, CallbackRepo, CallbackView, ClientHead, Closing, Mark, OpenCallbacks, Stretch,
};
use crm_core::kernel::{CallId, CallbackId, Phone, Timestamp};
use crm_core::store::{Listed, Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result as SqlResult};

use crate::column;
use crate::tx::SqliteTx;

pub(crate) use first::first_derivation;
pub(crate) use row::{insert, update};

/// Places on a time line as SQLite compares them: beyond all instants where a side is open.
fn bounds(after: Option<Timestamp>, to: Option<Timestamp>) -> (i64, i64) {
    (after.map_or(i64::MIN, Timestamp::micros), to.map_or(i64::MAX, Timestamp::micros))
}

#[async_trait]
impl CallbackRepo for SqliteTx {
    async fn view(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<CallbackView>, StoreError> {
        let found = self
            .read("callbacks.view", move |c| {
                c.prepare_cached(row::VIEW_BY_ID)?.query_row([id.get()], row::read_view).optional()
            })
            .await?;
        Ok(found.filter(|view| scope.includes(view.callback.episode.city)))
    }

    async fn get(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<Loaded<Callback>>, StoreError> {
        let found = self
            .read("callbacks.get", move |c| c.prepare_cached(row::BY_ID)?.query_row([id.get()], row::read).optional())
            .await?;
        Ok(found.filter(|callback| scope.includes(callback.episode.city)).map(Loaded::new))
    }

    async fn list(&mut self, query: &CallbackQuery) -> Result<Listed<CallbackView>, StoreError> {
        let query = query.clone();
        self.read("callbacks.list", move |c| list::list(c, &query)).await
    }

    async fn open(&mut self, scope: &CallbackScope) -> Result<OpenCallbacks, StoreError> {
        let scope = scope.clone();
        self.read("callbacks.open", move |c| list::open(c, &scope)).await
    }

    async fn head(&mut self, phone: &Phone) -> Result<Option<Loaded<ClientHead>>, StoreError> {
        let phone = phone.clone();
        self.read("callbacks.head", move |c| {
            let version = c
                .prepare_cached("SELECT version FROM client_heads WHERE phone = ?1")?
                .query_row([phone.as_str()], |row| column::version(row, 0))
                .optional()?;
            Ok(version.map(|version| Loaded::new(ClientHead { phone: phone.clone(), version })))
        })
        .await
    }

    async fn stretch(&mut self, phone: &Phone, cuts: &[Timestamp], except: CallId) -> Result<Stretch, StoreError> {
        let (phone, cuts) = (phone.clone(), cuts.to_vec());
        self.read("callbacks.stretch", move |c| time_line::stretch(c, &phone, &cuts, except)).await
    }

    async fn of_phone(
        &mut self,
        phone: &Phone,
        after: Option<Timestamp>,
        to: Option<Timestamp>,
    ) -> Result<Vec<Loaded<Callback>>, StoreError> {
        let (phone, (after, to)) = (phone.clone(), bounds(after, to));
        self.read("callbacks.of_phone", move |c| {
            let read = |row: &rusqlite::Row<'_>| row::read(row).map(Loaded::new);
            c.prepare_cached(row::OF_PHONE)?.query_map((phone.as_str(), after, to), read)?.collect()
        })
        .await
    }

    async fn phones_after(&mut self, after: Option<&Phone>, limit: u32) -> Result<Vec<Phone>, StoreError> {
        let after = after.cloned();
        self.read_on_thread("callbacks.phones_after", move |c| time_line::phones_after(c, after.as_ref(), limit)).await
    }

    async fn marks(&mut self, phone: &Phone) -> Result<Vec<Mark>, StoreError> {
        let phone = phone.clone();
        self.read_on_thread("callbacks.marks", move |c| time_line::marks(c, &phone)).await
    }
}

pub(crate) fn close_by_hand(connection: &Connection, closing: &Closing) -> SqlResult<usize> {
    const SQL: &str = "INSERT INTO callback_closings (callback_id, phone, at, operator_id, reason) \
        VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(SQL)?.execute((
        closing.callback.get(),
        closing.phone.as_str(),
        closing.at.micros(),
        closing.by.map(i64::from),
        closing.reason.as_str(),
    ))
}

pub(crate) fn insert_head(connection: &Connection, head: &ClientHead) -> SqlResult<usize> {
    connection
        .prepare_cached("INSERT INTO client_heads (phone, version) VALUES (?1, ?2)")?
        .execute((head.phone.as_str(), head.version.get()))
}

pub(crate) fn update_head(connection: &Connection, head: &ClientHead) -> SqlResult<usize> {
    connection
        .prepare_cached("UPDATE client_heads SET version = ?2 WHERE phone = ?1 AND version = ?2 - 1")?
        .execute((head.phone.as_str(), head.version.get()))
}
