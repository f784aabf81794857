//! Signing in: which tokens hold, and for how long.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::desk::{Desk, TOKEN_SECRET, code, race};
use crate::auth::{GRACE, RevokeReason, TICKET_LIFETIME, TokenKeys, TokenLifetimes};
use crate::conformance::Fixture;
use crate::crm::Crm;
use crate::kernel::{Change, ErrorKind};
use crate::operators::{OperatorPatch, OperatorStatus, Role};

async fn office_of_anna(fx: &dyn Fixture) -> Desk {
    let desk = Desk::open(fx).await;
    desk.person("anna", Role::Admin, None).await;
    desk
}

/// Each kind of token is refused where the other is asked for.
pub async fn a_refresh_token_is_no_access_token_nor_the_other_way_round(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let auth = desk.crm.auth();
    assert_eq!(code(auth.authenticate(tokens.refresh_token.expose()).await), "auth.token_wrong_type");
    assert_eq!(code(auth.refresh(tokens.access_token.expose()).await), "auth.token_wrong_type");
    let actor = auth.authenticate(tokens.access_token.expose()).await.unwrap();
    assert_eq!(actor, tokens.actor());
    assert_eq!(actor.session(), Some(tokens.session));
}

/// A token without a signature, with another's, changed, or of a key nobody knows here is refused.
pub async fn a_token_nobody_here_signed_is_refused(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let good = tokens.access_token.expose();
    let mut parts = good.split('.');
    let (header, claims, signature) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let encode = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let kid = |token: &str| {
        let header = URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
        serde_json::from_slice::<serde_json::Value>(&header).unwrap()["kid"].clone()
    };
    let unsigned = encode(json!({ "alg": "none", "kid": kid(good), "typ": "JWT" }));
    let unknown_key = encode(json!({ "alg": "HS256", "kid": "another", "typ": "JWT" }));
    let stolen = TokenKeys::new(format!("{TOKEN_SECRET}, but another one")).unwrap();
    let foreign = stolen.issue_access(&session_claims(&desk, &tokens).await);
    for forged in [
        format!("{unsigned}.{claims}."),
        format!("{unsigned}.{claims}.{signature}"),
        format!("{unknown_key}.{claims}.{signature}"),
        format!("{header}.{claims}."),
        format!("{header}.{}.{signature}", encode(json!({ "sub": "1" }))),
        foreign.expose().to_owned(),
        String::new(),
        good.to_uppercase(),
    ] {
        let error = desk.crm.auth().authenticate(&forged).await.unwrap_err();
        assert_eq!((error.code(), error.kind()), ("auth.token_invalid", ErrorKind::Unauthenticated), "{forged}");
        assert_eq!(code(desk.crm.auth().refresh(&forged).await), "auth.token_invalid", "{forged}");
    }
    desk.crm.auth().authenticate(good).await.unwrap();
}

async fn session_claims(desk: &Desk, tokens: &crate::auth::SignedIn) -> crate::auth::AccessClaims {
    let sessions = desk.crm.auth().sessions(&tokens.actor(), tokens.operator.id).await.unwrap();
    let name = crate::auth::TokenId::random().unwrap();
    sessions[0].access_claims(name, desk.crm.now(), &TokenLifetimes::default())
}

/// Time ends an access token, and an unused session with its refresh token.
pub async fn tokens_and_sessions_expire(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let lifetimes = TokenLifetimes::default();
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let auth = desk.crm.auth();
    desk.clock.advance(lifetimes.access);
    assert_eq!(code(auth.authenticate(tokens.access_token.expose()).await), "auth.token_expired");
    let next = auth.refresh(tokens.refresh_token.expose()).await.unwrap();
    auth.authenticate(next.access_token.expose()).await.unwrap();
    desk.clock.advance(lifetimes.idle);
    assert_eq!(code(auth.refresh(next.refresh_token.expose()).await), "auth.token_expired");
}

/// A session that was ended takes both of its tokens with it, at once.
pub async fn an_ended_session_refuses_both_tokens_at_once(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let (first, second) =
        (desk.sign_in("anna", "10.0.0.1").await.unwrap(), desk.sign_in("anna", "10.0.0.2").await.unwrap());
    let auth = desk.crm.auth();
    auth.revoke_session(&first.actor(), second.session).await.unwrap();
    assert_eq!(code(auth.authenticate(second.access_token.expose()).await), "auth.session_revoked");
    assert_eq!(code(auth.refresh(second.refresh_token.expose()).await), "auth.session_revoked");
    auth.authenticate(first.access_token.expose()).await.unwrap();

    auth.logout(&first.actor()).await.unwrap();
    auth.logout(&first.actor()).await.unwrap();
    assert_eq!(code(auth.authenticate(first.access_token.expose()).await), "auth.session_revoked");
    let subject = format!("session:{}", first.session);
    let who = format!("operator:{}", first.operator.id);
    assert_eq!(desk.trail(&subject).await, [(who, "auth.session_revoked".to_owned())]);
}

