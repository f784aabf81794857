//! Users who vanish, and their signs of life.

use std::time::Duration;

use super::busy::Floor;
use super::desk::code;
use super::traffic::Ring;
use crate::auth::{SignedIn, TokenLifetimes};
use crate::conformance::Fixture;
use crate::kernel::Timestamp;
use crate::operators::{OperatorPatch, WorkState, WorkStateEntry};
use crate::settings::SettingChange;
use crate::store::Task;

async fn signed_in(floor: &Floor) -> SignedIn {
    floor.desk.sign_in("anna", "10.0.0.1").await.unwrap()
}

async fn last(floor: &Floor) -> (WorkState, Timestamp, Option<String>) {
    let entry = floor.log_of(&floor.anna).await.pop().unwrap();
    (entry.state, entry.from, entry.reason.map(|reason| reason.as_str().to_owned()))
}

fn gone(at: Timestamp) -> (WorkState, Timestamp, Option<String>) {
    (WorkState::Offline, at, Some(WorkStateEntry::NO_SIGN_OF_LIFE.to_owned()))
}

/// Half an hour without a sign of life, or what the setting says, and the user has been offline since the last one. On a
/// call nobody vanishes.
pub async fn who_gives_no_sign_of_life_is_offline_since_the_last_one(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let anna = signed_in(&floor).await;
    floor.clock(600);
    floor.desk.crm.auth().seen(&anna.actor()).await.unwrap();
    let seen = floor.desk.crm.now();
    floor.clock(600 + 1799);
    assert_eq!(floor.sweep().await, 0);
    floor.clock(600 + 1800);
    assert_eq!((floor.sweep().await, floor.sweep().await), (1, 0));
    assert_eq!(last(&floor).await, gone(seen));
    floor.assert_sound().await;

    floor.desk.crm.settings().set(&floor.desk.system, SettingChange::OfflineAfter(60)).await.unwrap();
    floor.set(&WorkState::Break).await;
    let since = floor.desk.crm.now();
    floor.clock(2459);
    assert_eq!(floor.sweep().await, 0, "beginning a break is a sign of life");
    floor.clock(2460);
    assert_eq!(floor.sweep().await, 1);
    assert_eq!(last(&floor).await, gone(since));

    floor.set(&WorkState::Online).await;
    floor.post(Ring::new("one").later(2460).connected()).await;
    floor.clock(9000);
    assert_eq!(floor.sweep().await, 0);
    assert_eq!(last(&floor).await.0, WorkState::Busy);
    floor.assert_sound().await;
}

/// A sign of life costs one write a minute at most, also when a token is exchanged meanwhile.
pub async fn a_sign_of_life_is_written_once_a_minute(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let anna = signed_in(&floor).await;
    let auth = floor.desk.crm.auth();
    let session = async || auth.sessions(&floor.desk.system, floor.anna.id).await.unwrap().remove(0);
    let first = session().await;
    floor.desk.later(59);
    auth.seen(&anna.actor()).await.unwrap();
    assert_eq!(session().await, first);
    floor.desk.later(1);
    auth.seen(&anna.actor()).await.unwrap();
    let second = session().await;
    assert_eq!((second.last_seen_at, second.version), (floor.desk.crm.now(), first.version.next()));
    floor.desk.later(60);
    auth.refresh(anna.refresh_token.expose()).await.unwrap();
    auth.seen(&anna.actor()).await.unwrap();
    assert_eq!(session().await.version, second.version.next());
    // The program itself, and a session that has ended, have nothing to say.
    auth.seen(&floor.desk.system).await.unwrap();
    auth.revoke_session(&floor.desk.system, anna.session).await.unwrap();
    let ended = session().await;
    floor.desk.later(600);
    auth.seen(&anna.actor()).await.unwrap();
    assert_eq!(session().await, ended);
}

/// Sessions that were all ended from outside end the presence when they did.
pub async fn an_ended_session_is_no_presence(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    signed_in(&floor).await;
    floor.clock(60);
    let ended = floor.desk.crm.now();
    floor
        .desk
        .crm
        .auth()
        .set_password(&floor.desk.system, floor.anna.id, &"another horse battery".into())
        .await
        .unwrap();
    floor.clock(65);
    assert_eq!(floor.sweep().await, 1);
    assert_eq!(last(&floor).await, gone(ended));
    floor.assert_sound().await;
}

