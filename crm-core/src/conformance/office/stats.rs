//! Statistics: the figures of a small office, counted by hand.

use super::desk::{Desk, code};
use super::shop::rubles;
use super::stats_house::{House, IN, OUT, Script, Went, at, day, days, seconds, talked, the_day, zone};
use crate::access::Actor;
use crate::campaigns::NewCampaignCost;
use crate::conformance::Fixture;
use crate::counters::Subject;
use crate::kernel::{CallId, CityId, Money, OrderId, Period, Timestamp, Zone};
use crate::operators::{Operator, Role};
use crate::orders::OrderStatus;
use crate::stats::{
    BasisPoints, CallsNow, Exclusion, Formula, OrderInstant, PlanInterval, Ratio, ServiceTarget, Shrinkage,
    StaffingQuery, StatsQuery, Thresholds,
};
use crate::store::{Effects, Loaded, Read, Tx};

fn ratio(part: i64, whole: i64) -> Option<Ratio> {
    Ratio::new(part, whole)
}

fn by_status(rows: &[(OrderStatus, u64)]) -> Vec<(&str, u64)> {
    assert_eq!(rows.len(), OrderStatus::ALL.len(), "every status is told, zeros too");
    rows.iter().filter(|(_, orders)| *orders > 0).map(|(status, orders)| (status.code(), *orders)).collect()
}

/// What an operator asks of the own day, field by field.
pub async fn my_figures_are_those_of_my_calls_and_orders(fx: &dyn Fixture) {
    let house = day(fx).await;
    let shop = &house.shop;
    let my = shop.desk.crm.stats().my(&shop.operator, the_day(), None).await.unwrap();
    let calls = &my.calls;
    assert_eq!(
        (calls.total.value, calls.accepted.value, calls.missed.value, calls.acceptance_rate.value),
        (3, 2, 1, 67)
    );
    assert_eq!(calls.talk.value, seconds(160));
    assert_eq!(my.orders.total.value, 3);
    assert_eq!(by_status(&my.orders.by_status.value), [("in_progress", 1), ("completed", 1), ("cancelled", 1)]);
    assert_eq!(my.orders.conversion.value, ratio(2, 2));
    let [row] = my.daily.value.as_slice() else { panic!("{:?}", my.daily) };
    assert_eq!((row.date.to_string().as_str(), row.calls.total(), row.orders), ("2026-01-13", 3, 3));
    assert_eq!((my.closings.closed.value, my.closings.turnover.value), (2, rubles(1500)));
    assert_eq!((my.closings.average_check.value, my.closings.completed_share.value), (Some(rubles(750)), ratio(1, 2)));
    assert_eq!(my.handling.average_speed_of_answer.value, Some(seconds(7)));
    let time = |state: &str| {
        let (_, time) = my.work_time.value.iter().find(|(s, _)| s.code() == state).unwrap();
        time.as_secs()
    };
    // Online since half past ten, up to noon.
    assert_eq!((time("online"), time("break"), time("busy")), (4 * 3600 + 5400, 1800, 0));

    let note = &calls.missed.note;
    assert_eq!((&note.formula, note.period, note.zone), (&Formula::MissedCalls, the_day(), Zone::MOSCOW));
    assert_eq!(note.exclusions, [Exclusion::InternalCalls, Exclusion::UnendedCalls]);
}

/// A master's orders are those it was given, whoever wrote them.
pub async fn a_master_has_the_figures_of_its_orders(fx: &dyn Fixture) {
    let house = day(fx).await;
    let shop = &house.shop;
    let my = shop.desk.crm.stats().my(&shop.master, the_day(), None).await.unwrap();
    assert_eq!((my.calls.total.value, my.calls.acceptance_rate.value), (0, 0));
    assert_eq!(by_status(&my.orders.by_status.value), [("in_progress", 1), ("completed", 1)]);
    assert_eq!((my.closings.closed.value, my.closings.turnover.value), (1, rubles(1500)));
    assert_eq!(my.daily.value.iter().map(|row| row.orders).sum::<u64>(), 2);
    let rows = shop.desk.crm.stats().by_master(&shop.director, &StatsQuery::new(the_day())).await.unwrap();
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((Some(row.master), &row.orders, &row.closings), (shop.master.id(), &my.orders, &my.closings));
}

