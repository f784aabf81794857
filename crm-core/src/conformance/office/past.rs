//! Rows of another system: users, calls and orders of the past.

use std::time::Duration;

use super::desk::{Desk, code, race, text};
use super::shop::{Shop, phone, rubles};
use crate::access::Actor;
use crate::auth::PasswordHash;
use crate::callbacks::{Callback, CallbackFilter, CallbackSort, CallbackState, Closing};
use crate::calls::{CallDirection, CallStatus, Classification, NewCall};
use crate::conformance::Fixture;
use crate::conformance::cases::lists::Dice;
use crate::kernel::{CityId, Money, OperatorId, PageRequest, Timestamp};
use crate::lines::Attribution;
use crate::operators::{Login, OperatorStatus, Role};
use crate::orders::{Equipment, HistoryKind, Order, OrderStatus, OrderType};
use crate::past::{Fate, Past, PastCall, PastOrder, PastUser, Source};

/// bcrypt of "abc", cost 6, from the jBCrypt test vectors.
const HASH_OF_ABC: &str = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

fn source() -> Source {
    text("legacy")
}

fn ago(desk: &Desk, hours: u64) -> Timestamp {
    desk.crm.now().minus(Duration::from_hours(hours))
}

fn user(desk: &Desk, id: &str, login: &str, city: Option<CityId>) -> PastUser {
    PastUser {
        id: text(id),
        name: text("Анна"),
        login: Login::new(login).unwrap(),
        password: Some(PasswordHash::from_stored(HASH_OF_ABC)),
        role: Role::Operator,
        city,
        more_cities: Vec::new(),
        status: OperatorStatus::Active,
        sip_address: None,
        created_at: ago(desk, 10_000),
    }
}

fn call(desk: &Desk, id: &str, client: &str, status: CallStatus, hours: u64) -> PastCall {
    let new = NewCall {
        direction: CallDirection::In,
        talk_seconds: if status == CallStatus::Answered { 60 } else { 0 },
        status,
        client: Some(phone(client)),
        line: None,
        started_at: ago(desk, hours),
        wait_seconds: 5,
        classification: Classification::default(),
    };
    PastCall { id: text(id), call: new, attribution: Attribution::default(), operator: None }
}

fn order(shop: &Shop, id: &str, status: OrderStatus) -> PastOrder {
    let is_completed = status == OrderStatus::Completed;
    PastOrder {
        id: text(id),
        phone: phone("+79000000101"),
        order_type: OrderType::FirstTime,
        equipment: Equipment::Computers,
        city: shop.city.id,
        campaign: None,
        advert_account: None,
        call: None,
        client_name: text("Семён Горбунков"),
        address: text("ул. Ленина, д. 12"),
        problem: text("Не включается"),
        meeting: ago(&shop.desk, 900),
        master: (status != OrderStatus::New).then(|| shop.master.id().unwrap()),
        result: is_completed.then(|| rubles(1500)),
        expenditure: is_completed.then(|| rubles(300)),
        promised: None,
        operator: shop.operator.id(),
        created_at: ago(&shop.desk, 1000),
        closed_at: status.is_terminal().then(|| ago(&shop.desk, 800)),
        status,
    }
}

fn written<I: Copy>(fates: &[Fate<I>]) -> Vec<I> {
    fates.iter().filter_map(|fate| if let Fate::Written(id) = fate { Some(*id) } else { None }).collect()
}

/// The codes a row was left out for.
fn why<I>(fate: &Fate<I>) -> Vec<&'static str> {
    match fate {
        Fate::LeftOut(findings) => findings.iter().map(|finding| finding.code).collect(),
        _ => Vec::new(),
    }
}

async fn take_users(desk: &Desk, rows: &[PastUser]) -> Vec<Fate<OperatorId>> {
    desk.crm.past().users(&desk.system, &source(), rows).await.unwrap()
}

async fn callbacks(desk: &Desk) -> Vec<Callback> {
    let page = PageRequest::first().limit(100).unwrap();
    let filter = CallbackFilter::default();
    let page = desk.crm.callbacks().list(&desk.system, &filter, CallbackSort::Oldest, &page).await.unwrap();
    page.items.into_iter().map(|view| view.callback).collect()
}