/// Without a stored session there is nothing to vanish: the program that embeds the office knows better.
pub async fn who_never_signed_in_is_left_alone(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    floor.clock(1_000_000);
    assert_eq!(floor.sweep().await, 0);
    floor.expect(&[("online", -500)]).await;
}

/// Signing out of one of two sessions changes nothing; out of the last one it ends the work at once, save on a call.
pub async fn signing_out_of_the_last_session_ends_the_work(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let auth = floor.desk.crm.auth();
    let (one, two) = (signed_in(&floor).await, signed_in(&floor).await);
    floor.clock(5);
    auth.logout(&one.actor()).await.unwrap();
    floor.expect(&[("online", -500)]).await;
    auth.logout(&two.actor()).await.unwrap();
    floor.expect(&[("online", -500), ("offline", 5)]).await;
    assert_eq!(last(&floor).await.2.as_deref(), Some(WorkStateEntry::SIGNED_OUT));

    let again = signed_in(&floor).await;
    floor.set(&WorkState::Online).await;
    floor.clock(12);
    let ring = Ring::new("one");
    floor.post(ring.connected()).await;
    auth.logout(&again.actor()).await.unwrap();
    assert_eq!(last(&floor).await.0, WorkState::Busy);
    floor.clock(71);
    floor.post(ring.summary()).await;
    floor.sweep().await;
    assert_eq!(last(&floor).await.0, WorkState::Offline, "after the call there is nobody");
    floor.assert_sound().await;
}

/// A round of housekeeping looks at sessions before it forgets them.
pub async fn who_vanished_is_found_before_the_sessions_are_purged(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    signed_in(&floor).await;
    let seen = floor.desk.crm.now();
    floor.desk.clock.advance(TokenLifetimes::default().idle + Duration::from_secs(1));
    floor.desk.crm.housekeeping().await.unwrap();
    assert_eq!(floor.desk.crm.auth().sessions(&floor.desk.system, floor.anna.id).await.unwrap(), []);
    assert_eq!(last(&floor).await, gone(seen));
}

/// Somebody whose session runs out on a call vanishes after it: until then the session is kept.
pub async fn who_vanished_on_a_call_is_found_after_it(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    signed_in(&floor).await;
    floor.post(Ring::new("one").connected()).await;
    floor.desk.clock.advance(TokenLifetimes::default().idle + Duration::from_secs(1));
    let core = &floor.desk.crm;
    let purge = || core.store().maintain(Task::Purge { before: core.now() });
    purge().await.unwrap();
    floor.post(Ring::new("one").summary()).await;
    while floor.sweep().await > 0 {}
    assert_eq!(last(&floor).await.0, WorkState::Offline, "after the call there is nobody");
    purge().await.unwrap();
    assert_eq!(core.auth().sessions(&floor.desk.system, floor.anna.id).await.unwrap(), []);
}

/// Calls change a user's row all day; who edits the user's form is not in their way, but in that of another editor.
pub async fn calls_leave_the_form_of_a_user_alone(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let (desk, users) = (&floor.desk, floor.desk.crm.operators());
    floor.clock(80);
    desk.post_all(&Ring::new("one").answered()).await;
    let patch = |name: &str| OperatorPatch { name: Some(super::desk::text(name)), ..OperatorPatch::default() };
    let changed = users.change(&desk.system, floor.anna.id, floor.anna.version, &patch("Анна")).await.unwrap();
    assert_eq!((changed.name.as_str(), &changed.work_state), ("Анна", &WorkState::WrapUp));
    let stale = users.change(&desk.system, floor.anna.id, floor.anna.version, &patch("Аня")).await;
    assert_eq!(code(stale), "operator.version_conflict");
    let unwritten = users.change(&desk.system, floor.anna.id, changed.version.next(), &patch("Аня")).await;
    assert_eq!(code(unwritten), "operator.version_conflict");
}
