"""Orders: written, moved, closed, and what the ledger and the masters' cash say of it."""

from __future__ import annotations

import asyncio
import pickle
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import crm_core

OMSK = ZoneInfo("Asia/Omsk")
PASSWORD = "a long enough passphrase"


def tomorrow(hour: int) -> datetime:
    """An hour of tomorrow on the clocks of Omsk."""
    day = (datetime.now(OMSK) + timedelta(days=1)).date()
    return datetime(day.year, day.month, day.day, hour, tzinfo=OMSK)


@pytest.fixture
def omsk(office: crm_core.Session) -> crm_core.City:
    return office.cities.create("Омск", OMSK, visits_from=9 * 60, visits_to=18 * 60, capacity_kp=2)


@pytest.fixture
def master(office: crm_core.Session, omsk: crm_core.City) -> crm_core.Master:
    return office.masters.create("Пётр", "petr", PASSWORD, city=omsk.id)


def write(office: crm_core.Session, city: crm_core.City, **more: Any) -> crm_core.OrderWritten:
    given: dict[str, Any] = {
        "order_type": "first_time",
        "equipment": "kp",
        "client_name": "Семён Горбунков",
        "address": "ул. Ленина, д. 12",
        "problem": "не включается",
        "meeting": tomorrow(12),
        "phone": "8 900 000-01-01",
        "city": city.id,
    }
    return office.orders.create(**{**given, **more})


def test_an_order_is_written_and_found(office: crm_core.Session, omsk: crm_core.City) -> None:
    order = write(office, omsk, campaign="Avito").order
    assert (order.status, order.city, order.city_id) == (crm_core.OrderStatus.NEW, "Омск", omsk.id)
    assert (order.campaign, order.phone, order.master) == ("Avito", "+79000000101", None)
    assert order.meeting.astimezone(order.meeting_zone) == tomorrow(12) and order.meeting_zone == OMSK
    assert (order.result, order.clean, order.operator_id) == (None, None, None)
    assert office.orders.get(order.id) == order and pickle.loads(pickle.dumps(order)) == order
    assert order.campaign_id is not None
    for found in [
        office.orders.list(search="горб ленина"),
        office.orders.list(status="new", city=omsk.id, campaign=order.campaign_id, phone="79000000101"),
        office.orders.list(created=crm_core.Period.everything(), equipment="kp", order_type="first_time"),
        office.orders.list(meeting=(tomorrow(12), tomorrow(13))),
    ]:
        assert [row.id for row in found] == [order.id]
    assert list(office.orders.list(search="петров")) == []
    assert list(office.orders.list(closed=crm_core.Period.everything())) == []
    with pytest.raises(ValueError, match="no letter or digit"):
        office.orders.list(search="-?-")


def test_a_second_visit_to_the_same_client_is_told(office: crm_core.Session, omsk: crm_core.City) -> None:
    first = write(office, omsk).order
    assert write(office, omsk, meeting=tomorrow(13)).duplicates_of == [first.id]


def test_a_slot_has_room_until_it_is_full(office: crm_core.Session, omsk: crm_core.City) -> None:
    write(office, omsk)
    write(office, omsk, phone="+79000000102")
    rooms = office.orders.slots(omsk.id, tomorrow(12).date(), "kp")
    assert len(rooms) == 18 and rooms[0].start == tomorrow(9)
    (noon,) = [room for room in rooms if room.start == tomorrow(12)]
    assert (noon.capacity, noon.taken) == (2, 2)
    with pytest.raises(crm_core.ConflictError) as full:
        write(office, omsk, phone="+79000000103")
    assert full.value.code == crm_core.ErrorCode.ORDER_SLOT_FULL
    with pytest.raises(crm_core.InvalidError) as between:
        write(office, omsk, meeting=tomorrow(12) + timedelta(minutes=7))
    assert [field.code for field in between.value.fields] == ["order.not_a_slot"]


