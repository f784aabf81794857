//! Every story against the pure fold: thousands of calls in a moment.

use std::collections::BTreeSet;

use crm_core::calls::CallFacts;
use crm_core::kernel::Text;
use crm_core::telephony::{Fact, MangoAccount, fold, mango};
use proptest::prelude::*;

use crate::chance::Chance;
use crate::simulate::compare::{Comparison, Stated};
use crate::simulate::forgery::Forger;
use crate::simulate::plan::{Faults, Plan, PlanOptions, Planned};
use crate::simulate::truth::Truth;

pub(super) const KEY: &str = "simulated0key0simulated0key00000";
/// A Monday, midnight in Moscow.
pub(super) const START: i64 = 1_768_165_200;

pub(super) fn account(offset: i64) -> MangoAccount {
    MangoAccount::new(Text::new("office").unwrap(), KEY.into(), "simulated salt".into(), offset).unwrap()
}

pub(super) fn plan(seed: u64, calls: usize, clock_offset: i64, faults: Faults) -> Plan {
    let options = PlanOptions { seed, calls, start: START, busiest_hour: 90.0, clock_offset, faults };
    Plan::new(&options, &Forger::new(account(clock_offset)).unwrap())
}

fn facts(planned: &Planned, offset: i64) -> Vec<Fact> {
    let sent = planned.deliveries.iter().filter(|delivery| !delivery.dropped);
    sent.map(|delivery| mango::read(delivery.kind.path(), &delivery.json, offset).unwrap().fact).collect()
}

/// A folded call as a server would state it; names behind ids are taken as they should be.
fn stated(facts: &CallFacts, truth: &Truth) -> Stated {
    let seconds = |seconds: Option<u64>| seconds.map(|it| i64::try_from(it).unwrap());
    Stated {
        direction: Some(facts.direction.clone()),
        status: facts.status.clone(),
        miss_reason: facts.miss_reason.clone(),
        operator: facts.operator_extension.as_ref().map(ToString::to_string),
        final_operator: facts.final_operator_extension.as_ref().map(ToString::to_string),
        wait_seconds: seconds(facts.wait_seconds()),
        talk_seconds: seconds(facts.talk_seconds()),
        campaign: facts.line.as_ref().and(truth.campaign).map(str::to_owned),
        city: facts.line.as_ref().and(truth.city).map(str::to_owned),
        line: facts.line.as_ref().map(ToString::to_string),
        complete: facts.complete,
    }
}

fn compare(plan: &Plan, offset: i64, order: &mut Chance) -> Comparison {
    let mut comparison = Comparison::default();
    for (place, planned) in plan.conversations.iter().enumerate() {
        let mut facts = facts(planned, offset);
        order.shuffle(&mut facts);
        let told = plan.told(place, |delivery| !planned.deliveries[delivery].dropped);
        let call: Vec<Stated> = fold(&facts).iter().map(|call| stated(call, &planned.truth)).collect();
        comparison.add(&planned.truth, &told, &call);
    }
    comparison
}

#[track_caller]
fn assert_clean(comparison: &Comparison) {
    let lines: Vec<String> = comparison.differences.iter().take(12).map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} differences, such as\n{}", comparison.differences.len(), lines.join("\n"));
}

#[test]
fn thousands_of_calls_come_out_as_they_were_whatever_their_order_and_the_clock() {
    let skewed = Faults { skewed: 0.2, ..Faults::default() };
    for (seed, offset, faults) in
        [(1, 0, Faults::default()), (2, 10_800, Faults::default()), (3, -3_600, skewed), (4, 0, skewed)]
    {
        let comparison = compare(&plan(seed, 2_000, offset, faults), offset, &mut Chance::of(seed, 9));
        assert_clean(&comparison);
        assert_eq!(comparison.exact, 2_000);
    }
}

#[test]
fn what_is_lost_makes_no_call_state_anything_wrong() {
    let faults = Faults { dropped: 0.05, ..Faults::default() };
    let comparison = compare(&plan(5, 6_000, 0, faults), 0, &mut Chance::of(5, 9));
    assert_clean(&comparison);
    assert!(comparison.wholly_told < 5_000 && comparison.incomplete > 1_000, "{comparison:?}");
}

