//! Recorded deliveries, and calls in their words.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crm_core::calls::{CallView, Extension};
use crm_core::kernel::{LineNumber, Phone, Text, Timestamp};
use crm_core::telephony::MangoAccount;
use serde_json::{Value, json};

/// The key of every recorded delivery that is not forged.
pub(crate) const KEY: &str = "fixture0key0fixture0key0fixture0";
const SALT: &str = "fixture0salt0fixture0salt0fixtur";

/// One POST, and whether it must be refused.
#[derive(Debug, Clone)]
pub(crate) struct Posted {
    pub(crate) path: String,
    pub(crate) body: String,
    pub(crate) forged: bool,
}

/// One file of deliveries and the call they must give.
pub(crate) struct Recorded {
    pub(crate) name: String,
    pub(crate) deliveries: Vec<Posted>,
    pub(crate) expected: Value,
}

impl Recorded {
    /// How many distinct bodies of the file must be refused.
    pub(crate) fn refused(&self) -> usize {
        self.deliveries.iter().filter(|posted| posted.forged).map(|posted| &posted.body).collect::<BTreeSet<_>>().len()
    }
}

/// Every recorded file, by name.
pub(crate) fn recorded() -> Vec<Recorded> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crm-core/tests/fixtures/mango");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let all: Vec<_> = paths.into_iter().map(read).collect();
    assert_eq!(all.len(), 12);
    all
}

fn read(path: PathBuf) -> Recorded {
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!((string(&file["vpbx_api_key"]).as_str(), string(&file["vpbx_api_salt"]).as_str()), (KEY, SALT));
    let posted = |delivery: &Value| Posted {
        path: string(&delivery["path"]),
        body: string(&delivery["raw_body"]),
        forged: delivery["expect_http"] == 403,
    };
    Recorded {
        name: string(&file["name"]),
        deliveries: file["deliveries"].as_array().unwrap().iter().map(posted).collect(),
        expected: file["expected"].clone(),
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The account that signed the recorded deliveries.
pub(crate) fn account() -> MangoAccount {
    MangoAccount::new(Text::new("main").unwrap(), KEY.into(), SALT.into(), 0).unwrap()
}

/// A call in the words of the recorded files.
pub(crate) fn told(view: &CallView, rejected: usize) -> Value {
    let facts = &view.call.facts;
    let seconds = |at: Option<Timestamp>| at.map(Timestamp::seconds);
    let text = |extension: &Option<Extension>| extension.as_ref().map(|extension| extension.as_str().to_owned());
    json!({
        "entry_id": view.call.provider_id,
        "direction": facts.direction,
        "status": facts.status,
        "miss_reason": facts.miss_reason,
        "client_phone": facts.client.as_ref().map(Phone::as_str),
        "line_number": facts.line.as_ref().map(LineNumber::provider_form),
        "operator_extension": text(&facts.operator_extension),
        "final_operator_extension": text(&facts.final_operator_extension),
        "operators_rung": facts.operators_rung.iter().map(Extension::as_str).collect::<Vec<_>>(),
        "started_at": facts.started_at.seconds(),
        "answered_at": seconds(facts.answered_at),
        "ended_at": seconds(facts.ended_at),
        "wait_seconds": facts.wait_seconds(),
        "talk_seconds": facts.talk_seconds(),
        "transferred": facts.transferred,
        "disconnect_reason": facts.disconnect_code,
        "recording_ids": facts.recordings.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
        "recording_ready": facts.recordings.iter().any(|it| it.ready),
        "leg_count": facts.leg_count,
        "complete": facts.complete,
        "rejected_deliveries": rejected,
    })
}
