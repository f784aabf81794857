"""Users: who they are, and what they do when."""

from __future__ import annotations

import asyncio
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

import crm_core

PASSWORD = "тёплый чай в семь"


def anna_of(office: crm_core.Session) -> crm_core.Operator:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    return office.operators.create("Анна", "anna", PASSWORD, "operator", city=omsk.id, extension="101")


def test_a_user_is_added_found_and_changed(office: crm_core.Session) -> None:
    anna = anna_of(office)
    tomsk = office.cities.create("Томск", "Asia/Tomsk")
    assert (anna.name, anna.login, anna.role, anna.extension) == ("Анна", "anna", crm_core.Role.OPERATOR, "101")
    assert anna.status == "active" and anna.work_state is crm_core.WorkState.OFFLINE
    assert office.operators.get(anna.id) == anna
    changed = office.operators.change(anna.id, anna.version, more_cities=[tomsk.id], extension=None)
    assert (changed.name, changed.city_id, changed.more_city_ids) == ("Анна", anna.city_id, [tomsk.id])
    assert changed.extension is None
    assert [user.id for user in office.operators.list(city=tomsk.id, role="operator")] == [anna.id]
    assert office.operators.list(role=crm_core.Role.ADMIN).take(1) == []
    assert office.operators.list().page().total == crm_core.Total(1, False)


def test_an_operator_needs_a_city_a_free_login_and_a_good_password(office: crm_core.Session) -> None:
    anna = anna_of(office)
    with pytest.raises(crm_core.ConflictError) as taken:
        office.operators.create("Другая", "ANNA", PASSWORD, "operator", city=anna.city_id)
    assert taken.value.code == "operator.login_taken"
    with pytest.raises(crm_core.InvalidError) as weak:
        office.operators.create("Вера", "vera", "чайник", "operator", city=anna.city_id)
    assert [field.code for field in weak.value.fields] == ["password.too_short"]
    with pytest.raises(crm_core.InvalidError) as homeless:
        office.operators.create("Вера", "vera", PASSWORD, "operator")
    assert [field.code for field in homeless.value.fields] == ["operator.city_required"]
    with pytest.raises(crm_core.NotFoundError) as nowhere:
        office.operators.create("Вера", "vera", PASSWORD, "operator", city=77)
    assert nowhere.value.code == "city.not_found"


def test_the_same_wish_with_one_key_adds_one_user(office: crm_core.Session) -> None:
    boss = office.operators.create("Ольга", "olga", PASSWORD, "admin", idempotency_key="first")
    assert office.operators.create("Ольга", "olga", PASSWORD, "admin", idempotency_key="first") == boss
    with pytest.raises(crm_core.ConflictError) as other:
        office.operators.create("Другая", "other", PASSWORD, "admin", idempotency_key="first")
    assert other.value.code == "idempotency.reused"


def test_somebody_else_s_change_is_not_overwritten(small: crm_core.Session) -> None:
    anna = anna_of(small)
    office = small
    office.operators.change(anna.id, anna.version, name="Анна П.")
    with pytest.raises(crm_core.ConflictError) as raised:
        office.operators.change(anna.id, anna.version, name="Анна С.")
    assert raised.value.code == "operator.version_conflict" and raised.value.current_version == anna.version + 1


def test_work_is_logged_and_added_up(office: crm_core.Session) -> None:
    anna = anna_of(office)
    office.operators.set_work_state(anna.id, "online")
    resting = office.operators.set_work_state(anna.id, crm_core.WorkState.BREAK, reason="обед")
    assert resting.work_state == "break" and resting.work_state_since.tzinfo == timezone.utc
    log = office.operators.work_log(anna.id, crm_core.Period.everything())
    assert [(entry.state, entry.reason) for entry in log] == [("offline", None), ("online", None), ("break", "обед")]
    assert [entry.until for entry in log] == [log[1].since, log[2].since, None]
    since = anna.created_at - timedelta(days=1)
    time = office.operators.time(anna.id, (since, since + timedelta(days=2)), "Asia/Omsk")
    assert time.operator_id == anna.id and time.zone == ZoneInfo("Asia/Omsk")
    assert sum((spent.time for spent in time.total), timedelta()) == sum(
        (spent.time for day in time.days for spent in day.spent), timedelta()
    )
    assert {(spent.state, spent.reason) for spent in time.total} >= {("online", None), ("offline", None)}
    with pytest.raises(crm_core.InvalidError) as long:
        office.operators.time(anna.id, crm_core.Period.everything(), "Asia/Omsk")
    assert long.value.code == "operator.period_too_long"


def test_a_state_that_comes_from_calls_is_not_set(small: crm_core.Session) -> None:
    anna = anna_of(small)
    with pytest.raises(crm_core.InvalidError) as raised:
        small.operators.set_work_state(anna.id, crm_core.WorkState.BUSY)
    assert raised.value.code == "operator.automatic_state"


def test_nobody_is_left_to_be_moved_on(small: crm_core.Session) -> None:
    assert small.operators.sweep() == crm_core.Progress(0, False)


def test_an_operator_manages_nobody(crm: crm_core.Crm) -> None:
    anna = anna_of(crm.system("tests"))
    own = crm.operator(anna.id)
    assert own.operators.get(anna.id).login == "anna"
    with pytest.raises(crm_core.ForbiddenError):
        own.operators.create("Вера", "vera", PASSWORD, "admin")
    with pytest.raises(crm_core.ForbiddenError):
        own.operators.sweep()


def test_a_change_in_a_task_keeps_what_is_left_out(url: str) -> None:
    async def changes() -> crm_core.Operator:
        async with await crm_core.open_async(url) as crm:
            office = crm.system("tests")
            omsk = await office.cities.create("Омск", "Asia/Omsk")
            anna = await office.operators.create("Анна", "anna", PASSWORD, "operator", city=omsk.id, extension="101")
            return await office.operators.change(anna.id, anna.version, name="Анна П.", sip_address=None)

    changed = asyncio.run(changes())
    assert (changed.name, changed.extension, changed.sip_address) == ("Анна П.", "101", None)
    assert changed.city_id is not None
