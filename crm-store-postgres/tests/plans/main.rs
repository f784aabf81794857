//! Whatever a role reads, no table that grows is read from end to end: in an office of two years PostgreSQL itself counts
//! the rows that sequential scans have read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use crm_core::access::Actor;
use crm_core::callbacks::{CallbackFilter, CallbackSort, CallbackState};
use crm_core::calls::{CallDirection, CallFilter, CallSort, CallStatus};
use crm_core::jobs::JobState;
use crm_core::kernel::{CallId, CampaignId, CityId, OperatorId, OrderId, PageRequest, Period, Phone, Timestamp};
use crm_core::masters::MasterFilter;
use crm_core::money::CashFilter;
use crm_core::operators::OperatorFilter;
use crm_core::orders::{Equipment, OrderFilter, OrderSearch, OrderStatus};
use crm_core::shifts::ShiftFilter;
use crm_core::stats::StatsQuery;
use crm_core::{Crm, Error};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// Tables with so few rows that reading them whole is the best plan.
const SMALL: [&str; 10] = [
    "cities",
    "campaigns",
    "callcentre_operator",
    "callcentre_operator_city",
    "lines",
    "settings",
    "schema_version",
    "feed",
    "unknown_lines",
    "counters_ever",
];
/// How many rows a sequential scan may read: a queue that is nearly empty is read whole.
const FEW: i64 = 100;

fn filled() -> Template {
    Template::office_with(include_str!("filled.sql"))
}

/// In an office as small as this one a scan is often the best plan. They are made as dear as in one a hundred times as large.
async fn make_scans_dear(database: &Database) {
    let mut connection = PgConnection::connect(&database.url()).await.unwrap();
    let dear = format!("ALTER DATABASE {} SET seq_page_cost = 100", database.name());
    connection.execute(sqlx::raw_sql(AssertSqlSafe(dear))).await.unwrap();
}

/// The rows that sequential scans have read, by table. A part of a table that is kept by months counts as the whole.
async fn scanned(url: &str) -> BTreeMap<String, i64> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let sql = "SELECT regexp_replace(relname, '_\\d{4}_\\d{2}$', ''), sum(seq_tup_read)::bigint \
        FROM pg_stat_user_tables GROUP BY 1";
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
    rows.into_iter().filter(|(table, _)| !SMALL.contains(&table.as_str())).collect()
}

fn id<I: crm_core::kernel::EntityId>(raw: i64) -> I {
    I::new(raw).unwrap()
}

fn days(from: i64, count: i64) -> Period {
    let at = |day: i64| Timestamp::from_seconds(1_700_000_000 + day * 86_400).unwrap();
    Period::new(at(from), at(from + count)).unwrap()
}

fn call_filters() -> Vec<CallFilter> {
    let none = CallFilter::default();
    let client = Some(Phone::parse("+79000000013").unwrap());
    vec![
        none.clone(),
        CallFilter { status: Some(CallStatus::Missed), ..none.clone() },
        CallFilter { status: Some(CallStatus::New), ..none.clone() },
        CallFilter { city: Some(id::<CityId>(6)), ..none.clone() },
        CallFilter { city: Some(id::<CityId>(6)), status: Some(CallStatus::Busy), ..none.clone() },
        CallFilter { operator: Some(id::<OperatorId>(5)), ..none.clone() },
        CallFilter { campaign: Some(id::<CampaignId>(3)), direction: Some(CallDirection::Out), ..none.clone() },
        CallFilter { complete: Some(false), ..none.clone() },
        CallFilter { client, ..none.clone() },
        CallFilter { period: Some(days(100, 2)), ..none.clone() },
        CallFilter { period: Some(days(100, 200)), status: Some(CallStatus::Missed), ..none },
    ]
}