/// The whole office's day, and the part of it that is one city's.
pub async fn the_office_s_figures_hold_all_cities_and_a_city_s_its_own(fx: &dyn Fixture) {
    let house = day(fx).await;
    let shop = &house.shop;
    let stats = shop.desk.crm.stats();
    let (query, target) = (StatsQuery::new(the_day()), ServiceTarget::default());
    let all = stats.overall(&shop.desk.system, &query, &target).await.unwrap();
    let calls = &all.calls;
    assert_eq!(
        (calls.total.value, calls.accepted.value, calls.missed.value, calls.acceptance_rate.value),
        (7, 3, 4, 43)
    );
    assert_eq!((calls.talk.value, all.orders.total.value), (seconds(360), 4));
    assert_eq!(
        by_status(&all.orders.by_status.value),
        [("new", 1), ("in_progress", 1), ("completed", 1), ("cancelled", 1)]
    );
    assert_eq!(all.orders.conversion.value, ratio(2, 3));
    let queue = &all.queue;
    assert_eq!((queue.offered.value, queue.handled.value, queue.abandoned.value), (4, 2, 2));
    assert_eq!((queue.abandonment.value, queue.short_abandonment.value), (ratio(1, 2), ratio(1, 4)));
    // One of two in time; of two abandons the short one is left out.
    assert_eq!((queue.service_level.value, queue.is_met), (ratio(1, 3), Some(false)));
    assert_eq!(queue.service_level.note.formula, Formula::ServiceLevelShortAbandonsExcluded);
    assert_eq!(all.handling.average_speed_of_answer.value, Some(seconds(16)));
    assert_eq!(all.handling.average_handle_time.value, Some(seconds(150)));
    // 300 s of talk beside five and a half hours online.
    assert_eq!(all.handling.occupancy.value, ratio(300, 300 + 19_800));

    let city = StatsQuery { city: Some(shop.other.id), ..query };
    let away = stats.overall(&shop.desk.system, &city, &target).await.unwrap();
    assert_eq!((away.calls.total.value, away.orders.total.value, away.queue.offered.value), (2, 1, 2));
    assert_eq!(away.queue.service_level.value, ratio(0, 2));
    assert_eq!((away.closings.closed.value, away.closings.turnover.value), (0, Money::ZERO));
    assert_eq!(stats.overall(&shop.other_director, &query, &target).await.unwrap(), away);

    let levels = stats.service_level(&shop.desk.system, &query, Thresholds::default()).await.unwrap();
    let shares: Vec<_> = levels.levels.iter().map(|(variant, level)| (variant.code(), level.value)).collect();
    assert_eq!(
        shares,
        [
            ("abandons_met", ratio(2, 4)),
            ("abandons_ignored", ratio(1, 2)),
            ("abandons_negative", ratio(1, 4)),
            ("early_abandons_excluded", ratio(1, 3)),
            ("short_abandons_credited", ratio(2, 4)),
            ("short_abandons_excluded", ratio(1, 3)),
        ]
    );
    let loose = Thresholds::new(seconds(26), seconds(2)).unwrap();
    let levels = stats.service_level(&shop.desk.system, &query, loose).await.unwrap();
    assert_eq!(
        (levels.counts.answered_in_time, levels.counts.abandoned_short, levels.counts.abandoned_early),
        (2, 0, 1)
    );
}

