//! Passwords: earlier hashes, and what a new password ends.

use std::future::poll_fn;
use std::task::Poll;

use super::desk::{Desk, PASSWORD, code, race};
use crate::auth::{PasswordHash, RevokeReason};
use crate::conformance::Fixture;
use crate::kernel::OperatorId;
use crate::operators::{Operator, Role};
use crate::store::{Effects, Read, Write};

const NEW: &str = "another good password";

/// A user whose hash an earlier system made.
async fn with_bcrypt_hash(desk: &Desk) -> Operator {
    let anna = desk.person("anna", Role::Admin, None).await;
    let hash = bcrypt::hash_with_salt(PASSWORD, 4, [7; 16]).unwrap().to_string();
    let mut effects = Effects::none();
    effects.write(Write::Password { operator: anna.id, hash: PasswordHash::from_stored(hash) });
    desk.write(effects).await;
    anna
}

async fn stored_hash(desk: &Desk, id: OperatorId) -> String {
    let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
    tx.operators().password(id).await.unwrap().unwrap().expose_for_storage().to_owned()
}

/// The first sign-in of a user of an earlier system replaces the bcrypt hash; a wrong password does not.
pub async fn a_bcrypt_hash_verifies_and_is_replaced_on_sign_in(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = with_bcrypt_hash(&desk).await;
    assert_eq!(code(desk.try_password("anna", "a wrong one", "10.0.0.1").await), "auth.wrong_credentials");
    assert!(stored_hash(&desk, anna.id).await.starts_with("$2"));
    desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let replaced = stored_hash(&desk, anna.id).await;
    assert!(replaced.starts_with("$argon2id$"));
    desk.sign_in("anna", "10.0.0.1").await.unwrap();
    assert_eq!(stored_hash(&desk, anna.id).await, replaced, "a present hash stays");
}

/// A double click on the first sign-in after the migration: the one that comes second finds the hash replaced under it.
pub async fn a_double_click_on_the_first_sign_in_signs_in_twice(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    with_bcrypt_hash(&desk).await;
    let answers = race(3, |_| {
        let desk = desk.clone();
        async move { desk.sign_in("anna", "10.0.0.1").await.map(|tokens| tokens.session) }
    })
    .await;
    for answer in &answers {
        answer.as_ref().unwrap();
    }
}

/// Changing one's own password asks for the present one, ends the other sessions, and the old one no longer works.
pub async fn a_changed_password_ends_the_other_sessions(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let (here, there) =
        (desk.sign_in("anna", "10.0.0.1").await.unwrap(), desk.sign_in("anna", "10.0.0.2").await.unwrap());
    let auth = desk.crm.auth();
    let change =
        async |present: &str, new: &str| auth.change_password(&here.actor(), &present.into(), &new.into()).await;
    assert_eq!(code(change("a wrong one", NEW).await), "auth.wrong_credentials");
    assert_eq!(code(change(PASSWORD, "short").await), "auth.password_policy");
    auth.authenticate(there.access_token.expose()).await.unwrap();
    change(PASSWORD, NEW).await.unwrap();

    auth.authenticate(here.access_token.expose()).await.unwrap();
    assert_eq!(code(auth.authenticate(there.access_token.expose()).await), "auth.session_revoked");
    assert_eq!(code(auth.refresh(there.refresh_token.expose()).await), "auth.session_revoked");
    assert_eq!(code(desk.sign_in("anna", "10.0.0.3").await), "auth.wrong_credentials");
    desk.try_password("anna", NEW, "10.0.0.3").await.unwrap();
    let who = format!("operator:{}", anna.id);
    assert!(desk.trail(&who).await.contains(&(who.clone(), "auth.password_changed".to_owned())));
}

/// Guessing the present password with a stolen access token is slowed down like guessing at the door.
pub async fn the_present_password_cannot_be_guessed_either(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.person("anna", Role::Admin, None).await;
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let answers = race(16, |n| {
        let (crm, actor) = (desk.crm.clone(), tokens.actor());
        async move { code(crm.auth().change_password(&actor, &format!("guess {n}").into(), &NEW.into()).await) }
    })
    .await;
    assert_eq!(answers.iter().filter(|code| **code == "auth.wrong_credentials").count(), 3);
    desk.sign_in("anna", "10.0.0.1").await.unwrap();
}

/// An admin sets another's password: every session of that user ends. Nobody else may.
pub async fn a_password_set_by_an_admin_ends_every_session(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let admin = desk.person("admin", Role::Admin, None).await;
    let boris = desk.person("boris", Role::Operator, Some(city.id)).await;
    let tokens = desk.sign_in("boris", "10.0.0.1").await.unwrap();
    let auth = desk.crm.auth();
    assert_eq!(code(auth.set_password(&tokens.actor(), admin.id, &NEW.into()).await), "access.forbidden");
    assert_eq!(code(auth.set_password(&tokens.actor(), boris.id, &NEW.into()).await), "access.forbidden");
    auth.set_password(&desk.actor(&admin).await, boris.id, &NEW.into()).await.unwrap();
    assert_eq!(code(auth.authenticate(tokens.access_token.expose()).await), "auth.session_revoked");
    desk.try_password("boris", NEW, "10.0.0.1").await.unwrap();
    let ended = auth.sessions(&desk.system, boris.id).await.unwrap();
    assert!(ended.iter().any(|it| it.revoked.as_ref().is_some_and(|r| r.reason == RevokeReason::PasswordChanged)));
}

/// Whoever knows the old password and is about to change it does not undo the reset that is meant to lock him out: the
/// admin's word stands wherever the change is overtaken.
pub async fn a_password_set_by_an_admin_stands_against_a_change_in_flight(fx: &dyn Fixture) {
    const STOLEN: &str = "what the thief likes";
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let auth = desk.crm.auth();
    let mut refused = Vec::new();
    for steps in 0.. {
        auth.set_password(&desk.system, anna.id, &PASSWORD.into()).await.unwrap();
        let thief = desk.sign_in("anna", "203.0.113.7").await.unwrap().actor();
        let (present, stolen) = (PASSWORD.into(), STOLEN.into());
        let mut change = Box::pin(auth.change_password(&thief, &present, &stolen));
        let mut left = steps;
        let done = poll_fn(|cx| {
            if left == 0 {
                return Poll::Ready(None);
            }
            left -= 1;
            change.as_mut().poll(cx).map(Some)
        })
        .await;
        auth.set_password(&desk.system, anna.id, &NEW.into()).await.unwrap();
        if done.is_none() {
            // Written already, and only the answer was left: then the reset came later and stands too.
            refused.extend(change.await.err().map(|error| error.code()));
        }
        assert_eq!(code(desk.try_password("anna", STOLEN, "203.0.113.7").await), "auth.wrong_credentials", "{steps}");
        desk.try_password("anna", NEW, "10.0.0.1").await.unwrap();
        desk.later(3600);
        if done.is_some() {
            break;
        }
    }
    assert!(!refused.is_empty(), "the change was never overtaken");
    let expected = ["auth.session_revoked", "auth.wrong_credentials"];
    assert!(refused.iter().all(|code| expected.contains(code)), "{refused:?}");
}
