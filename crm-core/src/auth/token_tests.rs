//! Tokens that must not pass.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OTHER: &str = "fedcba9876543210fedcba9876543210";

fn keys() -> TokenKeys {
    TokenKeys::new(SECRET).unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(1_700_000_000 + seconds).unwrap()
}

fn access() -> AccessClaims {
    AccessClaims {
        sub: OperatorId::new(12).unwrap(),
        sid: SessionId::new(7).unwrap(),
        jti: TokenId::from_bytes([5; 16]),
        iat: at(0),
        exp: at(900),
    }
}

fn refresh() -> RefreshClaims {
    let AccessClaims { sub, sid, jti, iat, exp } = access();
    RefreshClaims { sub, sid, jti, iat, exp }
}

/// A token with any header and claims, signed with the ring's own key.
fn forged(header: &Value, claims: &Value) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    keys().current.sign(format!("{}.{}", part(header), part(claims))).expose().to_owned()
}

fn good_header() -> Value {
    json!({ "alg": "HS256", "kid": keys().current.kid, "typ": "JWT" })
}

fn good_claims() -> Value {
    json!({
        "aud": "crm", "exp": at(900).seconds(), "iat": at(0).seconds(), "iss": "crm", "jti": "05".repeat(16),
        "sid": 7, "sub": "12", "typ": "access",
    })
}

fn with(mut json: Value, key: &str, value: Value) -> Value {
    json[key] = value;
    json
}

fn without(mut json: Value, key: &str) -> Value {
    json.as_object_mut().unwrap().remove(key);
    json
}

fn refusal_of(token: &str) -> TokenError {
    keys().read_access(token, at(1)).unwrap_err()
}

#[test]
fn what_was_issued_is_read_back() {
    let keys = keys();
    assert_eq!(keys.read_access(keys.issue_access(&access()).expose(), at(1)), Ok(access()));
    assert_eq!(keys.read_refresh(keys.issue_refresh(&refresh()).expose(), at(1)), Ok(refresh()));
    assert_eq!(keys.issue_refresh(&refresh()), keys.issue_refresh(&refresh()));
    assert_eq!(forged(&good_header(), &good_claims()), keys.issue_access(&access()).expose());
}

#[test]
fn a_refresh_token_is_no_access_token_nor_the_reverse() {
    let keys = keys();
    let found = keys.read_access(keys.issue_refresh(&refresh()).expose(), at(1));
    assert_eq!(found, Err(TokenError::WrongType));
    let found = keys.read_refresh(keys.issue_access(&access()).expose(), at(1));
    assert_eq!(found, Err(TokenError::WrongType));
    assert_eq!(TokenError::WrongType.code(), "auth.token_wrong_type");
}

#[test]
fn a_ticket_is_read_back_and_passes_as_nothing_else() {
    let claims = TicketClaims { access: access(), until: at(30) };
    let ticket = keys().issue_ticket(&claims);
    assert_eq!(keys().read_ticket(ticket.expose(), at(29)), Ok(claims));
    assert_eq!(keys().read_ticket(ticket.expose(), at(30)), Err(TokenError::Expired));
    assert_eq!(keys().read_access(ticket.expose(), at(1)), Err(TokenError::WrongType));
    assert_eq!(keys().read_refresh(ticket.expose(), at(1)), Err(TokenError::WrongType));
    let without_token = forged(&good_header(), &with(good_claims(), "typ", "ticket".into()));
    assert_eq!(keys().read_ticket(&without_token, at(1)), Err(TokenError::Malformed));
}

#[test]
fn a_token_made_for_something_else_is_refused_though_signed_with_our_key() {
    for (claim, value) in [("aud", "shop"), ("iss", "shop"), ("typ", "Access"), ("typ", "")] {
        let token = forged(&good_header(), &with(good_claims(), claim, value.into()));
        assert_eq!(refusal_of(&token), TokenError::WrongType, "{claim} {value}");
    }
}

#[test]
fn only_hs256_is_an_algorithm() {
    for alg in ["none", "None", "", "HS384", "HS512", "RS256", "ES256", "EdDSA", "hs256"] {
        let token = forged(&with(good_header(), "alg", alg.into()), &good_claims());
        assert_eq!(refusal_of(&token), TokenError::WrongAlgorithm, "{alg}");
        let unsigned = token.rsplit_once('.').unwrap().0.to_owned() + ".";
        assert_eq!(refusal_of(&unsigned), TokenError::WrongAlgorithm, "{alg}, unsigned");
    }
    assert_eq!(refusal_of(&forged(&without(good_header(), "alg"), &good_claims())), TokenError::Malformed);
}

#[test]
fn a_wrong_or_missing_key_id_is_refused() {
    let wrong = forged(&with(good_header(), "kid", "0123456789abcdef".into()), &good_claims());
    assert_eq!(refusal_of(&wrong), TokenError::UnknownKey);
    assert_eq!(refusal_of(&forged(&without(good_header(), "kid"), &good_claims())), TokenError::UnknownKey);
}

#[test]
fn a_critical_extension_that_nobody_here_understands_is_refused() {
    let token = forged(&with(good_header(), "crit", json!(["exp"])), &good_claims());
    assert_eq!(refusal_of(&token), TokenError::Malformed);
}