/// Rows of a table add up to the office, and of a director only the own cities count.
pub async fn tables_divide_what_the_office_has(fx: &dyn Fixture) {
    let house = day(fx).await;
    let shop = &house.shop;
    let (stats, query) = (shop.desk.crm.stats(), StatsQuery::new(the_day()));
    let system = &shop.desk.system;

    let cities = stats.by_city(system, &query).await.unwrap();
    let shown: Vec<_> = cities.iter().map(|row| (&*row.name, row.calls.total.value, row.orders.total.value)).collect();
    assert_eq!(shown, [("Омск", 2, 1), ("Саратов", 5, 3)]);
    assert_eq!(stats.by_city(&shop.director, &query).await.unwrap(), cities[1..]);

    let campaigns = stats.by_campaign(system, &query).await.unwrap();
    let shown = |rows: &[crate::stats::CampaignStats]| -> Vec<_> {
        rows.iter().map(|row| (row.campaign, row.calls.total.value, row.orders.total.value)).collect()
    };
    assert_eq!(shown(&campaigns), [(house.leaflets, 5, 2), (house.adverts, 2, 0)]);
    assert_eq!((campaigns[0].closings.turnover.value, campaigns[0].costs.roi.value), (rubles(1500), None));
    assert_eq!(stats.by_campaign(&shop.director, &query).await.unwrap(), campaigns[..1]);

    // Three days' cost of one city, a third of which falls on the day; and one of no city alone, which directors do not bear.
    let day = Zone::MOSCOW.day_of(the_day().from());
    let cost = |city, amount| NewCampaignCost {
        campaign: house.leaflets,
        city,
        first_day: day - chrono::Days::new(1),
        last_day: day + chrono::Days::new(1),
        amount,
        note: None,
    };
    for (city, amount) in [(Some(shop.city.id), rubles(900)), (None, rubles(600)), (Some(shop.other.id), rubles(300))] {
        shop.desk.crm.campaigns().add_cost(system, &cost(city, amount), None).await.unwrap();
    }
    let costs = |rows: &[crate::stats::CampaignStats]| (rows[0].costs.cost.value, rows[0].costs.roi.value);
    let campaigns = stats.by_campaign(system, &query).await.unwrap();
    assert_eq!(costs(&campaigns), (Some(rubles(600)), ratio(900, 600)));
    let campaigns = stats.by_campaign(&shop.director, &query).await.unwrap();
    assert_eq!(costs(&campaigns), (Some(rubles(300)), ratio(1200, 300)));

    let operators = stats.by_operator(system, &query).await.unwrap();
    let shown: Vec<_> =
        operators.iter().map(|row| (&*row.name, row.calls.total.value, row.orders.total.value)).collect();
    assert_eq!(shown, [("operator", 3, 3), ("other_operator", 1, 1)]);
    assert_eq!(stats.by_operator(&shop.other_director, &query).await.unwrap(), operators[1..]);
}

/// The same calls fall on other days of another zone, and a day on which clocks change has its own hours, whether its rows
/// come from counters or from the log.
pub async fn days_are_those_of_the_zone_that_is_asked_for(fx: &dyn Fixture) {
    let house = day(fx).await;
    let desk = &house.shop.desk;
    let rows = async |period: Period, zone: Option<Zone>| -> Vec<(u64, u64)> {
        let query = StatsQuery { zone, ..StatsQuery::new(period) };
        let rows = desk.crm.stats().daily(&desk.system, &query).await.unwrap();
        rows.value.iter().map(|row| (row.calls.total(), row.orders)).collect()
    };
    assert_eq!(rows(days(Zone::MOSCOW, "2026-01-12", "2026-01-14"), None).await, [(0, 0), (7, 4), (0, 0)]);
    let omsk = zone("Asia/Omsk");
    assert_eq!(rows(days(omsk, "2026-01-12", "2026-01-14"), Some(omsk)).await, [(0, 0), (6, 4), (1, 0)]);
    let instant = Period::new(the_day().from(), the_day().from()).unwrap();
    assert_eq!(rows(instant, None).await, []);

    let berlin = zone("Europe/Berlin");
    let hours: Vec<_> =
        (0..71).map(|hour| Script::new(at("2026-03-27T23:00:00Z").plus(seconds(3600 * hour)), IN, talked(1))).collect();
    house.calls(&hours).await;
    let spring = days(berlin, "2026-03-28", "2026-03-30");
    let expected = [(24, 0), (23, 0), (24, 0)];
    assert_eq!(rows(spring, Some(berlin)).await, expected, "from the log");
    house.set_office_zone(berlin).await;
    assert_eq!(rows(spring, None).await, expected, "from counters");
}