#[test]
fn the_stories_cover_what_happens_in_an_office() {
    let plan = plan(6, 4_000, 0, Faults::default());
    let mut seen = BTreeSet::new();
    for planned in &plan.conversations {
        let truth = &planned.truth;
        let why = truth.miss_reason.as_ref().map(ToString::to_string);
        let why = why.or_else(|| truth.end_reason.as_ref().map(ToString::to_string)).unwrap_or_default();
        seen.insert(format!("{} {} {why}", truth.direction, truth.status).trim().to_owned());
        let has = |text: &str| planned.deliveries.iter().any(|delivery| delivery.json.contains(text));
        for (what, happened) in [
            ("hidden", truth.direction.code() == "in" && truth.client.is_none()),
            ("handed on", truth.operator != truth.final_operator),
            ("only a summary", planned.deliveries.len() == 1),
            ("recorded", truth.recordings > 0),
            ("too short a recording", has("4002")),
            ("keys", has("dtmf")),
            ("hold", has("OnHold")),
            ("consultative", has("consultative")),
            ("came back", has("return_blind")),
            ("by command", has("callback_initiator")),
            ("loose", has("locaton")),
            ("losers of a group ring", has("1183")),
        ] {
            if happened {
                seen.insert(what.to_owned());
            }
        }
    }
    let expected = [
        "by command",
        "came back",
        "consultative",
        "handed on",
        "hidden",
        "hold",
        "in answered",
        "in missed abandoned_ivr",
        "in missed abandoned_queue",
        "in missed abandoned_ringing",
        "in missed busy",
        "in missed declined",
        "in missed no_answer",
        "in missed out_of_hours",
        "in missed system",
        "internal answered",
        "internal no_answer",
        "keys",
        "loose",
        "losers of a group ring",
        "only a summary",
        "out answered",
        "out busy busy",
        "out busy declined",
        "out no_answer cancelled",
        "out no_answer failed",
        "out no_answer no_answer",
        "out no_answer unreachable",
        "recorded",
        "too short a recording",
    ];
    assert_eq!(seen, expected.map(String::from).into());
}

#[test]
fn a_seed_gives_the_same_plan_byte_for_byte_and_faults_do_not_change_the_traffic() {
    let every = Faults {
        dropped: 0.1,
        duplicated: 0.1,
        reordered: 0.1,
        delayed: 0.1,
        skewed: 0.1,
        badly_signed: 0.1,
        forged: 0.1,
    };
    let told = |plan: &Plan| format!("{plan:?}");
    assert_eq!(told(&plan(7, 100, 60, every)), told(&plan(7, 100, 60, every)));
    let truths = |plan: Plan| plan.conversations.into_iter().map(|planned| planned.truth).collect::<Vec<_>>();
    assert_eq!(truths(plan(7, 100, 60, every)), truths(plan(7, 100, 0, Faults::default())));
    assert_ne!(truths(plan(7, 100, 0, every)), truths(plan(8, 100, 0, every)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_seed_tells_a_story_that_comes_out_otherwise(
        seed in any::<u64>(),
        offset in -86_000_i64..86_000,
        skewed in 0.0..0.5_f64,
    ) {
        let faults = Faults { skewed, ..Faults::default() };
        let comparison = compare(&plan(seed, 150, offset, faults), offset, &mut Chance::of(seed, 9));
        prop_assert!(comparison.differences.is_empty(), "{:?}", comparison.differences);
    }

    #[test]
    fn no_loss_makes_a_call_state_anything_wrong(seed in any::<u64>(), dropped in 0.0..0.6_f64) {
        let faults = Faults { dropped, ..Faults::default() };
        let mut comparison = compare(&plan(seed, 150, 0, faults), 0, &mut Chance::of(seed, 9));
        // When whole legs are lost nothing tells of whoever came last; the wire does not state it.
        comparison.differences.retain(|difference| difference.field != "finalOperator");
        prop_assert!(comparison.differences.is_empty(), "{:?}", comparison.differences);
    }
}