/// Locking a user out refuses both tokens, at once, and the password too.
pub async fn a_deactivated_user_is_out_at_once(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let boris = desk.person("boris", Role::Admin, None).await;
    let tokens = desk.sign_in("boris", "10.0.0.1").await.unwrap();
    let off = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
    desk.crm.operators().change(&desk.system, boris.id, boris.version, &off).await.unwrap();
    let auth = desk.crm.auth();
    for answer in [
        auth.authenticate(tokens.access_token.expose()).await.map(|_| ()),
        auth.refresh(tokens.refresh_token.expose()).await.map(|_| ()),
    ] {
        assert_eq!(answer.unwrap_err().kind(), ErrorKind::Unauthenticated);
    }
    assert_eq!(code(desk.sign_in("boris", "10.0.0.2").await), "auth.deactivated");
    assert_eq!(code(desk.crm.operators().actor(boris.id).await), "operator.inactive");
    assert_eq!(desk.trail(&format!("operator:{}", boris.id)).await[0].1, "auth.login_refused");
    let session = auth.sessions(&desk.system, boris.id).await.unwrap().remove(0);
    assert_eq!(session.revoked.unwrap().reason, RevokeReason::Deactivated);
}

/// What another program over the same store decides about a user holds from the next request on, whatever is remembered
/// of the last one.
pub async fn what_another_program_decides_about_a_user_holds_at_once(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let city = desk.city("Саратов").await;
    let boris = desk.person("boris", Role::Admin, None).await;
    let tokens = desk.sign_in("boris", "10.0.0.1").await.unwrap();
    let other = Crm::builder_shared(Arc::clone(desk.crm.store())).build().unwrap();
    let seen = async || desk.crm.auth().authenticate(tokens.access_token.expose()).await;
    assert_eq!(seen().await.unwrap().role(), Some(&Role::Admin));
    let demoted = OperatorPatch { role: Some(Role::Operator), city: Change::To(city.id), ..OperatorPatch::default() };
    other.operators().change(&desk.system, boris.id, boris.version, &demoted).await.unwrap();
    let actor = seen().await.unwrap();
    assert_eq!((actor.role(), actor.cities()), (Some(&Role::Operator), &[city.id][..]));
    other.auth().revoke_session(&desk.system, tokens.session).await.unwrap();
    assert_eq!(code(seen().await), "auth.session_revoked");
}

/// An actor's rights are those of the stored row, not those of the moment the token was made.
pub async fn a_changed_role_holds_from_the_next_request_on(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let city = desk.city("Саратов").await;
    let boris = desk.person("boris", Role::Admin, None).await;
    let tokens = desk.sign_in("boris", "10.0.0.1").await.unwrap();
    let demoted = OperatorPatch { role: Some(Role::Operator), city: Change::To(city.id), ..OperatorPatch::default() };
    desk.crm.operators().change(&desk.system, boris.id, boris.version, &demoted).await.unwrap();
    let actor = desk.crm.auth().authenticate(tokens.access_token.expose()).await.unwrap();
    assert_eq!((actor.role(), actor.cities()), (Some(&Role::Operator), &[city.id][..]));
}

/// Tabs of one browser share a refresh token: whoever sends it at the same moment gets the same next one.
pub async fn tabs_that_refresh_at_once_all_stay_signed_in(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    desk.later(60);
    let answers = race(8, |_| {
        let (crm, token) = (desk.crm.clone(), tokens.refresh_token.clone());
        async move { crm.auth().refresh(token.expose()).await.unwrap() }
    })
    .await;
    for answer in &answers {
        assert_eq!(answer.refresh_token, answers[0].refresh_token, "one next token for all tabs");
        desk.crm.auth().authenticate(answer.access_token.expose()).await.unwrap();
    }
    desk.clock.advance(GRACE);
    desk.crm.auth().refresh(answers[7].refresh_token.expose()).await.unwrap();
}