/// A period without data has zeros, an open one reaches from the first data to now, and one beyond ten years is refused.
pub async fn any_period_has_figures_up_to_ten_years(fx: &dyn Fixture) {
    let bare = Desk::open(fx).await;
    let query = StatsQuery::new(Period::everything());
    let nothing = bare.crm.stats().overall(&bare.system, &query, &ServiceTarget::default()).await.unwrap();
    assert_eq!(
        (nothing.basis.period.is_empty(), nothing.calls.total.value),
        (true, 0),
        "an office without data has figures"
    );

    let house = day(fx).await;
    let desk = &house.shop.desk;
    let overall = async |period| {
        desk.crm.stats().overall(&desk.system, &StatsQuery::new(period), &ServiceTarget::default()).await
    };
    for empty in [days(Zone::MOSCOW, "2020-01-01", "2020-12-31"), Period::new(desk.crm.now(), desk.crm.now()).unwrap()]
    {
        let nothing = overall(empty).await.unwrap();
        assert_eq!((nothing.calls.total.value, nothing.calls.acceptance_rate.value), (0, 0));
        assert_eq!((nothing.orders.total.value, nothing.orders.conversion.value), (0, None));
        assert_eq!((nothing.queue.service_level.value, nothing.queue.is_met), (None, None));
        assert_eq!((nothing.closings.average_check.value, nothing.handling.occupancy.value), (None, None));
    }
    desk.later(1);
    let open = overall(Period::everything()).await.unwrap();
    assert_eq!(open.basis.period, Period::new(at("2026-01-12T06:00:00Z"), desk.crm.now()).unwrap());
    // The call of tonight has not come yet.
    assert_eq!((open.calls.total.value, open.orders.total.value), (6, 4));
    let years = |last| days(Zone::UTC, "2010-01-01", last);
    assert!(overall(years("2019-12-31")).await.is_ok());
    assert_eq!(code(overall(years("2020-12-31")).await), "stats.period_too_long");
}

/// However the log is cut into pages, a walk meets every row once and in order, also where many share an instant.
pub async fn a_walk_of_the_log_meets_every_row_once(fx: &dyn Fixture) {
    let house = day(fx).await;
    let shop = &house.shop;
    let crowd: Vec<_> = (0..1_300)
        .map(|n| {
            Script::new(at("2026-01-20T09:00:00Z").plus(seconds(n / 700)), IN, talked(1))
                .to(shop.other.id, house.adverts)
        })
        .collect();
    house.calls(&crowd).await;
    let omsk = zone("Asia/Omsk");
    let query = StatsQuery { zone: Some(omsk), ..StatsQuery::new(days(omsk, "2026-01-20", "2026-01-20")) };
    for actor in [&shop.desk.system, &shop.other_director] {
        let rows = shop.desk.crm.stats().daily(actor, &query).await.unwrap().value;
        assert_eq!(rows.iter().map(|row| row.calls.total()).collect::<Vec<_>>(), [1_300]);
    }

    let mut tx = shop.desk.crm.store().begin(Read::Snapshot).await.unwrap();
    let (operator, master) = (shop.operator.id().unwrap(), shop.master.id().unwrap());
    for (of, calls, written, closed) in [
        (Subject::Office, 9, 4, 2),
        (Subject::Operator(operator), 4, 3, 2),
        (Subject::City(shop.other.id), 2, 1, 0),
        (Subject::Campaign(house.leaflets), 7, 2, 2),
        (Subject::Master(master), 0, 2, 1),
    ] {
        for limit in [1, 2, 100] {
            let met = walked_calls(&mut *tx, of, limit).await;
            assert_eq!((met.len(), is_ascending(&met)), (calls, true), "{of:?} by {limit}");
            for (by, orders) in [(OrderInstant::Written, written), (OrderInstant::Closed, closed)] {
                let met = walked_orders(&mut *tx, of, by, limit).await;
                assert_eq!((met.len(), is_ascending(&met)), (orders, true), "{of:?} {by:?} by {limit}");
            }
        }
    }
}

fn is_ascending<T: Ord>(places: &[T]) -> bool {
    places.windows(2).all(|pair| pair[0] < pair[1])
}

async fn walked_calls(tx: &mut dyn Tx, of: Subject, limit: u32) -> Vec<(Timestamp, CallId)> {
    let mut met = Vec::new();
    loop {
        let page = tx.stats().calls(of, the_day(), met.last().copied(), limit).await.unwrap();
        if page.is_empty() {
            return met;
        }
        met.extend(page.iter().map(|call| (call.facts.started_at, call.id)));
    }
}

async fn walked_orders(tx: &mut dyn Tx, of: Subject, by: OrderInstant, limit: u32) -> Vec<(Timestamp, OrderId)> {
    let mut met = Vec::new();
    loop {
        let page = tx.stats().orders(of, by, the_day(), met.last().copied(), limit).await.unwrap();
        if page.is_empty() {
            return met;
        }
        met.extend(page.iter().map(|order| (by.of(order).unwrap(), order.id)));
    }
}

