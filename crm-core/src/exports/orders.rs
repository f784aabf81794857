//! Orders as rows.

use super::cell::{Cell, Clocks, Column, Row, code_cell};
use crate::orders::OrderView;

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Номер", "Number"),
    Column::new("rk", "РК", "Campaign"),
    Column::new("city", "Город", "City"),
    Column::new("phone", "Телефон", "Phone"),
    Column::new("typeOrder", "Тип", "Type"),
    Column::new("clientName", "Клиент", "Client"),
    Column::new("address", "Адрес", "Address"),
    Column::times("dateMeeting", "Встреча", "Meeting", Clocks::Place),
    Column::new("typeEquipment", "Направление", "Equipment"),
    Column::new("problem", "Проблема", "Problem"),
    Column::new("statusOrder", "Статус", "Status"),
    Column::new("master", "Мастер", "Master"),
    Column::new("result", "Итог", "Result"),
    Column::new("expenditure", "Расход", "Expenditure"),
    Column::new("clean", "Чистыми", "Clean"),
    Column::new("promisedDate", "Обещано", "Promised"),
    Column::new("operator", "Оператор", "Operator"),
    Column::times("createDate", "Создан", "Written", Clocks::Reader),
    Column::times("closingData", "Закрыт", "Closed", Clocks::Reader),
    Column::new("avitoName", "Аккаунт Авито", "Avito account"),
    Column::new("callId", "Звонок", "Call"),
];

pub(super) fn row(view: &OrderView) -> Row {
    let OrderView { order, city, campaign, operator, master } = view;
    vec![
        Cell::Integer(order.id.get()),
        Cell::of(campaign.as_deref(), Cell::words),
        Cell::words(city),
        Cell::words(order.phone.as_str()),
        code_cell!(&order.order_type),
        Cell::words(order.client_name.as_str()),
        Cell::words(order.address.as_str()),
        Cell::Time { at: order.meeting.at, zone: Some(order.meeting.zone) },
        code_cell!(&order.equipment),
        Cell::words(order.problem.as_str()),
        code_cell!(&order.status),
        Cell::of(master.as_deref(), Cell::words),
        Cell::of(order.result, Cell::Money),
        Cell::of(order.expenditure, Cell::Money),
        Cell::of(order.clean(), Cell::Money),
        Cell::of(order.promised, Cell::Date),
        Cell::of(operator.as_deref(), Cell::words),
        Cell::time(order.created_at),
        Cell::of(order.closed_at, Cell::time),
        Cell::of(order.advert_account.as_ref(), |account| Cell::words(account.as_str())),
        Cell::of(order.call, |call| Cell::Integer(call.get())),
    ]
}
