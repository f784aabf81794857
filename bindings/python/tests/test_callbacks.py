"""Call-backs: clients who were missed wait until somebody talks with them."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone

import pytest

import crm_core

ANNA = "+79000000101"
BORIS = "+79000000102"


def ago(**much: int) -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0) - timedelta(**much)


@pytest.fixture
def operator(crm: crm_core.Crm, office: crm_core.Session) -> crm_core.Session:
    """Somebody who calls back."""
    city = office.cities.create("Омск", "Asia/Omsk")
    row = crm_core.PastUser(id="1", name="Ольга", login="olga", role="operator", city=city.id, created_at=ago(days=9))
    (fate,) = office.past.users("before", [row])
    assert fate.id is not None
    return crm.operator(fate.id)


def missed(office: crm_core.Session, client: str, at: datetime) -> crm_core.Call:
    return office.calls.record("in", "missed", started_at=at, client=client, wait_seconds=10)


def test_a_client_waits_once_however_often_missed(office: crm_core.Session) -> None:
    first, last = missed(office, ANNA, ago(hours=2)), missed(office, ANNA, ago(hours=1))
    (waits,) = office.callbacks.list()
    assert (waits.phone, waits.state, waits.missed) == (ANNA, crm_core.CallbackState.OPEN, 2)
    assert (waits.first_call_id, waits.last_call_id) == (first.id, last.id)
    assert (waits.first_at, waits.opened_at, waits.last_at) == (first.started_at, first.ended_at, last.started_at)
    assert (waits.closed, waits.delay, waits.taken_by_id, waits.city) == (None, None, None, None)
    assert pickle.loads(pickle.dumps(waits)) == waits
    opened = office.callbacks.count_open()
    assert (opened.count, opened.oldest) == (1, waits.opened_at)


def test_a_talk_ends_the_waiting(office: crm_core.Session) -> None:
    call = missed(office, ANNA, ago(hours=2))
    talk = office.calls.record("out", "answered", started_at=ago(hours=1), client=ANNA, wait_seconds=5, talk_seconds=60)
    (closed,) = office.callbacks.list(state="closed", phone="8 900 000-01-01")
    assert call.ended_at is not None and talk.answered_at is not None
    assert closed.closed == crm_core.CallbackClosed(talk.answered_at, talk.id, None, None)
    assert closed.delay == talk.answered_at - call.ended_at
    assert office.callbacks.count_open() == crm_core.OpenCallbacks(0, None)


def test_somebody_looks_after_a_client(office: crm_core.Session, operator: crm_core.Session) -> None:
    missed(office, ANNA, ago(hours=2))
    missed(office, BORIS, ago(hours=1))
    boris, anna = office.callbacks.list(sort="latest")
    assert (anna.phone, boris.phone) == (ANNA, BORIS)
    taken = operator.callbacks.take(anna.id, anna.version)
    assert (taken.taken_by, taken.taken_by_id) == ("Ольга", operator.operator_id) and taken.taken_at is not None
    assert operator.operator_id is not None
    assert [one.id for one in office.callbacks.list(taken_by=operator.operator_id)] == [anna.id]
    with pytest.raises(crm_core.ConflictError) as late:
        operator.callbacks.release(anna.id, anna.version)
    assert late.value.current_version == taken.version
    assert operator.callbacks.release(anna.id, taken.version).taken_by is None
    with pytest.raises(crm_core.ForbiddenError):
        office.callbacks.take(boris.id, boris.version)


def test_a_waiting_is_closed_by_hand_for_a_reason(office: crm_core.Session) -> None:
    missed(office, ANNA, ago(hours=2))
    (waits,) = office.callbacks.list()
    with pytest.raises(crm_core.InvalidError) as silent:
        office.callbacks.close(waits.id, waits.version, " ")
    assert [(field.field, field.code) for field in silent.value.fields] == [("reason", "text.empty")]
    closed = office.callbacks.close(waits.id, waits.version, "написал сам")
    assert closed.closed is not None and (closed.closed.reason, closed.closed.call_id) == ("написал сам", None)
    assert office.callbacks.get(waits.id) == closed
    with pytest.raises(crm_core.ConflictError) as again:
        office.callbacks.close(waits.id, closed.version, "ещё раз")
    assert again.value.code == "callback.not_open"
    with pytest.raises(crm_core.NotFoundError):
        office.callbacks.get(waits.id + 1)


def test_a_check_finds_that_they_follow_from_the_calls(office: crm_core.Session) -> None:
    missed(office, ANNA, ago(hours=2))
    missed(office, BORIS, ago(hours=1))
    heard: list[int] = []
    assert office.callbacks.check(progress=heard.append) == crm_core.CallbackCheck(phones=2, differences=[])
    assert heard == [2]
