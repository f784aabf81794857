//! An order in answers.

use chrono::NaiveDateTime;
use crm_core::kernel::{Money, Phone, Timestamp};
use crm_core::orders::{Equipment, Meeting, Order, OrderStatus, OrderType, OrderView};
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::calls::PersonBody;
use crate::wire::codes;

/// An order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Order)]
pub(crate) struct OrderBody {
    id: i64,
    pub(super) version: i64,
    /// The campaign's name.
    rk: Option<String>,
    city: String,
    /// E.164.
    #[schema(value_type = String)]
    phone: Phone,
    #[schema(schema_with = codes::order_type)]
    type_order: OrderType,
    client_name: String,
    address: String,
    /// The agreed visit.
    #[schema(value_type = String, format = DateTime)]
    date_meeting: Timestamp,
    /// The same on the clocks of the city, without an offset: what the client was told.
    local_meeting: String,
    /// The zone of those clocks.
    meeting_zone: &'static str,
    #[schema(schema_with = codes::equipment)]
    type_equipment: Equipment,
    problem: String,
    #[schema(schema_with = codes::order_status)]
    status_order: OrderStatus,
    master_id: Option<i64>,
    master: Option<PersonBody>,
    /// What was taken from the client, in roubles.
    #[schema(value_type = Option<String>)]
    result: Option<Money>,
    /// What was spent on parts, in roubles.
    #[schema(value_type = Option<String>)]
    expenditure: Option<Money>,
    /// `result` less `expenditure`, in roubles.
    #[schema(value_type = Option<String>)]
    clean: Option<Money>,
    /// The day of the city for which a deferred job was promised.
    #[schema(format = Date)]
    promised_date: Option<String>,
    /// Who wrote it; `null` for the program itself.
    operator_name_id: Option<i64>,
    operator: Option<PersonBody>,
    /// The advert account that brought it.
    avito_name: Option<String>,
    /// The call it was written from.
    call_id: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    create_date: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    update_date: Timestamp,
    /// When it was completed, cancelled or found void; `null` while there is something to do.
    #[schema(value_type = Option<String>, format = DateTime)]
    closing_data: Option<Timestamp>,
}

/// An order that was just written.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WrittenOrder)]
pub(crate) struct WrittenOrderBody {
    #[serde(flatten)]
    pub(super) order: OrderBody,
    /// Open orders of the same phone: perhaps the same visit twice. Allowed, but to be looked at.
    pub(super) duplicates_of: Vec<i64>,
}

/// A time on a city's clocks, without an offset: `2025-01-22T17:00:00`.
pub(super) fn on_the_clock(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

impl From<OrderView> for OrderBody {
    fn from(view: OrderView) -> Self {
        let OrderView { order, city, campaign, operator, master } = view;
        let clean = order.clean();
        let Order { meeting: Meeting { at, zone }, .. } = order;
        let person =
            |id: i64, name: Option<Box<str>>| PersonBody { id, name: name.map(String::from).unwrap_or_default() };
        let (operator_name_id, master_id) = (order.operator.map(i64::from), order.master.map(i64::from));
        Self {
            id: order.id.get(),
            version: order.version.get(),
            rk: campaign.map(String::from),
            city: city.into(),
            phone: order.phone,
            type_order: order.order_type,
            client_name: order.client_name.as_str().to_owned(),
            address: order.address.as_str().to_owned(),
            date_meeting: at,
            local_meeting: on_the_clock(order.meeting.local()),
            meeting_zone: zone.name(),
            type_equipment: order.equipment,
            problem: order.problem.as_str().to_owned(),
            status_order: order.status,
            master_id,
            master: master_id.map(|id| person(id, master)),
            result: order.result,
            expenditure: order.expenditure,
            clean,
            promised_date: order.promised.map(|day| day.to_string()),
            operator_name_id,
            operator: operator_name_id.map(|id| person(id, operator)),
            avito_name: order.advert_account.map(|account| account.as_str().to_owned()),
            call_id: order.call.map(i64::from),
            create_date: order.created_at,
            update_date: order.updated_at,
            closing_data: order.closed_at,
        }
    }
}
