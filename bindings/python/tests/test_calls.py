"""Calls: written by hand, listed, classified."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone

import pytest

import crm_core

NOON = datetime(2026, 1, 12, 9, 0, tzinfo=timezone.utc)


def somebody(office: crm_core.Session, role: str, login: str) -> int:
    """A user who came from another system, in a city of theirs."""
    city = office.cities.create(f"City of {login}", "Europe/Moscow")
    row = crm_core.PastUser(id=login, name=login.title(), login=login, role=role, city=city.id, created_at=NOON)
    (fate,) = office.past.users("before", [row])
    assert fate.id is not None
    return fate.id


def test_a_call_by_hand_is_read_with_all_that_is_known_of_it(office: crm_core.Session) -> None:
    call = office.calls.record(
        "in", "answered", started_at=NOON, client="8 (900) 000-01-01", wait_seconds=5, talk_seconds=60, note="звонил сосед"
    )
    assert (call.client, call.status, call.direction) == ("+79000000101", crm_core.CallStatus.ANSWERED, "in")
    assert (call.started_at, call.answered_at) == (NOON, NOON + timedelta(seconds=5))
    assert call.ended_at == NOON + timedelta(seconds=65)
    assert (call.wait_seconds, call.talk_seconds, call.leg_count, call.transferred) == (5, 60, 0, False)
    assert (call.note, call.category, call.conversation_id, call.provider_id) == ("звонил сосед", None, None, None)
    assert (call.city, call.city_id, call.operator, call.operator_id) == (None, None, None, None)
    assert (call.operators_rung, call.recordings) == ([], [])
    assert office.calls.get(call.id) == call
    assert pickle.loads(pickle.dumps(call)) == call
    assert call.to_dict()["wait_seconds"] == 5


def test_a_call_belongs_to_whoever_had_it(crm: crm_core.Crm, office: crm_core.Session) -> None:
    anna = somebody(office, "operator", "anna")
    theirs = office.calls.record_for(anna, "out", "busy", started_at=NOON, client="+79000000102", wait_seconds=3)
    assert (theirs.operator_id, theirs.operator, theirs.final_operator_id) == (anna, "Anna", anna)
    own = crm.operator(anna).calls.record("in", "missed", started_at=NOON, client="+79000000102", wait_seconds=9)
    assert own.operator == "Anna" and own.miss_reason == crm_core.MissReason.NO_ANSWER
    assert [call.id for call in office.calls.list(operator=anna, direction="out")] == [theirs.id]
    assert [call.id for call in office.calls.list(client="8 900 000 01 02", sort="earliest")] == [theirs.id, own.id]
    with pytest.raises(crm_core.NotFoundError) as nobody:
        office.calls.record_for(777, "out", "busy", started_at=NOON)
    assert nobody.value.code == "operator.not_found"


def test_the_same_request_gives_the_same_call(office: crm_core.Session) -> None:
    def record(talk: int) -> crm_core.Call:
        return office.calls.record(
            "in", "answered", started_at=NOON, client="+79000000103", talk_seconds=talk, idempotency_key="one"
        )

    assert record(60) == record(60)
    with pytest.raises(crm_core.ConflictError) as other:
        record(61)
    assert other.value.code == "idempotency.reused"


def test_what_a_call_was_about_is_said_by_people(office: crm_core.Session) -> None:
    call = office.calls.record("in", "missed", started_at=NOON, client="+79000000104", note="перезвонить")
    said = office.calls.classify(call.id, call.version, category="spam", note=None)
    assert (said.category, said.note, said.version) == ("spam", None, call.version + 1)
    assert said.classified_version == said.version
    with pytest.raises(crm_core.ConflictError) as late:
        office.calls.classify(call.id, call.version, category="repair", note=None)
    assert (late.value.code, late.value.current_version) == ("call.version_conflict", said.version)


def test_a_call_that_cannot_be_is_refused_with_its_fields(small: crm_core.Session) -> None:
    with pytest.raises(crm_core.InvalidError) as phone:
        small.calls.record("in", "missed", started_at=NOON, client="nobody")
    assert [(field.field, field.code) for field in phone.value.fields] == [("phoneClient", "phone.bad")]
    with pytest.raises(crm_core.InvalidError) as busy:
        small.calls.record("in", "busy", started_at=NOON)
    assert busy.value.fields[0].code == "call.bad_status"
    with pytest.raises(crm_core.InvalidError) as word:
        small.calls.record("sideways", "missed", started_at=NOON)
    assert word.value.fields[0].code == "code.unknown"
    with pytest.raises(TypeError, match="without one it is no instant"):
        small.calls.record("in", "missed", started_at=datetime(2026, 1, 12))


def test_a_list_pages_by_itself(office: crm_core.Session) -> None:
    made = [
        office.calls.record("in", "missed", started_at=NOON + timedelta(minutes=minute), client="+79000000105").id
        for minute in range(5)
    ]
    calls = office.calls.list(period=(NOON, NOON + timedelta(hours=1)), status="missed")
    assert [call.id for call in calls] == made[::-1]
    assert [call.id for call in calls.take(2)] == made[:2:-1]
    page = calls.page(2, limit=2)
    assert [call.id for call in page.items] == [made[2], made[1]]
    assert page.total is not None and (page.total.count, page.number) == (5, 2)
    assert [call.id for call in calls.page(cursor=page.next, limit=2).items] == [made[0]]


def test_a_call_by_hand_has_no_facts(office: crm_core.Session) -> None:
    call = office.calls.record("in", "missed", started_at=NOON, client="+79000000106")
    assert office.calls.details(call.id) == crm_core.CallDetails(call=call, facts=[])
    with pytest.raises(crm_core.NotFoundError):
        office.calls.details(call.id + 1)


def test_facts_are_values_too() -> None:
    client, anna = crm_core.Party(None, "+79000000107"), crm_core.Party("101", None)
    leg = crm_core.LegEvent("connected", "phone", client, anna, None, None, None, False, "in")
    fact = crm_core.CallFact("leg", NOON, "leg-1", None, 2, None, leg, None, None, None, None, None)
    assert pickle.loads(pickle.dumps(fact)) == fact
    assert fact.kind is crm_core.FactKind.LEG and fact.leg_event is not None
    assert fact.leg_event.called_party.extension == "101"
