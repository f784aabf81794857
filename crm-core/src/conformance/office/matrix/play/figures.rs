//! Statistics: whose calls, orders and money their figures hold.
//!
//! The call and the order with a letter began on a day of their own, so a figure of that day is one or zero. A closed order
//! and a cost weigh another power of ten each, so a sum tells what is in it.

use super::{Answer, Played, callbacks, told, tried};
use crate::access::Actor;
use crate::conformance::office::matrix::world::{World, all_days, day_of, hour_of, new_order, ring, weight};
use crate::kernel::{CityId, Error, Money, Period};
use crate::operators::{Role, WorkState};
use crate::orders::Order;
use crate::stats::{
    CallFigures, ClosingFigures, OrderFigures, ServiceTarget, StaffingQuery, StatsQuery, Thresholds, Wallboard,
};

pub(super) async fn play(world: &World, actor: &Actor, name: &str) -> Played {
    let (report, what) = name.strip_prefix("stats.").unwrap().split_once(':').unwrap_or((name, ""));
    match (report, what) {
        (_, "of_city") => of_city(world, actor, report).await,
        (_, "rows") => rows(world, actor, report).await,
        ("wallboard", _) => wallboard(world, actor, what).await,
        ("stats.operator", _) => people(world, actor).await,
        ("overall", "work_time") => work_time(world, actor).await,
        (_, "turnover" | "costs") => weighed(world, actor, report, what).await,
        _ => counted(world, actor, report, what).await,
    }
}

type Three<'a> = (Option<&'a CallFigures>, Option<&'a OrderFigures>, Option<&'a ClosingFigures>);

fn figure(what: &str, (calls, orders, closings): Three<'_>) -> i64 {
    let count = |count: u64| i64::try_from(count).unwrap();
    match what {
        "calls" => count(calls.unwrap().total.value),
        "orders" => count(orders.unwrap().total.value),
        "turnover" => closings.unwrap().turnover.value.kopecks(),
        _ => panic!("{what} is no figure"),
    }
}

/// A figure of a report, the sum of its rows where it has rows.
async fn asked(world: &World, actor: &Actor, report: &str, what: &str, period: Period) -> Result<i64, Error> {
    let (stats, query) = (world.desk.crm.stats(), StatsQuery::new(period));
    let count = |count: u64| i64::try_from(count).unwrap();
    Ok(match report {
        "my" => {
            let my = stats.my(actor, period, None).await?;
            figure(what, (Some(&my.calls), Some(&my.orders), Some(&my.closings)))
        }
        "overall" => {
            let all = stats.overall(actor, &query, &ServiceTarget::default()).await?;
            assert_eq!(all.queue.offered.value, all.calls.total.value, "every call of the table was offered");
            figure(what, (Some(&all.calls), Some(&all.orders), Some(&all.closings)))
        }
        "daily" => {
            let days = stats.daily(actor, &query).await?.value;
            days.iter().map(|day| count(if what == "calls" { day.calls.total() } else { day.orders })).sum()
        }
        "by_city" => {
            let rows = stats.by_city(actor, &query).await?;
            rows.iter().map(|row| figure(what, (Some(&row.calls), Some(&row.orders), Some(&row.closings)))).sum()
        }
        "by_campaign" if what == "costs" => {
            let rows = stats.by_campaign(actor, &query).await?;
            rows.iter().filter_map(|row| row.costs.cost.value).map(Money::kopecks).sum()
        }
        "by_campaign" => {
            let rows = stats.by_campaign(actor, &query).await?;
            rows.iter().map(|row| figure(what, (Some(&row.calls), Some(&row.orders), Some(&row.closings)))).sum()
        }
        "by_master" => {
            let rows = stats.by_master(actor, &query).await?;
            rows.iter().map(|row| figure(what, (None, Some(&row.orders), Some(&row.closings)))).sum()
        }
        "by_operator" => {
            let rows = stats.by_operator(actor, &query).await?;
            rows.iter().map(|row| figure(what, (Some(&row.calls), Some(&row.orders), Some(&row.closings)))).sum()
        }
        "service_level" => {
            let counts = stats.service_level(actor, &query, Thresholds::default()).await?.counts;
            let answered = counts.answered_in_time + counts.answered_late;
            count(answered + counts.abandoned_short + counts.abandoned_early + counts.abandoned_late)
        }
        "staffing" => {
            let rows = stats.staffing(actor, &StaffingQuery::new(period)).await?;
            count(rows.iter().map(|row| row.demand.offered).sum())
        }
        _ => panic!("stats.{report} is not played"),
    })
}

fn refused<T>(letters: impl Iterator<Item = char>, error: Error) -> Result<T, Played> {
    let answer = told::<()>(Err(error));
    Err(letters.map(|letter| (letter, answer)).collect())
}