/// A user signs in with the password of the other system, whose hash is replaced by that; an inactive one does not, nor one
/// who came without a password. A hash that nothing can be held against is no password.
pub async fn users_sign_in_with_their_old_passwords(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let without = PastUser { password: None, ..user(&desk, "2", "without", Some(city.id)) };
    let gone = PastUser { status: OperatorStatus::Inactive, ..user(&desk, "3", "gone", Some(city.id)) };
    let plain = PasswordHash::from_stored("qwerty");
    let plain = PastUser { password: Some(plain), ..user(&desk, "4", "plain", Some(city.id)) };
    let rows = [user(&desk, "1", "anna", Some(city.id)), without, gone, plain, user(&desk, "5", "nowhere", None)];
    let fates = take_users(&desk, &rows).await;
    assert_eq!((why(&fates[3]), why(&fates[4])), (vec!["past.unreadable_hash"], vec!["operator.city_required"]));
    let ids = written(&fates);
    assert_eq!(ids.len(), 3);
    let anna = desk.crm.operators().get(&desk.system, ids[0]).await.unwrap();
    assert_eq!((anna.created_at, anna.role), (ago(&desk, 10_000), Role::Operator));
    for _ in 0..2 {
        assert_eq!(desk.try_password("Anna", "abc", "127.0.0.1").await.unwrap().operator.id, ids[0]);
    }
    for login in ["without", "gone", "plain"] {
        let refused = code(desk.try_password(login, "abc", "127.0.0.2").await);
        assert!(["auth.wrong_credentials", "auth.deactivated"].contains(&refused), "{login}: {refused}");
    }
}

/// Whoever has the login and the role here already is the row's user, and keeps name and password; with another role the row
/// is left out. Of two rows with one login the first one has it.
pub async fn a_user_who_is_here_already_stands_for_the_row(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let anna = desk.person("anna", Role::Operator, Some(city.id)).await;
    desk.person("boris", Role::Admin, None).await;
    let row = |id: &str, login: &str| user(&desk, id, login, Some(city.id));
    let fates = take_users(&desk, &[row("1", "ANNA"), row("2", "boris"), row("3", "vera"), row("4", "Vera")]).await;
    assert_eq!(fates[0], Fate::Joined(anna.id));
    assert_eq!((why(&fates[1]), why(&fates[3])), (vec!["operator.login_taken"], vec!["operator.login_taken"]));
    assert_eq!(code(desk.try_password("anna", "abc", "127.0.0.1").await), "auth.wrong_credentials");
    assert_eq!(take_users(&desk, &[row("1", "ANNA")]).await, [Fate::Present(anna.id)]);
}

/// Calls of few clients, in batches and in any order: counters, call-backs and all else follow from them, and calls that come
/// by themselves afterwards go on from there.
pub async fn calls_are_derived_as_if_they_had_been_followed(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let anna = desk.person("anna", Role::Operator, Some(city.id)).await;
    let mut dice = Dice(11);
    for batch in 0..6 {
        let rows: Vec<_> = (0..12)
            .map(|n| {
                let status = if dice.roll(3) == 0 { CallStatus::Answered } else { CallStatus::Missed };
                let client = format!("+7900000010{}", dice.roll(4));
                let mut row = call(&desk, &format!("{batch}-{n}"), &client, status, 2 + dice.roll(400));
                row.operator = (row.call.status == CallStatus::Answered).then_some(anna.id);
                row.attribution.city = (dice.roll(2) == 0).then_some(city.id);
                row
            })
            .collect();
        let fates = desk.crm.past().calls(&desk.system, &source(), &rows).await.unwrap();
        assert_eq!(written(&fates).len(), rows.len());
        desk.assert_counted().await;
    }
    let told = desk.feed(&desk.system).await;
    let subject_of = |prefix| told.iter().any(|event| event.event.subject.as_str().starts_with(prefix));
    assert!(!subject_of("call:") && !subject_of("callback:"), "nobody is told of years of calls");
    let of_now = call(&desk, "now", "+79000000101", CallStatus::Missed, 1).call;
    desk.crm.calls().record(&desk.system, &of_now, None).await.unwrap();
    desk.assert_counted().await;
    assert!(callbacks(&desk).await.iter().any(|task| task.state == CallbackState::Closed));
    let own = desk.actor(&anna).await;
    assert!(!desk.calls(&own).await.is_empty(), "whoever had a call sees it");
}

