//! Every question a store can be asked, and its answers as text.

use std::fmt::Debug;
use std::time::Duration;

use super::operations::MOST;
use crate::access::{CallScope, CallbackScope, CashScope, CostScope, LineScope, OperatorScope, OrderScope};
use crate::auth::PasswordHash;
use crate::callbacks::{CallbackFilter, CallbackQuery, CallbackSort, CallbackState, TimeLine};
use crate::calls::{CallFilter, CallQuery, CallSort, CallStatus};
use crate::campaigns::{CostFilter, CostQuery};
use crate::conformance::cases::lists::slice;
use crate::conformance::cases::sample::{at, client_head, conversation, day, id, number, raw_event, text, throttle};
use crate::conformance::cases::support::latest;
use crate::counters::Days;
use crate::jobs::JobState;
use crate::kernel::{Period, Phone, Seek, TotalMode};
use crate::masters::MasterFilter;
use crate::money::{CashFilter, CashQuery, CashState};
use crate::operators::{OperatorFilter, OperatorStatus};
use crate::orders::{Equipment, OrderFilter, OrderQuery, OrderSearch, OrderStatus, OrderWalk};
use crate::shifts::{ShiftFilter, ShiftQuery, Span};
use crate::store::{Store, StoreError};

/// Answers, each with its question before it.
#[derive(Default)]
struct Answers(Vec<String>);

impl Answers {
    fn add(&mut self, question: impl Debug, answer: Result<impl Debug, StoreError>) {
        let answer = answer.unwrap_or_else(|error| panic!("{question:?}: {error}"));
        self.0.push(format!("{question:?}: {answer:?}"));
    }
}

/// Numbers that a store gives itself may have gaps: only their order counts.
fn ranked(numbers: impl IntoIterator<Item = i64>) -> bool {
    let numbers: Vec<_> = numbers.into_iter().collect();
    numbers.is_sorted_by(|one, next| one < next)
}

