//! Changes to an order.

use crm_core::kernel::{Change, Phone, Text, Timestamp};
use crm_core::orders::{Equipment, OrderPatch, OrderType};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::wire::{Findings, MoneyInput, Problem, codes, date, patched, present};

/// Changes to an order. A field left out stays as it is; `null` empties one that may be empty. The status and the master
/// have addresses of their own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OrderPatch)]
pub(crate) struct OrderPatchBody {
    /// The version that was read, unless `If-Match` says it.
    pub(super) version: Option<i64>,
    /// The campaign, by name; an unknown name adds the campaign.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 50)]
    rk: Change<String>,
    /// Another city, by name; only in `new` or `accepted`. The master is detached, and the visit keeps its time on the clock
    /// unless another is given.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    city: Option<String>,
    /// The client's phone, however written.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    phone: Option<String>,
    /// How the client comes to us, or an alias of it.
    #[serde(default, deserialize_with = "present")]
    #[schema(schema_with = codes::order_type, required = false)]
    type_order: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 255)]
    client_name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 500)]
    address: Option<String>,
    /// Another visit, the start of a slot; before the visit begins.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, format = DateTime)]
    date_meeting: Option<String>,
    /// What is to be repaired, or an alias of it; before the visit begins.
    #[serde(default, deserialize_with = "present")]
    #[schema(schema_with = codes::equipment, required = false)]
    type_equipment: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 4000)]
    problem: Option<String>,
    /// What was taken from the client; not of a closed order.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<MoneyInput>)]
    result: Change<MoneyInput>,
    /// What was spent on parts; not of a closed order.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<MoneyInput>)]
    expenditure: Change<MoneyInput>,
    /// The day of the city for which a deferred job was promised.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, format = Date)]
    promised_date: Change<String>,
    /// The advert account that brought it.
    #[serde(default, deserialize_with = "patched")]
    #[schema(value_type = Option<String>, max_length = 255)]
    avito_name: Change<String>,
}

impl OrderPatchBody {
    /// What the core is asked for.
    ///
    /// # Errors
    /// 422 with every field that does not hold; storage errors.
    pub(super) async fn read(self, app: &App) -> Result<OrderPatch, Problem> {
        let mut findings = Findings::default();
        let city = match self.city.as_deref() {
            Some(name) => app.directory.names().await?.city_id("city", name, &mut findings),
            None => None,
        };
        let patch = OrderPatch {
            city,
            phone: findings.maybe("phone", self.phone.as_deref(), Phone::parse),
            order_type: findings.maybe("typeOrder", self.type_order.as_deref(), OrderType::parse),
            equipment: findings.maybe("typeEquipment", self.type_equipment.as_deref(), Equipment::parse),
            client_name: findings.maybe("clientName", self.client_name.as_deref(), Text::new),
            address: findings.maybe("address", self.address.as_deref(), Text::new),
            problem: findings.maybe("problem", self.problem.as_deref(), Text::new),
            campaign: findings.change("rk", self.rk, |name| Text::new(&name)),
            advert_account: findings.change("avitoName", self.avito_name, |name| Text::new(&name)),
            meeting: findings.maybe("dateMeeting", self.date_meeting.as_deref(), Timestamp::parse),
            result: findings.change("result", self.result, MoneyInput::read),
            expenditure: findings.change("expenditure", self.expenditure, MoneyInput::read),
            promised: findings.change("promisedDate", self.promised_date, |day| date(&day)),
        };
        findings.check()?;
        Ok(patch)
    }
}
