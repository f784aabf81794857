"""Statistics: plain values, each with a note on how it came about."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from test_telephony import Sip, open_with_accounts

import crm_core
from crm_core.tables import to_rows, write_csv

NOW = datetime.now(timezone.utc)
LATELY = (NOW - timedelta(hours=2), NOW + timedelta(hours=2))


@pytest.fixture
def crm(url: str) -> Iterator[crm_core.Crm]:
    """An office with three calls of this hour: two were answered, after 5 and 30 seconds, and one was given up after 10."""
    with open_with_accounts(url) as crm:
        sip = Sip(crm.telephony)
        for client, rang, talked in [("79000000001", 5, 60), ("79000000002", 30, 60), ("79000000003", 10, 0)]:
            sip.call(f"{client}@pbx", NOW - timedelta(minutes=30), rang=rang, talked=talked, client=client)
        yield crm


def test_the_figures_of_an_office_are_plain_values(office: crm_core.Session) -> None:
    stats = office.stats.overall(LATELY)
    assert (stats.calls.total, stats.calls.accepted, stats.calls.missed, stats.calls.acceptance_rate) == (3, 2, 1, 67)
    assert stats.calls.talk == timedelta(minutes=2)
    assert stats.orders.total == 0 and stats.orders.by_status[crm_core.OrderStatus.NEW] == 0
    assert next(iter(stats.orders.by_status)) == "new" and stats.orders.conversion == 0.0
    assert stats.closings.turnover == Decimal("0.00") and stats.closings.average_check is None
    assert stats.handling.average_speed_of_answer == timedelta(seconds=17.5)
    assert stats.work_time[crm_core.WorkState.ONLINE] == timedelta(0)
    assert (stats.period.since, stats.period.until) == LATELY
    assert stats.zone == ZoneInfo("Europe/Moscow")


def test_each_figure_says_how_it_came_about(office: crm_core.Session) -> None:
    calls = office.stats.overall(LATELY).calls
    assert set(calls.notes) == {"total", "accepted", "missed", "acceptance_rate", "talk"}
    note = calls.notes["acceptance_rate"]
    assert (note.formula, note.expression) == (crm_core.Formula.ACCEPTANCE_RATE, "round(100 x accepted / total)")
    assert note.exclusions == [crm_core.Exclusion.INTERNAL_CALLS, crm_core.Exclusion.UNENDED_CALLS]
    assert (note.period.since, note.period.until) == LATELY
    assert repr(calls).endswith("notes={…})")


def test_a_target_is_told_by_keywords(office: crm_core.Session) -> None:
    usual = office.stats.overall(LATELY).queue
    assert usual.target == crm_core.ServiceTarget(
        crm_core.ServiceLevelVariant.SHORT_ABANDONS_EXCLUDED, timedelta(seconds=20), timedelta(seconds=5), 0.8
    )
    # One of two answered within 20 seconds; the one that was given up after 10 counts.
    assert (usual.offered, usual.handled, usual.abandoned) == (3, 2, 1)
    assert usual.service_level == pytest.approx(1 / 3) and usual.is_met is False
    own = office.stats.overall(LATELY, variant="abandons_ignored", answer=timedelta(minutes=1), share=0.9).queue
    assert (own.service_level, own.is_met, own.target.share) == (1.0, True, 0.9)
    assert own.notes["service_level"].formula == "service_level_abandons_ignored"
    # A threshold below the usual one of short abandons takes that one with it.
    assert office.stats.overall(LATELY, answer=2).queue.target.short == timedelta(seconds=2)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"share": 80.0}, crm_core.ErrorCode.STATS_BAD_SHARE),
        ({"share": float("nan")}, crm_core.ErrorCode.STATS_BAD_SHARE),
        ({"answer": 5, "short": 6}, crm_core.ErrorCode.STATS_BAD_THRESHOLD),
        ({"answer": timedelta(hours=2)}, crm_core.ErrorCode.STATS_BAD_THRESHOLD),
        ({"variant": "none"}, crm_core.FieldCode.CODE_UNKNOWN),
    ],
)
def test_a_target_that_is_none_is_refused(small: crm_core.Session, given: dict[str, float], code: str) -> None:
    with pytest.raises(crm_core.InvalidError) as refused:
        small.stats.overall(LATELY, **given)  # type: ignore[arg-type]
    assert code in {refused.value.code, *(field.code for field in refused.value.fields)}


def test_all_six_service_levels_are_of_the_same_calls(office: crm_core.Session) -> None:
    levels = office.stats.service_level(LATELY)
    counts = levels.counts
    assert (counts.answered_in_time, counts.answered_late, counts.abandoned_early) == (1, 1, 1)
    assert set(levels.levels) == set(crm_core.ServiceLevelVariant) and set(levels.notes) == set(levels.levels)
    assert levels.levels[crm_core.ServiceLevelVariant.ABANDONS_IGNORED] == 0.5
    assert levels.levels[crm_core.ServiceLevelVariant.ABANDONS_MET] == pytest.approx(2 / 3)


def test_days_without_anything_are_rows_too(office: crm_core.Session) -> None:
    today = NOW.astimezone(ZoneInfo("Asia/Omsk")).date()
    week = crm_core.Period.days("Asia/Omsk", today - timedelta(days=5), today + timedelta(days=1))
    daily = office.stats.daily(week, zone="Asia/Omsk")
    assert [day.date for day in daily.days] == [today + timedelta(days=n) for n in range(-5, 2)]
    assert sum(day.calls for day in daily.days) == 3 and sum(day.accepted for day in daily.days) == 2
    assert daily.days[0].calls == daily.days[0].acceptance_rate == 0
    assert daily.notes["days"].zone == ZoneInfo("Asia/Omsk")
    with pytest.raises(crm_core.InvalidError) as long:
        office.stats.daily(crm_core.Period.days("UTC", date(2000, 1, 1), date(2020, 1, 1)))
    assert long.value.code == "stats.period_too_long"


def test_reports_have_a_row_for_each(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    (row,) = office.stats.by_city(LATELY)
    assert (row.city, row.city_id, row.calls.total, row.orders.total) == ("Омск", omsk.id, 0, 0)
    assert office.stats.by_city(LATELY, city=omsk.id) == [row]
    assert office.stats.by_campaign(LATELY) == office.stats.by_master(LATELY) == office.stats.by_operator(LATELY) == []
    for report in (office.stats.by_city, office.stats.by_campaign, office.stats.by_master, office.stats.by_operator):
        with pytest.raises(crm_core.NotFoundError) as missing:
            report(LATELY, city=7_000_000)
        assert missing.value.code == "city.not_found"


def test_a_report_is_a_table_without_its_notes(office: crm_core.Session, tmp_path: Path) -> None:
    office.cities.create("Омск", "Asia/Omsk")
    (row,) = to_rows(office.stats.by_city(LATELY))
    assert (row["city"], row["calls.total"], row["orders.by_status.new"]) == ("Омск", 0, 0)
    assert row["closings.turnover"] == Decimal("0.00")
    assert not [column for column in row if "notes" in column]
    assert write_csv(tmp_path / "days.csv", office.stats.daily(LATELY).days) >= 1


def test_who_is_nobody_has_no_figures(office: crm_core.Session) -> None:
    with pytest.raises(crm_core.ForbiddenError):
        office.stats.my(LATELY)
    with pytest.raises(crm_core.NotFoundError) as missing:
        office.stats.operator(7_000_000, LATELY)
    assert missing.value.code == "operator.not_found"


def test_staffing_says_how_many_people_it_takes(office: crm_core.Session) -> None:
    began = (NOW - timedelta(minutes=30)).replace(second=0, microsecond=0)
    rows = office.stats.staffing((began, began + timedelta(minutes=30)), interval=15, handle_time=timedelta(minutes=3))
    assert [(row.offered, row.handled) for row in rows] == [(3, 2), (0, 0)]
    busy, quiet = rows
    assert busy.calls_per_hour == 12.0 and busy.handle_time == timedelta(minutes=2)
    assert busy.net >= 1 and busy.gross == busy.net and busy.expected and 0 < busy.expected.service_level <= 1
    assert busy.notes["expected"].formula == crm_core.Formula.ERLANG_C
    assert (quiet.net, quiet.expected) == (0, None)
    away = office.stats.staffing(
        (began, began + timedelta(minutes=15)), interval=15, shrinkage=0.5, patience=timedelta(minutes=1), max_occupancy=0.5
    )
    assert away[0].gross == 2 * away[0].net and away[0].notes["expected"].formula == "erlang_a"
    for bad, code in [({"interval": 20}, "stats.bad_interval"), ({"shrinkage": 1.0}, "stats.bad_shrinkage")]:
        with pytest.raises(crm_core.InvalidError) as refused:
            office.stats.staffing(LATELY, **bad)  # type: ignore[arg-type]
        assert refused.value.code == code


def test_the_wallboard_is_of_this_moment(crm: crm_core.Crm, office: crm_core.Session) -> None:
    Sip(crm.telephony).post("now@pbx", 1, "ringing", datetime.now(timezone.utc), callee="101")
    board = office.stats.wallboard()
    assert (board.now.waiting, board.now.talking) == (1, 0)
    assert board.people == [] and board.orders == 0
    # The client who gave up waits for a call.
    assert board.callbacks == 1 and board.oldest_callback is not None
    assert board.notes["orders"].formula == "total_orders"
    with pytest.raises(crm_core.NotFoundError):
        office.stats.wallboard(city=7_000_000)


def test_a_report_is_a_value(office: crm_core.Session) -> None:
    stats = office.stats.overall(LATELY)
    again = pickle.loads(pickle.dumps(stats))
    assert again == stats and hash(again) == hash(stats) and again.calls.notes == stats.calls.notes
    plain = stats.to_dict()
    assert plain["calls"]["total"] == 3
    assert plain["calls"]["notes"]["total"]["formula"] == "total_calls"
    stats.work_time.clear()
    assert len(stats.work_time) == 4


def test_a_person_has_figures_of_their_own(crm: crm_core.Crm, office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    anna, boris = (
        office.operators.create(name, login, "корова батарейка", crm_core.Role.OPERATOR, city=omsk.id, extension=extension)
        for name, login, extension in [("Анна", "anna", "101"), ("Борис", "boris", "102")]
    )
    # Whoever has the extension when a call comes has the call.
    Sip(crm.telephony).call("hers@pbx", datetime.now(timezone.utc) - timedelta(minutes=5), client="79000000009")
    mine = crm.operator(anna.id).stats.my(LATELY, zone="Asia/Omsk")
    assert (mine.calls.total, mine.orders.total, mine.zone) == (1, 0, ZoneInfo("Asia/Omsk"))
    assert sum(day.calls for day in mine.daily) == 1
    assert mine.notes["daily"].formula == "daily" and mine.notes["work_time"].formula == "work_time"
    assert office.stats.operator(anna.id, LATELY, zone="Asia/Omsk").calls == mine.calls
    assert [(row.operator, row.operator_id, row.calls.total) for row in office.stats.by_operator(LATELY)] == [
        ("Анна", anna.id, 1),
        ("Борис", boris.id, 0),
    ]
    with pytest.raises(crm_core.NotFoundError):
        crm.operator(boris.id).stats.operator(anna.id, LATELY)
    with pytest.raises(crm_core.ForbiddenError):
        crm.operator(boris.id).stats.overall(LATELY)
    with pytest.raises(crm_core.ForbiddenError):
        crm.operator(boris.id).check()
    assert [person.operator for person in crm.operator(boris.id).stats.wallboard().people] == ["Анна", "Борис"]


def test_a_report_goes_by_the_days_of_its_period(small: crm_core.Session) -> None:
    month = crm_core.Period.month("Asia/Vladivostok", 2025, 1)
    assert [str(month.zone), len(small.stats.daily(month).days)] == ["Asia/Vladivostok", 31]
    assert len(small.stats.daily(month, zone="Europe/Moscow").days) == 32
    assert len(small.stats.daily(crm_core.Period(month.since, month.until)).days) == 32
    assert pickle.loads(pickle.dumps(month)) == month