/// The wallboard tells of this moment and of today.
pub async fn the_wallboard_shows_this_moment(fx: &dyn Fixture) {
    let house = day(fx).await;
    let shop = &house.shop;
    let board = async |actor: &Actor, city: Option<CityId>| {
        shop.desk.crm.stats().wallboard(actor, city, &ServiceTarget::default()).await.unwrap()
    };
    let talks = Script::new(at("2026-01-13T11:58:00Z"), OUT, Went::Talks).to(shop.other.id, house.adverts);
    house.call(talks).await;
    let all = board(&shop.desk.system, None).await;
    // A minute ago, of which ten seconds were the menu.
    assert_eq!((all.now.waiting, all.now.longest_wait, all.now.talking), (1, seconds(50), 1));
    assert_eq!((all.calls.total.value, all.orders.value), (7, 4));
    assert_eq!((all.queue.service_level.value, all.average_speed_of_answer.value), (ratio(1, 3), Some(seconds(16))));
    let people: Vec<_> = all.people.iter().map(|person| (&*person.name, person.state.code())).collect();
    assert_eq!(people, [("other_operator", "offline"), ("operator", "online")]);

    let home = board(&shop.operator, None).await;
    assert_eq!((home.now.waiting, home.now.talking, home.calls.total.value, home.orders.value), (1, 0, 5, 3));
    assert_eq!(home.people.len(), 1);
    assert_eq!(board(&shop.desk.system, Some(shop.city.id)).await, home);
}

/// Staffing counts what came by interval and answers with the people it would have taken.
pub async fn staffing_follows_the_calls_that_came(fx: &dyn Fixture) {
    let house = House::open(fx).await;
    let desk = &house.shop.desk;
    // 100 calls of three minutes in half an hour: 200 an hour.
    let busy =
        (0..100).map(|n| Script::new(at("2026-01-13T09:00:00Z").plus(seconds(18 * n)), IN, talked(180)).waited(1));
    house.calls(&busy.collect::<Vec<_>>()).await;
    let period = Period::new(at("2026-01-13T09:00:00Z"), at("2026-01-13T10:00:00Z")).unwrap();
    let shrinkage = Shrinkage::new(BasisPoints::percent(30).unwrap()).unwrap();
    let query = StaffingQuery { shrinkage, ..StaffingQuery::new(period) };
    let plan = desk.crm.stats().staffing(&desk.system, &query).await.unwrap();
    let shown: Vec<_> =
        plan.iter().map(|row| (row.demand.offered, row.demand.handled, row.net.value, row.gross.value)).collect();
    assert_eq!(shown, [(100, 100, 14, 20), (0, 0, 0, 0)]);
    let expected = plan[0].expected.value.unwrap();
    assert_eq!(format!("{:.4} {:.3}", 100.0 * expected.service_level, expected.average_wait_seconds), "88.8350 7.836");
    assert_eq!((&plan[0].expected.note.formula, plan[1].expected.value), (&Formula::ErlangC, None));
    let patient = StaffingQuery { patience: Some(seconds(300)), ..query };
    let plan = desk.crm.stats().staffing(&desk.system, &patient).await.unwrap();
    assert_eq!((plan[0].net.value, &plan[0].expected.note.formula), (13, &Formula::ErlangA));
    let years = StaffingQuery {
        interval: PlanInterval::Quarter,
        ..StaffingQuery::new(days(Zone::UTC, "2020-01-01", "2025-01-01"))
    };
    assert_eq!(code(desk.crm.stats().staffing(&desk.system, &years).await), "stats.period_too_long");
}

