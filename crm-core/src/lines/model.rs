//! What a line is.

use crate::kernel::{CampaignId, Change, CityId, LineId, LineNumber, Text, Timestamp, Version};

/// What a line says of the calls that come to it. A call keeps the attribution of its first event for ever.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The advertising campaign.
    pub campaign: Option<CampaignId>,
    /// The city.
    pub city: Option<CityId>,
    /// The advert account behind the number.
    pub advert_account: Option<Text<255>>,
}

/// One of the company's own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: LineId,
    /// How often it has been written.
    pub version: Version,
    /// The number, unique.
    pub number: LineNumber,
    /// What its calls are attributed to.
    pub attribution: Attribution,
    /// Archived lines stay known: a late call to one is still attributed.
    pub archived: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A line to add.
#[derive(Debug, Clone)]
pub struct NewLine {
    /// The number.
    pub number: LineNumber,
    /// The campaign by name; an unknown name creates the campaign.
    pub campaign: Option<Text<50>>,
    /// The city.
    pub city: Option<CityId>,
    /// The advert account.
    pub advert_account: Option<Text<255>>,
}

impl NewLine {
    /// A line without campaign, city and advert account yet.
    pub fn new(number: LineNumber) -> Self {
        Self { number, campaign: None, city: None, advert_account: None }
    }
}

/// Changes to a line; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct LinePatch {
    /// Another campaign, by name.
    pub campaign: Change<Text<50>>,
    /// Another city.
    pub city: Change<CityId>,
    /// Another advert account.
    pub advert_account: Change<Text<255>>,
    /// Archive or bring back.
    pub archived: Option<bool>,
}

/// A number that calls came to and no line describes. Adding the line attributes the calls that follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLine {
    /// The number.
    pub number: LineNumber,
    /// When the first such call was taken in.
    pub first_seen: Timestamp,
    /// When the latest was.
    pub last_seen: Timestamp,
    /// How many calls.
    pub calls: u64,
}