/// Calls and orders: the day's figure, by counters, and the hour's, by the log, and all of them together.
async fn counted(world: &World, actor: &Actor, report: &str, what: &str) -> Played {
    let letters: Vec<char> = if what == "orders" { "ohaf" } else { "ohafu" }.chars().collect();
    let mut played = Vec::new();
    for letter in &letters {
        let of_day = asked(world, actor, report, what, day_of(*letter)).await;
        let of_hour = asked(world, actor, report, what, hour_of(*letter)).await;
        let answer = match (of_day, of_hour) {
            (Ok(of_day), Ok(of_hour)) => {
                assert_eq!(of_day, of_hour, "stats.{report}:{what} of {letter:?} by day and by hour");
                assert!((0..=1).contains(&of_day), "stats.{report}:{what} of {letter:?}: {of_day}");
                Answer::Shown(of_day == 1)
            }
            (Err(error), Err(_)) => told::<()>(Err(error)),
            mixed => panic!("{mixed:?}"),
        };
        played.push((*letter, answer));
    }
    if let Ok(total) = asked(world, actor, report, what, all_days()).await {
        let shown = played.iter().filter(|(_, answer)| *answer == Answer::Shown(true)).count();
        assert_eq!(usize::try_from(total), Ok(shown), "stats.{report}:{what} adds up");
    }
    played
}

/// Money: which weights are in the sum.
async fn weighed(world: &World, actor: &Actor, report: &str, what: &str) -> Played {
    let (letters, period) = match what {
        "costs" => {
            super::cash::costs_as_they_were(world).await;
            ("hfu", all_days())
        }
        _ => ("ohaf", Period::everything()),
    };
    let sum = match asked(world, actor, report, what, period).await {
        Ok(sum) => sum,
        Err(error) => return refused::<()>(letters.chars(), error).unwrap_err(),
    };
    let is_in = |letter: char| sum / weight(letter).kopecks() % 10 == 1;
    let told: i64 = letters.chars().filter(|letter| is_in(*letter)).map(|letter| weight(letter).kopecks()).sum();
    assert_eq!(sum, told, "stats.{report}:{what} holds nothing else");
    letters.chars().map(|letter| (letter, Answer::Shown(is_in(letter)))).collect()
}

/// Nobody is away.
async fn all_at_work(world: &World) {
    for user in &world.users {
        let users = world.desk.crm.operators();
        if users.get(&world.desk.system, user.id).await.unwrap().work_state == WorkState::Offline {
            users.set_work_state(&world.desk.system, user.id, &WorkState::Online, None).await.unwrap();
        }
    }
}

/// Whose rows there are.
async fn rows(world: &World, actor: &Actor, report: &str) -> Played {
    let (stats, query) = (world.desk.crm.stats(), StatsQuery::new(all_days()));
    let role = if report == "by_master" { Role::Master } else { Role::Operator };
    let people: Vec<_> = world.users.iter().filter(|user| user.role == role).collect();
    let of_people = people.iter().map(|user| (world.letter_of(actor, user), user.id.get())).collect();
    let of_cities = vec![('h', world.home.id.get()), ('f', world.away.id.get())];
    let (records, seen): (Vec<_>, _) = match report {
        "by_city" => {
            let rows = stats.by_city(actor, &query).await;
            (of_cities, rows.map(|rows| rows.iter().map(|row| row.city.get()).collect::<Vec<_>>()))
        }
        "by_master" => {
            let rows = stats.by_master(actor, &query).await;
            (of_people, rows.map(|rows| rows.iter().map(|row| row.master.get()).collect()))
        }
        "by_operator" => {
            let rows = stats.by_operator(actor, &query).await;
            (of_people, rows.map(|rows| rows.iter().map(|row| row.operator.get()).collect()))
        }
        _ => panic!("stats.{report} has no rows"),
    };
    match seen {
        Ok(seen) => super::shown(records, &seen),
        Err(error) => refused::<()>(records.into_iter().map(|(letter, _)| letter), error).unwrap_err(),
    }
}

/// The figures of one person, which are those the person sees.
async fn people(world: &World, actor: &Actor) -> Played {
    let stats = world.desk.crm.stats();
    let mut played = Vec::new();
    for user in &world.users {
        let answer = tried(world, stats.operator(actor, user.id, all_days(), None)).await;
        if answer == Answer::Done {
            let own = world.desk.actor(user).await;
            let told = stats.operator(actor, user.id, all_days(), None).await.unwrap();
            assert_eq!(told, stats.my(&own, all_days(), None).await.unwrap());
            let is_theirs = |(_, order): &&(char, Order)| {
                let of = if user.role == Role::Master { order.master } else { order.operator };
                of == Some(user.id)
            };
            let orders = world.orders.iter().filter(is_theirs).count();
            assert_eq!(usize::try_from(told.orders.total.value), Ok(orders), "{}", user.name);
        }
        played.push((world.letter_of(actor, user), answer));
    }
    played
}