/// A refresh token that comes back after its time of grace was copied: the session ends for both, and the audit tells.
pub async fn an_old_refresh_token_ends_the_session_and_leaves_a_trace(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let stolen = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let auth = desk.crm.auth();
    desk.later(60);
    let present = auth.refresh(stolen.refresh_token.expose()).await.unwrap();
    desk.clock.advance(GRACE);
    assert_eq!(code(auth.refresh(stolen.refresh_token.expose()).await), "auth.token_reused");
    assert_eq!(code(auth.refresh(present.refresh_token.expose()).await), "auth.session_revoked");
    assert_eq!(code(auth.authenticate(present.access_token.expose()).await), "auth.session_revoked");
    let who = format!("operator:{}", stolen.operator.id);
    let trail = desk.trail(&format!("session:{}", stolen.session)).await;
    assert_eq!(trail, [(who, "auth.token_reused".to_owned())]);
}

/// People see and end their own sessions; others' only who may manage people, and nobody learns of a session by trying.
pub async fn sessions_are_their_owner_s(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let city = desk.city("Саратов").await;
    for login in ["boris", "vera"] {
        desk.person(login, Role::Operator, Some(city.id)).await;
    }
    let [anna, boris, vera] = [
        desk.sign_in("anna", "10.0.0.1").await.unwrap(),
        desk.sign_in("boris", "10.0.0.2").await.unwrap(),
        desk.sign_in("vera", "10.0.0.3").await.unwrap(),
    ];
    let auth = desk.crm.auth();
    let own = auth.sessions(&boris.actor(), boris.operator.id).await.unwrap();
    assert_eq!(own.iter().map(|session| session.id).collect::<Vec<_>>(), [boris.session]);
    assert_eq!(code(auth.sessions(&boris.actor(), vera.operator.id).await), "access.forbidden");
    assert_eq!(code(auth.revoke_session(&boris.actor(), vera.session).await), "auth.session_unknown");
    auth.authenticate(vera.access_token.expose()).await.unwrap();
    assert_eq!(auth.sessions(&anna.actor(), vera.operator.id).await.unwrap().len(), 1);
    auth.revoke_session(&anna.actor(), vera.session).await.unwrap();
    let ended = auth.sessions(&vera.actor(), vera.operator.id).await.unwrap().remove(0);
    assert_eq!(ended.revoked.unwrap().reason, RevokeReason::Admin);
}

/// Processes of one office share nothing but the database and the secret: of many that are given one ticket, one takes it.
pub async fn a_ticket_is_taken_once_whichever_process_issued_it(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let other = Desk::over(Arc::clone(desk.crm.store()));
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let ticket = desk.crm.auth().ticket(tokens.access_token.expose()).unwrap();
    let answers = race(8, |nth| {
        let (crm, ticket) = (if nth % 2 == 0 { &desk } else { &other }.crm.clone(), ticket.clone());
        async move { crm.auth().redeem(ticket.expose()).await }
    })
    .await;
    let (taken, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((taken.len(), refused.len()), (1, 7));
    for refused in refused {
        assert_eq!(code(refused), "auth.ticket_invalid");
    }
    let access = taken.into_iter().next().unwrap().unwrap();
    assert_eq!(other.crm.auth().authenticate(access.expose()).await.unwrap(), tokens.actor());
    let next = desk.crm.auth().ticket(tokens.access_token.expose()).unwrap();
    other.crm.auth().redeem(next.expose()).await.unwrap();
}

/// A ticket holds for half a minute, is nothing but a ticket, and makes no session last longer.
pub async fn a_ticket_ends_soon_and_what_it_gives_ends_with_the_token_it_was_made_from(fx: &dyn Fixture) {
    let desk = office_of_anna(fx).await;
    let auth = desk.crm.auth();
    let tokens = desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let access = tokens.access_token.expose();
    let late = auth.ticket(access).unwrap();
    for no_token in [auth.authenticate(late.expose()).await.map(drop), auth.refresh(late.expose()).await.map(drop)] {
        assert_eq!(code(no_token), "auth.token_wrong_type");
    }
    for no_ticket in [access, tokens.refresh_token.expose(), "", "nonsense"] {
        assert_eq!(code(auth.redeem(no_ticket).await), "auth.ticket_invalid", "{no_ticket}");
    }
    desk.clock.advance(TICKET_LIFETIME);
    assert_eq!(code(auth.redeem(late.expose()).await), "auth.ticket_invalid");

    let token = auth.redeem(auth.ticket(access).unwrap().expose()).await.unwrap();
    desk.clock.advance(TokenLifetimes::default().access.saturating_sub(TICKET_LIFETIME));
    assert_eq!(code(auth.authenticate(token.expose()).await), "auth.token_expired");
    assert_eq!(code(auth.ticket(access)), "auth.token_expired");
}
