"""The feed: what happens, as it happens."""

from __future__ import annotations

import asyncio
import signal
import threading
from datetime import timedelta
from types import FrameType

import pytest

import crm_core


def test_events_are_read_in_order_and_again(office: crm_core.Session) -> None:
    assert office.events.head() == 0
    omsk = office.cities.create("Омск", "Asia/Omsk")
    page = office.events.after(0)
    assert [(event.kind, event.subject) for event in page.events] == [("office.changed", f"city:{omsk.id}")]
    assert page.events[0].everyone and page.events[0].payload == {}
    assert page.position == office.events.head() and not page.reset
    office.cities.create("Томск", "Asia/Tomsk")
    later = office.events.resume(page.cursor)
    assert len(later.events) == 1 and later.epoch == page.epoch == office.events.epoch()
    assert later.cursor == f"{later.epoch}.{later.position}"


def test_a_place_of_another_epoch_is_none_to_go_on_from(office: crm_core.Session) -> None:
    office.cities.create("Омск", "Asia/Omsk")
    kept = office.events.after(0).cursor
    assert office.events.renew_epoch() not in kept
    page = office.events.resume(kept)
    assert page.reset and page.events == [] and page.position == office.events.head()
    with pytest.raises(ValueError, match="no place"):
        office.events.resume("yesterday")
    assert office.events.purge() == crm_core.Progress(0, False)


def test_a_reader_waits_for_the_feed_to_grow(office: crm_core.Session) -> None:
    head = office.events.head()
    assert office.events.grown_past(head, 0) is None
    assert office.events.grown_past(head, timedelta(milliseconds=20)) is None
    writer = threading.Thread(target=office.cities.create, args=("Омск", "Asia/Omsk"))
    writer.start()
    grown = office.events.grown_past(head, 30)
    writer.join()
    assert grown == office.events.head() > head
    assert office.events.grown_past(head, 0) == grown


def test_events_are_followed_as_they_come(office: crm_core.Session) -> None:
    office.cities.create("Омск", "Asia/Omsk")
    following = office.events.follow(timeout=30)
    tomsk = office.cities.create("Томск", "Asia/Tomsk")
    first = next(following)
    assert first.subject == f"city:{tomsk.id}"
    told = []
    waits = threading.Thread(target=lambda: told.append(next(following)))
    waits.start()
    perm = office.cities.create("Пермь", "Asia/Yekaterinburg")
    waits.join()
    assert [event.subject for event in told] == [f"city:{perm.id}"]
    assert list(office.events.follow(first.position, timeout=0)) == told


def test_a_walk_that_waited_in_vain_is_over(small: crm_core.Session) -> None:
    following = small.events.follow(0, timeout=timedelta(milliseconds=20))
    assert list(following) == []
    small.cities.create("Омск", "Asia/Omsk")
    assert list(following) == []
    assert len(list(small.events.follow(0, timeout=0))) == 1


def test_whoever_waits_keeps_no_thread(url: str) -> None:
    async def follows() -> None:
        async with await crm_core.open_async(url, threads=1) as crm:
            office = crm.system("tests")
            following = office.events.follow(0)
            coming = asyncio.ensure_future(following.__anext__())
            omsk = await office.cities.create("Омск", "Asia/Omsk")
            assert (await coming).subject == f"city:{omsk.id}"
            given_up = asyncio.ensure_future(following.__anext__())
            await office.events.head()
            given_up.cancel()
            assert (await office.cities.create("Томск", "Asia/Tomsk")).id != omsk.id
            told = [event.kind async for event in office.events.follow(0, timeout=0)]
            assert told == [crm_core.EventKind.OFFICE_CHANGED] * 2

    asyncio.run(follows())


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no such signals")
def test_a_signal_ends_the_waiting_and_the_walk_goes_on(small: crm_core.Session) -> None:
    class Rung(Exception):
        pass

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Rung

    following = small.events.follow()
    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(Rung):
            next(following)
    finally:
        signal.signal(signal.SIGALRM, before)
    omsk = small.cities.create("Омск", "Asia/Omsk")
    assert next(following).subject == f"city:{omsk.id}"


def test_a_long_feed_is_followed_to_its_end(small: crm_core.Session) -> None:
    for number in range(620):
        small.campaigns.create(f"Кампания {number}")
    positions = [event.position for event in small.events.follow(0, timeout=0)]
    assert len(positions) >= 620 and positions == sorted(set(positions))


def test_a_place_beyond_the_end_is_none_to_follow_from(small: crm_core.Session) -> None:
    following = small.events.follow(77, timeout=0)
    with pytest.raises(LookupError, match="read anew"):
        next(following)
    assert list(following) == []


def test_users_see_what_they_may_see(crm: crm_core.Crm) -> None:
    office = crm.system("tests")
    omsk, tomsk = office.cities.create("Омск", "Asia/Omsk"), office.cities.create("Томск", "Asia/Tomsk")
    password = "тёплый чай в семь"
    anna = office.operators.create("Анна", "anna", password, "operator", city=omsk.id)
    start = office.events.head()
    vera = office.operators.create("Вера", "vera", password, "operator", city=tomsk.id)
    office.operators.set_work_state(anna.id, "online")
    subjects = [event.subject for event in crm.operator(anna.id).events.follow(start, timeout=0)]
    assert f"operator:{anna.id}" in subjects and f"operator:{vera.id}" not in subjects
    assert f"operator:{vera.id}" in [event.subject for event in office.events.follow(start, timeout=0)]
    with pytest.raises(crm_core.ForbiddenError):
        crm.operator(anna.id).events.renew_epoch()
