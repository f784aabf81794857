//! Rules of lines.

use super::{Attribution, Line, LinePatch, NewLine};
use crate::access::Actor;
use crate::audit;
use crate::events;
use crate::kernel::{CampaignId, Change, Code, ErrorKind, LineId, Refusal, Timestamp, Version};
use crate::store::{Effects, Loaded};

/// Refusals of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// No such line.
    #[error("there is no such line")]
    NotFound,
    /// The number is a line already.
    #[error("this number is a line already")]
    NumberTaken,
    /// Somebody changed the line since it was read.
    #[error("the line was changed by somebody else; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
}

impl Refusal for LineError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "line.not_found",
            Self::NumberTaken => "line.number_taken",
            Self::VersionConflict { .. } => "line.version_conflict",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::NumberTaken | Self::VersionConflict { .. } => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            _ => None,
        }
    }
}

pub(crate) fn create(
    id: LineId,
    new: &NewLine,
    campaign: Option<CampaignId>,
    actor: &Actor,
    now: Timestamp,
) -> (Line, Effects) {
    let attribution = Attribution { campaign, city: new.city, advert_account: new.advert_account.clone() };
    let line = Line {
        id,
        version: Version::FIRST,
        number: new.number.clone(),
        attribution,
        archived: false,
        created_at: now,
        updated_at: now,
    };
    let mut effects = Effects::none();
    effects.insert(line.clone());
    trace(&mut effects, "line.created", &line, actor, now);
    (line, effects)
}

/// `campaign` is what [`LinePatch::campaign`] resolved to.
pub(crate) fn change(
    read: &Loaded<Line>,
    version: Version,
    patch: &LinePatch,
    campaign: Change<CampaignId>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Line, Effects), LineError> {
    if version != read.version {
        return Err(LineError::VersionConflict { current: read.version });
    }
    let mut line = read.to_changed();
    let attribution = &mut line.attribution;
    attribution.campaign = campaign.apply(attribution.campaign);
    attribution.city = patch.city.apply(attribution.city);
    attribution.advert_account = patch.advert_account.clone().apply(attribution.advert_account.take());
    line.archived = patch.archived.unwrap_or(line.archived);
    let mut effects = Effects::none();
    if line != **read {
        line.updated_at = now;
        effects.update(read, line.clone());
        line.version = read.version.next();
        trace(&mut effects, "line.changed", &line, actor, now);
    }
    Ok((line, effects))
}

fn trace(effects: &mut Effects, action: &'static str, line: &Line, actor: &Actor, now: Timestamp) {
    let payload = serde_json::json!({
        "number": line.number.as_str(),
        "campaign": line.attribution.campaign,
        "city": line.attribution.city,
        "advertAccount": line.attribution.advert_account.as_ref().map(AsRef::<str>::as_ref),
        "archived": line.archived,
    });
    let subject = format!("line:{}", line.id);
    effects.event(events::office_changed(now, &subject));
    effects.audit(audit::entry(actor, now, action, subject, &payload));
}
