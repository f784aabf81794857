//! Known values of the three models, to nine digits.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    units: String,
    erlang_b: Vec<BlockingCase>,
    erlang_b_inverse: Vec<BlockingCase>,
    erlang_c: Vec<WaitCase>,
    erlang_a: Vec<PatienceCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockingCase {
    offered: Value,
    n: u32,
    p: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitCase {
    calls_per_hour: f64,
    aht: u64,
    agents: u32,
    t: u64,
    #[serde(rename = "A")]
    offered: String,
    occ: String,
    #[serde(rename = "Pw")]
    p_wait: String,
    #[serde(rename = "SL")]
    service_level: String,
    #[serde(rename = "ASA")]
    mean_wait: String,
    #[serde(rename = "Lq")]
    mean_queue: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatienceCase {
    calls_per_hour: f64,
    aht: u64,
    agents: u32,
    patience: u64,
    t: u64,
    offered: f64,
    p_wait: String,
    p_abandon: String,
    mean_wait_all: String,
    mean_queue: String,
    occupancy: String,
    p_served_within_t: f64,
    p_abandoned_within_t: f64,
    p_still_waiting_after_t: f64,
}

fn fixture() -> Fixture {
    let fixture: Fixture = serde_json::from_str(include_str!("../../../tests/fixtures/erlang.json")).unwrap();
    assert_eq!(fixture.units, "calls_per_hour, seconds");
    fixture
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn traffic(calls_per_hour: f64, aht: u64) -> Traffic {
    Traffic::new(calls_per_hour, seconds(aht)).unwrap()
}

fn agents(count: u32) -> Agents {
    Agents::new(count).unwrap()
}

#[track_caller]
fn near(found: f64, expected: &str) {
    let expected: f64 = expected.parse().unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} is not {expected}");
}

#[track_caller]
fn within_1e9(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9, "{found} is not {expected}");
}

#[test]
fn erlang_b_blocks_as_known() {
    let cases = fixture().erlang_b;
    assert_eq!(cases.len(), 11);
    for case in cases {
        near(erlang_b(Load::new(case.offered.as_f64().unwrap()).unwrap(), agents(case.n)), &case.p);
    }
}

#[test]
fn the_inverse_of_erlang_b_is_as_known() {
    let cases = fixture().erlang_b_inverse;
    assert_eq!(cases.len(), 36);
    for case in cases {
        near(erlang_b_inverse(agents(case.n), case.p.parse().unwrap()).unwrap(), case.offered.as_str().unwrap());
    }
}

#[test]
fn erlang_c_waits_as_known() {
    let cases = fixture().erlang_c;
    assert_eq!(cases.len(), 13);
    for case in cases {
        let traffic = traffic(case.calls_per_hour, case.aht);
        let queue = ErlangC::new(traffic, agents(case.agents));
        near(traffic.load().erlangs(), &case.offered);
        near(queue.occupancy(), &case.occ);
        near(queue.wait_probability(), &case.p_wait);
        near(queue.service_level(seconds(case.t)).unwrap(), &case.service_level);
        near(queue.mean_wait_seconds().unwrap(), &case.mean_wait);
        near(queue.mean_queue().unwrap(), &case.mean_queue);
    }
}

#[test]
fn erlang_a_loses_patience_as_known() {
    let cases = fixture().erlang_a;
    assert_eq!(cases.len(), 9);
    for case in cases {
        let traffic = traffic(case.calls_per_hour, case.aht);
        let queue = ErlangA::new(traffic, agents(case.agents), seconds(case.patience)).unwrap();
        within_1e9(traffic.load().erlangs(), case.offered);
        near(queue.wait_probability(), &case.p_wait);
        near(queue.abandonment(), &case.p_abandon);
        near(queue.mean_wait_seconds(), &case.mean_wait_all);
        near(queue.mean_queue(), &case.mean_queue);
        near(queue.occupancy(), &case.occupancy);
        let outcome = queue.within(seconds(case.t)).unwrap();
        within_1e9(outcome.served_within, case.p_served_within_t);
        within_1e9(outcome.abandoned_within, case.p_abandoned_within_t);
        within_1e9(outcome.waiting_after, case.p_still_waiting_after_t);
    }
}

// Large offices, and long thresholds beside short patience: computed apart from this code, with 50 digits, from the weights
// of the states and the integral over the density of the wait.

#[test]
fn ten_thousand_erlangs_and_more_keep_their_digits() {
    near(erlang_b(Load::new(10_000.0).unwrap(), agents(10_100)), "0.00286235722073606488");
    near(erlang_b(Load::new(100_000.0).unwrap(), agents(100_000)), "0.00251889342354690643");
    let queue = ErlangC::new(traffic(200_000.0, 180), agents(10_100));
    near(queue.wait_probability(), "0.224762906466532224");
    near(queue.service_level(seconds(20)).unwrap(), "0.999996640842275044");
    near(queue.mean_wait_seconds().unwrap(), "0.404573231639758004");
}

#[test]
fn impatient_clients_of_an_overloaded_group_fare_as_integrated() {
    let large = ErlangA::new(traffic(200_000.0, 180), agents(9_900), seconds(300)).unwrap();
    near(large.wait_probability(), "0.911809171872310013");
    near(large.abandonment(), "0.0104644118190043960");
    near(large.mean_queue(), "174.406863650073268");
    let outcome = large.within(seconds(5)).unwrap();
    within_1e9(outcome.served_within, 0.792_974_606_783);
    within_1e9(outcome.abandoned_within, 0.009_608_350_206);
    within_1e9(outcome.waiting_after, 0.197_417_043_011);

    let small = ErlangA::new(traffic(240.0, 180), agents(10), seconds(60)).unwrap();
    near(small.wait_probability(), "0.601057144104778829");
    near(small.abandonment(), "0.243965474057964310");
    let outcome = small.within(seconds(45)).unwrap();
    within_1e9(outcome.served_within, 0.692_543_517_255);
    within_1e9(outcome.abandoned_within, 0.216_253_926_112);
    within_1e9(outcome.waiting_after, 0.091_202_556_633);
}
