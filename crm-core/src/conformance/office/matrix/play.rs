//! Every use case, played once by somebody for every kind of record.

mod callbacks;
mod cash;
mod figures;
mod people;

use std::time::Duration;

use serde_json::json;

use super::world::{CLIENT, World, new_order, wrong_password};
use crate::Error;
use crate::access::Actor;
use crate::calls::{CallDirection, CallFilter, CallSort, CallStatus, Classification, NewCall};
use crate::cities::{CityPatch, NewCity};
use crate::conformance::office::desk::{PASSWORD, line_number, text};
use crate::events::{FeedCursor, FeedEvent};
use crate::exports::{Cell, Export, Table};
use crate::jobs::{JobState, NewJob};
use crate::kernel::{JobId, Page, PageRequest, Period, Phone, Zone};
use crate::lines::{LinePatch, NewLine};
use crate::orders::{Equipment, OrderFilter, OrderPatch, OrderSearch, OrderStatus, StatusChange};
use crate::past::PastKind;
use crate::settings::SettingChange;

/// What somebody got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It was done.
    Done,
    /// `access.*`.
    Refused,
    /// There is no such thing, as far as one is told.
    NotFound,
    /// Whether the record was among what was shown.
    Shown(bool),
}

/// Answers, each with the letter of its record; a blank where there is none.
pub(super) type Played = Vec<(char, Answer)>;

pub(super) async fn play(world: &World, who: &str, name: &str) -> Played {
    let actor = world.actor(who);
    let (room, _) = name.split_once('.').unwrap();
    match (room, name) {
        ("audit" | "counters" | "jobs" | "past" | "telephony", _)
        | (_, "callbacks.check" | "events.purge" | "events.renew_epoch" | "operators.sweep" | "orders.check") => {
            alone(operations(world, actor, name).await)
        }
        ("cities" | "settings", _) => alone(office(world, actor, name).await),
        ("auth", _) => auth(world, actor, name).await,
        ("callbacks", _) => callbacks::play(world, actor, name).await,
        ("campaigns", _) => cash::costs(world, actor, name).await,
        ("money", _) => cash::play(world, actor, name).await,
        ("lines", _) => lines(world, actor, name).await,
        ("operators", _) => people::users(world, actor, name).await,
        ("masters", _) => people::masters(world, actor, name).await,
        ("shifts", _) => people::shifts(world, actor, name).await,
        ("stats", _) => figures::play(world, actor, name).await,
        ("calls", _) => calls(world, actor, name).await,
        ("orders", _) if name.starts_with("orders.list") || name == "orders.of_call" => {
            order_lists(world, actor, name).await
        }
        ("orders", _) => orders(world, actor, name).await,
        _ => files(world, actor, name).await,
    }
}

/// What a use case with a record answered.
fn told<T>(answer: Result<T, Error>) -> Answer {
    match answer {
        Ok(_) => Answer::Done,
        Err(error) if error.code().starts_with("access.") => Answer::Refused,
        Err(error) if error.code().ends_with("not_found") || error.code() == "auth.session_unknown" => Answer::NotFound,
        Err(error) => panic!("{error} ({})", error.code()),
    }
}

/// What a use case with a record answered. Unless it was done, it left no trace.
async fn tried<T>(world: &World, asked: impl Future<Output = Result<T, Error>>) -> Answer {
    let before = world.trace().await;
    let answer = told(asked.await);
    if answer != Answer::Done {
        assert_eq!(world.trace().await, before, "{answer:?}, and yet something was written");
    }
    answer
}

/// What a use case without a record answered: whatever is wrong beyond the right to it is beside the point.
fn alone<T>(answer: Result<T, Error>) -> Played {
    let refused = answer.is_err_and(|error| error.code().starts_with("access."));
    vec![(' ', if refused { Answer::Refused } else { Answer::Done })]
}

/// Which of the records were shown.
fn shown<I: PartialEq>(records: impl IntoIterator<Item = (char, I)>, ids: &[I]) -> Played {
    records.into_iter().map(|(letter, id)| (letter, Answer::Shown(ids.contains(&id)))).collect()
}

fn ids_of<T, I>(page: Page<T>, id: impl Fn(T) -> I) -> Vec<I> {
    assert_eq!(page.total.unwrap().count, page.items.len() as u64, "the total counts what is seen");
    page.items.into_iter().map(id).collect()
}

fn most() -> PageRequest {
    PageRequest::first().limit(100).unwrap()
}

