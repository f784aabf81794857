//! An order to write.

use crm_core::kernel::{CallId, CityId, OperatorId, Phone, Text, Timestamp};
use crm_core::orders::{Equipment, NewOrder, OrderStatus, OrderType};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::wire::{Findings, Problem, codes};

/// An order to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewOrder)]
pub(crate) struct NewOrderBody {
    /// The call it is written from: phone, city, campaign and advert account are the call's unless they are given here.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    pub(super) call_id: Option<i64>,
    /// The campaign, by name; an unknown name adds the campaign.
    #[schema(max_length = 50)]
    rk: Option<String>,
    /// The city, by name; required unless the call has one.
    city: Option<String>,
    /// The client's phone, however written; required unless the call has one.
    phone: Option<String>,
    /// How the client comes to us, or an alias of it.
    #[schema(schema_with = codes::order_type)]
    type_order: String,
    #[schema(min_length = 1, max_length = 255)]
    client_name: String,
    #[schema(min_length = 1, max_length = 500)]
    address: String,
    /// The visit: the start of a slot of the city, see `GET /slots`.
    #[schema(format = DateTime)]
    date_meeting: String,
    /// What is to be repaired, or an alias of it.
    #[schema(schema_with = codes::equipment)]
    type_equipment: String,
    /// What is broken.
    #[schema(min_length = 1, max_length = 4000)]
    problem: String,
    /// Who wrote it, when it is not the user; operators write only their own.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_name_id: Option<i64>,
    /// The advert account that brought it.
    #[schema(max_length = 255)]
    avito_name: Option<String>,
    /// `new`, or left out: every order begins so.
    status_order: Option<String>,
}

impl NewOrderBody {
    /// What the core is asked for.
    ///
    /// # Errors
    /// 422 with every field that does not hold; storage errors.
    pub(super) async fn read(self, app: &App) -> Result<NewOrder, Problem> {
        let mut findings = Findings::default();
        let city = match self.city.as_deref() {
            Some(name) => app.directory.names().await?.city_id("city", name, &mut findings),
            None => None,
        };
        let read = self.gather(city, &mut findings);
        findings.complete(read)
    }

    fn gather(self, city: Option<CityId>, findings: &mut Findings) -> Option<NewOrder> {
        let call = findings.maybe("callId", self.call_id, CallId::new);
        let campaign = findings.maybe("rk", self.rk.as_deref(), Text::optional).flatten();
        let phone = findings.maybe("phone", self.phone.as_deref(), Phone::parse);
        let order_type = findings.read("typeOrder", OrderType::parse(&self.type_order));
        let client_name = findings.read("clientName", Text::new(&self.client_name));
        let address = findings.read("address", Text::new(&self.address));
        let meeting = findings.read("dateMeeting", Timestamp::parse(&self.date_meeting));
        let equipment = findings.read("typeEquipment", Equipment::parse(&self.type_equipment));
        let problem = findings.read("problem", Text::new(&self.problem));
        let operator = findings.maybe("operatorNameId", self.operator_name_id, OperatorId::new);
        let advert_account = findings.maybe("avitoName", self.avito_name.as_deref(), Text::optional).flatten();
        let status = findings.maybe("statusOrder", self.status_order.as_deref(), OrderStatus::parse);
        if status.is_some_and(|status| status != OrderStatus::New) {
            let message = "every order begins as new; PUT /api/orders/{id}/status moves it";
            findings.add("statusOrder", "order.begins_as_new", message);
        }
        Some(NewOrder {
            call,
            phone,
            city,
            campaign,
            advert_account,
            order_type: order_type?,
            equipment: equipment?,
            client_name: client_name?,
            address: address?,
            problem: problem?,
            meeting: meeting?,
            operator,
        })
    }
}
