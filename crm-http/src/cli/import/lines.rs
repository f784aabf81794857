//! The company's own numbers.

use crm_core::kernel::{Error, LineNumber};
use crm_core::lines::{LineError, NewLine};

use super::desk::{Desk, missing};
use super::fields::Fields;
use super::table::{Known, Row};
use super::{Done, Fault};

pub(super) const COLUMNS: &[Known] = &[
    Known::required("number", &["phoneAts", "phone_ats", "phone", "line"]),
    Known::optional("rk", &["campaign"]),
    Known::optional("city", &[]),
    Known::optional("avitoName", &["avito_name", "advertAccount"]),
    Known::ignored("id", &[]),
    Known::ignored("avitoId", &["avito_id"]),
    Known::ignored("createdAt", &["created_at"]),
    Known::ignored("updatedAt", &["updated_at"]),
];

pub(super) fn read(desk: &Desk<'_>, row: &Row) -> Result<NewLine, Fault> {
    let mut fields = Fields::of(row);
    let number = fields.required("number", |text| LineNumber::parse(text).map_err(|error| error.at("number")));
    let city = fields.optional("city", |name| desk.city("city", name).map(|city| city.id));
    let (campaign, advert_account) = (fields.text("rk"), fields.text("avitoName"));
    Ok(fields.finish(number.map(|number| NewLine { number, campaign, city, advert_account }))?)
}

pub(super) async fn write(desk: &Desk<'_>, new: &NewLine) -> Result<Done, Fault> {
    match desk.crm.lines().create(&desk.actor, new, None).await {
        Ok(_) => Ok(Done::Created),
        Err(error) if error.refusal() == Some(&LineError::NumberTaken) => {
            if same(desk, new).await? {
                Ok(Done::Present)
            } else {
                let sentence = "this line is there already, with another campaign, city or advert account";
                Err(Fault::from(vec![missing("number", "import.differs", sentence)]))
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the line that is there says what the row says.
async fn same(desk: &Desk<'_>, new: &NewLine) -> Result<bool, Error> {
    let present = desk.crm.lines().by_number(&desk.actor, &new.number).await?.attribution;
    let campaign = match present.campaign {
        Some(id) => Some(desk.crm.campaigns().get(&desk.actor, id).await?.name.as_str().to_lowercase()),
        None => None,
    };
    Ok(campaign == new.campaign.as_ref().map(|name| name.as_str().to_lowercase())
        && present.city == new.city
        && present.advert_account == new.advert_account)
}
