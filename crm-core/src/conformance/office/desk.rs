//! An office to try things in, and what cases do all the time.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use crate::access::Actor;
use crate::auth::{Passwords, SignInRequest, SignedIn, TokenKeys};
use crate::calls::{CallFilter, CallSort, CallView};
use crate::cities::{City, NewCity};
use crate::conformance::Fixture;
use crate::crm::Crm;
use crate::events::FeedEvent;
use crate::kernel::{CityId, Clock, Error, LineNumber, ManualClock, PageRequest, Text, Timestamp, Zone};
use crate::lines::{Line, NewLine};
use crate::operators::{Login, NewOperator, Operator, Role};
use crate::store::{Effects, Read, Store};
use crate::telephony::{MangoAccount, Receipt, SipSource, mango};

/// The password of everybody.
pub(super) const PASSWORD: &str = "correct horse battery";
/// What signs the tokens.
pub(super) const TOKEN_SECRET: &str = "a secret of at least thirty-two bytes";
/// The line that most samples of traffic come to.
pub(super) const LINE: &str = "74950000001";

/// An office over a fresh store, its clock, and the program itself as an actor.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) crm: Crm,
    pub(super) clock: Arc<ManualClock>,
    pub(super) system: Actor,
}

impl Desk {
    /// An office that has nothing yet.
    pub(super) async fn open(fx: &dyn Fixture) -> Self {
        Self::over(fx.fresh().await)
    }

    /// Another process over the same database, with a clock of its own.
    pub(super) fn over(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(ManualClock::at(Timestamp::parse("2026-01-12T06:00:00Z").unwrap()));
        let crm = Crm::builder_shared(store)
            .clock(Arc::clone(&clock) as Arc<dyn Clock>)
            .passwords(Passwords::weak_for_tests())
            .tokens(TokenKeys::new(TOKEN_SECRET).unwrap())
            .mango(account())
            .sip(source())
            .build()
            .unwrap();
        Self { crm, clock, system: Actor::system("suite") }
    }

    pub(super) async fn city(&self, name: &str) -> City {
        self.crm.cities().create(&self.system, &NewCity::new(text(name), Zone::MOSCOW), None).await.unwrap()
    }
    /// A user whose password is [`PASSWORD`].
    pub(super) async fn person(&self, login: &str, role: Role, city: Option<CityId>) -> Operator {
        self.crm.operators().create(&self.system, &new_person(login, role, city), None).await.unwrap()
    }
    /// A user whom providers name by an extension.
    pub(super) async fn phone_person(&self, login: &str, city: CityId, extension: &str) -> Operator {
        let new = NewOperator { extension: Some(text(extension)), ..new_person(login, Role::Operator, Some(city)) };
        self.crm.operators().create(&self.system, &new, None).await.unwrap()
    }
    pub(super) async fn actor(&self, operator: &Operator) -> Actor {
        self.crm.operators().actor(operator.id).await.unwrap()
    }
    pub(super) async fn line(&self, number: &str, city: Option<CityId>, campaign: Option<&str>) -> Line {
        let new = NewLine { number: line_number(number), campaign: campaign.map(text), city, advert_account: None };
        self.crm.lines().create(&self.system, &new, None).await.unwrap()
    }

    pub(super) async fn sign_in(&self, login: &str, address: &str) -> Result<SignedIn, Error> {
        self.try_password(login, PASSWORD, address).await
    }
    pub(super) async fn try_password(&self, login: &str, password: &str, address: &str) -> Result<SignedIn, Error> {
        let request = SignInRequest { address: Some(address.parse().unwrap()), ..SignInRequest::new(login, password) };
        self.crm.auth().login(&request).await
    }