fn client() -> Phone {
    Phone::parse(CLIENT).unwrap()
}

async fn operations(world: &World, actor: &Actor, name: &str) -> Result<(), Error> {
    let crm = &world.desk.crm;
    match name {
        "audit.latest" => crm.audit().latest(actor, None, None).await.map(drop),
        "audit.purge" => crm.audit().purge(actor).await.map(drop),
        "audit.seal" => crm.audit().seal(actor).await.map(drop),
        "audit.verify" => crm.audit().verify(actor).await.map(drop),
        "events.purge" => crm.events().purge(actor).await.map(drop),
        "events.renew_epoch" => crm.events().renew_epoch(actor).await.map(drop),
        "audit.walk" => crm.audit().walk(actor, |_| ()).await,
        "callbacks.check" => crm.callbacks().check(actor, |_| ()).await.map(drop),
        "counters.check" => crm.counters().check(actor, |_| ()).await.map(drop),
        "counters.recount" => crm.counters().recount(actor).await,
        "operators.sweep" => crm.operators().sweep(actor).await.map(drop),
        "orders.check" => crm.orders().check(actor, |_| ()).await.map(drop),
        "past.calls" => crm.past().calls(actor, &text("old"), &[]).await.map(drop),
        "past.made" => crm.past().made(actor, &text("old"), PastKind::Call, &[]).await.map(drop),
        "past.orders" => crm.past().orders(actor, &text("old"), &[]).await.map(drop),
        "past.users" => crm.past().users(actor, &text("old"), &[]).await.map(drop),
        "telephony.check" => crm.telephony().check(actor, |_| ()).await.map(drop),
        "telephony.refusals" => crm.telephony().refusals(actor).await.map(drop),
        "telephony.purge" => crm.telephony().purge(actor).await.map(drop),
        "telephony.sweep" => crm.telephony().sweep(actor).await.map(drop),
        "telephony.unread" => crm.telephony().unread(actor, None).await.map(drop),
        "jobs.claim" => crm.jobs().claim(actor, &text("empty"), Duration::from_secs(1)).await.map(drop),
        "jobs.enqueue" => {
            let new = NewJob { queue: text("q"), subject: text("s"), payload: "{}".into(), run_at: crm.now() };
            crm.jobs().enqueue(actor, &new).await.map(drop)
        }
        "jobs.list" => crm.jobs().list(actor, &JobState::Queued, None).await.map(drop),
        "jobs.retry" => crm.jobs().retry(actor, JobId::new(999_999).unwrap()).await.map(drop),
        _ => panic!("{name} is not played"),
    }
}

async fn office(world: &World, actor: &Actor, name: &str) -> Result<(), Error> {
    let (crm, city) = (&world.desk.crm, &world.away);
    match name {
        "cities.by_name" => crm.cities().by_name(actor, city.name.as_str()).await.map(drop),
        "cities.change" => crm.cities().change(actor, city.id, city.version, &CityPatch::default()).await.map(drop),
        "cities.create" => crm.cities().create(actor, &NewCity::new(text("Маркс"), Zone::MOSCOW), None).await.map(drop),
        "cities.get" => crm.cities().get(actor, city.id).await.map(drop),
        "cities.list" => crm.cities().list(actor).await.map(|all| assert!(all.len() > 1)),
        "settings.get" => crm.settings().get(actor).await.map(drop),
        "settings.set" => crm.settings().set(actor, SettingChange::WrapUp(61)).await.map(drop),
        _ => panic!("{name} is not played"),
    }
}

async fn auth(world: &World, actor: &Actor, name: &str) -> Played {
    let auth = world.desk.crm.auth();
    match name {
        "auth.change_password" => alone(auth.change_password(actor, &wrong_password(), &PASSWORD.into()).await),
        "auth.seen" => alone(auth.seen(actor).await),
        "auth.logout" => alone(auth.logout(actor).await),
        "auth.revoke_session" => vec![('f', tried(world, auth.revoke_session(actor, world.session)).await)],
        "auth.set_password" => alone(auth.set_password(actor, world.users[3].id, &PASSWORD.into()).await),
        "auth.sessions" => {
            let mut played = Vec::new();
            for user in &world.users {
                played.push((world.letter_of(actor, user), tried(world, auth.sessions(actor, user.id)).await));
            }
            played
        }
        _ => panic!("{name} is not played"),
    }
}