/// A client who was last missed more than a week ago does not wait; one of the last week does, also when the same client was
/// missed before, in whatever batch.
pub async fn who_was_missed_long_ago_does_not_wait(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let week = 7 * 24;
    let (old, recent) = ("+79000000101", "+79000000102");
    let missed = |id: &str, client: &str, hours: u64| call(&desk, id, client, CallStatus::Missed, hours);
    let rows = [missed("1", old, week + 1), missed("2", recent, 5 * week), missed("3", old, 9 * week)];
    desk.crm.past().calls(&desk.system, &source(), &rows).await.unwrap();
    let told = |task: &Callback| {
        let reason = task.episode.closed.as_ref().and_then(|closed| closed.reason.as_ref().map(ToString::to_string));
        (task.phone.to_string(), task.episode.missed, reason)
    };
    let long_ago = || Some(Closing::MISSED_LONG_AGO.to_owned());
    let tasks: Vec<_> = callbacks(&desk).await.iter().map(told).collect();
    assert_eq!(tasks, [(old.to_owned(), 2, long_ago()), (recent.to_owned(), 1, long_ago())]);
    desk.crm.past().calls(&desk.system, &source(), &[missed("4", recent, week - 1)]).await.unwrap();
    let tasks: Vec<_> = callbacks(&desk).await.iter().map(told).collect();
    assert_eq!(tasks[2], (recent.to_owned(), 1, None));
    assert_eq!(desk.crm.callbacks().count_open(&desk.system).await.unwrap().count, 1);
    desk.assert_counted().await;
}

/// Orders in every status come as they stand: with their times, their history's ends and their money, which nobody owes the
/// cash desk. They can be found, and go on from there: a completed one is reopened and its money reversed.
pub async fn orders_keep_their_status_their_times_and_their_money(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let desk = &shop.desk;
    let rows: Vec<_> =
        OrderStatus::ALL.iter().zip(1..).map(|(status, n)| order(&shop, &format!("{n}"), status.clone())).collect();
    let fates = desk.crm.past().orders(&desk.system, &source(), &rows).await.unwrap();
    let ids = written(&fates);
    assert_eq!(ids.len(), rows.len(), "{fates:?}");
    desk.assert_counted().await;
    let mut completed = None;
    for (row, id) in rows.iter().zip(ids) {
        let order = desk.crm.orders().get(&shop.director, id).await.unwrap().order;
        let told = |o: &Order| (o.status.clone(), o.master, o.result, o.expenditure, o.created_at, o.closed_at);
        let expected = (row.status.clone(), row.master, row.result, row.expenditure, row.created_at, row.closed_at);
        assert_eq!(told(&order), expected);
        let history = desk.crm.orders().history(&desk.system, id).await.unwrap();
        let kinds: Vec<_> = history.iter().map(|entry| entry.kind.clone()).collect();
        assert!(
            kinds.starts_with(&[HistoryKind::Created])
                && kinds.len() == usize::from(row.status != OrderStatus::New) + 1
        );
        if row.status == OrderStatus::Completed {
            completed = Some(order);
        }
    }
    let completed = completed.unwrap();
    assert_eq!(completed.clean(), Some(rubles(1200)));
    let held = desk.crm.money().balance(&desk.system, shop.master.id().unwrap()).await.unwrap();
    assert!(held.iter().all(|balance| balance.held() == Money::ZERO), "{held:?}");
    shop.moved(&completed, &OrderStatus::InProgress).await;
    let posted = desk.crm.orders().ledger(&desk.system, completed.id).await.unwrap();
    assert_eq!((posted.len(), posted.iter().map(|entry| entry.amount.kopecks()).sum::<i64>()), (4, 0));
    desk.assert_counted().await;
}

