//! Calls as rows.

use super::cell::{Cell, Clocks, Column, Row, code_cell};
use crate::calls::CallView;

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Номер", "Number"),
    Column::new("rk", "РК", "Campaign"),
    Column::new("city", "Город", "City"),
    Column::new("phoneClient", "Телефон клиента", "Client's phone"),
    Column::new("phoneAts", "Линия", "Line"),
    Column::times("dateCreate", "Начало", "Started", Clocks::Reader),
    Column::new("direction", "Направление", "Direction"),
    Column::new("status", "Статус", "Status"),
    Column::new("missReason", "Причина пропуска", "Why missed"),
    Column::new("endReason", "Чем закончился", "Why ended"),
    Column::new("operator", "Оператор", "Operator"),
    Column::new("waitSeconds", "Ожидание, с", "Wait, s"),
    Column::new("talkSeconds", "Разговор, с", "Talk, s"),
    Column::new("avitoName", "Аккаунт Авито", "Avito account"),
    Column::new("category", "Тема", "Subject"),
    Column::new("note", "Примечание", "Note"),
];

pub(super) fn row(view: &CallView) -> Row {
    let CallView { call, city, campaign, operator } = view;
    let facts = &call.facts;
    vec![
        Cell::Integer(call.id.get()),
        Cell::of(campaign.as_deref(), Cell::words),
        Cell::of(city.as_deref(), Cell::words),
        Cell::of(facts.client.as_ref(), |phone| Cell::words(phone.as_str())),
        Cell::of(facts.line.as_ref(), |line| Cell::words(line.as_str())),
        Cell::time(facts.started_at),
        code_cell!(&facts.direction),
        code_cell!(&facts.status),
        Cell::of(facts.miss_reason.as_ref(), |reason| code_cell!(reason)),
        Cell::of(facts.end_reason.as_ref(), |reason| code_cell!(reason)),
        Cell::of(operator.as_deref(), Cell::words),
        Cell::of(facts.wait_seconds(), Cell::count),
        Cell::of(facts.talk_seconds(), Cell::count),
        Cell::of(call.attribution.advert_account.as_ref(), |account| Cell::words(account.as_str())),
        Cell::of(call.classification.category.as_ref(), |category| Cell::words(category.as_str())),
        Cell::of(call.classification.note.as_ref(), |note| Cell::words(note.as_str())),
    ]
}