/// Whose time the office's report holds: one after the other takes a break while all others work.
async fn work_time(world: &World, actor: &Actor) -> Played {
    let (users, stats) = (world.desk.crm.operators(), world.desk.crm.stats());
    let on_break = async || {
        let query = StatsQuery::new(Period::everything());
        let told = stats.overall(actor, &query, &ServiceTarget::default()).await?.work_time.value;
        let time = told.into_iter().find(|(state, _)| *state == WorkState::Break);
        Ok::<_, Error>(time.map_or(0, |(_, time)| time.as_secs()))
    };
    let mut played = Vec::new();
    for user in &world.users {
        let letter = world.letter_of(actor, user);
        match on_break().await {
            Err(error) => played.push((letter, told::<()>(Err(error)))),
            Ok(before) => {
                for (other, state) in world
                    .users
                    .iter()
                    .map(|other| (other, if other.id == user.id { WorkState::Break } else { WorkState::Online }))
                {
                    users.set_work_state(&world.desk.system, other.id, &state, None).await.unwrap();
                }
                world.desk.later(7);
                let longer = on_break().await.unwrap() - before;
                assert!([0, 7].contains(&longer), "{}: {longer} s", user.name);
                played.push((letter, Answer::Shown(longer == 7)));
            }
        }
    }
    played
}

/// Reports of one city alone.
async fn of_city(world: &World, actor: &Actor, report: &str) -> Played {
    let (stats, target) = (world.desk.crm.stats(), ServiceTarget::default());
    let mut played = Vec::new();
    for (letter, city) in [('h', &world.home), ('f', &world.away)] {
        let city: Option<CityId> = Some(city.id);
        let query = StatsQuery { city, ..StatsQuery::new(all_days()) };
        let own_day = StaffingQuery { city, ..StaffingQuery::new(day_of(letter)) };
        let answer = match report {
            "overall" => tried(world, stats.overall(actor, &query, &target)).await,
            "daily" => tried(world, stats.daily(actor, &query)).await,
            "by_city" => tried(world, stats.by_city(actor, &query)).await,
            "by_campaign" => tried(world, stats.by_campaign(actor, &query)).await,
            "by_master" => tried(world, stats.by_master(actor, &query)).await,
            "by_operator" => tried(world, stats.by_operator(actor, &query)).await,
            "service_level" => tried(world, stats.service_level(actor, &query, target.thresholds)).await,
            "staffing" => tried(world, stats.staffing(actor, &own_day)).await,
            "wallboard" => tried(world, stats.wallboard(actor, city, &target)).await,
            _ => panic!("stats.{report} is of no city alone"),
        };
        if answer == Answer::Done && report == "overall" {
            let told = stats.overall(actor, &query, &target).await.unwrap();
            assert_eq!((told.calls.total.value, told.orders.total.value), (2, 2), "of one city, not of both");
        }
        played.push((letter, answer));
    }
    played
}

async fn wallboard(world: &World, actor: &Actor, what: &str) -> Played {
    let letters = match what {
        "orders" => "hf",
        _ => "ohafu",
    };
    let first = match board(world, actor).await {
        Err(error) if what == "people" => {
            let letters = world.users.iter().map(|user| world.letter_of(actor, user));
            return refused::<()>(letters, error).unwrap_err();
        }
        Err(error) => return refused::<()>(letters.chars(), error).unwrap_err(),
        Ok(first) => first,
    };
    let mut before = first;
    let mut played = Vec::new();
    match what {
        "people" => {
            all_at_work(world).await;
            let seen: Vec<_> = now(world, actor).await.people.iter().map(|person| person.operator).collect();
            let records = world.users.iter().map(|user| (world.letter_of(actor, user), user.id));
            played = super::shown(records, &seen);
        }
        "callbacks" => {
            for (letter, callback) in &world.callbacks {
                callbacks::only(world, callback).await;
                played.push((*letter, Answer::Shown(now(world, actor).await.callbacks.count == 1)));
            }
        }
        "orders" => {
            for (letter, city) in [('h', &world.home), ('f', &world.away)] {
                let new = new_order(city, world.slot());
                world.desk.crm.orders().create(&world.desk.system, &new, None).await.unwrap();
                let after = now(world, actor).await;
                played.push((letter, Answer::Shown(after.orders.value - before.orders.value == 1)));
                before = after;
            }
        }
        "calls" => {
            for letter in letters.chars() {
                let id = format!("live {letter} {actor}");
                let live = ring(letter, &id).from("79000000301").later(3600);
                let (path, rings) = live.appeared();
                world.desk.post(&path, &rings).await.unwrap();
                let waits = now(world, actor).await.now.waiting;
                world.desk.post_all(&[live.connected(), live.disconnected(), live.summary()]).await;
                let after = now(world, actor).await;
                assert_eq!(after.calls.total.value - before.calls.total.value, waits, "{letter:?}: now, and today");
                assert_eq!(after.queue.handled.value - before.queue.handled.value, waits);
                assert_eq!(after.now.waiting, 0);
                played.push((letter, Answer::Shown(waits == 1)));
                before = after;
            }
        }
        _ => panic!("the wallboard shows no {what}"),
    }
    played
}

async fn board(world: &World, actor: &Actor) -> Result<Wallboard, Error> {
    world.desk.crm.stats().wallboard(actor, None, &ServiceTarget::default()).await
}

async fn now(world: &World, actor: &Actor) -> Wallboard {
    board(world, actor).await.unwrap()
}