def test_an_order_is_written_from_a_call(office: crm_core.Session, omsk: crm_core.City) -> None:
    at = datetime(2026, 1, 12, 9, tzinfo=timezone.utc)
    call = office.calls.record("in", "answered", started_at=at, client="+79000000104", talk_seconds=60)
    order = write(office, omsk, call=call.id, phone=None).order
    assert (order.call_id, order.phone) == (call.id, "+79000000104")
    assert office.orders.of_call(call.id) == [order]
    card = office.clients.card("8 900 000-01-04")
    assert (card.phone, card.orders, card.calls) == ("+79000000104", [order], [call])
    assert (card.orders_total.count, card.calls_total.count) == (1, 1)
    assert office.clients.card("+79000009999").orders == []


def test_an_order_is_changed_by_whoever_read_it(office: crm_core.Session, omsk: crm_core.City) -> None:
    order = write(office, omsk, campaign="Avito", advert_account="one").order
    changed = office.orders.change(order.id, order.version, address="ул. Мира, 1", campaign=None, meeting=tomorrow(15))
    assert (changed.address, changed.campaign, changed.advert_account) == ("ул. Мира, 1", None, "one")
    assert (changed.meeting, changed.version) == (tomorrow(15), order.version + 1)
    with pytest.raises(crm_core.ConflictError) as late:
        office.orders.change(order.id, order.version, address="ул. Мира, 2")
    assert late.value.current_version == changed.version
    with pytest.raises(crm_core.ConflictError) as early:
        office.orders.change(order.id, changed.version, promised=date(2026, 2, 1))
    assert early.value.code == "order.not_deferred"


def test_an_order_is_carried_through_and_its_money_handed_over(
    crm: crm_core.Crm, office: crm_core.Session, omsk: crm_core.City, master: crm_core.Master
) -> None:
    order = write(office, omsk).order
    order = office.orders.assign(order.id, order.version, master.id, reason="ближе всех")
    assert (order.status, order.master, order.master_id) == ("accepted", "Пётр", master.id)
    assert office.masters.get(master.id).open_orders == 1

    at_work = crm.operator(master.id)
    order = at_work.orders.change_status(order.id, order.version, "in_progress")
    order = at_work.orders.change_status(
        order.id, order.version, crm_core.OrderStatus.DEFERRED, reason="нет детали", promised=date(2026, 12, 24)
    )
    assert order.promised == date(2026, 12, 24)
    with pytest.raises(crm_core.InvalidError) as unpaid:
        at_work.orders.change_status(order.id, order.version, "completed")
    assert [field.code for field in unpaid.value.fields] == ["order.result_required"]
    order = at_work.orders.change_status(order.id, order.version, "completed", result="1500.50", expenditure=Decimal("200"))
    assert (order.result, order.expenditure, order.clean) == (Decimal("1500.50"), Decimal("200"), Decimal("1300.50"))
    assert order.closing == 1 and order.closed_at is not None

    history = office.orders.history(order.id)
    assert [(step.before, step.after) for step in history] == [
        (None, "new"),
        ("new", "accepted"),
        ("accepted", "in_progress"),
        ("in_progress", "deferred"),
        ("deferred", "completed"),
    ]
    assert (history[1].reason, history[1].by, history[-1].by) == ("ближе всех", "system:tests", f"operator:{master.id}")
    ledger = office.orders.ledger(order.id)
    assert sorted((str(entry.kind), entry.amount) for entry in ledger) == [
        ("expenditure", Decimal("-200.00")),
        ("result", Decimal("1500.50")),
    ]
    assert {entry.master_id for entry in ledger} == {master.id}

    (balance,) = office.money.balance(master.id)
    assert (balance.city_id, balance.earned, balance.held) == (omsk.id, Decimal("1300.50"), Decimal("1300.50"))
    handed = at_work.money.hand_over(omsk.id, "1000", note="вечером", idempotency_key="one")
    assert (handed.state, handed.amount, handed.master, handed.master_id) == ("handed", Decimal(1000), None, master.id)
    assert at_work.money.hand_over(omsk.id, "1000", note="вечером", idempotency_key="one") == handed
    with pytest.raises(crm_core.ForbiddenError):
        at_work.money.accept(handed.id, handed.version)
    accepted = office.money.accept(handed.id, handed.version)
    assert (accepted.decided_by, accepted.reason) == ("system:tests", None) and accepted.decided_at is not None
    with pytest.raises(crm_core.ConflictError) as twice:
        office.money.decline(handed.id, accepted.version, "поздно")
    assert twice.value.code == "cash.already_decided"
    withdrawn = at_work.money.hand_over(omsk.id, 100)
    withdrawn = at_work.money.withdraw(withdrawn.id, withdrawn.version, reason="ошибся")
    assert (withdrawn.state, withdrawn.reason, withdrawn.decided_by) == ("declined", "ошибся", f"operator:{master.id}")
    (only,) = office.money.list(master=master.id, city=omsk.id, state="accepted")
    assert (only.id, only.master, only.city) == (handed.id, "Пётр", "Омск")
    assert office.money.get(handed.id).city is None
    (balance,) = office.money.balance(master.id)
    assert (balance.accepted, balance.pending, balance.held) == (Decimal(1000), Decimal(0), Decimal("300.50"))
    assert office.orders.check().differences == []


