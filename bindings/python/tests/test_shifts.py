"""Shifts: who is to work when, and who did."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

import crm_core

MORNING = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


def anna_of(office: crm_core.Session) -> crm_core.Operator:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    return office.operators.create("Анна", "anna", "тёплый чай в семь", "operator", city=omsk.id)


def test_a_shift_is_planned_moved_and_called_off(office: crm_core.Session) -> None:
    anna = anna_of(office)
    shift = office.shifts.add(anna.id, MORNING, MORNING + 8 * HOUR, note="первая", idempotency_key="one")
    assert (shift.operator_id, shift.since, shift.until) == (anna.id, MORNING, MORNING + 8 * HOUR)
    assert office.shifts.add(anna.id, MORNING, MORNING + 8 * HOUR, note="первая", idempotency_key="one") == shift
    moved = office.shifts.change(shift.id, shift.version, until=MORNING + 9 * HOUR, note=None)
    assert (moved.since, moved.until, moved.note) == (MORNING, MORNING + 9 * HOUR, None)
    assert office.shifts.get(shift.id) == moved
    assert office.shifts.cancel(shift.id, moved.version).cancelled
    assert [off.id for off in office.shifts.list(cancelled=True)] == [shift.id]


def test_no_two_shifts_of_a_user_overlap(office: crm_core.Session) -> None:
    anna = anna_of(office)
    office.shifts.add(anna.id, MORNING, MORNING + 8 * HOUR)
    with pytest.raises(crm_core.ConflictError) as raised:
        office.shifts.add(anna.id, MORNING + HOUR, MORNING + 2 * HOUR)
    assert raised.value.code == "shift.overlaps"


def test_shifts_that_touch_a_period_are_listed(office: crm_core.Session) -> None:
    anna = anna_of(office)
    for day in range(3):
        office.shifts.add(anna.id, MORNING + 24 * day * HOUR, MORNING + (24 * day + 8) * HOUR)
    touched = office.shifts.list(period=(MORNING + 7 * HOUR, MORNING + 25 * HOUR), operator=anna.id)
    assert [shift.since.day for shift in touched] == [5, 6]
    page = office.shifts.list().page(limit=2)
    assert len(page.items) == 2 and page.next is not None


def test_attendance_tells_who_came(office: crm_core.Session) -> None:
    anna = anna_of(office)
    present = datetime.now(timezone.utc)
    # It has begun, and nobody has come.
    shift = office.shifts.add(anna.id, present - HOUR, present + HOUR)
    around = crm_core.Period(present - 24 * HOUR, present + 24 * HOUR)
    [kept] = office.shifts.attendance(around, operator=anna.id)
    assert kept.shift == shift and kept.arrived is None and not kept.absent
    assert HOUR <= kept.late_by < 2 * HOUR and kept.worked == timedelta()
    came = office.operators.set_work_state(anna.id, "online")
    [kept] = office.shifts.attendance(around)
    assert kept.arrived == came.work_state_since
    with pytest.raises(crm_core.InvalidError) as long:
        office.shifts.attendance(crm_core.Period.everything())
    assert long.value.code == "shift.period_too_long"


def test_times_must_hold(small: crm_core.Session) -> None:
    anna = anna_of(small)
    with pytest.raises(crm_core.InvalidError):
        small.shifts.add(anna.id, MORNING, MORNING + timedelta(minutes=5))
    with pytest.raises(TypeError, match="zone"):
        small.shifts.add(anna.id, datetime(2026, 1, 5), MORNING)
