//! Whole plans against an office over a store: every fault, and the calls that the office shows afterwards.

use std::collections::BTreeMap;
use std::sync::Arc;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::Passwords;
use crm_core::calls::{CallFilter, CallSort, CallView};
use crm_core::cities::NewCity;
use crm_core::conformance::MemoryStore;
use crm_core::kernel::{CityId, LineNumber, ManualClock, OperatorId, PageRequest, Text, Timestamp, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{Login, NewOperator, Role};
use crm_core::store::Store;
use crm_core::telephony::mango;
use crm_store_sqlite::SqliteStore;

use super::fold::{account, plan};
use crate::simulate::compare::{Comparison, Stated};
use crate::simulate::office::{CITIES, EMPLOYEES, LINES};
use crate::simulate::plan::{Faults, Plan, What};

const OFFSET: i64 = 10_800;

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::new(text).unwrap()
}

/// An office with the simulated one's cities, lines and operators, whose clock shows a moment after the plan.
pub(super) struct Office {
    pub(super) crm: Crm,
    clock: Arc<ManualClock>,
    actor: Actor,
    people: BTreeMap<OperatorId, String>,
}

impl Office {
    pub(super) async fn open(store: Arc<dyn Store>, plan: &Plan) -> Self {
        let last = plan.sendings.last().unwrap().due;
        let clock = Arc::new(ManualClock::at(Timestamp::from_micros(last * 1000).unwrap()));
        let builder = Crm::builder_shared(store).clock(Arc::clone(&clock) as _).mango(account(OFFSET));
        let crm = builder.passwords(Passwords::weak_for_tests()).open().await.unwrap();
        let actor = Actor::system("test");
        let mut cities: Vec<CityId> = Vec::new();
        for city in CITIES {
            let new = NewCity::new(text(city.name), Zone::parse(city.zone).unwrap());
            cities.push(crm.cities().create(&actor, &new, None).await.unwrap().id);
        }
        for line in LINES {
            let number = LineNumber::parse(line.number).unwrap();
            let city = Some(cities[line.city]);
            let new = NewLine { campaign: Some(text(line.campaign)), city, ..NewLine::new(number) };
            crm.lines().create(&actor, &new, None).await.unwrap();
        }
        let mut people = BTreeMap::new();
        for employee in EMPLOYEES {
            let new = NewOperator {
                name: text(employee.name),
                login: Login::new(&format!("simulated.{}", employee.extension)).unwrap(),
                password: "correct horse battery".into(),
                role: Role::Operator,
                city: Some(cities[employee.city]),
                more_cities: Vec::new(),
                sip_address: None,
                extension: Some(text(employee.extension)),
            };
            let operator = crm.operators().create(&actor, &new, None).await.unwrap();
            people.insert(operator.id, employee.extension.to_owned());
        }
        Self { crm, clock, actor, people }
    }

    /// Hands every request of the plan over, in the order of the plan.
    async fn play(&self, plan: &Plan) {
        let account = account(OFFSET);
        for sending in &plan.sendings {
            match &sending.what {
                What::Delivery { conversation, delivery, .. } => {
                    let delivery = &plan.conversations[*conversation].deliveries[*delivery];
                    let body = mango::encode_form(&account, &delivery.json);
                    self.crm.telephony().mango(delivery.kind.path(), body.as_bytes()).await.unwrap();
                }
                What::Forgery(forgery) => {
                    let answer = self.crm.telephony().mango(forgery.path, forgery.body.as_bytes()).await;
                    assert_eq!(answer.is_err(), forgery.kind.must_be_refused(), "{forgery:?}: {answer:?}");
                }
            }
        }
    }

    /// What the office states, held against the truth.
    pub(super) async fn compare(&self, plan: &Plan) -> Comparison {
        let mut calls: BTreeMap<String, Vec<Stated>> = BTreeMap::new();
        let mut page = PageRequest::first().limit(100).unwrap();
        loop {
            let (calls_of, everything) = (self.crm.calls(), CallFilter::default());
            let list = calls_of.list(&self.actor, &everything, CallSort::Latest, &page).await.unwrap();
            for view in list.items {
                let id = view.call.provider_id.clone().unwrap().into_string();
                calls.entry(id).or_default().push(self.stated(view));
            }
            let Some(next) = list.next else { break };
            page = PageRequest::cursor(next, 100).unwrap();
        }
        let mut comparison = Comparison::default();
        for (place, planned) in plan.conversations.iter().enumerate() {
            let told = plan.told(place, |delivery| !planned.deliveries[delivery].dropped);
            let found = calls.remove(&planned.truth.conversation_id).unwrap_or_default();
            comparison.add(&planned.truth, &told, &found);
        }
        assert!(calls.is_empty(), "calls that nobody made: {:?}", calls.keys());
        comparison
    }

    fn stated(&self, view: CallView) -> Stated {
        let CallView { call, city, campaign, .. } = view;
        let extension = |id: OperatorId| self.people.get(&id).cloned().unwrap_or_else(|| "?".to_owned());
        let seconds = |seconds: Option<u64>| seconds.map(|it| i64::try_from(it).unwrap());
        Stated {
            wait_seconds: seconds(call.facts.wait_seconds()),
            talk_seconds: seconds(call.facts.talk_seconds()),
            direction: Some(call.facts.direction),
            status: call.facts.status,
            miss_reason: call.facts.miss_reason,
            operator: call.operator.map(extension),
            final_operator: call.final_operator.map(extension),
            campaign: campaign.map(String::from),
            city: city.map(String::from),
            line: call.facts.line.map(|line| line.to_string()),
            complete: call.facts.complete,
        }
    }
}

/// Everything that can go wrong, and nothing lost.
pub(super) const MESSY: Faults = Faults {
    dropped: 0.0,
    duplicated: 0.1,
    reordered: 0.2,
    delayed: 0.1,
    skewed: 0.1,
    badly_signed: 0.05,
    forged: 0.05,
};

async fn a_messy_week_comes_out_as_it_was(store: Arc<dyn Store>) {
    let plan = plan(11, 200, OFFSET, MESSY);
    let office = Office::open(store, &plan).await;
    office.play(&plan).await;
    let comparison = office.compare(&plan).await;
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.exact, 200);
    // Played once more, as by a provider that repeats itself, it changes nothing.
    office.play(&plan).await;
    assert_eq!(office.compare(&plan).await.exact, 200);
    assert!(office.crm.telephony().check(&office.actor, |_| {}).await.unwrap().differences.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_week_comes_out_as_it_was_in_memory() {
    a_messy_week_comes_out_as_it_was(Arc::new(MemoryStore::new())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_week_comes_out_as_it_was_in_sqlite() {
    a_messy_week_comes_out_as_it_was(Arc::new(SqliteStore::open_in_memory().unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_week_with_losses_no_call_states_anything_wrong_before_and_after_the_office_closes_the_silent_ones() {
    let plan = plan(12, 200, OFFSET, Faults { dropped: 0.05, ..MESSY });
    let office = Office::open(Arc::new(SqliteStore::open_in_memory().unwrap()), &plan).await;
    office.play(&plan).await;
    let before = office.compare(&plan).await;
    assert_eq!(before.differences, []);
    office.clock.advance(std::time::Duration::from_secs(3 * 3600));
    while office.crm.telephony().sweep(&office.actor).await.unwrap().rows > 0 {}
    let after = office.compare(&plan).await;
    assert_eq!(after.differences, []);
    assert!(after.incomplete > 10 && after.incomplete == before.incomplete, "{after:?}");
    assert!(!after.provisional.is_empty());
}