/// A state that cannot be is left out with all its reasons, and does not keep the other rows of its batch out.
pub async fn what_cannot_have_been_is_left_out_and_the_rest_goes_in(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let desk = &shop.desk;
    let (now, operator) = (desk.crm.now(), shop.operator.id());
    let of = |id: &str, status: &OrderStatus, change: &dyn Fn(&mut PastOrder)| {
        let mut row = order(&shop, id, status.clone());
        change(&mut row);
        row
    };
    let (completed, accepted) = (&OrderStatus::Completed, &OrderStatus::Accepted);
    let rows = [
        of("1", completed, &|row| row.result = None),
        of("2", completed, &|row| (row.closed_at, row.result) = (None, Money::from_kopecks(-1))),
        of("3", accepted, &|row| row.closed_at = Some(now)),
        of("4", accepted, &|row| row.master = None),
        of("5", accepted, &|row| row.master = operator),
        of("6", &OrderStatus::New, &|row| row.master = shop.master.id()),
        of("7", completed, &|row| row.closed_at = Some(row.created_at.minus(Duration::from_secs(1)))),
        of("8", completed, &|row| row.closed_at = Some(now.plus(Duration::from_secs(1)))),
        of("9", &OrderStatus::from_stored("on_hold"), &|_| ()),
        of("10", completed, &|_| ()),
        of("10", completed, &|_| ()),
    ];
    let fates = desk.crm.past().orders(&desk.system, &source(), &rows).await.unwrap();
    let reasons: Vec<_> = fates.iter().map(why).collect();
    let expected: [&[&str]; 11] = [
        &["order.result_required"],
        &["past.closed_without_time", "money.negative"],
        &["past.open_with_closing_time"],
        &["order.master_required"],
        &["order.unfit_master"],
        &["past.waits_with_master"],
        &["past.closed_before_written"],
        &["past.in_the_future"],
        &["code.unknown"],
        &[],
        &["past.same_id_twice"],
    ];
    assert_eq!(reasons, expected);
    assert_eq!(written(&fates).len(), 1);
    let internal = |row: &mut PastCall| row.call.direction = CallDirection::Internal;
    let mut calls =
        [call(desk, "1", "+79000000101", CallStatus::Answered, 1), call(desk, "2", "+79000000101", CallStatus::New, 1)];
    internal(&mut calls[0]);
    let fates = desk.crm.past().calls(&desk.system, &source(), &calls).await.unwrap();
    assert_eq!(fates.iter().map(why).collect::<Vec<_>>(), [["call.bad_direction"], ["call.bad_status"]]);
    let too_many = vec![calls[0].clone(); Past::MOST + 1];
    assert_eq!(code(desk.crm.past().calls(&desk.system, &source(), &too_many).await), "invalid");
    let mut stranger = call(desk, "3", "+79000000101", CallStatus::Answered, 1);
    stranger.operator = OperatorId::new(999_999).ok();
    assert_eq!(code(desk.crm.past().calls(&desk.system, &source(), &[stranger]).await), "operator.not_found");
    desk.assert_counted().await;
}

/// A batch that comes again, alone or among new rows, is there already, for ever and not only for the days that keys are
/// kept. Under another source it is another row. A batch leaves one entry in the audit.
pub async fn a_repeated_batch_adds_nothing(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let desk = &shop.desk;
    let calls = ["1", "2"].map(|id| call(desk, id, "+79000000101", CallStatus::Missed, 300));
    let orders = ["1", "2"].map(|id| order(&shop, id, OrderStatus::Completed));
    let past = desk.crm.past();
    let first = past.calls(&desk.system, &source(), &calls[..1]).await.unwrap();
    let first_order = past.orders(&desk.system, &source(), &orders[..1]).await.unwrap();
    assert_eq!(desk.trail("past:legacy").await.len(), 2);
    desk.later(30 * 24 * 3600);
    while desk.crm.housekeeping().await.unwrap().more {}
    let again = past.calls(&desk.system, &source(), &calls).await.unwrap();
    assert_eq!((again[0].clone(), written(&again).len()), (Fate::Present(first[0].id().unwrap()), 1));
    let again = past.orders(&desk.system, &source(), &orders).await.unwrap();
    assert_eq!((again[0].clone(), written(&again).len()), (Fate::Present(first_order[0].id().unwrap()), 1));
    for _ in 0..2 {
        let third = past.calls(&desk.system, &source(), &calls).await.unwrap();
        assert!(third.iter().all(|fate| matches!(fate, Fate::Present(_))));
    }
    assert_eq!(desk.trail("past:legacy").await.len(), 4, "nothing written, nothing in the audit");
    let other = past.calls(&desk.system, &text("other"), &calls).await.unwrap();
    assert_eq!(written(&other).len(), 2);
    let call = first[0].id().unwrap();
    let linked = PastOrder { call: Some(call), ..order(&shop, "3", OrderStatus::Cancelled) };
    past.orders(&desk.system, &source(), &[linked]).await.unwrap();
    assert_eq!(desk.crm.orders().of_call(&desk.system, call).await.unwrap().len(), 1);
    desk.assert_counted().await;
}

/// Two imports of the same rows at once write each row once, and both know what it became.
pub async fn racing_imports_write_each_row_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let answers = race(4, |_| {
        let desk = desk.clone();
        async move {
            let rows: Vec<_> = (0..20)
                .map(|n| call(&desk, &n.to_string(), &format!("+7900000010{}", n % 3), CallStatus::Missed, 200 + n))
                .collect();
            desk.crm.past().calls(&Actor::system("import"), &source(), &rows).await.unwrap()
        }
    })
    .await;
    let ids = |fates: &Vec<Fate<_>>| fates.iter().map(|fate| fate.id().unwrap()).collect::<Vec<_>>();
    assert!(answers.iter().all(|fates| ids(fates) == ids(&answers[0])));
    assert_eq!(answers.iter().map(|fates| written(fates).len()).sum::<usize>(), 20);
    desk.assert_counted().await;
}
