"""The past: rows of another system, taken over in batches."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

import crm_core

THEN = datetime(2024, 3, 1, 9, 0, tzinfo=timezone.utc)


def user(login: str, **more: Any) -> crm_core.PastUser:
    given: dict[str, Any] = {"id": login, "name": login.title(), "login": login, "role": "admin", "created_at": THEN}
    return crm_core.PastUser(**{**given, **more})


def call(number: int, **more: Any) -> crm_core.PastCall:
    at = THEN + timedelta(minutes=number)
    given: dict[str, Any] = {"id": str(number), "direction": "in", "status": "missed", "started_at": at}
    return crm_core.PastCall(**{**given, **more})


def order(city: crm_core.City, **more: Any) -> crm_core.PastOrder:
    given: dict[str, Any] = {
        "id": "1",
        "phone": "8 900 000-01-01",
        "order_type": "repeat",
        "equipment": "bt",
        "city": city.id,
        "client_name": "Анна",
        "address": "ул. Ленина, 1",
        "problem": "течёт",
        "meeting": THEN + timedelta(minutes=7),
        "status": "completed",
        "created_at": THEN,
        "closed_at": THEN + timedelta(hours=3),
        "result": "1500",
    }
    return crm_core.PastOrder(**{**given, **more})


def test_users_come_over_once(office: crm_core.Session) -> None:
    rows = [user("anna"), user("boris", password="no hash at all")]
    written, left_out = office.past.users("before", rows)
    assert written.kind is crm_core.FateKind.WRITTEN and written.fields == []
    assert (left_out.kind, left_out.id) == ("left_out", None)
    assert [field.code for field in left_out.fields] == [crm_core.FieldCode.PAST_UNREADABLE_HASH]
    assert isinstance(left_out.fields[0], crm_core.FieldError)
    present, joined = office.past.users("before", [rows[0], user("anna", id="other")])
    assert present == crm_core.Fate("present", written.id, [])
    assert joined == crm_core.Fate("joined", written.id, [])
    assert office.past.made("before", "user", ["anna", "boris", "other"]) == {"anna": written.id, "other": written.id}


def test_calls_come_over_with_what_they_are_attributed_to(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    rows = [
        call(1, city=omsk.id, client="+79000000101", note="давно"),
        call(2, started_at=datetime.now(timezone.utc) + timedelta(days=1)),
    ]
    written, ahead = office.past.calls("before", rows)
    assert written.id is not None and ahead.kind == "left_out"
    found = office.calls.get(written.id)
    assert (found.city, found.note, found.started_at) == ("Омск", "давно", THEN + timedelta(minutes=1))
    assert office.past.made("before", crm_core.PastKind.CALL, ["1", "2"]) == {"1": written.id}
    assert office.past.made("elsewhere", "call", ["1"]) == {}


def test_orders_come_over_as_they_stand(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    (source,) = office.past.calls("before", [call(1, client="+79000000101")])
    written, unpaid = office.past.orders("before", [order(omsk, call=source.id), order(omsk, id="2", result=None)])
    assert written.id is not None
    found = office.orders.get(written.id)
    assert (found.status, found.clean, found.closed_at) == ("completed", Decimal(1500), THEN + timedelta(hours=3))
    assert (found.call_id, found.created_at) == (source.id, THEN)
    assert [(field.field, field.code) for field in unpaid.fields] == [("result", "order.result_required")]


def test_a_row_that_cannot_be_read_says_why(small: crm_core.Session) -> None:
    omsk = small.cities.create("Омск", "Asia/Omsk")
    with pytest.raises(crm_core.InvalidError) as phone:
        order(omsk, phone="nobody")
    assert [(field.field, field.code) for field in phone.value.fields] == [("phone", "phone.bad")]
    assert repr(call(7)) == "PastCall(id=\"7\", started_at='2024-03-01T09:07:00Z')"


def test_a_batch_has_a_limit(small: crm_core.Session) -> None:
    rows = [call(number) for number in range(crm_core.Past.MOST + 1)]
    with pytest.raises(crm_core.InvalidError) as many:
        small.past.calls("before", rows)
    assert [field.code for field in many.value.fields] == ["past.too_many_rows"]
    assert {fate.kind for fate in small.past.calls("before", rows[1:])} == {crm_core.FateKind.WRITTEN}
