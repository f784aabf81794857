use crate::access::Actor;
use crate::kernel::{CampaignId, Change, CityId, Error, ErrorKind, Money, OperatorId, Text, Timestamp, Version};
use crate::money::LedgerEntry;
use crate::operators::{OperatorStatus, Role};
use crate::orders::decide::samples::{
    admin, at, call, city, day, director, master, new_order, operator, order, order_in, reason, user,
};
use crate::orders::decide::{Basis, OrderChange, Target, assign, change_status, create, patch};
use crate::orders::table::{find, moves};
use crate::orders::{
    Equipment, HistoryKind, NewOrder, Order, OrderError, OrderPatch, OrderStatus, OrderType, Party, StatusChange,
};

fn now() -> Timestamp {
    at("2025-01-22T15:00:00Z")
}

fn roubles(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn write(new: &NewOrder, city_id: i64, actor: &Actor) -> Result<OrderChange, Error> {
    let city = city(city_id);
    let basis = Basis { id: order().id, call: None, city: Some(&city), campaign: None };
    create(new, basis, actor, now())
}

fn edit(read: &Order, wanted: &OrderPatch, actor: &Actor) -> Result<Option<OrderChange>, Error> {
    let city = city(wanted.city.unwrap_or(read.city).get());
    patch(read, read.version, wanted, Target { city: &city, campaign: Change::Keep }, actor, now())
}

fn go(read: &Order, change: &StatusChange, ledger: &[LedgerEntry], actor: &Actor) -> Result<OrderChange, Error> {
    change_status(read, read.version, change, Some(&user(4, Role::Master)), ledger, actor, now())
}

/// A move with everything said that the move may want.
fn full(from: &OrderStatus, to: &OrderStatus) -> StatusChange {
    let mut change = StatusChange { reason: Some(reason("so it is")), ..StatusChange::to(to.clone()) };
    if (from, to) == (&OrderStatus::New, &OrderStatus::Accepted) {
        change.master = OperatorId::new(4).ok();
    }
    if *to == OrderStatus::Completed {
        change.result = Some(roubles("1500"));
    }
    change
}

fn code<T>(answer: Result<T, Error>) -> String {
    answer.err().map_or_else(|| "ok".to_owned(), |error| error.code().to_owned())
}

fn field<T>(answer: Result<T, Error>) -> (&'static str, &'static str) {
    let error = answer.err().unwrap();
    (error.fields()[0].field, error.fields()[0].code)
}

#[test]
fn a_new_order_waits_and_needs_a_place_in_its_slot() {
    let made = write(&new_order(), 1, &operator()).unwrap();
    assert_eq!((&made.order.status, made.order.version), (&OrderStatus::New, Version::FIRST));
    assert_eq!(made.order.operator, operator().id());
    assert_eq!(made.order.meeting.local().to_string(), "2025-01-22 17:00:00");
    let place = made.place.unwrap();
    assert_eq!((place.slot, place.capacity), (made.order.slot(), 3));
    let row = made.history.unwrap();
    assert_eq!((row.kind, row.from, row.to), (HistoryKind::Created, None, OrderStatus::New));
    assert_eq!(made.payload["clientName"], "Иван Петров");
}

#[test]
fn a_meeting_outside_the_slots_of_the_city_is_refused() {
    let written = |meeting| field(write(&NewOrder { meeting: at(meeting), ..new_order() }, 1, &operator()));
    assert_eq!(written("2025-01-22T14:10:00Z"), ("dateMeeting", "order.not_a_slot"));
    assert_eq!(written("2025-01-22T19:00:00Z"), ("dateMeeting", "order.not_a_slot"));
    // 18:30 of Moscow is half past nine in the evening of Omsk, its last slot; the next is not one.
    let in_omsk = |meeting| write(&NewOrder { meeting: at(meeting), ..new_order() }, 2, &operator());
    assert!(in_omsk("2025-01-22T15:30:00Z").is_ok());
    assert_eq!(field(in_omsk("2025-01-22T16:00:00Z")), ("dateMeeting", "order.not_a_slot"));
}

#[test]
fn an_order_needs_a_phone_and_a_city_and_words_of_this_version() {
    let city = city(1);
    let basis = Basis { id: order().id, call: None, city: Some(&city), campaign: None };
    let without_phone = NewOrder { phone: None, ..new_order() };
    assert_eq!(field(create(&without_phone, basis, &admin(), now())), ("phone", "order.phone_required"));
    let nowhere = Basis { city: None, ..basis };
    assert_eq!(field(create(&new_order(), nowhere, &admin(), now())), ("city", "order.city_required"));
    let odd = NewOrder { equipment: Equipment::from_stored("tv"), ..new_order() };
    assert_eq!(field(create(&odd, basis, &admin(), now())), ("typeEquipment", "code.unknown"));
}

#[test]
fn orders_are_written_in_served_cities_and_not_by_masters() {
    assert_eq!(code(write(&new_order(), 3, &operator())), "access.other_city");
    assert_eq!(code(write(&new_order(), 3, &director())), "access.other_city");
    assert_eq!(code(write(&new_order(), 3, &admin())), "ok");
    assert_eq!(code(write(&new_order(), 3, &Actor::system("import"))), "ok");
    assert_eq!(code(write(&new_order(), 1, &master())), "access.forbidden");
}

#[test]
fn an_order_written_from_a_call_says_what_the_call_says_unless_told_otherwise() {
    let (call, of_the_call, served) = (call(), city(3), city(1));
    let bare = NewOrder { phone: None, city: None, ..new_order() };
    let basis = Basis { id: order().id, call: Some(&call), city: Some(&of_the_call), campaign: None };
    let made = create(&bare, basis, &operator(), now()).unwrap().order;
    assert_eq!((made.call, Some(&made.phone)), (Some(call.id), call.facts.client.as_ref()));
    assert_eq!((Some(made.city), made.campaign), (call.attribution.city, call.attribution.campaign));
    assert_eq!(made.advert_account, call.attribution.advert_account);

    let campaign = CampaignId::new(9).ok();
    let told = Basis { city: Some(&served), campaign, ..basis };
    let made = create(&new_order(), told, &operator(), now()).unwrap().order;
    assert_eq!((made.campaign, made.city), (campaign, served.id));
    assert_eq!(Some(made.phone), new_order().phone);
    // A call opens its own city to whoever saw it, and no other.
    let elsewhere = city(5);
    let stray = Basis { city: Some(&elsewhere), ..basis };
    assert_eq!(code(create(&bare, stray, &operator(), now())), "access.other_city");
    assert_eq!(code(create(&bare, basis, &master(), now())), "access.forbidden");
}

#[test]
fn an_archived_city_takes_no_order() {
    let mut closed = city(1);
    closed.archived = true;
    let basis = Basis { id: order().id, call: None, city: Some(&closed), campaign: None };
    assert_eq!(code(create(&new_order(), basis, &admin(), now())), "city.archived");
    let target = Target { city: &closed, campaign: Change::Keep };
    let mut read = order();
    read.city = CityId::new(2).unwrap();
    let back = OrderPatch { city: Some(closed.id), ..OrderPatch::default() };
    assert_eq!(code(patch(&read, read.version, &back, target, &admin(), now())), "city.archived");
}

#[test]
fn an_operator_writes_in_no_other_name() {
    let named = NewOrder { operator: OperatorId::new(9).ok(), ..new_order() };
    assert_eq!(field(write(&named, 1, &operator())), ("operatorNameId", "order.other_operator"));
    assert_eq!(write(&named, 1, &director()).unwrap().order.operator, OperatorId::new(9).ok());
    let own = NewOrder { operator: operator().id(), ..new_order() };
    assert_eq!(code(write(&own, 1, &operator())), "ok");
}

#[test]
fn every_move_is_made_or_refused_as_the_table_says() {
    let parties = [(Party::Admin, admin()), (Party::Operator, operator()), (Party::Director, director())];
    for from in OrderStatus::ALL {
        for to in OrderStatus::ALL {
            let read = order_in(from);
            let mut people = parties.to_vec();
            // Only an order that has a master has an assigned one.
            if read.master.is_some() {
                people.push((Party::AssignedMaster, master()));
            }
            for (party, actor) in people {
                let answer = go(&read, &full(from, to), &[], &actor);
                match find(from, to, Some(party)) {
                    Ok(_) => assert_eq!(answer.unwrap().order.status, *to, "{from} -> {to} by {party:?}"),
                    Err(refusal) => {
                        let error = answer.unwrap_err();
                        assert_eq!(error.refusal::<OrderError>(), Some(&refusal));
                        assert_eq!((error.code(), error.kind()), ("order.transition_not_allowed", ErrorKind::Conflict));
                    }
                }
            }
            let stranger = Actor::user(&user(9, Role::Master), None);
            assert_eq!(code(go(&read, &full(from, to), &[], &stranger)), "order.transition_not_allowed");
        }
    }
}

#[test]
fn the_moves_that_an_order_offers_are_those_that_are_made_with_what_they_name() {
    let stranger = Actor::user(&user(9, Role::Master), None);
    let people = [admin(), operator(), director(), master(), stranger, Actor::system("sweeper")];
    for from in OrderStatus::ALL {
        let read = order_in(from);
        for actor in &people {
            for to in OrderStatus::ALL {
                let Some(offered) = moves(actor, &read).find(|row| row.to == *to) else {
                    assert_eq!(code(go(&read, &full(from, to), &[], actor)), "order.transition_not_allowed");
                    continue;
                };
                let (must, may) = (offered.needs.must(), offered.needs.may());
                let saying = |fields: &[&str]| StatusChange {
                    reason: fields.contains(&"reason").then(|| reason("so it is")),
                    master: fields.contains(&"masterId").then(|| OperatorId::new(4).unwrap()),
                    result: fields.contains(&"result").then(|| roubles("1500")),
                    expenditure: fields.contains(&"expenditure").then(|| roubles("200")),
                    promised: fields.contains(&"promisedDate").then(|| day("2025-02-01")),
                    ..StatusChange::to(to.clone())
                };
                let told = format!("{from} -> {to} by {actor:?}");
                assert_eq!(code(go(&read, &saying(must), &[], actor)), "ok", "{told}");
                assert_eq!(code(go(&read, &saying(&[must, may].concat()), &[], actor)), "ok", "{told}");
                for left_out in must {
                    let rest: Vec<_> = must.iter().copied().filter(|name| name != left_out).collect();
                    assert_eq!(field(go(&read, &saying(&rest), &[], actor)).0, *left_out, "{told}");
                }
            }
        }
    }
}

#[test]
fn a_move_without_what_it_needs_is_refused() {
    let bare = |from, to| field(go(&order_in(&from), &StatusChange::to(to), &[], &admin()));
    assert_eq!(bare(OrderStatus::New, OrderStatus::Accepted), ("masterId", "order.master_required"));
    assert_eq!(bare(OrderStatus::InProgress, OrderStatus::Completed), ("result", "order.result_required"));
    for (from, to) in [
        (OrderStatus::Accepted, OrderStatus::New),
        (OrderStatus::InProgress, OrderStatus::Deferred),
        (OrderStatus::EnRoute, OrderStatus::Cancelled),
        (OrderStatus::New, OrderStatus::Void),
        (OrderStatus::Void, OrderStatus::InProgress),
    ] {
        assert_eq!(bare(from, to), ("reason", "order.reason_required"));
    }
}

#[test]
fn what_does_not_belong_to_a_move_is_refused_and_not_ignored() {
    let start = StatusChange::to(OrderStatus::InProgress);
    let with = [
        ("masterId", StatusChange { master: OperatorId::new(4).ok(), ..start.clone() }),
        ("result", StatusChange { result: Some(Money::ZERO), ..start.clone() }),
        ("expenditure", StatusChange { expenditure: Some(Money::ZERO), ..start.clone() }),
        ("promisedDate", StatusChange { promised: Some(day("2025-02-01")), ..start.clone() }),
    ];
    for (name, change) in with {
        let answer = go(&order_in(&OrderStatus::Accepted), &change, &[], &master());
        assert_eq!(field(answer), (name, "order.not_with_this_move"));
    }
}

#[test]
fn only_an_active_master_of_the_city_takes_an_order() {
    let waiting = order();
    let given = |to: &_| field(assign(&waiting, waiting.version, to, None, &operator(), now()));
    let mut elsewhere = user(4, Role::Master);
    elsewhere.city = CityId::new(3).ok();
    elsewhere.more_cities.clear();
    let mut gone = user(4, Role::Master);
    gone.status = OperatorStatus::Inactive;
    for unfit in [elsewhere, gone, user(4, Role::Operator)] {
        assert_eq!(given(&unfit), ("masterId", "order.unfit_master"));
    }
    let taken = assign(&waiting, waiting.version, &user(4, Role::Master), None, &operator(), now()).unwrap().unwrap();
    assert_eq!((taken.order.status, taken.order.master), (OrderStatus::Accepted, OperatorId::new(4).ok()));
    assert!(taken.place.is_none());
}

#[test]
fn an_open_order_changes_hands_where_it_stands() {
    let driving = order_in(&OrderStatus::EnRoute);
    let hand = |read: &Order, to, by: &Actor| assign(read, read.version, &user(to, Role::Master), None, by, now());
    let changed = hand(&driving, 5, &director()).unwrap().unwrap();
    assert_eq!((&changed.order.status, changed.order.master), (&OrderStatus::EnRoute, OperatorId::new(5).ok()));
    let row = changed.history.unwrap();
    assert_eq!(
        (row.kind, row.from.as_ref(), &row.to),
        (HistoryKind::Reassigned, Some(&OrderStatus::EnRoute), &OrderStatus::EnRoute)
    );
    assert_eq!(hand(&driving, 4, &director()).unwrap(), None);
    assert_eq!(code(hand(&driving, 5, &master())), "access.forbidden");
    assert_eq!(code(hand(&order_in(&OrderStatus::Void), 5, &admin())), "order.closed");
}

#[test]
fn completing_takes_the_money_that_was_said_and_else_the_money_that_was_written() {
    let mut read = order_in(&OrderStatus::InProgress);
    read.expenditure = Some(roubles("200"));
    let done = |result, expenditure| {
        let change = StatusChange { result, expenditure, ..StatusChange::to(OrderStatus::Completed) };
        go(&read, &change, &[], &master())
    };
    let closed = done(Some(roubles("1500")), None).unwrap();
    assert_eq!(closed.order.clean(), Some(roubles("1300")));
    assert_eq!((closed.order.closing, closed.order.closed_at), (1, Some(now())));
    assert_eq!(closed.ledger.iter().map(|e| e.amount).collect::<Vec<_>>(), [roubles("1500"), roubles("-200")]);
    let free = done(Some(Money::ZERO), Some(Money::ZERO)).unwrap();
    assert_eq!(free.order.clean(), Some(Money::ZERO));
    assert_eq!(field(done(Some(roubles("-1")), None)), ("result", "money.negative"));
    assert_eq!(field(done(Some(Money::ZERO), Some(roubles("-0.01")))), ("expenditure", "money.negative"));
    read.expenditure = None;
    let plain = StatusChange { result: Some(Money::ZERO), ..StatusChange::to(OrderStatus::Completed) };
    assert_eq!(go(&read, &plain, &[], &admin()).unwrap().order.expenditure, Some(Money::ZERO));
}

#[test]
fn reopening_reverses_the_last_closing_and_no_earlier_one() {
    let back = StatusChange { reason: Some(reason("wrong sum")), ..StatusChange::to(OrderStatus::InProgress) };
    let close = |read: &Order, result| {
        let result = Some(roubles(result));
        go(read, &StatusChange { result, ..StatusChange::to(OrderStatus::Completed) }, &[], &director()).unwrap()
    };
    let first = close(&order_in(&OrderStatus::InProgress), "1000");
    let mut ledger = first.ledger.clone();
    let open = go(&first.order, &back, &ledger, &admin()).unwrap();
    assert_eq!((open.order.closed_at, open.order.closing), (None, 1));
    assert_eq!(open.history.unwrap().kind, HistoryKind::Reopened);
    ledger.extend(open.ledger);
    let second = close(&open.order, "700");
    assert_eq!(second.order.closing, 2);
    ledger.extend(second.ledger);
    let again = go(&second.order, &back, &ledger, &admin()).unwrap();
    let told: Vec<_> = again.ledger.iter().map(|e| (e.closing, e.kind.code(), e.amount)).collect();
    assert_eq!(told, [(2, "result_reversal", roubles("-700")), (2, "expenditure_reversal", Money::ZERO)]);
    // Refused and reopened, it has nothing more to reverse.
    ledger.extend(again.ledger);
    let refused = StatusChange { reason: Some(reason("no")), ..StatusChange::to(OrderStatus::Cancelled) };
    let cancelled = go(&again.order, &refused, &ledger, &admin()).unwrap();
    assert!(cancelled.ledger.is_empty());
    assert!(go(&cancelled.order, &back, &ledger, &admin()).unwrap().ledger.is_empty());
}

#[test]
fn an_order_that_goes_back_to_waiting_has_no_master() {
    let back = full(&OrderStatus::Accepted, &OrderStatus::New);
    let waiting = go(&order_in(&OrderStatus::Accepted), &back, &[], &operator()).unwrap();
    assert_eq!(waiting.order.master, None);
    assert_eq!(waiting.payload["masterId"], serde_json::json!([4, null]));
    assert_eq!(waiting.payload["reason"], "so it is");
}

#[test]
fn a_promise_lasts_while_the_order_is_deferred() {
    let promised = Some(day("2025-02-01"));
    let defer = StatusChange { promised, ..full(&OrderStatus::InProgress, &OrderStatus::Deferred) };
    let deferred = go(&order_in(&OrderStatus::InProgress), &defer, &[], &master()).unwrap().order;
    assert_eq!(deferred.promised, promised);
    let later = OrderPatch { promised: Change::To(day("2025-02-03")), ..OrderPatch::default() };
    assert_eq!(edit(&deferred, &later, &master()).unwrap().unwrap().order.promised, Some(day("2025-02-03")));
    assert_eq!(code(edit(&order(), &later, &admin())), "order.not_deferred");
    let resumed = go(&deferred, &StatusChange::to(OrderStatus::InProgress), &[], &master()).unwrap();
    assert_eq!(resumed.order.promised, None);
}

#[test]
fn a_stale_version_is_refused_with_the_present_one() {
    let mut read = order();
    read.version = Version::new(5);
    let stale = Version::new(4);
    let city = city(1);
    let target = Target { city: &city, campaign: Change::Keep };
    let answers = [
        patch(&read, stale, &OrderPatch::default(), target, &admin(), now()).err(),
        change_status(&read, stale, &StatusChange::to(OrderStatus::Void), None, &[], &admin(), now()).err(),
        assign(&read, stale, &user(4, Role::Master), None, &admin(), now()).err(),
        assign(&order_in(&OrderStatus::EnRoute), stale, &user(4, Role::Master), None, &admin(), now()).err(),
    ];
    for (error, current) in answers.into_iter().map(Option::unwrap).zip([5, 5, 5, 1]) {
        assert_eq!((error.code(), error.kind()), ("order.version_conflict", ErrorKind::Conflict));
        assert_eq!(error.current_version(), Some(Version::new(current)));
    }
}

#[test]
fn a_patch_that_says_what_is_already_so_changes_nothing() {
    let read = order_in(&OrderStatus::Completed);
    let same = OrderPatch {
        city: Some(read.city),
        meeting: Some(read.meeting.at),
        equipment: Some(read.equipment.clone()),
        result: Change::Clear,
        ..OrderPatch::default()
    };
    assert_eq!(edit(&read, &same, &operator()).unwrap(), None);
}

#[test]
fn what_may_be_patched_depends_on_where_the_order_stands() {
    let nothing = OrderPatch::default();
    let patches = [
        OrderPatch { address: Some(Text::new("ул. Мира, 2").unwrap()), ..nothing.clone() },
        OrderPatch { result: Change::To(roubles("5")), ..nothing.clone() },
        OrderPatch { meeting: Some(at("2025-01-23T10:30:00Z")), ..nothing.clone() },
        OrderPatch { equipment: Some(Equipment::Handyman), ..nothing.clone() },
        OrderPatch { city: CityId::new(2).ok(), ..nothing.clone() },
    ];
    let expected = [
        (OrderStatus::New, ["ok"; 5]),
        (OrderStatus::Accepted, ["ok"; 5]),
        (OrderStatus::EnRoute, ["ok", "ok", "ok", "ok", "order.city_fixed"]),
        (OrderStatus::InProgress, ["ok", "ok", "order.visit_begun", "order.visit_begun", "order.city_fixed"]),
        (OrderStatus::Deferred, ["ok", "ok", "order.visit_begun", "order.visit_begun", "order.city_fixed"]),
        (OrderStatus::Completed, ["ok", "order.closed", "order.closed", "order.closed", "order.closed"]),
        (OrderStatus::Cancelled, ["ok", "order.closed", "order.closed", "order.closed", "order.closed"]),
        (OrderStatus::Void, ["ok", "order.closed", "order.closed", "order.closed", "order.closed"]),
        (OrderStatus::from_stored("on_hold"), ["ok", "order.closed", "order.closed", "order.closed", "order.closed"]),
    ];
    for (status, codes) in expected {
        let read = order_in(&status);
        assert_eq!(patches.clone().map(|wanted| code(edit(&read, &wanted, &director()))), codes, "{status}");
    }
}

#[test]
fn money_is_written_by_whoever_may_complete_and_a_master_writes_nothing_else() {
    let read = order_in(&OrderStatus::InProgress);
    let parts = OrderPatch { expenditure: Change::To(roubles("120.50")), ..OrderPatch::default() };
    assert_eq!(code(edit(&read, &parts, &operator())), "access.forbidden");
    assert_eq!(code(edit(&read, &parts, &director())), "ok");
    assert_eq!(edit(&read, &parts, &master()).unwrap().unwrap().order.expenditure, Some(roubles("120.50")));
    let below = OrderPatch { expenditure: Change::To(roubles("-1")), ..OrderPatch::default() };
    assert_eq!(field(edit(&read, &below, &master())), ("expenditure", "money.negative"));
    let read = order_in(&OrderStatus::Accepted);
    let kind = OrderPatch { order_type: Some(OrderType::Warranty), ..OrderPatch::default() };
    let time = OrderPatch { meeting: Some(at("2025-01-23T10:30:00Z")), ..OrderPatch::default() };
    assert_eq!([kind, time].map(|wanted| code(edit(&read, &wanted, &master()))), ["access.forbidden"; 2]);
    let stranger = Actor::user(&user(9, Role::Master), None);
    assert_eq!(code(edit(&read, &parts, &stranger)), "access.forbidden");
}

#[test]
fn another_city_detaches_the_master_and_keeps_the_time_on_the_clock() {
    let read = order_in(&OrderStatus::Accepted);
    let to_omsk = OrderPatch { city: CityId::new(2).ok(), ..OrderPatch::default() };
    let moved = edit(&read, &to_omsk, &operator()).unwrap().unwrap();
    assert_eq!((&moved.order.status, moved.order.master), (&OrderStatus::New, None));
    assert_eq!(moved.order.meeting.local(), read.meeting.local());
    assert_eq!(moved.order.meeting.at, at("2025-01-22T11:00:00Z"));
    let row = moved.history.unwrap();
    assert_eq!((row.kind, row.from, row.to), (HistoryKind::CityChanged, Some(OrderStatus::Accepted), OrderStatus::New));
    assert_eq!(moved.place.unwrap().slot, moved.order.slot());
    // The same instant, said aloud, is another time on the clock there.
    let same_instant = OrderPatch { meeting: Some(read.meeting.at), ..to_omsk };
    let told = edit(&read, &same_instant, &operator()).unwrap().unwrap();
    assert_eq!(told.order.meeting.local().to_string(), "2025-01-22 20:00:00");
    let away = OrderPatch { city: CityId::new(3).ok(), ..OrderPatch::default() };
    assert_eq!(code(edit(&read, &away, &operator())), "access.other_city");
}

#[test]
fn only_a_change_of_slot_needs_a_place() {
    let read = order_in(&OrderStatus::Accepted);
    let needs = |wanted: &OrderPatch| edit(&read, wanted, &admin()).unwrap().unwrap().place.map(|place| place.slot);
    let words = OrderPatch { problem: Some(Text::new("Шумит").unwrap()), ..OrderPatch::default() };
    assert_eq!(needs(&words), None);
    let time = OrderPatch { meeting: Some(at("2025-01-23T10:30:00Z")), ..OrderPatch::default() };
    assert_eq!(needs(&time).unwrap().start, at("2025-01-23T10:30:00Z"));
    let kind = OrderPatch { equipment: Some(Equipment::Handyman), ..OrderPatch::default() };
    assert_eq!(needs(&kind).unwrap().equipment, Equipment::Handyman);
    let off = OrderPatch { meeting: Some(at("2025-01-23T10:31:00Z")), ..OrderPatch::default() };
    assert_eq!(field(edit(&read, &off, &admin())), ("dateMeeting", "order.not_a_slot"));
}