async fn lines(world: &World, actor: &Actor, name: &str) -> Played {
    let lines = world.desk.crm.lines();
    let mut played = Vec::new();
    match name {
        "lines.unknown" => return alone(lines.unknown(actor).await),
        "lines.create" => return alone(lines.create(actor, &NewLine::new(line_number("74950000009")), None).await),
        "lines.change" => {
            let (_, line) = &world.lines[0];
            return alone(lines.change(actor, line.id, line.version, &LinePatch::default()).await);
        }
        "lines.list" => {
            let seen: Vec<_> = lines.list(actor).await.unwrap().iter().map(|line| line.id).collect();
            return shown(world.lines.iter().map(|(letter, line)| (*letter, line.id)), &seen);
        }
        _ => {}
    }
    for (letter, line) in &world.lines {
        let answer = match name {
            "lines.get" => tried(world, lines.get(actor, line.id)).await,
            "lines.by_number" => tried(world, lines.by_number(actor, &line.number)).await,
            _ => panic!("{name} is not played"),
        };
        played.push((*letter, answer));
    }
    played
}

async fn calls(world: &World, actor: &Actor, name: &str) -> Played {
    let calls = world.desk.crm.calls();
    let filter = match name {
        "calls.list" => Some(CallFilter::default()),
        "calls.list:of_other_city" => Some(CallFilter { city: Some(world.away.id), ..CallFilter::default() }),
        "calls.list:of_client" => Some(CallFilter { client: Some(client()), ..CallFilter::default() }),
        _ => None,
    };
    if let Some(filter) = filter {
        let seen = ids_of(calls.list(actor, &filter, CallSort::Latest, &most()).await.unwrap(), |view| view.call.id);
        return shown(world.calls.iter().copied(), &seen);
    }
    if name.starts_with("calls.record") {
        let new = NewCall {
            direction: CallDirection::In,
            status: CallStatus::Missed,
            client: None,
            line: None,
            started_at: world.desk.crm.now(),
            wait_seconds: 0,
            talk_seconds: 0,
            classification: Classification::default(),
        };
        return alone(match name {
            "calls.record_for" => calls.record_for(actor, world.roamer.id, &new, None).await,
            _ => calls.record(actor, &new, None).await,
        });
    }
    let mut played = Vec::new();
    for (letter, id) in world.calls.iter().copied() {
        let answer = match name {
            "calls.get" => tried(world, calls.get(actor, id)).await,
            "calls.details" => tried(world, calls.details(actor, id)).await,
            "calls.classify" => {
                let version = calls.get(&world.desk.system, id).await.unwrap().call.version;
                let said = Classification { note: Some(text(&actor.to_string())), ..Classification::default() };
                tried(world, calls.classify(actor, id, version, &said)).await
            }
            _ => panic!("{name} is not played"),
        };
        played.push((letter, answer));
    }
    played
}

async fn order_lists(world: &World, actor: &Actor, name: &str) -> Played {
    let orders = world.desk.crm.orders();
    let none = OrderFilter::default;
    let filter = match name {
        "orders.list" => none(),
        "orders.list:of_other_city" => OrderFilter { city: Some(world.away.id), ..none() },
        "orders.list:of_client" => OrderFilter { phone: Some(client()), ..none() },
        "orders.list:search" => OrderFilter { search: OrderSearch::parse("горбунков"), ..none() },
        "orders.list:of_a_day" => {
            let day = Period::day(world.home.zone, world.home.zone.day_of(world.orders[0].1.meeting.at));
            OrderFilter { meeting: Some(day), ..none() }
        }
        "orders.of_call" => {
            let seen = orders.of_call(actor, world.calls[1].1).await.unwrap();
            let seen: Vec<_> = seen.into_iter().map(|view| view.order.id).collect();
            return shown(world.orders.iter().map(|(letter, order)| (*letter, order.id)), &seen);
        }
        _ => panic!("{name} is not played"),
    };
    let seen = ids_of(orders.list(actor, &filter, &most()).await.unwrap(), |view| view.order.id);
    shown(world.orders.iter().map(|(letter, order)| (*letter, order.id)), &seen)
}