    /// Posts a signed Mango event.
    pub(super) async fn post(&self, path: &str, json: &str) -> Result<Receipt, Error> {
        let body = mango::encode_form(&account(), json);
        self.crm.telephony().mango(path, body.as_bytes()).await
    }
    /// Posts a signed Mango event of an archive, whatever its times.
    pub(super) async fn play(&self, path: &str, json: &str) {
        let body = mango::encode_form(&account(), json);
        let receipt = self.crm.telephony().archive(&self.system).unwrap().mango(path, body.as_bytes()).await.unwrap();
        assert!(matches!(receipt, Receipt::Taken { .. }), "{json}");
    }
    /// Posts signed Mango events one after the other.
    pub(super) async fn post_all(&self, events: &[(String, String)]) {
        for (path, json) in events {
            self.post(path, json).await.unwrap();
        }
    }

    pub(super) fn later(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Every call the actor sees, latest first, with the total checked against it.
    pub(super) async fn calls(&self, actor: &Actor) -> Vec<CallView> {
        let page = PageRequest::first().limit(100).unwrap();
        let page = self.crm.calls().list(actor, &CallFilter::default(), CallSort::Latest, &page).await.unwrap();
        assert_eq!(page.total.unwrap().count, page.items.len() as u64, "the total counts what the actor sees");
        page.items
    }
    /// The one call there is.
    pub(super) async fn only_call(&self) -> CallView {
        let mut calls = self.calls(&self.system).await;
        assert_eq!(calls.len(), 1);
        calls.remove(0)
    }
    /// Every event the actor sees.
    pub(super) async fn feed(&self, actor: &Actor) -> Vec<FeedEvent> {
        let (mut all, mut position) = (Vec::new(), 0);
        loop {
            let page = self.crm.events().after(actor, position).await.unwrap();
            all.extend(page.events);
            if page.position == position {
                return all;
            }
            position = page.position;
        }
    }
    /// What the audit tells of a subject, latest first: actor and action.
    pub(super) async fn trail(&self, subject: &str) -> Vec<(String, String)> {
        let entries = self.crm.audit().latest(&self.system, Some(subject), None).await.unwrap();
        assert!(entries.iter().all(|entry| entry.subject.as_str() == subject));
        entries.iter().map(|entry| (entry.actor.to_string(), entry.action.as_str().to_owned())).collect()
    }

    /// Everything derived follows from its facts, and every counter holds what the rows add up to.
    pub(super) async fn assert_counted(&self) {
        let check = self.crm.check(&self.system, |_, _| {}).await.unwrap();
        assert!(check.is_clean(), "{check:#?}");
        assert!(check.counters.counters > 0, "something is counted");
    }

    /// Writes past the services, as an import or a forger would.
    pub(super) async fn write(&self, effects: Effects) {
        self.crm.store().begin(Read::Each).await.unwrap().commit(effects).await.unwrap();
    }
}

pub(super) fn new_person(login: &str, role: Role, city: Option<CityId>) -> NewOperator {
    NewOperator {
        name: text(login),
        login: Login::new(login).unwrap(),
        password: PASSWORD.into(),
        role,
        city,
        more_cities: Vec::new(),
        sip_address: None,
        extension: None,
    }
}

/// The Mango account whose events the office takes.
pub(super) fn account() -> MangoAccount {
    MangoAccount::new(text("office"), "api key".into(), "api salt".into(), 0).unwrap()
}

/// The SIP server whose events the office takes.
pub(super) fn source() -> SipSource {
    SipSource::new(text("rig"), "sip key".into(), "sip salt".into()).unwrap()
}

pub(super) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::new(text).unwrap()
}

pub(super) fn line_number(number: &str) -> LineNumber {
    LineNumber::parse(number).unwrap()
}

/// The code of a refusal.
#[track_caller]
pub(super) fn code<T: Debug>(answer: Result<T, Error>) -> &'static str {
    answer.expect_err("a refusal").code()
}

/// Runs `task` for each of `0 .. count` at the same time and gives the answers in that order.
pub(super) async fn race<T, F>(count: usize, task: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let racing: Vec<_> = (0..count).map(|n| tokio::spawn(task(n))).collect();
    let mut answers = Vec::with_capacity(count);
    for task in racing {
        answers.push(task.await.expect("no task panics"));
    }
    answers
}

/// How many of the items fit.
pub(super) fn count<T>(items: &[T], fits: impl Fn(&T) -> bool) -> usize {
    items.iter().filter(|item| fits(item)).count()
}
