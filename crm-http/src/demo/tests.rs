//! The year, held to what an office expects of it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::SignInRequest;
use crm_core::callbacks::{CallbackFilter, CallbackSort, CallbackState};
use crm_core::calls::{CallFilter, CallSort};
use crm_core::cities::NewCity;
use crm_core::kernel::{ManualClock, Money, PageRequest, Period, Text, Timestamp, Zone};
use crm_core::operators::{Login, NewOperator, OperatorFilter, Role, WorkState, WorkStateEntry};
use crm_core::orders::OrderFilter;
use crm_core::stats::{ServiceTarget, StatsQuery};
use crm_core::store::{DatabaseUrl, Store};
use crm_store_sqlite::SqliteStore;

use super::{DemoError, DemoOffice, Year, fill, prepare, require_loopback};

/// Three weeks, busy enough that everything happens.
const SHORT: Year = Year { seed: 7, days: 21, calls: 400 };

fn until() -> Timestamp {
    Timestamp::parse("2026-11-20T12:00:00Z").unwrap()
}

/// An office whose year ended at an instant, and its clock.
async fn opened(year: &Year, until: Timestamp) -> (Crm, Arc<ManualClock>) {
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open_in_memory().unwrap());
    fill(Arc::clone(&store), until, year, |_| ()).await.unwrap();
    let clock = Arc::new(ManualClock::at(until));
    let crm = Crm::builder_shared(store).clock(Arc::<ManualClock>::clone(&clock)).build().unwrap();
    (crm, clock)
}

async fn filled(year: &Year) -> (Crm, DemoOffice) {
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open_in_memory().unwrap());
    let office = fill(Arc::clone(&store), until(), year, |_| ()).await.unwrap();
    let crm = Crm::builder_shared(store).clock(Arc::new(ManualClock::at(until()))).build().unwrap();
    (crm, office)
}

fn year_of(year: &Year) -> Period {
    let last = Zone::MOSCOW.day_of(until());
    Period::days(Zone::MOSCOW, last - chrono::Days::new(u64::from(year.days)), last).unwrap()
}

