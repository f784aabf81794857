//! Providers whose clocks are wrong.

use std::time::Duration;

use super::desk::{Desk, account, code, text};
use super::shop::{Shop, phone};
use super::traffic::{BEGAN, Ring};
use crate::callbacks::{CallbackFilter, CallbackSort, CallbackState, CallbackView, Reason};
use crate::conformance::Fixture;
use crate::kernel::{PageRequest, Period, Timestamp};
use crate::settings::SettingChange;
use crate::stats::{ServiceTarget, StatsQuery};
use crate::telephony::{Receipt, mango};

const HOUR: i64 = 3600;
const YEAR: i64 = 365 * 24 * HOUR;

async fn problems(desk: &Desk) -> Vec<String> {
    let listed = desk.crm.telephony().unread(&desk.system, None).await.unwrap();
    listed.into_iter().map(|it| it.event.problem.unwrap().as_str().split(':').next().unwrap().to_owned()).collect()
}

async fn of_phone(desk: &Desk, client: &str) -> Vec<CallbackView> {
    let filter = CallbackFilter { phone: Some(phone(client)), ..CallbackFilter::default() };
    let page = PageRequest::first();
    desk.crm.callbacks().list(&desk.system, &filter, CallbackSort::Oldest, &page).await.unwrap().items
}

/// What a clock years off tells is kept, listed and without effect, and told again it is a repetition.
pub async fn what_a_clock_years_off_tells_has_no_effect(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for (id, off) in [("ahead", 10 * YEAR), ("behind", -10 * YEAR)] {
        let ring = Ring::new(id).later(off);
        for (path, json) in ring.answered().into_iter().chain([ring.missed()]) {
            assert_eq!(desk.post(&path, &json).await.unwrap(), Receipt::Unread, "{json}");
            assert_eq!(desk.post(&path, &json).await.unwrap(), Receipt::Duplicate, "{json}");
        }
    }
    assert_eq!(desk.calls(&desk.system).await, []);
    assert_eq!(problems(&desk).await, [vec!["too_long_ago"; 5], vec!["too_far_ahead"; 5]].concat());
    assert_eq!(desk.crm.telephony().check(&desk.system, |_| ()).await.unwrap().conversations, 0);
}

/// One event of a broken clock does not take its conversation along: the others give the call.
pub async fn one_event_out_of_time_leaves_the_others_their_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (ring, off) = (Ring::new("one"), Ring::new("one").later(10 * YEAR));
    desk.post_all(&[ring.appeared(), ring.connected(), off.disconnected(), ring.disconnected(), ring.summary()]).await;
    let call = desk.only_call().await.call;
    assert_eq!((call.facts.talk_seconds(), call.facts.complete), (Some(60), true));
    assert_eq!(problems(&desk).await, ["too_far_ahead"]);
}

/// A client whose call-back was closed by hand and who is missed once more waits once more, whatever a clock years ahead
/// has told of the same client.
pub async fn a_clock_years_ahead_hides_no_later_miss(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let client = "79000000777";
    desk.post_all(&[Ring::new("first").from(client).missed()]).await;
    desk.post_all(&[Ring::new("ahead").from(client).later(10 * YEAR).missed()]).await;
    let open = of_phone(&desk, "+79000000777").await.remove(0).callback;
    let reason: Reason = text("ошиблись номером");
    desk.crm.callbacks().close(&desk.system, open.id, open.version, &reason).await.unwrap();
    desk.later(600);
    let missed = Ring { began: desk.crm.now().seconds() - 100, ..Ring::new("again").from(client) };
    desk.post_all(&[missed.missed()]).await;
    let all = of_phone(&desk, "+79000000777").await;
    let states: Vec<_> = all.into_iter().map(|view| view.callback.state).collect();
    assert_eq!(states, [CallbackState::Closed, CallbackState::Open]);
}

/// A report without a beginning begins with the first call of the office, and not with one of fifty years ago.
pub async fn a_clock_years_behind_stretches_no_report(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.post_all(&Ring::new("real").answered()).await;
    desk.post_all(&Ring { began: 1, ..Ring::new("behind") }.answered()).await;
    let (all, target) = (StatsQuery::new(Period::everything()), ServiceTarget::default());
    let report = desk.crm.stats().overall(&desk.system, &all, &target).await.unwrap();
    let first = Timestamp::from_seconds(BEGAN).unwrap();
    assert!(report.basis.period.from() <= first && first.since(report.basis.period.from()) <= Duration::from_hours(24));
}

/// A clock that is wrong by a zone, or by a day, loses no call, whether it is ahead or behind.
pub async fn a_clock_wrong_by_a_zone_loses_no_call(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let hours = [-24, -14, -3, 3, 14, 24];
    for hours in hours {
        let id = format!("{hours} h");
        let ring = Ring::new(&id).later(hours * HOUR);
        for (path, json) in ring.answered() {
            assert!(matches!(desk.post(&path, &json).await.unwrap(), Receipt::Taken { .. }), "{id}");
        }
    }
    assert_eq!(desk.calls(&desk.system).await.len(), hours.len());
}

/// An admin narrows the bounds and widens them.
pub async fn how_far_a_clock_may_be_off_is_a_setting(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let now = desk.crm.now().seconds();
    let ahead = |n: i64| Ring { began: now + n, ..Ring::new("ahead") }.appeared();
    let behind = |n: i64| Ring { began: now - n, ..Ring::new("behind") }.appeared();
    let set = async |change| desk.crm.settings().set(&desk.system, change).await.unwrap();
    set(SettingChange::EventsAhead(600)).await;
    set(SettingChange::EventsBehind(86_400)).await;
    let posted = async |(path, json): (String, String)| desk.post(&path, &json).await.unwrap();
    assert_eq!(posted(ahead(601)).await, Receipt::Unread);
    assert!(matches!(posted(ahead(600)).await, Receipt::Taken { .. }));
    assert_eq!(posted(behind(86_401)).await, Receipt::Unread);
    assert!(matches!(posted(behind(86_400)).await, Receipt::Taken { .. }));
    set(SettingChange::EventsBehind(31_622_400)).await;
    assert!(matches!(posted(behind(31_622_400)).await, Receipt::Taken { .. }));
}

/// The program plays an archive again, whatever its times; nobody else has that door. What is not signed stays outside.
pub async fn an_archive_is_played_again_whatever_its_times(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let telephony = shop.desk.crm.telephony();
    for actor in [&shop.operator, &shop.director, &shop.master] {
        assert_eq!(code(telephony.archive(actor).map(|_| ())), "access.forbidden");
    }
    let ring = Ring { began: BEGAN - 10 * YEAR, ..Ring::new("old") };
    for (path, json) in ring.answered() {
        shop.desk.play(&path, &json).await;
    }
    assert_eq!(shop.desk.only_call().await.call.facts.started_at.seconds(), BEGAN - 10 * YEAR);
    let (path, json) = ring.missed();
    let forged = mango::encode_form(&account(), &json).replace("sign=", "sign=0");
    let refused = telephony.archive(&shop.desk.system).unwrap().mango(&path, forged.as_bytes()).await;
    assert_eq!(code(refused), "telephony.wrong_signature");
    shop.desk.assert_counted().await;
}
