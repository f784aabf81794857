//! Calls of the past, as somebody wrote them down.

use crm_core::calls::{CallDirection, CallFilter, CallSort, CallStatus, CallView, Classification, NewCall};
use crm_core::kernel::{Error, LineNumber, OperatorId, PageRequest, Period, Phone, Timestamp};
use crm_core::store::IdempotencyKey;

use super::desk::{Desk, missing};
use super::fields::{Fields, instant};
use super::table::{Known, Row};
use super::{Done, Fault};

pub(super) const COLUMNS: &[Known] = &[
    Known::required("dateCreate", &["date_create"]),
    Known::required("status", &[]),
    Known::optional("direction", &[]),
    Known::optional("phoneClient", &["phone_client"]),
    Known::optional("phoneAts", &["phone_ats"]),
    Known::optional("rk", &[]),
    Known::optional("city", &[]),
    Known::optional("avitoName", &["avito_name"]),
    Known::optional("operator", &["operatorLogin", "operator_login"]),
    Known::optional("operatorId", &["operator_id"]),
    Known::optional("waitSeconds", &["wait_seconds"]),
    Known::optional("talkSeconds", &["talk_seconds"]),
    Known::optional("category", &[]),
    Known::optional("note", &[]),
    Known::ignored("id", &[]),
    Known::ignored("avitoId", &["avito_id"]),
    Known::ignored("mangoId", &["mango_id"]),
    Known::ignored("missReason", &["miss_reason"]),
    Known::ignored("endReason", &["end_reason"]),
];

/// A call and who had it.
#[derive(Debug)]
pub(super) struct Item {
    call: NewCall,
    operator: Option<OperatorId>,
}

pub(super) fn read(desk: &Desk<'_>, row: &Row) -> Result<Item, Fault> {
    let mut fields = Fields::of(row);
    let started_at = fields.required("dateCreate", |text| instant("dateCreate", text, desk.zone));
    let status = fields.code("status", CallStatus::parse);
    let direction = fields
        .optional("direction", |word| CallDirection::parse(word).map_err(|error| error.at("direction")))
        .unwrap_or(CallDirection::In);
    let client = fields.optional("phoneClient", |text| Phone::parse(text).map_err(|error| error.at("phoneClient")));
    let line = fields.optional("phoneAts", |text| LineNumber::parse(text).map_err(|error| error.at("phoneAts")));
    let by_login = fields.optional("operator", |who| desk.person("operator", who));
    let by_number = fields.optional("operatorId", |number| desk.person_by_number("operatorId", number));
    let (wait_seconds, talk_seconds) = (fields.seconds("waitSeconds"), fields.seconds("talkSeconds"));
    let classification = Classification { category: fields.text("category"), note: fields.text("note") };
    attributed(desk, row, line.as_ref(), &mut fields);
    let read = started_at.zip(status).map(|(started_at, status)| Item {
        call: NewCall { direction, status, client, line, started_at, wait_seconds, talk_seconds, classification },
        operator: by_login.or(by_number),
    });
    Ok(fields.finish(read)?)
}

/// A call has the campaign, city and advert account of its line. What a row says beyond that would be lost, so it is a
/// finding.
fn attributed(desk: &Desk<'_>, row: &Row, number: Option<&LineNumber>, fields: &mut Fields<'_>) {
    let line = number.and_then(|number| desk.line(number)).map(|line| &line.attribution);
    let of_line = |name| match name {
        "rk" => line?.campaign.and_then(|id| desk.campaign_name(id)),
        "city" => line?.city.and_then(|id| desk.city_name(id)),
        _ => line?.advert_account.as_ref().map(AsRef::as_ref),
    };
    for name in ["rk", "city", "avitoName"] {
        let differs = |said: &str| of_line(name).is_none_or(|known: &str| known.to_lowercase() != said.to_lowercase());
        if row.get(name).is_some_and(differs) {
            let sentence = "a call has what its line has, and the line says otherwise: import the lines first";
            fields.find(missing(name, "import.other_than_line", sentence));
        }
    }
}

impl Item {
    /// What two rows of one call have in common.
    pub(super) fn natural_key(&self) -> String {
        let NewCall { direction, status, client, line, started_at, wait_seconds, talk_seconds, .. } = &self.call;
        match client {
            Some(client) => format!("{started_at} {direction} {client}"),
            None => format!("{started_at} {direction} {status} {line:?} {wait_seconds} {talk_seconds}"),
        }
    }

    /// Writes the call, unless as many of its like are there already as the file has had.
    pub(super) async fn write(&self, desk: &Desk<'_>, nth: u64, key: &IdempotencyKey) -> Result<Done, Error> {
        if self.present(desk).await? >= nth {
            return Ok(Done::Present);
        }
        let calls = desk.crm.calls();
        let written = match self.operator {
            Some(operator) => calls.record_for(&desk.actor, operator, &self.call, Some(key)).await?,
            None => calls.record(&desk.actor, &self.call, Some(key)).await?,
        };
        Ok(Done::since(desk.begun, written.created_at))
    }

    async fn present(&self, desk: &Desk<'_>) -> Result<u64, Error> {
        let at = self.call.started_at;
        let next = Timestamp::from_micros(at.micros().saturating_add(1)).unwrap_or(Timestamp::MAX);
        let filter = CallFilter {
            period: Period::new(at, next).ok(),
            client: self.call.client.clone(),
            direction: Some(self.call.direction.clone()),
            ..CallFilter::default()
        };
        let page = PageRequest::first().limit(PageRequest::MAX_LIMIT)?.without_total();
        let found = desk.crm.calls().list(&desk.actor, &filter, CallSort::Earliest, &page).await?.items;
        Ok(found.iter().filter(|view| self.is_like(view)).count() as u64)
    }

    fn is_like(&self, view: &CallView) -> bool {
        let (new, facts) = (&self.call, &view.call.facts);
        // One client cannot begin two calls in one instant; hidden ones may.
        new.client.is_some()
            || (facts.client.is_none()
                && facts.status == new.status
                && facts.line == new.line
                && facts.wait_seconds() == Some(new.wait_seconds.into())
                && facts.talk_seconds() == Some(new.talk_seconds.into()))
    }
}