fn order_filters() -> Vec<OrderFilter> {
    let none = OrderFilter::default();
    let search = |words: &str| Some(OrderSearch::parse(words).unwrap());
    vec![
        none.clone(),
        OrderFilter { status: Some(OrderStatus::New), ..none.clone() },
        OrderFilter { city: Some(id::<CityId>(6)), ..none.clone() },
        OrderFilter { city: Some(id::<CityId>(6)), status: Some(OrderStatus::Completed), ..none.clone() },
        OrderFilter { operator: Some(id::<OperatorId>(5)), ..none.clone() },
        OrderFilter { master: Some(id::<OperatorId>(52)), ..none.clone() },
        OrderFilter { campaign: Some(id::<CampaignId>(3)), equipment: Some(Equipment::Computers), ..none.clone() },
        OrderFilter { phone: Some(Phone::parse("+79000000013").unwrap()), ..none.clone() },
        OrderFilter { created: Some(days(100, 3)), ..none.clone() },
        OrderFilter { created: Some(days(100, 300)), ..none.clone() },
        OrderFilter { closed: Some(days(100, 3)), ..none.clone() },
        OrderFilter { meeting: Some(days(100, 3)), ..none.clone() },
        OrderFilter { meeting: Some(days(100, 400)), status: Some(OrderStatus::Cancelled), ..none.clone() },
        OrderFilter { search: search("street 17"), ..none.clone() },
        OrderFilter { search: search("client"), city: Some(id::<CityId>(6)), ..none },
    ]
}

/// The first page, a later one by number, the one after a cursor, and the one before it.
async fn pages<T, F, W>(list: F) -> Result<(), Error>
where
    F: Fn(PageRequest) -> W,
    W: Future<Output = Result<crm_core::kernel::Page<T>, Error>>,
{
    let first = list(PageRequest::first().limit(20)?).await?;
    list(PageRequest::page(3, 20)?).await?;
    if let Some(next) = first.next {
        let second = list(PageRequest::cursor(next, 20)?).await?;
        if let Some(previous) = second.prev {
            list(PageRequest::cursor(previous, 20)?).await?;
        }
    }
    Ok(())
}

/// Reads everything there is to read; what the role may not is refused, which is no failure here.
async fn read_everything(crm: &Crm, actor: &Actor, only: Option<usize>) -> usize {
    let mut nth = 0;
    macro_rules! reading {
        ($read:expr) => {
            if only.is_none_or(|only| only == nth) {
                let answer: Result<(), Error> = async {
                    $read;
                    Ok(())
                }
                .await;
                if let Err(error) = answer {
                    let kind = error.kind();
                    assert!(
                        !matches!(
                            kind,
                            crm_core::kernel::ErrorKind::Internal | crm_core::kernel::ErrorKind::Unavailable
                        ),
                        "{error}"
                    );
                }
            }
            nth += 1;
        };
    }
    for filter in &call_filters() {
        reading!(pages(|page| async move { crm.calls().list(actor, filter, CallSort::Latest, &page).await }).await?);
        reading!(pages(|page| async move { crm.calls().list(actor, filter, CallSort::Earliest, &page).await }).await?);
    }
    for filter in &order_filters() {
        reading!(pages(|page| async move { crm.orders().list(actor, filter, &page).await }).await?);
    }
    for filter in [
        CallbackFilter::default(),
        CallbackFilter { state: Some(CallbackState::Open), ..CallbackFilter::default() },
        CallbackFilter { city: Some(id::<CityId>(6)), opened: Some(days(100, 5)), ..CallbackFilter::default() },
    ] {
        let filter = &filter;
        reading!(
            pages(|page| async move { crm.callbacks().list(actor, filter, CallbackSort::default(), &page).await })
                .await?
        );
    }
    reading!(crm.callbacks().count_open(actor).await?);
    reading!(crm.calls().details(actor, id::<CallId>(5_000)).await?);
    reading!(crm.calls().details(actor, id::<CallId>(5_012)).await?);
    reading!(crm.orders().get(actor, id::<OrderId>(500)).await?);
    reading!(crm.orders().history(actor, id::<OrderId>(500)).await?);
    reading!(crm.orders().ledger(actor, id::<OrderId>(500)).await?);
    reading!(crm.orders().of_call(actor, id::<CallId>(1_500)).await?);
    reading!(crm.clients().card(actor, &Phone::parse("+79000000013").unwrap()).await?);
    reading!(pages(|page| async move { crm.masters().list(actor, &MasterFilter::default(), &page).await }).await?);
    reading!(crm.masters().get(actor, id::<OperatorId>(52)).await?);
    reading!(crm.money().balance(actor, id::<OperatorId>(52)).await?);
    reading!(pages(|page| async move { crm.money().list(actor, &CashFilter::default(), &page).await }).await?);
    reading!(pages(|page| async move { crm.operators().list(actor, &OperatorFilter::default(), &page).await }).await?);
    reading!(crm.operators().work_log(actor, id::<OperatorId>(5), days(100, 30)).await?);
    reading!(pages(|page| async move { crm.shifts().list(actor, &ShiftFilter::default(), &page).await }).await?);
    reading!(crm.lines().list(actor).await?);
    reading!(crm.lines().unknown(actor).await?);
    reading!(crm.stats().my(actor, days(0, 30), None).await?);
    for period in [days(100, 1), days(100, 300)] {
        let query = StatsQuery::new(period);
        reading!(crm.stats().daily(actor, &query).await?);
        reading!(crm.stats().by_city(actor, &query).await?);
        reading!(crm.stats().by_operator(actor, &query).await?);
        reading!(crm.stats().by_master(actor, &query).await?);
        reading!(crm.stats().by_campaign(actor, &query).await?);
    }
    reading!(crm.events().after(actor, 49_000).await?);
    reading!(crm.audit().latest(actor, None, None).await?);
    reading!(crm.audit().latest(actor, Some("order:17"), None).await?);
    reading!(crm.jobs().list(actor, &JobState::Queued, None).await?);
    reading!(crm.telephony().unread(actor, None).await?);
    reading!(crm.auth().sessions(actor, id::<OperatorId>(5)).await?);
    nth
}