/// What a store answers to everything but lists.
#[expect(clippy::too_many_lines, reason = "one question of each kind")]
pub(super) async fn answers(store: &dyn Store) -> Vec<String> {
    let mut answers = Answers::default();
    let mut tx = latest(store).await;
    let tx = &mut *tx;

    answers.add("cities", tx.cities().all().await);
    answers.add("campaigns", tx.campaigns().all().await);
    answers.add("settings", tx.settings().all().await);
    answers.add("lines", tx.lines().all(&LineScope::All).await);
    answers.add("lines of cities", tx.lines().all(&LineScope::Cities(vec![id(1), id(3)])).await);
    answers.add("unknown lines", tx.lines().unknown(3).await);
    answers.add("refusals", tx.telephony().refusals().await);
    for n in 0..5 {
        let name = format!("ИМЯ {n}");
        answers.add(("city", &name), tx.cities().by_name(&name).await);
        answers.add(("campaign", &name), tx.campaigns().by_name(&name).await);
        answers.add(("line", n), tx.lines().by_number(&number(n)).await);
        answers.add(("extension", n), tx.operators().by_extension(&text(format!("10{n}"))).await);
        answers.add(("conversation of", n), tx.telephony().conversation(&conversation(n + 1).key).await);
    }
    for login in ["анна", "boris", "operator1"] {
        answers.add(login, tx.operators().by_login(login).await);
    }
    for n in 1..=MOST {
        answers.add(("operator", n), tx.operators().get(id(n)).await);
        let password = tx.operators().password(id(n)).await;
        answers.add(
            ("password", n),
            password.map(|hash| hash.map(|hash: PasswordHash| hash.expose_for_storage().to_owned())),
        );
        answers.add(("work log", n), tx.operators().work_log(id(n), Period::everything()).await);
        answers.add(
            ("work log of a while", n),
            tx.operators().work_log(id(n), Period::new(at(3), at(6)).expect("a period")).await,
        );
        answers.add(("talking", n), tx.calls().talking(id(n), id(1)).await);
        answers.add(("shift", n), tx.shifts().get(id(n), &scopes_of_users()[1]).await);
        let span = Span { operator: id(n), from: at(3600), to: at(9000), except: Some(id(2)) };
        answers.add(span, tx.shifts().in_the_way(span).await);
        let seen_by = at(u64::try_from(10 * n).expect("not negative"));
        answers.add(("wrapping up", n), tx.operators().wrapping_up(seen_by, 1).await);
        for now in [at(40), at(3600)] {
            answers.add(("vanished", n, now), tx.operators().vanished(now, seen_by, 2).await);
        }
        answers.add(("session", n), tx.sessions().get(id(n)).await);
        answers.add(("sessions", n), tx.sessions().of_operator(id(n)).await);
        answers.add(("throttle", n), tx.sessions().throttle(&throttle(n).key).await);
        answers.add(("conversation", n), tx.telephony().conversation_by_id(id(n)).await);
        answers.add(("call", n), tx.calls().view(id(n), &CallScope::All).await);
        answers.add(("participants", n), tx.calls().participants(id(n)).await);
        answers.add(("call of", n), tx.calls().of_conversation(id(n)).await);
        answers.add(("job", n), tx.jobs().get(id(n)).await);
        answers.add(("order", n), tx.orders().view(id(n), &OrderScope::All).await);
        answers.add(("call-back", n), tx.callbacks().view(id(n), &CallbackScope::All).await);
        let phone = client_head(n).phone;
        answers.add(("head", n), tx.callbacks().head(&phone).await);
        for cut in [at(0), at(9), at(20)] {
            answers.add(("stretch", n, cut), tx.callbacks().stretch(&phone, &[cut], id(n)).await);
            answers.add(("cut twice", n, cut), tx.callbacks().stretch(&phone, &[at(22), cut], id(n)).await);
            answers.add(("call-backs since", n, cut), tx.callbacks().of_phone(&phone, Some(cut), Some(at(30))).await);
        }
        let marks = tx.callbacks().marks(&phone).await;
        answers.add(("episodes", n), marks.map(|marks| TimeLine::new(marks).episodes()));
        answers.add(("history", n), tx.orders().history(id(n)).await);
        answers.add(("money", n), tx.ledger().of_order(id(n)).await);
        answers.add(("hand-over", n), tx.cash().get(id(n), &CashScope::All).await);
        answers.add(("balance", n), tx.cash().balance(id(n), &CashScope::All).await);
        answers.add(("cost", n), tx.campaigns().cost(id(n), &CostScope::All).await);
        answers.add(("master", n), tx.masters().view(id(n), &OperatorScope::All).await);
        let events = tx.telephony().events(id(n)).await.expect("the events are read");
        assert!(ranked(events.iter().map(|raw| raw.seq)), "events out of order");
        answers.add(("events", n), Ok(events.into_iter().map(|raw| raw.event).collect::<Vec<_>>()));
    }
    for n in 0..12 {
        answers.add(("has", n), tx.telephony().has_event(&raw_event(n, None).digest).await);
    }
    let unread = tx.telephony().unread(None, 5).await;
    answers.add("unread", unread.map(|events| events.into_iter().map(|raw| raw.event).collect::<Vec<_>>()));
    for n in [0, 10, 20, 40] {
        let due = tx.telephony().due(at(n), at(n / 2), 100).await;
        answers.add(
            ("due", n),
            due.map(|mut due| {
                due.sort_unstable();
                due
            }),
        );
        answers.add(("due jobs", n), tx.jobs().due(&text("recordings"), at(n), 3).await);
    }
    answers.add("costs", tx.campaigns().costs(Days { first: day(5), next: day(20) }).await);
    let phone = Phone::from_stored("+79000000101");
    answers.add("open orders", tx.orders().open_of_phone(&phone).await);
    for equipment in Equipment::ALL {
        answers.add(("slots", equipment), tx.orders().taken_in(id(1), equipment, Period::everything()).await);
    }
    for after in [None, Some(&client_head(1).phone)] {
        answers.add(("phones", after), tx.callbacks().phones_after(after, 2).await);
    }
    answers.add("conversations", tx.telephony().conversations_after(Some(id(1)), 2).await);
    for state in JobState::ALL {
        answers.add(state, tx.jobs().list(state, Some(id(4)), 2).await);
    }
    logs(&mut answers, tx).await;
    for (actor, key) in [("operator:0", "0"), ("operator:0", "1"), ("operator:1", "1"), ("operator:1", "3")] {
        answers.add((actor, key), tx.idempotency().find(actor, "calls.record", &text(key)).await);
    }
    answers.0
}

