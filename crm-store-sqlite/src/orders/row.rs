//! An order as a row.

use crm_core::kernel::{Money, Phone, Timestamp, Zone};
use crm_core::orders::{Equipment, Meeting, Order, OrderStatus, OrderType, OrderView};
use rusqlite::{Connection, Result, Row, params};

use crate::column;

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
pub(super) const BY_ID: &str = concat!("SELECT ", columns!(), " FROM orders o WHERE o.id = ?1");
pub(super) const AFTER_ID: &str =
    concat!("SELECT ", columns!(), " FROM orders o WHERE o.id > ?1 ORDER BY o.id LIMIT ?2");
pub(super) const VIEW_BY_ID: &str = concat!("SELECT ", view_columns!(), " FROM orders o", names!(), " WHERE o.id = ?1");

pub(super) const VIEWS_OF_CALL: &str =
    concat!("SELECT ", view_columns!(), " FROM orders o", names!(), " WHERE o.call_id = ?1 ORDER BY o.list_key, o.id");

/// Every column of an order, as [`read`] wants them.
pub(crate) const SELECT: &str = concat!("SELECT ", columns!(), " FROM orders o");

pub(crate) fn read(row: &Row<'_>) -> Result<Order> {
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
        closing: row.get(19)?,
        closed_at: column::optional_time(row, 20)?,
        operator: column::optional_id(row, 21)?,
        created_at: column::time(row, 22)?,
        updated_at: column::time(row, 23)?,
    })
}

pub(super) fn read_view(row: &Row<'_>) -> Result<OrderView> {
    Ok(OrderView {
        order: read(row)?,
        city: column::text(row, NAMES)?.into(),
        campaign: column::optional_text(row, NAMES + 1)?.map(Into::into),
        operator: column::optional_text(row, NAMES + 2)?.map(Into::into),
        master: column::optional_text(row, NAMES + 3)?.map(Into::into),
    })
}

/// Every order, in no particular order.
pub(crate) fn each(connection: &Connection, mut visit: impl FnMut(Order)) -> Result<()> {
    let mut statement = connection.prepare(concat!("SELECT ", columns!(), " FROM orders o"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(read(row)?);
    }
    Ok(())
}

pub(crate) fn insert(connection: &Connection, order: &Order) -> Result<usize> {
    const SQL: &str = "INSERT INTO orders (id, version, rk, city, avito_name, call_id, phone, type_order, client_name, \
        address, date_meeting, meeting_zone, type_equipment, problem, status_order, master_id, result, expenditure, \
        promised_date, closing, closing_data, operator_name_id, create_date, updated_at, list_key, holds_place) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
        ?23, ?24, ?25, ?26)";
    put(connection, SQL, order)
}

pub(crate) fn update(connection: &Connection, order: &Order) -> Result<usize> {
    const SQL: &str = "UPDATE orders SET version = ?2, rk = ?3, city = ?4, avito_name = ?5, call_id = ?6, phone = ?7, \
        type_order = ?8, client_name = ?9, address = ?10, date_meeting = ?11, meeting_zone = ?12, \
        type_equipment = ?13, problem = ?14, status_order = ?15, master_id = ?16, result = ?17, expenditure = ?18, \
        promised_date = ?19, closing = ?20, closing_data = ?21, operator_name_id = ?22, create_date = ?23, \
        updated_at = ?24, list_key = ?25, holds_place = ?26 WHERE id = ?1";
    put(connection, SQL, order)
}

fn put(connection: &Connection, sql: &str, order: &Order) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        order.id.get(),
        order.version.get(),
        order.campaign.map(i64::from),
        order.city.get(),
        order.advert_account.as_ref().map(AsRef::<str>::as_ref),
        order.call.map(i64::from),
        order.phone.as_str(),
        order.order_type.code(),
        order.client_name.as_str(),
        order.address.as_str(),
        order.meeting.at.micros(),
        order.meeting.zone.name(),
        order.equipment.code(),
        order.problem.as_str(),
        order.status.code(),
        order.master.map(i64::from),
        order.result.map(Money::kopecks),
        order.expenditure.map(Money::kopecks),
        order.promised.map(|day| day.to_string()),
        order.closing,
        order.closed_at.map(Timestamp::micros),
        order.operator.map(i64::from),
        order.created_at.micros(),
        order.updated_at.micros(),
        order.list_key().get(),
        order.status.holds_place(),
    ])
}