fn program() -> Actor {
    Actor::system("test")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_derived_differs_from_the_facts() {
    let (crm, office) = filled(&SHORT).await;
    let check = crm.check(&program(), |_, _| {}).await.unwrap();
    assert!(check.is_clean(), "{check:?}");
    assert_eq!(check.calls.conversations, office.calls);
    assert!(office.orders > 50, "{office:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_report_has_something_to_say() {
    let (crm, office) = filled(&SHORT).await;
    let query = StatsQuery::new(year_of(&SHORT));
    let admin = program();
    let overall = crm.stats().overall(&admin, &query, &ServiceTarget::default()).await.unwrap();
    let told = format!("{overall:?}");
    assert_eq!(overall.calls.total.value, office.calls, "{told}");
    let operators = crm.stats().by_operator(&admin, &query).await.unwrap();
    assert_eq!(operators.len(), 8);
    for operator in operators {
        assert!(operator.calls.accepted.value > 0, "{operator:?}");
    }
    for campaign in crm.stats().by_campaign(&admin, &query).await.unwrap() {
        assert!(campaign.costs.cost.value.is_some_and(|cost| cost > Money::ZERO), "{campaign:?}");
    }
    let masters = crm.stats().by_master(&admin, &query).await.unwrap();
    assert_eq!(masters.len(), 10);
    assert!(masters.iter().any(|master| master.closings.turnover.value > Money::ZERO), "{masters:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_year_ends_with_work_to_do_and_nothing_of_it_is_later() {
    let (crm, _) = filled(&SHORT).await;
    let (admin, page) = (program(), PageRequest::first().limit(100).unwrap());
    let waiting = CallbackFilter { state: Some(CallbackState::Open), ..CallbackFilter::default() };
    let waiting = crm.callbacks().list(&admin, &waiting, CallbackSort::Oldest, &page).await.unwrap().items;
    assert!(waiting.len() >= 4, "{waiting:?}");
    let orders = crm.orders().list(&admin, &OrderFilter::default(), &page).await.unwrap().items;
    let is_ahead = |at: Timestamp| at > until();
    assert!(orders.iter().filter(|view| is_ahead(view.order.meeting.at)).count() >= 3);
    assert!(orders.iter().all(|view| !is_ahead(view.order.created_at) && !is_ahead(view.order.updated_at)));
    let calls = crm.calls().list(&admin, &CallFilter::default(), CallSort::Latest, &page).await.unwrap().items;
    for view in &calls {
        let facts = &view.call.facts;
        assert!(facts.complete && facts.ended_at.is_some_and(|ended| !is_ahead(ended)), "{view:?}");
    }
}

/// What each operator is doing after housekeeping at an instant: extension, state and its reason.
async fn operators_at(now: Timestamp, crm: &Crm, clock: &ManualClock) -> Vec<(String, WorkState, Option<String>)> {
    clock.set(now);
    while crm.housekeeping().await.unwrap().more {}
    let page = PageRequest::first().limit(100).unwrap();
    let operators = OperatorFilter { role: Some(Role::Operator), ..OperatorFilter::default() };
    let mut told = Vec::new();
    for user in crm.operators().list(&program(), &operators, &page).await.unwrap().items {
        let day = Period::new(now.minus(Duration::from_hours(24)), now.plus(Duration::from_secs(1))).unwrap();
        let log = crm.operators().work_log(&program(), user.id, day).await.unwrap();
        let reason = log.last().unwrap().reason.as_ref().map(ToString::to_string);
        told.push((user.extension.unwrap().to_string(), user.work_state, reason));
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_day_an_operator_of_each_city_is_at_work_until_nobody_comes() {
    let (crm, clock) = opened(&SHORT, until()).await;
    let people = operators_at(until(), &crm, &clock).await;
    let on_duty = people.chunks(2).map(|city| city.iter().filter(|person| person.1 != WorkState::Offline).count());
    assert_eq!(on_duty.collect::<Vec<_>>(), [1; 4], "{people:?}");

    let later = operators_at(until().plus(Duration::from_mins(31)), &crm, &clock).await;
    for (before, after) in people.iter().zip(&later) {
        let is_missed = after.2.as_deref() == Some(WorkStateEntry::NO_SIGN_OF_LIFE);
        let was_there = before.1 != WorkState::Offline;
        assert_eq!((&after.1, is_missed), (&WorkState::Offline, was_there), "{before:?} {after:?}");
    }
    assert!(crm.check(&program(), |_, _| {}).await.unwrap().is_clean());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_night_nobody_is_at_work_and_nobody_is_missed() {
    let night = Timestamp::parse("2026-11-20T20:30:00Z").unwrap();
    let (crm, clock) = opened(&Year { days: 2, calls: 12, ..SHORT }, night).await;
    for (extension, state, reason) in operators_at(night, &crm, &clock).await {
        assert_eq!((&state, &reason), (&WorkState::Offline, &None), "{extension}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seed_gives_its_figures_whatever_city_is_faster() {
    let figures = async |year: &Year| {
        let (crm, office) = filled(year).await;
        let query = StatsQuery::new(year_of(year));
        let overall = crm.stats().overall(&program(), &query, &ServiceTarget::default()).await.unwrap();
        let masters = crm.stats().by_master(&program(), &query).await.unwrap();
        let operators = crm.stats().by_operator(&program(), &query).await.unwrap();
        (office.calls, office.orders, format!("{overall:?} {masters:?} {operators:?}"))
    };
    let year = Year { days: 8, calls: 120, ..SHORT };
    let first = figures(&year).await;
    assert_eq!(first, figures(&year).await);
    assert_ne!(first, figures(&Year { seed: 8, ..year }).await);
}

#[tokio::test]
async fn an_office_of_somebody_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let url = url_of(&folder.path().join("office.db"));
    let crm = Crm::builder(SqliteStore::from_url(&url).unwrap()).open().await.unwrap();
    let city = NewCity::new(Text::new("Уфа").unwrap(), Zone::MOSCOW);
    crm.cities().create(&program(), &city, None).await.unwrap();
    let (name, login) = (Text::new("Ольга").unwrap(), Login::new("olga").unwrap());
    let admin = NewOperator::admin(name, login, "a long enough phrase".into());
    crm.operators().create(&program(), &admin, None).await.unwrap();
    crm.close().await.unwrap();
    let refused = prepare(&url, until(), &SHORT, |_| ()).await.unwrap_err();
    assert_eq!(refused.code(), "demo.occupied");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_passwords_are_kept_beside_the_file_and_open_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let url = url_of(&folder.path().join("demo.db"));
    let year = Year { days: 2, calls: 12, ..SHORT };
    let first = prepare(&url, until(), &year, |_| ()).await.unwrap();
    assert!(first.is_new);
    let again = prepare(&url, until(), &year, |_| ()).await.unwrap();
    assert!(!again.is_new);
    assert_eq!(again.accounts, first.accounts);
    let roles: Vec<Role> = first.accounts.iter().map(|account| account.role.clone()).collect();
    assert_eq!(roles, [Role::Admin, Role::Director, Role::Operator, Role::Master]);

    let crm = Crm::builder(SqliteStore::from_url(&url).unwrap()).build().unwrap();
    for account in &first.accounts {
        let request = SignInRequest::new(account.login.as_str(), account.password.clone());
        let signed_in = crm.auth().login(&request).await.unwrap();
        assert_eq!(signed_in.operator.role, account.role);
    }
    crm.close().await.unwrap();

    let beside = folder.path().join("demo.db.demo-accounts");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&beside).unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_file(beside).unwrap();
    assert_eq!(prepare(&url, until(), &year, |_| ()).await.unwrap_err().code(), "demo.occupied");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["demo.db"], "nothing unfinished is left behind");
}

#[tokio::test]
async fn a_demonstration_is_a_file_on_this_machine() {
    let in_memory = prepare(&DatabaseUrl::SqliteMemory, until(), &SHORT, |_| ()).await.unwrap_err();
    assert!(matches!(in_memory, DemoError::NeedsFile));
    require_loopback("127.0.0.1:5000".parse().unwrap()).unwrap();
    require_loopback("[::1]:5000".parse().unwrap()).unwrap();
    for reachable in ["0.0.0.0:5000", "[::]:5000", "192.168.1.10:5000"] {
        require_loopback(reachable.parse().unwrap()).unwrap_err();
    }
}

fn url_of(path: &Path) -> DatabaseUrl {
    DatabaseUrl::SqliteFile(path.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_ring_whoever_is_at_work_and_every_fourth_is_missed() {
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open_in_memory().unwrap());
    fill(Arc::clone(&store), until(), &SHORT, |_| ()).await.unwrap();
    let (clock, account) = (Arc::new(ManualClock::at(until())), super::account().unwrap());
    let crm = Crm::builder_shared(store).clock(Arc::<ManualClock>::clone(&clock)).mango(account.clone());
    let crm = crm.build().unwrap();
    let mut came = Vec::new();
    for nth in 0..4 {
        let call = super::ring::next_call(&crm, &program(), nth).await.unwrap().unwrap();
        for post in call.posts() {
            clock.advance(post.at.since(crm.now()));
            crm.telephony().mango(post.path, post.body(&account).as_bytes()).await.unwrap();
        }
        let page = PageRequest::first().limit(1).unwrap();
        let newest = crm.calls().list(&program(), &CallFilter::default(), CallSort::Latest, &page).await.unwrap();
        let facts = newest.items.into_iter().next().unwrap().call.facts;
        assert!(facts.complete && facts.line.is_some() && !facts.operators_rung.is_empty(), "{facts:?}");
        came.push(facts.status.to_string());
    }
    assert_eq!(came, ["answered", "answered", "answered", "missed"]);

    clock.advance(Duration::from_hours(12));
    while crm.housekeeping().await.unwrap().more {}
    assert!(super::ring::next_call(&crm, &program(), 4).await.unwrap().is_none(), "nobody is at work at night");
}
