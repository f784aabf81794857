//! Clients.

use crm_core::clients;
use pyo3::prelude::*;

use crate::calls::Call;
use crate::orders::Order;
use crate::record::record;
use crate::session::desk;
use crate::values::{Out, Total, read};

record! {
    /// A phone with its calls and orders, as far as whoever asks may see them.
    ClientCard of clients::ClientCard as (clients::ClientCard { phone, orders, orders_total, calls, calls_total }) {
        /// The phone, E.164.
        phone: String = phone,
        /// The first 100 orders: open ones by status and meeting, then closed ones, latest first.
        orders: Vec<Order> = orders,
        /// How many orders there are.
        orders_total: Total = orders_total,
        /// The latest 100 calls, latest first.
        calls: Vec<Call> = calls,
        /// How many calls there are.
        calls_total: Total = calls_total,
    }
}

desk! {
    /// Clients, known by their phones.
    Clients
}

#[pymethods]
impl Clients {
    /// The calls and orders of a phone, however written, both as of one moment. A phone that nobody knows has an empty card.
    ///
    /// Raises InvalidError (`phone.bad`).
    fn card(&self, py: Python<'_>, phone: &str) -> PyResult<ClientCard> {
        let phone = read(py, "phone", phone)?;
        self.0.with(py, async |crm, actor| crm.clients().card(actor, &phone).await).map(Out::out)
    }
}