def test_a_move_that_is_not_in_the_table_is_refused(office: crm_core.Session, omsk: crm_core.City) -> None:
    order = write(office, omsk).order
    with pytest.raises(crm_core.ConflictError) as refused:
        office.orders.change_status(order.id, order.version, "completed", result=1)
    assert refused.value.code == "order.transition_not_allowed"
    with pytest.raises(TypeError, match="never a float"):
        office.orders.change_status(order.id, order.version, "completed", result=1.5)  # type: ignore[arg-type]


def test_a_check_tells_how_far_it_is(office: crm_core.Session, omsk: crm_core.City) -> None:
    for hour in (9, 10, 11):
        write(office, omsk, meeting=tomorrow(hour))
    heard: list[int] = []
    found = office.orders.check(progress=heard.append)
    assert (found.orders, found.differences, heard[-1]) == (3, [], 3)
    assert office.orders.check(progress=None).orders == 3


def test_what_a_progress_callable_raises_ends_the_check(office: crm_core.Session, omsk: crm_core.City) -> None:
    write(office, omsk)

    class Enough(Exception):
        pass

    def stop(count: int) -> None:
        raise Enough(count)

    with pytest.raises(Enough):
        office.orders.check(progress=stop)
    with pytest.raises(RuntimeError, match="from within another call"):
        office.orders.check(progress=lambda count: office.orders.list().take(1))
    with pytest.raises(TypeError, match="a callable"):
        office.orders.check(progress=7)  # type: ignore[arg-type]
    assert office.orders.check().orders == 1


def test_the_twin_writes_and_changes_an_order(url: str) -> None:
    async def work() -> tuple[str, str | None, int]:
        async with await crm_core.open_async(url) as crm:
            office = crm.system("tests")
            omsk = await office.cities.create("Омск", OMSK)
            call = await office.calls.record("in", "missed", started_at=tomorrow(12) - timedelta(days=9), client="+79000000101")
            order = (
                await office.orders.create(
                    order_type="repeat",
                    equipment="kp",
                    client_name="Анна",
                    address="ул. Мира, 1",
                    problem="шумит",
                    meeting=tomorrow(12),
                    call=call.id,
                    city=omsk.id,
                    campaign="Avito",
                )
            ).order
            changed = await office.orders.change(order.id, order.version, problem="молчит")
            heard: list[int] = []
            await office.orders.check(progress=heard.append)
            return changed.problem, changed.campaign, heard[-1]

    assert asyncio.run(work()) == ("молчит", "Avito", 1)