/// The audit and the feed, by content and order.
async fn logs(answers: &mut Answers, tx: &mut dyn crate::store::Tx) {
    let entries = tx.audit().after(0, 1000).await.expect("the audit is read");
    assert!(ranked(entries.iter().map(|entry| entry.seq)), "the audit is out of order");
    let subjects = |entries: Vec<crate::audit::AuditEntry>| {
        entries.into_iter().map(|entry| (entry.subject, entry.block_no, entry.payload)).collect::<Vec<_>>()
    };
    answers.add("audit", Ok(subjects(entries)));
    answers.add("latest audit", tx.audit().latest(Some("city:1"), None, 3).await.map(subjects));
    answers.add("unsealed", tx.audit().unsealed(4).await.map(subjects));
    let blocks = tx.audit().blocks_after(1, 3).await;
    answers.add(
        "blocks",
        blocks.map(|blocks| blocks.into_iter().map(|block| (block.number, block.count)).collect::<Vec<_>>()),
    );
    let feed = tx.events().after(0, 1000).await.expect("the feed is read");
    assert!(ranked(feed.iter().map(|event| event.position)), "the feed is out of order");
    let head = tx.events().head().await.expect("the head is read");
    assert_eq!(head, feed.last().map_or(0, |event| event.position));
    answers.add("feed", Ok(feed.into_iter().map(|event| event.event).collect::<Vec<_>>()));
}

/// What a store answers when it is asked for lists.
pub(super) async fn lists(store: &dyn Store) -> Vec<String> {
    let mut answers = Answers::default();
    let mut tx = latest(store).await;
    let scopes = [
        (vec![], None),
        (vec![id(1)], None),
        (vec![id(1)], Some(id(1))),
        (vec![], Some(id(2))),
        (vec![id(1), id(2)], Some(id(2))),
    ];
    // The key of a call is its start, that of a user the id.
    let from = |place: fn(i64, i64) -> Seek, key| slice(place(key, 2), 3, TotalMode::Skip);
    let after: fn(i64, i64) -> Seek = |key, id| Seek::After { key, id };
    let before: fn(i64, i64) -> Seek = |key, id| Seek::Before { key, id };
    let start = at(20).micros();
    let first = slice(Seek::Offset(0), 2, TotalMode::Bounded);
    let rest = slice(Seek::Offset(2), 100, TotalMode::Bounded);
    let slices =
        [(first, first), (rest, rest), (from(after, start), from(after, 2)), (from(before, start), from(before, 2))];
    let none = CallFilter::default;
    let filters = [
        none(),
        CallFilter { status: Some(CallStatus::New), ..none() },
        CallFilter { campaign: Some(id(1)), ..none() },
        CallFilter {
            period: Period::new(at(0), at(0).plus(Duration::from_secs(20))).ok(),
            complete: Some(false),
            ..none()
        },
    ];
    for (of_calls, of_users) in slices {
        for (cities, own) in &scopes {
            let scope = CallScope::Some { cities: cities.clone(), own: *own };
            for scope in [scope, CallScope::All] {
                for (filter, sort) in filters.iter().zip([CallSort::Latest, CallSort::Earliest].into_iter().cycle()) {
                    let query = CallQuery { scope: scope.clone(), filter: filter.clone(), sort, slice: of_calls };
                    answers.add(&query, tx.calls().list(&query).await);
                }
            }
            let scope = OperatorScope::Some { cities: cities.clone(), own: *own };
            let filter = OperatorFilter { status: Some(OperatorStatus::Active), ..OperatorFilter::default() };
            for (scope, filter) in [(&scope, &filter), (&OperatorScope::All, &OperatorFilter::default())] {
                answers.add((scope, filter), tx.operators().list(scope, filter, of_users).await);
            }
        }
    }
    orders(&mut answers, &mut *tx).await;
    cash(&mut answers, &mut *tx).await;
    shifts(&mut answers, &mut *tx).await;
    callbacks(&mut answers, &mut *tx).await;
    answers.0
}

fn scopes_of_users() -> [OperatorScope; 4] {
    let some = |cities, own| OperatorScope::Some { cities, own };
    [OperatorScope::All, some(vec![id(1)], Some(id(2))), some(vec![], Some(id(1))), some(vec![], None)]
}

/// Lists of shifts.
async fn shifts(answers: &mut Answers, tx: &mut dyn crate::store::Tx) {
    let period = Period::new(at(3600), at(9000)).expect("a period");
    let slices = [
        slice(Seek::Offset(0), 2, TotalMode::Bounded),
        slice(Seek::After { key: at(3600).micros(), id: 2 }, 3, TotalMode::Skip),
        slice(Seek::Before { key: at(7200).micros(), id: 2 }, 3, TotalMode::Skip),
    ];
    for scope in scopes_of_users() {
        for operator in [None, Some(id(1))] {
            answers.add((&scope, operator), tx.shifts().standing(&scope, operator, period).await);
            for (period, cancelled) in [(None, None), (Some(period), Some(false)), (None, Some(true))] {
                for slice in slices {
                    let filter = ShiftFilter { period, operator, cancelled };
                    let query = ShiftQuery { scope: scope.clone(), filter, slice };
                    answers.add(&query, tx.shifts().list(&query).await);
                }
            }
        }
    }
}

