//! Lists: every scope, filter, order and slice against a model of a few lines.

use super::sample::{LARGEST, at, call, campaign, city, conversation, id, operator, text};
use super::support::{insert, latest, write};
use crate::access::CallScope;
use crate::calls::{Call, CallDirection, CallFilter, CallQuery, CallSort, CallStatus, CallView};
use crate::conformance::Fixture;
use crate::kernel::{FilterDigest, OperatorId, PageRequest, Period, Phone, Seek, Slice, Timestamp, Total, TotalMode};
use crate::store::{Listed, Store, Write};

/// A slice that begins at `seek`.
pub(super) fn slice(seek: Seek, limit: u32, total: TotalMode) -> Slice {
    let mut slice =
        PageRequest::first().resolve(0, &FilterDigest::of(b"suite")).expect("the first page needs no cursor");
    (slice.seek, slice.limit, slice.total) = (seek, limit, total);
    slice
}

pub(super) fn query(scope: CallScope, filter: CallFilter, sort: CallSort, slice: Slice) -> CallQuery {
    CallQuery { scope, filter, sort, slice }
}

fn everything(slice: Slice) -> CallQuery {
    query(CallScope::All, CallFilter::default(), CallSort::Latest, slice)
}

pub(super) async fn list(store: &dyn Store, query: &CallQuery) -> Listed<CallView> {
    latest(store).await.calls().list(query).await.unwrap()
}

pub(super) fn ids(listed: &Listed<CallView>) -> Vec<i64> {
    listed.rows.iter().map(|row| row.call.id.get()).collect()
}

/// A generator of numbers that look random and are the same in every run.
pub(in crate::conformance) struct Dice(pub(in crate::conformance) u64);

