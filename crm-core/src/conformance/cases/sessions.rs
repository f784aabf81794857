//! Sessions and login throttles.

use super::sample::{at, id, operator, session, throttle, token};
use super::support::{assert_stale, commit, effects, insert, latest, write};
use crate::auth::{RevokeReason, Revoked, ThrottleKey};
use crate::conformance::Fixture;
use crate::kernel::Version;
use crate::store::{Task, Write};

/// The sessions of a user are listed latest first; those of others are not.
pub async fn sessions_of_a_user_are_listed_latest_first(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [operator(1), operator(2)]).await;
    let mut rows = Vec::new();
    for (n, created) in [(1, 30), (2, 10), (3, 20), (4, 30)] {
        let mut row = session(n, 1);
        row.created_at = at(created);
        if n == 3 {
            row.revoked = Some(Revoked { at: at(1), reason: RevokeReason::Logout });
        }
        rows.push(row);
    }
    insert(&*store, rows).await;
    insert(&*store, [session(5, 2)]).await;
    let listed = latest(&*store).await.sessions().of_operator(id(1)).await.unwrap();
    assert_eq!(listed.into_iter().map(|s| s.id.get()).collect::<Vec<_>>(), [4, 1, 3, 2]);
    assert!(latest(&*store).await.sessions().of_operator(id(3)).await.unwrap().is_empty());
}

/// At most 1,000 sessions of a user are listed, the latest ones.
pub async fn the_list_of_sessions_is_bounded(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [operator(1)]).await;
    insert(&*store, (1..=1_005).map(|n| session(n, 1))).await;
    let listed = latest(&*store).await.sessions().of_operator(id(1)).await.unwrap();
    assert_eq!((listed.len(), listed[0].id, listed[999].id), (1_000, id(1_005), id(6)));
}

/// Revoking every session of a user spares the one excepted, those revoked before and those of others.
pub async fn revoking_all_sessions_spares_the_right_ones(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [operator(1), operator(2)]).await;
    let earlier = Revoked { at: at(1), reason: RevokeReason::Logout };
    let mut over = session(3, 1);
    over.revoked = Some(earlier.clone());
    insert(&*store, [session(1, 1), session(2, 1), over, session(4, 2)]).await;
    let revoked = Revoked { at: at(5), reason: RevokeReason::PasswordChanged };
    let revoke =
        |except| Write::RevokeSessions { operator: id(1), except, at: revoked.at, reason: revoked.reason.clone() };
    write(&*store, |e| e.write(revoke(Some(id(2))))).await;
    let mut tx = latest(&*store).await;
    let mut state = async |n| tx.sessions().get(id(n)).await.unwrap().unwrap().revoked.clone();
    assert_eq!(
        [state(1).await, state(2).await, state(3).await, state(4).await],
        [Some(revoked.clone()), None, Some(earlier), None]
    );
    write(&*store, |e| e.write(revoke(None))).await;
    assert_eq!(latest(&*store).await.sessions().get(id(2)).await.unwrap().unwrap().revoked, Some(revoked));
}

/// A rotation that raced with a revocation is stale: it cannot bring the session back.
pub async fn a_rotation_cannot_undo_a_revocation(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [operator(1)]).await;
    insert(&*store, [session(1, 1)]).await;
    let read = latest(&*store).await.sessions().get(id(1)).await.unwrap().unwrap();
    write(&*store, |e| {
        e.write(Write::RevokeSessions { operator: id(1), except: None, at: at(5), reason: RevokeReason::Admin });
    })
    .await;
    let mut rotated = read.to_changed();
    rotated.refresh_id = token(9);
    assert_stale(&commit(&*store, effects(|e| e.update(&read, rotated))).await);
    let now = latest(&*store).await.sessions().get(id(1)).await.unwrap().unwrap();
    assert!(now.revoked.is_some() && now.version > Version::FIRST && now.refresh_id == token(1));
}

/// A throttle is found by its key in exact letters, and counts on.
pub async fn throttles_are_found_by_key(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [throttle(1), throttle(2)]).await;
    let read = latest(&*store).await.sessions().throttle(&throttle(1).key).await.unwrap().unwrap();
    let mut counted = read.to_changed();
    (counted.failures, counted.blocked_until) = (2, Some(at(30)));
    write(&*store, |e| e.update(&read, counted.clone())).await;
    counted.version = Version::FIRST.next();
    let mut tx = latest(&*store).await;
    assert_eq!(tx.sessions().throttle(&throttle(1).key).await.unwrap().unwrap().into_inner(), counted);
    assert_eq!(tx.sessions().throttle(&throttle(2).key).await.unwrap().unwrap().into_inner(), throttle(2));
    let other_case = ThrottleKey::from_stored(&throttle(1).key.as_str().to_uppercase());
    assert_eq!(tx.sessions().throttle(&other_case).await.unwrap(), None);
}

/// Purging takes sessions and throttles that ran out long before the instant, and leaves those that still hold.
pub async fn purging_takes_what_ran_out(fx: &dyn Fixture) {
    const DAY: u64 = 24 * 60 * 60;
    let store = fx.fresh().await;
    insert(&*store, [operator(1)]).await;
    let (mut over, mut holding) = (session(1, 1), session(2, 1));
    over.expires_at = at(DAY);
    holding.expires_at = at(10 * DAY + 1);
    insert(&*store, [over, holding]).await;
    let (spent, mut blocked, mut fresh) = (throttle(1), throttle(2), throttle(3));
    blocked.blocked_until = Some(at(11 * DAY));
    (fresh.first_at, fresh.last_at) = (at(10 * DAY), at(10 * DAY));
    insert(&*store, [spent, blocked, fresh]).await;
    while store.maintain(Task::Purge { before: at(10 * DAY) }).await.unwrap().more {}
    let mut tx = latest(&*store).await;
    assert_eq!(tx.sessions().get(id(1)).await.unwrap(), None);
    assert!(tx.sessions().get(id(2)).await.unwrap().is_some());
    for (n, stays) in [(1, false), (2, true), (3, true)] {
        assert_eq!(tx.sessions().throttle(&throttle(n).key).await.unwrap().is_some(), stays, "throttle {n}");
    }
}
