//! Orders that wait for a master.

use crm_core::kernel::{Error, FieldError, OperatorId, PageRequest, Period, Phone, Text, Timestamp};
use crm_core::orders::{Equipment, NewOrder, OrderFilter, OrderStatus, OrderType};
use crm_core::store::IdempotencyKey;

use super::desk::{Desk, missing};
use super::fields::{Fields, instant};
use super::table::{Known, Row};
use super::{Done, Fault};

pub(super) const COLUMNS: &[Known] = &[
    Known::required("phone", &[]),
    Known::required("city", &[]),
    Known::required("typeOrder", &["type_order"]),
    Known::required("typeEquipment", &["type_equipment"]),
    Known::required("clientName", &["client_name"]),
    Known::required("address", &[]),
    Known::required("problem", &[]),
    Known::required("dateMeeting", &["date_meeting"]),
    Known::optional("rk", &[]),
    Known::optional("avitoName", &["avito_name"]),
    Known::optional("statusOrder", &["status_order"]),
    Known::optional("operator", &["operatorLogin", "operator_login"]),
    Known::optional("operatorNameId", &["operator_name_id"]),
    Known::optional("masterId", &["master_id"]),
    Known::optional("master", &[]),
    Known::optional("result", &[]),
    Known::optional("expenditure", &[]),
    Known::optional("clean", &[]),
    Known::optional("promisedDate", &["promised_date"]),
    Known::optional("closingData", &["closing_data"]),
    Known::ignored("id", &[]),
    Known::ignored("callId", &["call_id"]),
    Known::ignored("createDate", &["create_date"]),
];

/// What an order that waits for a master does not have yet.
const LATER: [&str; 7] = ["masterId", "master", "result", "expenditure", "clean", "promisedDate", "closingData"];

pub(super) fn read(desk: &Desk<'_>, row: &Row) -> Result<Box<NewOrder>, Fault> {
    let mut fields = Fields::of(row);
    let phone = fields.required("phone", |text| Phone::parse(text).map_err(|error| error.at("phone")));
    let city = fields.required("city", |name| desk.city("city", name));
    let campaign: Option<Text<50>> = fields.text("rk");
    let advert_account = fields.text("avitoName");
    let order_type = fields.code("typeOrder", OrderType::parse);
    let equipment = fields.code("typeEquipment", Equipment::parse);
    let client_name = fields.required_text("clientName");
    let address = fields.required_text("address");
    let problem = fields.required_text("problem");
    // A visit is told by the clocks of its city.
    let zone = city.map_or(desk.zone, |city| city.zone);
    let meeting = fields.required("dateMeeting", |text| instant("dateMeeting", text, zone));
    let status = fields.optional("statusOrder", |word| OrderStatus::parse(word).map_err(|e| e.at("statusOrder")));
    let waits = status.is_none_or(|status| status == OrderStatus::New);
    if !waits {
        fields.find(not_new("statusOrder"));
    }
    // Said once: a closed order has all of them.
    for name in LATER.into_iter().filter(|name| waits && row.get(name).is_some()) {
        fields.find(not_new(name));
    }
    let by_login = fields.optional("operator", |who| desk.person("operator", who));
    let by_number = fields.optional("operatorNameId", |number| desk.person_by_number("operatorNameId", number));
    let operator: Option<OperatorId> = by_login.or(by_number);
    let read = || {
        Some(Box::new(NewOrder {
            call: None,
            phone: Some(phone?),
            city: Some(city?.id),
            campaign,
            advert_account,
            order_type: order_type?,
            equipment: equipment?,
            client_name: client_name?,
            address: address?,
            problem: problem?,
            meeting: meeting?,
            operator,
        }))
    };
    let read = read();
    Ok(fields.finish(read)?)
}

fn not_new(field: &'static str) -> FieldError {
    missing(
        field,
        "import.order_not_new",
        "only orders that wait for a master can be imported: their history begins here",
    )
}

/// What two rows of one order have in common.
pub(super) fn natural_key(order: &NewOrder) -> String {
    format!("{:?} {:?} {} {}", order.phone, order.city, order.equipment, order.meeting)
}

/// Writes the order, unless as many of its like are there already as the file has had.
pub(super) async fn write(desk: &Desk<'_>, order: &NewOrder, nth: u64, key: &IdempotencyKey) -> Result<Done, Error> {
    let next = Timestamp::from_micros(order.meeting.micros().saturating_add(1)).unwrap_or(Timestamp::MAX);
    let filter = OrderFilter {
        meeting: Period::new(order.meeting, next).ok(),
        phone: order.phone.clone(),
        city: order.city,
        equipment: Some(order.equipment.clone()),
        ..OrderFilter::default()
    };
    let page = PageRequest::first().limit(PageRequest::MAX_LIMIT)?.without_total();
    let found = desk.crm.orders().list(&desk.actor, &filter, &page).await?.items;
    if found.len() as u64 >= nth {
        return Ok(Done::Present);
    }
    let written = desk.crm.orders().create(&desk.actor, order, Some(key)).await?;
    Ok(Done::since(desk.begun, written.order.created_at))
}