impl Dice {
    pub(in crate::conformance) fn roll(&mut self, sides: u64) -> u64 {
        // Constants of Knuth's MMIX generator; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
    pub(in crate::conformance) fn id(&mut self, sides: u64) -> i64 {
        i64::try_from(self.roll(sides)).unwrap() + 1
    }
}

pub(super) const CITIES: u64 = 3;
const OPERATORS: u64 = 4;

fn phone(n: i64) -> Phone {
    Phone::from_stored(&format!("+7900000{n:04}"))
}

/// Calls and whom each rang, with many equal starts so that the id decides.
pub(super) fn an_office_of_calls(dice: &mut Dice, count: i64) -> Vec<(Call, Vec<OperatorId>)> {
    (1..=count)
        .map(|n| {
            let mut row = call(n);
            row.facts.started_at = at(dice.roll(40));
            row.facts.status = CallStatus::ALL[usize::try_from(dice.roll(5)).unwrap()].clone();
            row.facts.direction = CallDirection::ALL[usize::try_from(dice.roll(3)).unwrap()].clone();
            row.facts.complete = dice.roll(2) == 0;
            row.facts.client = (dice.roll(4) > 0).then(|| phone(dice.id(3)));
            row.attribution.city = (dice.roll(4) > 0).then(|| id(dice.id(CITIES)));
            row.attribution.campaign = (dice.roll(4) > 0).then(|| id(dice.id(2)));
            row.operator = (dice.roll(4) > 0).then(|| id(dice.id(OPERATORS)));
            let mut rang: Vec<OperatorId> = (0..dice.roll(3)).map(|_| id(dice.id(OPERATORS))).collect();
            rang.sort_unstable();
            rang.dedup();
            (row, rang)
        })
        .collect()
}

pub(super) async fn add_calls(store: &dyn Store, calls: &[(Call, Vec<OperatorId>)]) {
    for chunk in calls.chunks(500) {
        write(store, |e| {
            for (row, rang) in chunk {
                e.insert(row.clone());
                if !rang.is_empty() {
                    let (call, started_at, operators) = (row.id, row.facts.started_at, rang.clone());
                    e.write(Write::CallParticipants { call, started_at, operators });
                }
            }
        })
        .await;
    }
}

pub(super) async fn a_filled_office(fx: &dyn Fixture, calls: &[(Call, Vec<OperatorId>)]) -> std::sync::Arc<dyn Store> {
    let store = fx.fresh().await;
    insert(&*store, (1..=3).map(city)).await;
    insert(&*store, (1..=2).map(campaign)).await;
    insert(&*store, (1..=4).map(operator)).await;
    add_calls(&*store, calls).await;
    store
}

pub(super) fn scopes() -> Vec<CallScope> {
    let some = |cities: &[i64], own: Option<i64>| CallScope::Some {
        cities: cities.iter().map(|n| id(*n)).collect(),
        own: own.map(id),
    };
    vec![
        CallScope::All,
        some(&[1], None),
        some(&[1, 3], Some(2)),
        some(&[], Some(1)),
        some(&[1, 2, 3], Some(4)),
        CallScope::NOTHING,
    ]
}

fn filters() -> Vec<CallFilter> {
    let none = CallFilter::default;
    vec![
        none(),
        CallFilter { period: Some(Period::new(at(10), at(20)).unwrap()), ..none() },
        CallFilter { operator: Some(id(2)), ..none() },
        CallFilter { status: Some(CallStatus::Missed), ..none() },
        CallFilter { city: Some(id(2)), ..none() },
        CallFilter { campaign: Some(id(1)), ..none() },
        CallFilter { direction: Some(CallDirection::In), ..none() },
        CallFilter { client: Some(phone(1)), ..none() },
        CallFilter { complete: Some(false), ..none() },
        CallFilter {
            period: Some(Period::new(at(5), at(35)).unwrap()),
            city: Some(id(1)),
            direction: Some(CallDirection::Out),
            complete: Some(true),
            ..none()
        },
    ]
}

/// The ids a query selects, in its order.
pub(super) fn selected(calls: &[(Call, Vec<OperatorId>)], query: &CallQuery) -> Vec<(i64, i64)> {
    let in_scope = |row: &Call, rang: &[OperatorId]| match &query.scope {
        CallScope::All => true,
        CallScope::Some { cities, own } => {
            row.attribution.city.is_some_and(|city| cities.contains(&city))
                || own.is_some_and(|own| rang.contains(&own))
        }
    };
    let CallFilter { period, operator, status, city, campaign, direction, client, complete } = &query.filter;
    let mut places: Vec<_> = calls
        .iter()
        .filter(|(row, rang)| in_scope(row, rang))
        .map(|(row, _)| row)
        .filter(|row| period.is_none_or(|p| p.from() <= row.facts.started_at && row.facts.started_at < p.to()))
        .filter(|row| operator.is_none() || row.operator == *operator)
        .filter(|row| status.is_none() || Some(&row.facts.status) == status.as_ref())
        .filter(|row| city.is_none() || row.attribution.city == *city)
        .filter(|row| campaign.is_none() || row.attribution.campaign == *campaign)
        .filter(|row| direction.is_none() || Some(&row.facts.direction) == direction.as_ref())
        .filter(|row| client.is_none() || row.facts.client == *client)
        .filter(|row| complete.is_none_or(|complete| row.facts.complete == complete))
        .map(|row| (row.facts.started_at.micros(), row.id.get()))
        .collect();
    places.sort_unstable();
    if query.sort == CallSort::Latest {
        places.reverse();
    }
    places
}

/// Every scope with every filter in both orders gives the right calls and the right total.
pub async fn every_scope_and_filter_selects_the_right_calls(fx: &dyn Fixture) {
    let calls = an_office_of_calls(&mut Dice(1), 300);
    let store = a_filled_office(fx, &calls).await;
    let mut answered = 0;
    for scope in scopes() {
        for filter in filters() {
            for sort in [CallSort::Latest, CallSort::Earliest] {
                let first = slice(Seek::Offset(0), 100, TotalMode::Bounded);
                let query = query(scope.clone(), filter.clone(), sort, first);
                let expected = selected(&calls, &query);
                let listed = list(&*store, &query).await;
                let shown: Vec<_> = expected.iter().take(101).map(|(_, id)| *id).collect();
                assert_eq!(ids(&listed), shown, "{query:?}");
                assert_eq!(listed.total, Some(Total::of(expected.len() as u64)), "{query:?}");
                answered += usize::from(!shown.is_empty());
            }
        }
    }
    assert!(answered > 90, "nearly every query selects something, or the comparison says little");
}

/// Pages by number, by cursor on and by cursor back show the same calls, each once, through equal starts.
pub async fn pages_and_cursors_walk_the_same_list(fx: &dyn Fixture) {
    let calls = an_office_of_calls(&mut Dice(2), 120);
    let store = a_filled_office(fx, &calls).await;
    for scope in scopes() {
        for sort in [CallSort::Latest, CallSort::Earliest] {
            for limit in [1, 7, 100] {
                let ask = |seek| {
                    let slice = slice(seek, limit, TotalMode::Skip);
                    query(scope.clone(), CallFilter { period: None, ..CallFilter::default() }, sort, slice)
                };
                let expected = selected(&calls, &ask(Seek::Offset(0)));
                walk(&*store, &expected, limit, ask).await;
            }
        }
    }
}

async fn walk(store: &dyn Store, expected: &[(i64, i64)], limit: u32, ask: impl Fn(Seek) -> CallQuery) {
    let fetch = usize::try_from(limit).unwrap() + 1;
    let step = if limit == 1 { 13 } else { 1 };
    for (n, (key, id)) in expected.iter().copied().enumerate().step_by(step) {
        let tail = |from: usize| expected.iter().skip(from).take(fetch).map(|(_, id)| *id).collect::<Vec<_>>();
        let page = list(store, &ask(Seek::Offset(n as u64))).await;
        assert_eq!(ids(&page), tail(n));
        assert_eq!(page.total, None, "nobody asked for a total");
        assert_eq!(ids(&list(store, &ask(Seek::After { key, id })).await), tail(n + 1));
        let back: Vec<_> = expected[..n].iter().rev().take(fetch).map(|(_, id)| *id).collect();
        assert_eq!(ids(&list(store, &ask(Seek::Before { key, id })).await), back);
    }
}

/// A cursor of a call that is no longer in the list, or never was, still finds its place.
pub async fn a_cursor_needs_no_row_to_point_at(fx: &dyn Fixture) {
    let calls = an_office_of_calls(&mut Dice(3), 60);
    let store = a_filled_office(fx, &calls).await;
    for sort in [CallSort::Latest, CallSort::Earliest] {
        for (key, id) in [(at(20).micros() + 1, 1), (i64::MIN, 1), (i64::MAX, i64::MAX), (at(20).micros(), 0)] {
            for (seek, is_after) in [(Seek::After { key, id }, true), (Seek::Before { key, id }, false)] {
                let query = query(CallScope::All, CallFilter::default(), sort, slice(seek, 100, TotalMode::Skip));
                let rises = is_after == (sort == CallSort::Earliest);
                let mut expected = selected(&calls, &query);
                expected.retain(|place| if rises { *place > (key, id) } else { *place < (key, id) });
                if !is_after {
                    expected.reverse();
                }
                let expected: Vec<_> = expected.into_iter().map(|(_, id)| id).collect();
                assert_eq!(ids(&list(&*store, &query).await), expected, "{query:?}");
            }
        }
    }
}

/// A page past the end is empty and has the true total.
pub async fn a_page_past_the_end_has_the_true_total(fx: &dyn Fixture) {
    let calls = an_office_of_calls(&mut Dice(4), 30);
    let store = a_filled_office(fx, &calls).await;
    for seek in [Seek::Offset(30), Seek::Offset(10_000), Seek::After { key: i64::MIN, id: 1 }] {
        let listed = list(&*store, &everything(slice(seek, 20, TotalMode::Bounded))).await;
        assert!(listed.rows.is_empty());
        assert_eq!(listed.total, Some(Total { count: 30, is_bound: false }));
    }
    let nothing = query(
        CallScope::NOTHING,
        CallFilter::default(),
        CallSort::Latest,
        slice(Seek::Offset(0), 20, TotalMode::Bounded),
    );
    assert_eq!(list(&*store, &nothing).await.total, Some(Total { count: 0, is_bound: false }));
}

/// A call is shown with the present names of its city, campaign and operator.
pub async fn calls_are_shown_with_present_names(fx: &dyn Fixture) {
    let mut row = call(1);
    (row.attribution.city, row.attribution.campaign, row.operator) = (Some(id(1)), Some(id(1)), Some(id(1)));
    let store = a_filled_office(fx, &[(row, vec![]), (call(2), vec![])]).await;
    let read = latest(&*store).await.cities().get(id(1)).await.unwrap().unwrap();
    let mut renamed = read.to_changed();
    renamed.name = text("Тверь 🦀");
    write(&*store, |e| e.update(&read, renamed)).await;
    let listed = list(&*store, &everything(slice(Seek::Offset(0), 20, TotalMode::Skip))).await;
    let names = |view: &CallView| [view.city.clone(), view.campaign.clone(), view.operator.clone()];
    assert_eq!(names(&listed.rows[0]), [None, None, None]);
    let shown = [Some("Тверь 🦀".into()), Some("Листовки 00001".into()), Some("Оператор 1".into())];
    assert_eq!(names(&listed.rows[1]), shown);
    let view = latest(&*store).await.calls().view(id(1), &CallScope::All).await.unwrap().unwrap();
    assert_eq!(names(&view), shown);
}

/// Calls at the ends of time and ids sort and filter like any other.
pub async fn extreme_starts_and_ids_are_listed(fx: &dyn Fixture) {
    let started = |n, at| {
        let mut row = call(n);
        row.facts.started_at = at;
        (row, vec![id(1)])
    };
    let before_epoch = Timestamp::from_micros(-1).unwrap();
    let calls = [
        started(1, Timestamp::MAX),
        started(LARGEST, Timestamp::MAX),
        started(3, Timestamp::MIN),
        started(4, before_epoch),
    ];
    let store = a_filled_office(fx, &calls).await;
    for scope in [CallScope::All, CallScope::Some { cities: vec![], own: Some(id(1)) }] {
        let ask =
            |seek| query(scope.clone(), CallFilter::default(), CallSort::Latest, slice(seek, 20, TotalMode::Bounded));
        assert_eq!(ids(&list(&*store, &ask(Seek::Offset(0))).await), [LARGEST, 1, 4, 3]);
        let after = Seek::After { key: Timestamp::MAX.micros(), id: LARGEST };
        assert_eq!(ids(&list(&*store, &ask(after)).await), [1, 4, 3]);
    }
}

/// The calls of conversations and those written by hand are one list.
pub async fn calls_written_by_hand_are_in_the_list(fx: &dyn Fixture) {
    let store = a_filled_office(fx, &[(call(1), vec![])]).await;
    insert(&*store, [conversation(1)]).await;
    let mut of_conversation = call(2);
    (of_conversation.conversation, of_conversation.provider_id) = (Some(id(1)), Some("conversation-1".into()));
    insert(&*store, [of_conversation.clone()]).await;
    let listed = list(&*store, &everything(slice(Seek::Offset(0), 20, TotalMode::Bounded))).await;
    assert_eq!(listed.rows.into_iter().map(|view| view.call).collect::<Vec<_>>(), [of_conversation, call(1)]);
}
