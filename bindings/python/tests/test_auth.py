"""Signing in, and what a service does with tokens."""

from __future__ import annotations

import pickle

import pytest

import crm_core

OLD, NEW = "тёплый чай в семь", "холодный чай в восемь"


@pytest.fixture
def anna(office: crm_core.Session) -> crm_core.Operator:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    return office.operators.create("Анна", "anna", OLD, "operator", city=omsk.id)


def test_tokens_are_got_shown_and_exchanged(crm: crm_core.Crm, anna: crm_core.Operator) -> None:
    signed = crm.auth.login("Anna", OLD, address="203.0.113.7", agent="pytest")
    assert signed.operator == anna and signed.expires_in.total_seconds() > 60
    actor = crm.auth.authenticate(signed.access_token)
    assert (actor.name, actor.operator_id, actor.role) == (f"operator:{anna.id}", anna.id, "operator")
    assert actor.city_ids == [anna.city_id] and actor.session_id == signed.session_id
    again = crm.auth.refresh(signed.refresh_token)
    assert again.session_id == signed.session_id and again.refresh_token != signed.refresh_token
    assert crm.bearer(again.access_token).operator_id == anna.id


def test_tokens_are_not_shown(crm: crm_core.Crm, anna: crm_core.Operator) -> None:
    signed = crm.auth.login("anna", OLD)
    assert signed.access_token not in repr(signed) and signed.refresh_token not in repr(signed)
    assert f"session_id={signed.session_id}" in repr(signed) and "access_token='…'" in repr(signed)
    assert pickle.loads(pickle.dumps(signed)) == signed


def test_what_is_no_token_says_so(crm: crm_core.Crm, anna: crm_core.Operator) -> None:
    signed = crm.auth.login("anna", OLD)
    for token, code in (("", "auth.token_invalid"), (signed.refresh_token, "auth.token_wrong_type")):
        with pytest.raises(crm_core.UnauthenticatedError) as raised:
            crm.auth.authenticate(token)
        assert raised.value.code == code
    with pytest.raises(crm_core.UnauthenticatedError) as wrong:
        crm.auth.login("anna", NEW)
    assert wrong.value.code == "auth.wrong_credentials"
    with pytest.raises(ValueError, match="IP address"):
        crm.auth.login("anna", OLD, address="203.0.113.7:80")


def test_a_ticket_is_redeemed_once(crm: crm_core.Crm, anna: crm_core.Operator) -> None:
    signed = crm.auth.login("anna", OLD)
    ticket = crm.auth.ticket(signed.access_token)
    assert crm.auth.authenticate(crm.auth.redeem(ticket)).session_id == signed.session_id
    with pytest.raises(crm_core.UnauthenticatedError) as used:
        crm.auth.redeem(ticket)
    assert used.value.code == "auth.ticket_invalid"


def test_a_new_password_ends_the_other_sessions(crm: crm_core.Crm, anna: crm_core.Operator) -> None:
    other = crm.auth.login("anna", OLD)
    with crm.sign_in("anna", OLD) as own:
        own.auth.change_password(OLD, NEW)
        own.auth.seen()
        assert own.operator_id == anna.id
        with pytest.raises(crm_core.UnauthenticatedError) as ended:
            crm.auth.authenticate(other.access_token)
        assert ended.value.code == "auth.session_revoked"
        with pytest.raises(crm_core.UnauthenticatedError) as wrong:
            own.auth.change_password(OLD, NEW)
        assert wrong.value.code == "auth.wrong_credentials"
        sessions = {session.id: session for session in own.auth.sessions()}
        assert sessions[other.session_id].revoke_reason is crm_core.RevokeReason.PASSWORD_CHANGED
        assert sessions[other.session_id].revoked_at is not None
        del sessions[other.session_id]
        assert [session.revoke_reason for session in sessions.values()] == [None]


def test_an_admin_sets_a_password_and_ends_sessions(crm: crm_core.Crm, office: crm_core.Session, anna: crm_core.Operator) -> None:
    first = crm.auth.login("anna", OLD, address="203.0.113.7", agent="pytest")
    [session] = office.auth.sessions(anna.id)
    assert (session.id, session.address, session.agent) == (first.session_id, "203.0.113.7", "pytest")
    office.auth.revoke_session(first.session_id)
    with pytest.raises(crm_core.UnauthenticatedError):
        crm.auth.refresh(first.refresh_token)
    office.auth.set_password(anna.id, NEW)
    assert crm.auth.login("anna", NEW).operator.id == anna.id
    with pytest.raises(crm_core.InvalidError) as weak:
        office.auth.set_password(anna.id, "anna")
    assert weak.value.code == "auth.password_policy"


def test_one_signs_out(crm: crm_core.Crm, anna: crm_core.Operator) -> None:
    signed = crm.auth.login("anna", OLD)
    crm.bearer(signed.access_token).auth.logout()
    with pytest.raises(crm_core.UnauthenticatedError) as ended:
        crm.auth.authenticate(signed.access_token)
    assert ended.value.code == "auth.session_revoked"


def test_the_program_itself_has_neither_password_nor_session(office: crm_core.Session) -> None:
    office.auth.seen()
    office.auth.logout()
    with pytest.raises(crm_core.ForbiddenError):
        office.auth.change_password(OLD, NEW)
    with pytest.raises(crm_core.ForbiddenError):
        office.auth.sessions()
