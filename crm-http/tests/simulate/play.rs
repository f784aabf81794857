//! One run of the simulator against a server, and what must be true of it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::thread::JoinHandle;

use serde_json::Value;

use crate::killable::{KillableServer, PAUSE};
use crate::program::{self, GOOD_PASSWORD, Office, Ran};

/// The office's admin.
const LOGIN: &str = "admin";
/// The account on both sides. Its clock is wrong by as much as the server is told.
const ENVIRONMENT: [(&str, &str); 3] = [
    ("MANGO_API_KEY", "key of the tests"),
    ("MANGO_API_SALT", "salt of the tests"),
    ("CRM_MANGO_CLOCK_OFFSET", "10817"),
];
/// Deliveries twice, out of order and late, and beside them what is not the provider's.
const FAULTS: &str = "--duplicate 0.1 --reorder 0.1 --delay 0.05 --bad-signature 0.02 --forge 0.02";
/// The share of webhooks that a losing provider never sends.
const LOST: &str = "0.02";
/// Webhooks of a conversation within which all kills fall; it has about ten.
const UNTIL_THE_LAST_KILL: u64 = 5;

/// What to play.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// How many conversations.
    pub(crate) calls: u32,
    /// How often the server is killed and started again meanwhile.
    pub(crate) kills: u32,
    /// Whether webhooks are lost on their way.
    pub(crate) loses: bool,
}

/// What the simulator reports, and what the server has counted.
pub(crate) struct Played {
    run: Run,
    status: i32,
    report: Value,
    refused: BTreeMap<String, u64>,
}

impl Run {
    /// Plays it, and checks the file afterwards: whatever is derived must follow from what was stored.
    pub(crate) fn play(self) -> Played {
        let office = Office::migrated();
        office.crm_with(&["create-admin", "--login", LOGIN], GOOD_PASSWORD).succeeds();
        let mut server = KillableServer::start(&office, &ENVIRONMENT);
        let simulator = self.simulator(&office, server.url());
        let killed = (0..self.kills).all(|_| self.kill(&mut server, &simulator));
        let ran = simulator.join().unwrap();
        tell(&format!("{self:?}\n{}", ran.out));
        assert_eq!(ran.err, "");
        assert!(killed, "the run was over before the last kill");

        let refused = refusals(&server.read("/admin/integrations", LOGIN, GOOD_PASSWORD.trim()));
        server.stop();
        let checked = office.crm(&["check"]).succeeds();
        tell(&format!("the server counted as refused: {refused:?}\ncrm check:\n{checked}\n"));
        let report = std::fs::read(office.path("report.json")).unwrap();
        Played { run: self, status: ran.status, report: serde_json::from_slice(&report).unwrap(), refused }
    }

    fn simulator(self, office: &Office, url: &str) -> JoinHandle<Ran> {
        let calls = self.calls.to_string();
        let mut command = office.command(&["simulate", "--url", url, "--login", LOGIN, "--setup", "--verify"]);
        command.args(["--calls", &calls, "--report", "report.json"]).args(FAULTS.split(' ')).envs(ENVIRONMENT);
        if self.kills > 0 {
            command.arg("--resend");
        }
        if self.loses {
            command.args(["--drop", LOST]);
        }
        std::thread::spawn(|| program::run(command, GOOD_PASSWORD))
    }

    /// Kills the server when it has worked for a while; not when the simulator has ended before.
    fn kill(self, server: &mut KillableServer<'_>, simulator: &JoinHandle<Ran>) -> bool {
        let enough = u64::from(self.calls) * UNTIL_THE_LAST_KILL / u64::from(self.kills);
        while server.answered() < enough {
            if simulator.is_finished() {
                return false;
            }
            std::thread::park_timeout(PAUSE);
        }
        server.kill_and_start();
        true
    }
}

/// For the log of a passing run: this is not captured, as `print!` is.
fn tell(figures: &str) {
    std::io::stdout().write_all(figures.as_bytes()).unwrap();
}

/// How many deliveries the server refused, by reason.
fn refusals(integrations: &Value) -> BTreeMap<String, u64> {
    let mut refused = BTreeMap::new();
    for row in integrations["data"]["refused"].as_array().unwrap() {
        assert_eq!(row["provider"], "mango");
        *refused.entry(row["reason"].as_str().unwrap().to_owned()).or_default() += row["count"].as_u64().unwrap();
    }
    refused
}

impl Played {
    /// Everything was told, and every call is what happened.
    pub(crate) fn is_exact(&self) {
        self.is_honest();
        let calls = u64::from(self.run.calls);
        assert_eq!((self.compared("exact"), self.compared("incomplete")), (calls, 0));
    }

    /// No call states anything wrong; what was not told wholly says so.
    pub(crate) fn is_honest(&self) {
        assert_eq!(self.report["compared"]["differences"], Value::Array(Vec::new()));
        assert_eq!(self.status, 0);
        let lost = self.sent("dropped");
        assert_eq!(lost > 0, self.run.loses);
        let calls = u64::from(self.run.calls);
        let known = ["exact", "incomplete", "untold"].map(|field| self.compared(field));
        assert_eq!(known.iter().sum::<u64>(), calls, "a call is exact or says that it is incomplete: {known:?}");
        assert!(known[0] >= self.compared("whollyTold"));
        assert_eq!(known[1] > 0, self.run.loses);

        assert_eq!(self.sent("acknowledged"), self.sent("sent"));
        assert_eq!(self.sent("resent") > 0, self.run.kills > 0, "a kill meets something on its way");
        self.has_refused_every_forgery();
    }

    /// No forgery was believed, and each was counted by what is wrong with it.
    fn has_refused_every_forgery(&self) {
        let refused = |kind: &str| {
            let forged = &self.report["sent"]["forgeries"][kind];
            assert!(forged["sent"].as_u64().unwrap() > 0, "none was {kind}");
            assert_eq!(forged["refused"], forged["sent"], "{kind}: {forged}");
            forged["refused"].as_u64().unwrap()
        };
        self.has_counted("wrong_signature", refused("badSignature"));
        self.has_counted("foreign_key", refused("foreignKey"));
        // Of what is no form, or has no signature among its fields, nothing else can be said.
        self.has_counted("unsigned", refused("unsigned") + refused("garbage"));
        assert_eq!(self.refused.len(), 3, "{:?}", self.refused);
    }

    /// What a server counted just before it was killed was sent again, and counted again.
    fn has_counted(&self, reason: &str, refused: u64) {
        let counted = self.refused.get(reason).copied().unwrap_or_default();
        let holds = if self.run.kills > 0 { counted >= refused } else { counted == refused };
        assert!(holds, "{counted} counted as {reason}, {refused} refused");
    }

    fn compared(&self, field: &str) -> u64 {
        self.report["compared"][field].as_u64().unwrap()
    }

    fn sent(&self, field: &str) -> u64 {
        self.report["sent"]["total"][field].as_u64().unwrap()
    }
}