/// Lists of call-backs.
async fn callbacks(answers: &mut Answers, tx: &mut dyn crate::store::Tx) {
    let some = |cities, without_city| CallbackScope::Some { cities, without_city };
    let none = CallbackFilter::default;
    let filters = [
        none(),
        CallbackFilter { state: Some(CallbackState::Open), ..none() },
        CallbackFilter { taken_by: Some(id(1)), opened: Period::new(at(0), at(20)).ok(), ..none() },
    ];
    let slices = [
        slice(Seek::Offset(0), 2, TotalMode::Bounded),
        slice(Seek::After { key: at(9).micros(), id: 2 }, 3, TotalMode::Skip),
        slice(Seek::Before { key: at(9).micros(), id: 2 }, 3, TotalMode::Skip),
    ];
    for scope in [CallbackScope::All, some(vec![id(1)], true), some(vec![id(1), id(2)], false), some(vec![], true)] {
        answers.add(("open call-backs", &scope), tx.callbacks().open(&scope).await);
        for (filter, sort) in filters.iter().zip([CallbackSort::Oldest, CallbackSort::Latest].into_iter().cycle()) {
            for slice in slices {
                let query = CallbackQuery { scope: scope.clone(), filter: filter.clone(), sort, slice };
                answers.add(&query, tx.callbacks().list(&query).await);
            }
        }
    }
}

/// Lists of orders.
async fn orders(answers: &mut Answers, tx: &mut dyn crate::store::Tx) {
    let some = |cities, author, master| OrderScope::Some { cities, author, master };
    let scopes = [
        OrderScope::All,
        some(vec![id(1)], None, None),
        some(vec![id(2)], Some(id(1)), None),
        some(vec![], None, Some(id(2))),
    ];
    let none = OrderFilter::default;
    let search = |typed| OrderFilter { search: OrderSearch::parse(typed), ..none() };
    let filters = [
        none(),
        OrderFilter { status: Some(OrderStatus::Accepted), ..none() },
        OrderFilter { created: Period::new(at(0), at(20)).ok(), ..none() },
        OrderFilter { closed: Period::new(at(0), at(20)).ok(), ..none() },
        OrderFilter { meeting: Period::new(at(0), at(2)).ok(), ..none() },
        search("ан"),
        search("анн 1"),
    ];
    let slices = [
        slice(Seek::Offset(0), 2, TotalMode::Bounded),
        slice(Seek::After { key: 1 << 60, id: 2 }, 3, TotalMode::Skip),
        slice(Seek::Before { key: 1 << 62, id: 2 }, 3, TotalMode::Skip),
    ];
    answers.add("last written", tx.orders().last_written().await);
    for scope in &scopes {
        for filter in &filters {
            let until = (at(25), id(3));
            let (scope, filter) = (scope.clone(), filter.clone());
            let walk = OrderWalk { scope, filter, after: Some((at(2), id(2))), until, limit: 3 };
            answers.add(&walk, tx.orders().walk(&walk).await);
        }
    }
    for scope in &scopes {
        for filter in &filters {
            for slice in slices {
                let query = OrderQuery { scope: scope.clone(), filter: filter.clone(), slice };
                answers.add(&query, tx.orders().list(&query).await);
            }
        }
    }
}

/// Lists of hand-overs, costs and masters.
async fn cash(answers: &mut Answers, tx: &mut dyn crate::store::Tx) {
    let slices = |key| {
        [
            slice(Seek::Offset(0), 2, TotalMode::Bounded),
            slice(Seek::After { key, id: 2 }, 3, TotalMode::Skip),
            slice(Seek::Before { key, id: 2 }, 3, TotalMode::Skip),
        ]
    };
    let handed = CashFilter { state: Some(CashState::Handed), ..CashFilter::default() };
    for scope in [CashScope::All, CashScope::Some { cities: vec![id(1)], master: Some(id(2)) }] {
        for filter in [CashFilter::default(), handed.clone()] {
            for slice in slices(at(20).micros()) {
                let query = CashQuery { scope: scope.clone(), filter: filter.clone(), slice };
                answers.add(&query, tx.cash().list(&query).await);
            }
        }
    }
    for scope in [CostScope::All, CostScope::Cities(vec![id(1), id(2)])] {
        for slice in slices(day(20).to_epoch_days().into()) {
            let query = CostQuery { scope: scope.clone(), filter: CostFilter::default(), slice };
            answers.add(&query, tx.campaigns().list_costs(&query).await);
        }
    }
    for slice in slices(2) {
        answers.add(slice, tx.masters().list(&OperatorScope::All, &MasterFilter::default(), slice).await);
    }
}