#[test]
fn a_token_ends_at_its_very_second() {
    let keys = keys();
    let token = keys.issue_access(&access());
    let last = Timestamp::from_micros(at(900).micros() - 1).unwrap();
    assert_eq!(keys.read_access(token.expose(), last), Ok(access()));
    assert_eq!(keys.read_access(token.expose(), at(900)), Err(TokenError::Expired));
    assert_eq!(TokenError::Expired.code(), "auth.token_expired");
}

#[test]
fn a_clock_may_be_a_minute_ahead_and_no_more() {
    let keys = keys();
    let token = keys.issue_access(&access());
    assert_eq!(keys.read_access(token.expose(), at(-60)), Ok(access()));
    assert_eq!(keys.read_access(token.expose(), at(-61)), Err(TokenError::NotYetValid));
}

#[test]
fn another_secret_signs_nothing_for_us_even_under_our_key_id() {
    let other = TokenKeys::new(OTHER).unwrap();
    assert_eq!(refusal_of(other.issue_access(&access()).expose()), TokenError::UnknownKey);
    let mut thief = keys();
    thief.current.secret = OTHER.into();
    assert_eq!(refusal_of(thief.issue_access(&access()).expose()), TokenError::BadSignature);
}

#[test]
fn after_a_change_of_secret_old_tokens_hold_and_new_ones_need_the_new_secret() {
    let changed = TokenKeys::new(OTHER).unwrap().accept_also(SECRET).unwrap();
    assert_eq!(changed.read_access(keys().issue_access(&access()).expose(), at(1)), Ok(access()));
    let new = changed.issue_access(&access());
    assert_eq!(changed.read_access(new.expose(), at(1)), Ok(access()));
    assert_eq!(refusal_of(new.expose()), TokenError::UnknownKey);
}

#[test]
fn claims_of_the_wrong_shape_are_refused_though_signed() {
    let shapes = [
        with(good_claims(), "sub", json!(12)),
        with(good_claims(), "sub", json!("0")),
        with(good_claims(), "sub", json!("12; drop")),
        with(good_claims(), "sid", json!(-1)),
        with(good_claims(), "exp", json!("1700000900")),
        with(good_claims(), "exp", json!(i64::MAX)),
        with(good_claims(), "iat", json!(1.5)),
        without(good_claims(), "exp"),
        without(good_claims(), "jti"),
        without(good_claims(), "typ"),
        json!([]),
        json!(null),
    ];
    for claims in shapes {
        assert_eq!(refusal_of(&forged(&good_header(), &claims)), TokenError::Malformed, "{claims}");
    }
}

#[test]
fn a_text_over_4_kib_is_not_looked_at() {
    let token = forged(&good_header(), &with(good_claims(), "more", "x".repeat(4096).into()));
    assert_eq!(refusal_of(&token), TokenError::Malformed);
}

#[test]
fn a_short_secret_makes_no_ring() {
    assert_eq!(TokenKeys::new("short").unwrap_err(), WeakSecret { given: 5 });
    assert_eq!(keys().accept_also("short").unwrap_err(), WeakSecret { given: 5 });
}

#[test]
fn the_secret_is_not_printed() {
    let printed = format!("{:?}", keys().accept_also(OTHER).unwrap());
    assert!(!printed.contains(SECRET) && !printed.contains(OTHER), "{printed}");
    assert!(printed.contains(&keys().current.kid));
}

proptest! {
    #[test]
    fn no_text_panics_or_passes(text in ".{0,200}", parts in prop::collection::vec("[A-Za-z0-9_-]{0,40}", 0..5)) {
        prop_assert!(keys().read_access(&text, at(1)).is_err());
        prop_assert!(keys().read_refresh(&parts.join("."), at(1)).is_err());
    }

    #[test]
    fn no_json_in_the_right_places_panics_or_passes(header in "\\PC{0,60}", claims in "\\PC{0,60}") {
        let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        prop_assert!(keys().read_access(keys().current.sign(message).expose(), at(1)).is_err());
    }

    #[test]
    fn changing_any_character_breaks_a_token(place in any::<prop::sample::Index>(), other in "[A-Za-z0-9_.=-]") {
        let good = keys().issue_access(&access());
        let mut bytes = good.expose().as_bytes().to_vec();
        let place = place.index(bytes.len());
        bytes[place] = other.as_bytes()[0];
        let changed = String::from_utf8(bytes).unwrap();
        prop_assume!(changed != good.expose());
        prop_assert!(keys().read_access(&changed, at(1)).is_err());
    }

    #[test]
    fn any_claims_come_back_as_they_were_to_the_second(
        sub in 1..1_i64 << 53, sid in 1..1_i64 << 53, jti: [u8; 16], iat in 0..4_000_000_000_i64, life in 1..10_000_000_i64,
    ) {
        let claims = RefreshClaims {
            sub: OperatorId::new(sub).unwrap(),
            sid: SessionId::new(sid).unwrap(),
            jti: TokenId::from_bytes(jti),
            iat: Timestamp::from_seconds(iat).unwrap(),
            exp: Timestamp::from_seconds(iat + life).unwrap(),
        };
        let token = keys().issue_refresh(&claims);
        prop_assert_eq!(keys().read_refresh(token.expose(), claims.iat), Ok(claims));
    }
}
