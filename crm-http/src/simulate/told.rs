//! What the server was told of a conversation, and so what may be asked of its call.

use crm_core::calls::MissReason;
use serde::Serialize;

use super::story::{Kind, Place};

/// What reached the server of one conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told {
    /// Deliveries that there are.
    pub(crate) deliveries: usize,
    /// Those that never reached the server, or of which that is not known.
    pub(crate) dropped: usize,
    /// Whether anything came that shows that there was a call.
    pub(crate) evidence: bool,
    /// Whether the account of the end came. It decides; without it a call is as far as its legs tell.
    pub(crate) summary: bool,
    /// The farthest place that legs told of: how far a client who hung up had come, as far as can be known.
    #[serde(skip)]
    pub(crate) farthest: Option<Place>,
}

impl Told {
    /// From the kind of each delivery, and whether it reached the server.
    pub(crate) fn of(deliveries: impl Iterator<Item = (Kind, bool)>) -> Self {
        let mut told = Self { deliveries: 0, dropped: 0, evidence: false, summary: false, farthest: None };
        for (kind, reached) in deliveries {
            told.deliveries += 1;
            if !reached {
                told.dropped += 1;
                continue;
            }
            told.evidence |= kind.is_evidence();
            match kind {
                Kind::Summary => told.summary = true,
                Kind::Leg(place) => told.farthest = told.farthest.max(Some(place)),
                _ => {}
            }
        }
        told
    }

    /// Whether everything was told.
    pub(crate) fn is_whole(&self) -> bool {
        self.dropped == 0
    }

    /// The reason that a call missed for `truth` can give. Of a client who hung up it is the farthest place: when every
    /// event of that place is lost, nothing tells of it.
    pub(crate) fn miss_reason(&self, truth: &MissReason) -> MissReason {
        match truth {
            MissReason::AbandonedIvr | MissReason::AbandonedQueue | MissReason::AbandonedRinging => {
                self.farthest.unwrap_or(Place::Menu).abandoned()
            }
            other => other.clone(),
        }
    }
}
