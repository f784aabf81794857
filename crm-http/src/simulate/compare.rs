//! The server's calls against the truth.

use std::collections::BTreeMap;
use std::fmt;

use crm_core::calls::{CallDirection, CallStatus, MissReason};
use crm_core::kernel::LineNumber;
use serde::Serialize;

use super::told::Told;
use super::truth::Truth;

/// A call as the server states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// Which way it went.
    pub(crate) direction: Option<CallDirection>,
    /// How it stands.
    pub(crate) status: CallStatus,
    /// Why it was missed.
    pub(crate) miss_reason: Option<MissReason>,
    /// The extension of its operator. An operator whom the office does not know reads as `?`.
    pub(crate) operator: Option<String>,
    /// The extension of who talked last.
    pub(crate) final_operator: Option<String>,
    /// From the start to the answer or the end.
    pub(crate) wait_seconds: Option<i64>,
    /// From the answer to the end.
    pub(crate) talk_seconds: Option<i64>,
    /// The campaign's name.
    pub(crate) campaign: Option<String>,
    /// The city's name.
    pub(crate) city: Option<String>,
    /// The office's number.
    pub(crate) line: Option<String>,
    /// Whether the provider's account of it is whole.
    pub(crate) complete: bool,
}

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    /// The conversation.
    pub(crate) conversation_id: String,
    /// The field; `call` for the call itself.
    pub(crate) field: &'static str,
    /// What really happened.
    pub(crate) truth: String,
    /// What the server states.
    pub(crate) stated: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { conversation_id, field, truth, stated } = self;
        write!(f, "{conversation_id}: {field} is {stated}, but was {truth}")
    }
}

/// What comparing found.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comparison {
    /// Conversations compared.
    pub(crate) conversations: usize,
    /// Those of which everything was told.
    pub(crate) wholly_told: usize,
    /// Those whose call is exactly the truth, and says that it is complete.
    pub(crate) exact: usize,
    /// Calls that say that they are incomplete.
    pub(crate) incomplete: usize,
    /// Conversations without a call, of which nothing was told.
    pub(crate) untold: usize,
    /// What incomplete calls without an account of their end leave open or have otherwise, by field. They say themselves
    /// that they are not the last word, and a late account would correct them.
    pub(crate) provisional: BTreeMap<&'static str, usize>,
    /// What is wrong.
    pub(crate) differences: Vec<Difference>,
}

impl Comparison {
    /// Adds a conversation and what the server has of it, which should be one call.
    pub(crate) fn add(&mut self, truth: &Truth, told: &Told, found: &[Stated]) {
        self.conversations += 1;
        self.wholly_told += usize::from(told.is_whole());
        let Some(stated) = found.first() else {
            if told.evidence {
                self.differ(truth, "call", "one".into(), "missing".into());
            } else {
                self.untold += 1;
            }
            return;
        };
        if found.len() > 1 {
            self.differ(truth, "call", "one".into(), format!("there {} times", found.len()));
        }
        self.incomplete += usize::from(!stated.complete);
        let before = self.differences.len();
        let must_be_exact = told.is_whole() || stated.complete;
        // Without the account of the end a call is what its legs say so far, and says so.
        let provisional = !must_be_exact && !told.summary;
        for field in fields(truth, told, stated) {
            let missing = field.stated == NOTHING || field.stated == "new";
            if field.is_right() || (missing && !must_be_exact) {
                continue;
            }
            if provisional && field.follows_the_end {
                *self.provisional.entry(field.name).or_default() += 1;
            } else {
                self.differ(truth, field.name, field.truth, field.stated);
            }
        }
        if told.is_whole() && !stated.complete {
            self.differ(truth, "complete", "true".into(), "false".into());
        }
        self.exact += usize::from(self.differences.len() == before && stated.complete);
    }

    /// Lines for people, of at most so many differences.
    pub(crate) fn text(&self, shown: usize) -> String {
        let Self { conversations, wholly_told, exact, incomplete, untold, provisional, differences } = self;
        let mut lines = vec![format!(
            "{conversations} conversations compared, {wholly_told} of them told wholly: {exact} calls are exactly what \
             happened, {incomplete} say that they are incomplete, {untold} conversations were never told of"
        )];
        if !provisional.is_empty() {
            let fields: Vec<String> = provisional.iter().map(|(field, count)| format!("{field} {count}")).collect();
            lines.push(format!("  not settled for want of a summary: {}", fields.join(", ")));
        }
        lines.extend(differences.iter().take(shown).map(|difference| format!("  {difference}")));
        match differences.len() {
            0 => lines.push("nothing differs".to_owned()),
            all if all > shown => lines.push(format!("{all} differences, of which {shown} are shown")),
            all => lines.push(format!("{all} differences")),
        }
        lines.join("\n") + "\n"
    }

    fn differ(&mut self, truth: &Truth, field: &'static str, was: String, stated: String) {
        let conversation_id = truth.conversation_id.clone();
        self.differences.push(Difference { conversation_id, field, truth: was, stated });
    }
}

const NOTHING: &str = "nothing";

/// One field of both sides, as text.
struct Field {
    name: &'static str,
    truth: String,
    stated: String,
    /// Whether only the account of the end can settle it.
    follows_the_end: bool,
}

impl Field {
    fn is_right(&self) -> bool {
        self.truth == self.stated
    }
}

fn fields(truth: &Truth, told: &Told, stated: &Stated) -> Vec<Field> {
    fn text(value: Option<impl fmt::Display>) -> String {
        value.map_or_else(|| NOTHING.to_owned(), |value| value.to_string())
    }
    let known = |name, truth, stated| Field { name, truth, stated, follows_the_end: false };
    let open = |name, truth, stated| Field { name, truth, stated, follows_the_end: true };
    let line = LineNumber::from_provider(truth.line);
    let reason = truth.miss_reason.as_ref().map(|reason| told.miss_reason(reason));
    vec![
        open("direction", text(Some(&truth.direction)), text(stated.direction.as_ref())),
        known("line", text(line), text(stated.line.as_ref())),
        known("campaign", text(truth.campaign), text(stated.campaign.as_ref())),
        known("city", text(truth.city), text(stated.city.as_ref())),
        open("status", text(Some(&truth.status)), text(Some(&stated.status))),
        open("missReason", text(reason), text(stated.miss_reason.as_ref())),
        open("operator", text(truth.operator), text(stated.operator.as_ref())),
        open("finalOperator", text(truth.final_operator), text(stated.final_operator.as_ref())),
        open("waitSeconds", text(Some(truth.wait_seconds)), text(stated.wait_seconds)),
        open("talkSeconds", text(Some(truth.talk_seconds)), text(stated.talk_seconds)),
    ]
}
