//! Guessing passwords: slowed down for who guesses, and for nobody else.

use super::desk::{Desk, PASSWORD, code, count, race};
use crate::audit::AuditEntry;
use crate::auth::SignInRequest;
use crate::conformance::Fixture;
use crate::kernel::ErrorKind;
use crate::operators::Role;

/// Attempts that a login from one address has without delay.
const FREE: usize = 3;

async fn office_of_anna(fx: &dyn Fixture) -> Desk {
    let desk = Desk::open(fx).await;
    desk.person("anna", Role::Admin, None).await;
    desk
}

/// Which logins exist cannot be learnt from the answers.
pub async fn an_unknown_login_and_a_wrong_password_get_the_same_answer(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let wrong = desk.try_password("anna", "not her password", "10.0.0.1").await.unwrap_err();
    for login in ["nobody", "", "anna b", "анна\n", &"x".repeat(500)] {
        let unknown = desk.try_password(login, PASSWORD, "10.0.0.2").await.unwrap_err();
        let said = |error: &crate::Error| (error.code(), error.kind(), error.to_string(), error.retry_after());
        assert_eq!(said(&unknown), said(&wrong), "{login:?}");
        desk.later(3600);
    }
    assert_eq!((wrong.code(), wrong.kind()), ("auth.wrong_credentials", ErrorKind::Unauthenticated));
    assert_eq!(count(&desk.trail("auth").await, |(_, action)| action == "auth.login_failed"), 6);
}

/// Logins compare without case, Cyrillic ones too, so case gives no further attempts.
pub async fn a_login_is_the_same_in_any_case(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.person("Анна", Role::Admin, None).await;
    desk.sign_in(" АННА ", "10.0.0.1").await.unwrap();
    for login in ["анна", "АННА", "Анна"] {
        assert_eq!(code(desk.try_password(login, "a wrong one", "10.0.0.2").await), "auth.wrong_credentials");
    }
    assert_eq!(code(desk.sign_in("аннА", "10.0.0.2").await), "auth.too_many_attempts");
}

/// Many guesses at the same moment are counted one by one: no more are looked at than one after the other would be.
pub async fn parallel_guesses_get_no_more_attempts_than_patient_ones(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let answers = race(32, |n| {
        let desk = desk.clone();
        async move { code(desk.try_password("anna", &format!("guess number {n}"), "10.0.0.1").await) }
    })
    .await;
    assert_eq!(count(&answers, |code| *code == "auth.wrong_credentials"), FREE);
    assert_eq!(count(&answers, |code| *code == "auth.too_many_attempts"), 32 - FREE);
    assert_eq!(code(desk.sign_in("anna", "10.0.0.1").await), "auth.too_many_attempts", "the right one has to wait too");
}

/// A stranger who guesses a colleague's password elsewhere delays himself only.
pub async fn a_stranger_elsewhere_cannot_delay_a_colleague(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    for _ in 0..40 {
        desk.try_password("anna", "a wrong one", "203.0.113.7").await.unwrap_err();
    }
    desk.sign_in("anna", "10.0.0.1").await.unwrap();
    assert_eq!(code(desk.sign_in("anna", "203.0.113.7").await), "auth.too_many_attempts");
    let from_the_program = SignInRequest::new("anna", PASSWORD);
    desk.crm.auth().login(&from_the_program).await.unwrap();
}

/// The delay is of one login from one address, it grows, waiting ends it, and the right password forgets it.
pub async fn the_delay_is_per_pair_and_ends(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    desk.person("boris", Role::Admin, None).await;
    for _ in 0..FREE {
        assert_eq!(code(desk.try_password("anna", "a wrong one", "10.0.0.1").await), "auth.wrong_credentials");
    }
    for seconds in [1, 2, 4, 8] {
        let wait = desk.sign_in("anna", "10.0.0.1").await.unwrap_err().retry_after().unwrap();
        assert_eq!(wait.as_secs(), seconds);
        desk.sign_in("boris", "10.0.0.1").await.unwrap();
        desk.clock.advance(wait);
        if seconds < 8 {
            assert_eq!(code(desk.try_password("anna", "a wrong one", "10.0.0.1").await), "auth.wrong_credentials");
        }
    }
    desk.sign_in("anna", "10.0.0.1").await.unwrap();
    for _ in 0..FREE {
        assert_eq!(code(desk.try_password("anna", "a wrong one", "10.0.0.1").await), "auth.wrong_credentials");
    }
}

/// Guessing many logins from one address is slowed down by the address.
pub async fn one_address_cannot_try_every_login(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let mut answers = Vec::new();
    for n in 0..40 {
        answers.push(code(desk.try_password(&format!("user{n}"), PASSWORD, "203.0.113.7").await));
    }
    assert_eq!(count(&answers, |code| *code == "auth.wrong_credentials"), 30);
    assert_eq!(code(desk.sign_in("anna", "203.0.113.7").await), "auth.too_many_attempts");
    desk.sign_in("anna", "203.0.113.8").await.unwrap();
}

/// People type passwords into the wrong field: what is nobody's login is kept as a digest, by which guesses that repeat
/// are recognised.
pub async fn a_password_typed_as_a_login_is_not_kept(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    for typed in ["Anna", "hunter2 secret", "hunter2 secret", "another"] {
        desk.try_password(typed, "a wrong one", "10.0.0.1").await.unwrap_err();
    }
    let entries = desk.crm.audit().latest(&desk.system, Some("auth"), None).await.unwrap();
    let [other, again, first, known] = &entries[..] else { panic!("{entries:?}") };
    let payload = |entry: &AuditEntry| entry.payload.as_ref().unwrap().json.clone();
    assert_eq!(payload(known), r#"{"login":"anna"}"#);
    assert!(!payload(first).contains("hunter2"), "{}", payload(first));
    assert_eq!(payload(first), payload(again));
    assert_ne!(payload(first), payload(other));
}
