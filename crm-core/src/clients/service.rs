//! Use cases of clients.

use super::ClientCard;
use crate::access::{Actor, Policy};
use crate::calls::{CallFilter, CallQuery, CallSort};
use crate::crm::Core;
use crate::kernel::{Error, PageRequest, Phone, Total};
use crate::orders::{OrderFilter, OrderQuery};
use crate::store::Read;

/// Clients, known by their phones.
#[derive(Clone, Copy)]
pub struct Clients<'c> {
    core: &'c Core,
}

impl<'c> Clients<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// The calls and orders of a phone in the actor's scope, both as of one moment. An operator or a director sees those of
    /// the served cities and own ones, a master own orders and no calls. An unknown phone gives an empty card.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "clients.card", level = "debug", skip_all)]
    pub async fn card(&self, actor: &Actor, phone: &Phone) -> Result<ClientCard, Error> {
        let first = PageRequest::first().limit(ClientCard::MOST)?;
        let mut tx = self.core.read(Read::Snapshot).await?;
        let filter = OrderFilter { phone: Some(phone.clone()), ..OrderFilter::default() };
        let slice = first.resolve(0, &filter.digest())?;
        let mut orders = tx.orders().list(&OrderQuery { scope: Policy::orders(actor), filter, slice }).await?;
        let filter = CallFilter { client: Some(phone.clone()), ..CallFilter::default() };
        let (scope, sort) = (Policy::calls(actor), CallSort::Latest);
        let mut calls = tx.calls().list(&CallQuery { scope, filter, sort, slice }).await?;
        // A list reads one row more, to see whether it goes on.
        let most = usize::try_from(ClientCard::MOST).unwrap_or(usize::MAX);
        orders.rows.truncate(most);
        calls.rows.truncate(most);
        Ok(ClientCard {
            phone: phone.clone(),
            orders: orders.rows,
            orders_total: orders.total.unwrap_or(Total::of(0)),
            calls: calls.rows,
            calls_total: calls.total.unwrap_or(Total::of(0)),
        })
    }
}
