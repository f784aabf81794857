//! An order as a row.

use crm_core::kernel::{Money, Phone, Timestamp, Zone};
use crm_core::orders::{Equipment, Meeting, Order, OrderStatus, OrderType, OrderView};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};

macro_rules! columns {
    () => {
        "o.id, o.version, o.rk, o.city, o.avito_name, o.call_id, o.phone, o.type_order, o.client_name, o.address, \
         o.date_meeting, o.meeting_zone, o.type_equipment, o.problem, o.status_order, o.master_id, o.result, \
         o.expenditure, o.promised_date, o.closing, o.closing_data, o.operator_name_id, o.create_date, o.updated_at"
    };
}
// How many the above are: the names of a view follow them.
const NAMES: usize = 24;

macro_rules! view_columns {
    () => {
        concat!(columns!(), ", city.name, rk.name, operator.name, master.name")
    };
}

macro_rules! names {
    () => {
        " LEFT JOIN cities city ON city.id = o.city LEFT JOIN campaigns rk ON rk.id = o.rk \
         LEFT JOIN callcentre_operator operator ON operator.id = o.operator_name_id \
         LEFT JOIN callcentre_operator master ON master.id = o.master_id"
    };
}

/// The columns of a view, and the tables of its names.
pub(super) const COLUMNS: &str = view_columns!();
pub(super) const NAMES_OF: &str = names!();
pub(super) const BY_ID: &str = concat!("SELECT ", columns!(), " FROM orders o WHERE o.id = $1");
pub(super) const AFTER_ID: &str =
    concat!("SELECT ", columns!(), " FROM orders o WHERE o.id > $1 ORDER BY o.id LIMIT $2");
pub(super) const VIEW_BY_ID: &str = concat!("SELECT ", view_columns!(), " FROM orders o", names!(), " WHERE o.id = $1");

/// Every column of an order, as [`read`] wants them.
pub(crate) const SELECT: &str = concat!("SELECT ", columns!(), " FROM orders o");

pub(crate) fn read(row: &PgRow) -> Result<Order> {
    let promised = column::optional_text(row, 18)?;
    Ok(Order {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        campaign: column::optional_id(row, 2)?,
        city: column::id(row, 3)?,
        advert_account: column::optional_bounded(row, 4)?,
        call: column::optional_id(row, 5)?,
        phone: Phone::from_stored(column::text(row, 6)?),
        order_type: OrderType::from_stored(column::text(row, 7)?),
        client_name: column::bounded(row, 8)?,
        address: column::bounded(row, 9)?,
        meeting: Meeting {
            at: column::time(row, 10)?,
            zone: Zone::parse(column::text(row, 11)?).map_err(|error| column::unreadable(11, error))?,
        },
        equipment: Equipment::from_stored(column::text(row, 12)?),
        problem: column::bounded(row, 13)?,
        status: OrderStatus::from_stored(column::text(row, 14)?),
        master: column::optional_id(row, 15)?,
        result: column::optional_money(row, 16)?,
        expenditure: column::optional_money(row, 17)?,
        promised: promised.map(|day| day.parse().map_err(|_| column::unreadable(18, "not a day"))).transpose()?,
        closing: column::number(row, 19)?,
        closed_at: column::optional_time(row, 20)?,
        operator: column::optional_id(row, 21)?,
        created_at: column::time(row, 22)?,
        updated_at: column::time(row, 23)?,
    })
}

pub(super) fn read_view(row: &PgRow) -> Result<OrderView> {
    Ok(OrderView {
        order: read(row)?,
        city: column::text(row, NAMES)?.into(),
        campaign: column::optional_text(row, NAMES + 1)?.map(Into::into),
        operator: column::optional_text(row, NAMES + 2)?.map(Into::into),
        master: column::optional_text(row, NAMES + 3)?.map(Into::into),
    })
}

pub(crate) fn row(order: &Order) -> Value {
    json!({
        "id": order.id.get(),
        "version": order.version.get(),
        "rk": order.campaign.map(i64::from),
        "city": order.city.get(),
        "avito_name": order.advert_account.as_ref().map(AsRef::<str>::as_ref),
        "call_id": order.call.map(i64::from),
        "phone": order.phone.as_str(),
        "type_order": order.order_type.code(),
        "client_name": order.client_name.as_str(),
        "address": order.address.as_str(),
        "date_meeting": order.meeting.at.micros(),
        "meeting_zone": order.meeting.zone.name(),
        "type_equipment": order.equipment.code(),
        "problem": order.problem.as_str(),
        "status_order": order.status.code(),
        "master_id": order.master.map(i64::from),
        "result": order.result.map(Money::kopecks),
        "expenditure": order.expenditure.map(Money::kopecks),
        "promised_date": order.promised.map(|day| day.to_string()),
        "closing": order.closing,
        "closing_data": order.closed_at.map(Timestamp::micros),
        "operator_name_id": order.operator.map(i64::from),
        "create_date": order.created_at.micros(),
        "updated_at": order.updated_at.micros(),
        "list_key": order.list_key().get(),
        "holds_place": order.status.holds_place(),
    })
}