/// What scans have read beyond what they had.
fn grown(before: &BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> Vec<(String, i64)> {
    let grown = after.iter().map(|(table, rows)| (table.clone(), rows - before.get(table).copied().unwrap_or(0)));
    grown.filter(|(_, rows)| *rows > FEW).collect()
}

async fn as_user(url: &str, user: i64, only: Option<usize>) -> (usize, Vec<(String, i64)>) {
    let before = scanned(url).await;
    let crm = Crm::builder(PostgresStore::connect(url).await.unwrap()).build().unwrap();
    let actor = crm.operators().actor(id(user)).await.unwrap();
    let count = read_everything(&crm, &actor, only).await;
    // A connection tells what it has counted when it ends.
    crm.close().await.unwrap();
    (count, grown(&before, &scanned(url).await))
}

async fn reads_by_indexes(user: i64) {
    let database = Database::fresh(&filled()).await.unwrap();
    let url = database.url();
    make_scans_dear(&database).await;
    let (count, read) = as_user(&url, user, None).await;
    if read.is_empty() {
        return;
    }
    let mut culprits = Vec::new();
    for only in 0..count {
        let (_, read) = as_user(&url, user, Some(only)).await;
        if !read.is_empty() {
            culprits.push((only, read));
        }
    }
    panic!("tables were read from end to end: {read:?}; by the readings {culprits:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_reads_by_indexes() {
    reads_by_indexes(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_director_reads_by_indexes() {
    reads_by_indexes(3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_reads_by_indexes() {
    reads_by_indexes(6).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_master_reads_by_indexes() {
    reads_by_indexes(52).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_would_be_seen() {
    let database = Database::fresh(&filled()).await.unwrap();
    let before = scanned(&database.url()).await;
    let mut connection = PgConnection::connect(&database.url()).await.unwrap();
    connection.execute("SELECT count(*) FROM calls WHERE note = 'x'").await.unwrap();
    connection.execute("SELECT count(*) FROM events WHERE kind = 'x'").await.unwrap();
    connection.close().await.unwrap();
    let read = grown(&before, &scanned(&database.url()).await);
    let tables: Vec<&str> = read.iter().map(|(table, _)| table.as_str()).collect();
    assert_eq!(tables, ["calls", "events"]);
}