/// Every report by every role: the office's reports are the admin's and, of own cities, the director's; a person's are the
/// person's own, of the director and of the admin.
pub async fn figures_are_shown_to_whom_they_concern(fx: &dyn Fixture) {
    const OK: &str = "ok";
    let house = day(fx).await;
    let shop = &house.shop;
    let (stats, target) = (shop.desk.crm.stats(), ServiceTarget::default());
    let admin = shop.desk.actor(&shop.desk.person("admin", Role::Admin, None).await).await;
    let (no, other, unseen) = ("access.forbidden", "access.other_city", "operator.not_found");
    // Who; the office's reports as a whole, of the first city, of the other; the wallboard likewise; the figures of the
    // first operator, of the other one.
    for (who, whole, home, away, board, board_home, board_away, person, stranger) in [
        (&shop.desk.system, OK, OK, OK, OK, OK, OK, OK, OK),
        (&admin, OK, OK, OK, OK, OK, OK, OK, OK),
        (&shop.director, OK, OK, other, OK, OK, other, OK, unseen),
        (&shop.other_director, OK, other, OK, OK, other, OK, unseen, OK),
        (&shop.operator, no, no, no, OK, OK, other, OK, unseen),
        (&shop.master, no, no, no, no, no, no, unseen, unseen),
    ] {
        for (city, expected, expected_board) in
            [(None, whole, board), (Some(shop.city.id), home, board_home), (Some(shop.other.id), away, board_away)]
        {
            let query = StatsQuery { city, ..StatsQuery::new(the_day()) };
            let plan = StaffingQuery { city, ..StaffingQuery::new(the_day()) };
            let told = |answer: Result<(), crate::Error>| answer.err().map_or(OK, |error| error.code());
            for answer in [
                stats.overall(who, &query, &target).await.map(drop),
                stats.daily(who, &query).await.map(drop),
                stats.by_city(who, &query).await.map(drop),
                stats.by_campaign(who, &query).await.map(drop),
                stats.by_master(who, &query).await.map(drop),
                stats.by_operator(who, &query).await.map(drop),
                stats.service_level(who, &query, Thresholds::default()).await.map(drop),
                stats.staffing(who, &plan).await.map(drop),
            ] {
                assert_eq!(told(answer), expected, "{who} {city:?}");
            }
            assert_eq!(told(stats.wallboard(who, city, &target).await.map(drop)), expected_board, "{who} {city:?}");
        }
        for (whom, expected) in [(&shop.operator, person), (&shop.other_operator, stranger)] {
            let answer = stats.operator(who, whom.id().unwrap(), the_day(), None).await;
            assert_eq!(answer.err().map_or(OK, |error| error.code()), expected, "{who} {whom}");
        }
        let my = stats.my(who, the_day(), None).await;
        assert_eq!(my.err().map_or(OK, |error| error.code()), if who.is_system() { no } else { OK });
    }
    let nowhere = StatsQuery { city: Some(CityId::new(4_000_000).unwrap()), ..StatsQuery::new(the_day()) };
    assert_eq!(code(stats.overall(&admin, &nowhere, &target).await), "city.not_found");
    assert_eq!(code(stats.overall(&shop.director, &nowhere, &target).await), other);
}

/// A director who serves no city sees zeros, never everything.
pub async fn who_serves_no_city_sees_zeros(fx: &dyn Fixture) {
    let house = day(fx).await;
    let desk = &house.shop.desk;
    let made = desk.person("nowhere", Role::Admin, None).await;
    let mut effects = Effects::none();
    effects.update(&Loaded::new(made.clone()), Operator { role: Role::Director, ..made.clone() });
    desk.write(effects).await;
    let nowhere = desk.actor(&made).await;
    let (stats, target) = (desk.crm.stats(), ServiceTarget::default());
    let query = StatsQuery::new(the_day());
    let all = stats.overall(&nowhere, &query, &target).await.unwrap();
    assert_eq!((all.calls.total.value, all.orders.total.value, all.queue.offered.value), (0, 0, 0));
    assert!(all.work_time.value.iter().all(|(_, time)| time.is_zero()));
    let rows = stats.daily(&nowhere, &query).await.unwrap().value;
    assert_eq!(rows.iter().map(|row| row.calls.total() + row.orders).collect::<Vec<_>>(), [0]);
    assert!(stats.by_city(&nowhere, &query).await.unwrap().is_empty());
    assert!(stats.by_campaign(&nowhere, &query).await.unwrap().is_empty());
    assert!(stats.by_operator(&nowhere, &query).await.unwrap().is_empty());
    assert!(stats.by_master(&nowhere, &query).await.unwrap().is_empty());
    let board = stats.wallboard(&nowhere, None, &target).await.unwrap();
    assert_eq!((board.now, board.people.len(), board.calls.total.value), (CallsNow::default(), 0, 0));
}
