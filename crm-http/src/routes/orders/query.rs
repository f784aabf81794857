//! Which orders are listed.

use crm_core::kernel::{OperatorId, Phone};
use crm_core::orders::{Equipment, OrderFilter, OrderSearch, OrderStatus, OrderType};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::wire::{Findings, Problem, codes, present};

/// Which orders are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrdersQuery {
    /// The page, from 1.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, default = 1)]
    pub(super) page: Option<u32>,
    /// How many orders a page has.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub(super) limit: Option<u32>,
    /// `nextCursor` or `prevCursor` of an earlier page, instead of `page`.
    pub(super) cursor: Option<String>,
    /// The status, or an alias of it.
    #[param(schema_with = codes::order_status)]
    status: Option<String>,
    /// The city, by name.
    city: Option<String>,
    /// The campaign, by name.
    rk: Option<String>,
    /// The master.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    master_id: Option<i64>,
    /// Who wrote the order.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    operator_id: Option<i64>,
    /// How the client comes to us.
    #[param(schema_with = codes::order_type)]
    type_order: Option<String>,
    /// What is to be repaired.
    #[param(schema_with = codes::equipment)]
    type_equipment: Option<String>,
    /// The client's phone, however written.
    phone: Option<String>,
    /// What was typed into the search box: beginnings of the number, phone, name or address.
    q: Option<String>,
    /// Written from when: a date of the office's zone, or RFC 3339.
    date_from: Option<String>,
    /// Written until when: a date, that day included, or RFC 3339, excluded.
    date_to: Option<String>,
    /// Visits from when: a date of the city's zone when `city` is given, else of the office's, or RFC 3339.
    meeting_from: Option<String>,
    /// Visits until when: a date, that day included, or RFC 3339, excluded.
    meeting_to: Option<String>,
    /// Closed from when: a date of the office's zone, or RFC 3339.
    closing_from: Option<String>,
    /// Closed until when: a date, that day included, or RFC 3339, excluded.
    closing_to: Option<String>,
}

impl OrdersQuery {
    /// What the core is asked for. Shared with the export.
    ///
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(crate) async fn filter(&self, app: &App) -> Result<OrderFilter, Problem> {
        let mut findings = Findings::default();
        let names = app.directory.names().await?;
        let office = names.office_zone;
        let city = self.city.as_deref().and_then(|name| names.city_id("city", name, &mut findings));
        let campaign = self.rk.as_deref().and_then(|name| names.campaign_id("rk", name, &mut findings));
        let visits = city.and_then(|city| names.zone(city)).unwrap_or(office);
        let filter = OrderFilter {
            created: findings.period(
                office,
                ("dateFrom", self.date_from.as_deref()),
                ("dateTo", self.date_to.as_deref()),
            ),
            closed: findings.period(
                office,
                ("closingFrom", self.closing_from.as_deref()),
                ("closingTo", self.closing_to.as_deref()),
            ),
            meeting: findings.period(
                visits,
                ("meetingFrom", self.meeting_from.as_deref()),
                ("meetingTo", self.meeting_to.as_deref()),
            ),
            status: findings.maybe("status", self.status.as_deref(), OrderStatus::parse),
            city,
            operator: findings.maybe("operatorId", self.operator_id, OperatorId::new),
            master: findings.maybe("masterId", self.master_id, OperatorId::new),
            campaign,
            equipment: findings.maybe("typeEquipment", self.type_equipment.as_deref(), Equipment::parse),
            order_type: findings.maybe("typeOrder", self.type_order.as_deref(), OrderType::parse),
            phone: findings.maybe("phone", self.phone.as_deref(), Phone::parse),
            search: self.search(&mut findings),
        };
        findings.check()?;
        Ok(filter)
    }

    /// An empty search box looks for nothing in particular.
    fn search(&self, findings: &mut Findings) -> Option<OrderSearch> {
        let typed = self.q.as_deref().map(str::trim).filter(|typed| !typed.is_empty())?;
        let search = OrderSearch::parse(typed);
        if search.is_none() {
            findings.add("q", "search.no_words", "has no letter or digit to look for");
        }
        search
    }
}
