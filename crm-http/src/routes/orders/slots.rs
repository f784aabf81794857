//! Slots: when a visit can be agreed.

use crm_core::kernel::Timestamp;
use crm_core::orders::Equipment;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::body::on_the_clock;
use crate::app::App;
use crate::session::Signed;
use crate::wire::{Data, Findings, Problem, Query, codes, date};

/// Of which day the slots are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SlotsQuery {
    /// The city, by name.
    city: String,
    /// The local day of the city.
    #[param(format = Date)]
    date: String,
    /// What is to be repaired, or an alias of it.
    #[param(value_type = EquipmentWord, inline)]
    type_equipment: String,
}

/// The codes of equipment, for a parameter that must be there: `schema_with` makes every parameter optional.
struct EquipmentWord;

impl PartialSchema for EquipmentWord {
    fn schema() -> RefOr<Schema> {
        codes::equipment()
    }
}

impl ToSchema for EquipmentWord {}

/// A slot: the half hour in which a visit begins.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Slot)]
pub(crate) struct SlotBody {
    /// When it begins: the `dateMeeting` of an order.
    #[schema(value_type = String, format = DateTime)]
    date_meeting: Timestamp,
    /// The same on the clocks of the city, without an offset.
    local_meeting: String,
    /// How many visits fit.
    capacity: u16,
    /// How many are taken.
    taken: u64,
    /// How many places are left.
    free: u64,
}

/// The slots of a local day of a city, with the room left in each.
#[utoipa::path(get, path = "/slots", tag = "orders", params(SlotsQuery),
    responses((status = 200, description = "The slots, earliest first", body = Data<Vec<SlotBody>>)))]
pub(super) async fn slots(
    app: App,
    actor: Signed,
    Query(query): Query<SlotsQuery>,
) -> Result<Data<Vec<SlotBody>>, Problem> {
    let mut findings = Findings::default();
    let names = app.directory.names().await?;
    let city = names.city_id("city", &query.city, &mut findings).and_then(|id| Some((id, names.zone(id)?)));
    let day = findings.read("date", date(&query.date));
    let equipment = findings.read("typeEquipment", Equipment::parse(&query.type_equipment));
    let (((city, zone), day), equipment) = findings.complete(city.zip(day).zip(equipment))?;
    let slots = app.crm.orders().slots(&actor, city, day, &equipment).await?;
    let body = slots.into_iter().map(|slot| SlotBody {
        date_meeting: slot.start,
        local_meeting: on_the_clock(zone.local(slot.start).naive_local()),
        capacity: slot.capacity,
        taken: slot.taken,
        free: u64::from(slot.capacity).saturating_sub(slot.taken),
    });
    Ok(Data::new(body.collect()))
}