async fn orders(world: &World, actor: &Actor, name: &str) -> Played {
    let orders = world.desk.crm.orders();
    let mut played = Vec::new();
    match name {
        "orders.slots" => {
            let day = world.home.zone.day_of(world.desk.crm.now());
            return alone(orders.slots(actor, world.away.id, day, &Equipment::Computers).await);
        }
        "orders.create:in_city" => {
            for (letter, city) in [('h', &world.home), ('f', &world.away)] {
                played.push((letter, tried(world, orders.create(actor, &new_order(city, world.slot()), None)).await));
            }
            return played;
        }
        "orders.create:from_call" => {
            for (letter, call) in world.calls.iter().copied() {
                let city = if matches!(letter, 'a' | 'f') { &world.away } else { &world.home };
                let mut new = new_order(city, world.slot());
                new.call = Some(call);
                played.push((letter, tried(world, orders.create(actor, &new, None)).await));
            }
            return played;
        }
        _ => {}
    }
    for (letter, order) in &world.orders {
        let (id, version) = world.restored(order).await;
        let answer = match name {
            "orders.get" => tried(world, orders.get(actor, id)).await,
            "orders.history" => tried(world, orders.history(actor, id)).await,
            "orders.ledger" => tried(world, orders.ledger(actor, id)).await,
            "orders.assign" => tried(world, orders.assign(actor, id, version, world.reliever(order), None)).await,
            "orders.change" => {
                let patch = OrderPatch { problem: Some(text("Звенит")), ..OrderPatch::default() };
                tried(world, orders.change(actor, id, version, &patch)).await
            }
            "orders.change_status" => {
                let change = StatusChange::to(OrderStatus::EnRoute);
                tried(world, orders.change_status(actor, id, version, &change)).await
            }
            _ => panic!("{name} is not played"),
        };
        played.push((*letter, answer));
    }
    played
}

async fn rows(export: Result<Export, Error>) -> Result<Vec<i64>, Error> {
    let (mut export, mut ids) = (export?, Vec::new());
    while let Some(rows) = export.next().await? {
        ids.extend(rows.iter().map(|row| if let Cell::Integer(id) = row[0] { id } else { panic!("no id: {row:?}") }));
    }
    Ok(ids)
}

/// Cards, files and the feed: what shows calls and orders beside their lists.
async fn files(world: &World, actor: &Actor, name: &str) -> Played {
    let crm = &world.desk.crm;
    let orders: Vec<_> = world.orders.iter().map(|(letter, order)| (*letter, order.id.get())).collect();
    let calls: Vec<_> = world.calls.iter().map(|(letter, id)| (*letter, id.get())).collect();
    let (records, seen) = match name {
        "clients.card:calls" => {
            let card = crm.clients().card(actor, &client()).await.unwrap();
            assert_eq!(card.calls_total.count, card.calls.len() as u64);
            (calls, Ok(card.calls.iter().map(|view| view.call.id.get()).collect()))
        }
        "clients.card:orders" => {
            let card = crm.clients().card(actor, &client()).await.unwrap();
            assert_eq!(card.orders_total.count, card.orders.len() as u64);
            (orders, Ok(card.orders.iter().map(|view| view.order.id.get()).collect()))
        }
        "exports.calls" => {
            (calls, rows(crm.exports().calls(actor, &CallFilter::default(), CallSort::Latest).await).await)
        }
        "exports.orders" => (orders, rows(crm.exports().orders(actor, &OrderFilter::default()).await).await),
        "exports.table" => return alone(crm.exports().table(actor, "t", &json!({}), Table::default()).await),
        "events.after:calls" => (calls, Ok(told_of(world, actor, "call:").await)),
        "events.after:orders" => (orders, Ok(told_of(world, actor, "order:").await)),
        "events.resume" => (calls, Ok(resumed(world, actor).await)),
        _ => panic!("{name} is not played"),
    };
    match seen {
        Ok(seen) => shown(records, &seen),
        Err(error) => {
            let answer = told::<()>(Err(error));
            records.into_iter().map(|(letter, _)| (letter, answer)).collect()
        }
    }
}

async fn told_of(world: &World, actor: &Actor, of: &str) -> Vec<i64> {
    subjects(&world.desk.feed(actor).await, of)
}

async fn resumed(world: &World, actor: &Actor) -> Vec<i64> {
    let events = world.desk.crm.events();
    let mut from = FeedCursor { epoch: events.epoch().await.unwrap(), position: 0 };
    let mut seen = Vec::new();
    loop {
        let page = events.resume(actor, from).await.unwrap();
        seen.extend(subjects(&page.events, "call:"));
        if page.cursor() == from {
            return seen;
        }
        from = page.cursor();
    }
}

fn subjects(feed: &[FeedEvent], of: &str) -> Vec<i64> {
    feed.iter().filter_map(|event| event.event.subject.as_str().strip_prefix(of)?.parse().ok()).collect()
}
