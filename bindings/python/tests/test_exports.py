"""Exports: rows of plain values, and CSV for people and for scripts."""

from __future__ import annotations

import asyncio
import csv
import io
import threading
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import crm_core

NOON = datetime(2026, 1, 12, 9, 0, tzinfo=timezone.utc)
OMSK = ZoneInfo("Asia/Omsk")


@pytest.fixture
def busy(office: crm_core.Session) -> crm_core.Session:
    """An office with two calls and an order that was completed."""
    omsk = office.cities.create("Омск", OMSK)
    office.past.calls(
        "before",
        [
            crm_core.PastCall(
                id="1",
                direction="in",
                status="answered",
                started_at=NOON,
                client="+79000000101",
                city=omsk.id,
                wait_seconds=5,
                talk_seconds=60,
                note="=1+1",
            ),
            crm_core.PastCall(id="2", direction="in", status="missed", started_at=NOON + timedelta(minutes=1), wait_seconds=9),
        ],
    )
    office.past.orders(
        "before",
        [
            crm_core.PastOrder(
                id="1",
                phone="+79000000101",
                order_type="repeat",
                equipment="bt",
                city=omsk.id,
                client_name="Анна",
                address="ул. Ленина, 1",
                problem="течёт",
                meeting=NOON,
                status="completed",
                created_at=NOON,
                closed_at=NOON + timedelta(hours=2),
                result="1500.50",
            )
        ],
    )
    return office


def test_rows_are_plain_values(busy: crm_core.Session) -> None:
    export = busy.exports.calls(sort="earliest")
    first, second = (dict(zip(export.columns, row)) for row in export)
    assert (first["city"], first["phoneClient"], first["status"]) == ("Омск", "+79000000101", "answered")
    assert (first["dateCreate"], first["waitSeconds"], first["talkSeconds"]) == (NOON, 5, 60)
    assert first["note"] == "'=1+1", "no spreadsheet takes it for a formula"
    assert (second["city"], second["phoneClient"], second["operator"]) == (None, None, None)
    assert list(export) == [], "an export is walked along once"


def test_amounts_are_decimal_and_a_visit_is_by_the_clocks_of_its_city(busy: crm_core.Session) -> None:
    export = busy.exports.orders(status="completed", search="анна")
    (row,) = (dict(zip(export.columns, row)) for row in export)
    assert (row["result"], row["clean"], row["promisedDate"]) == (Decimal("1500.50"), Decimal("1500.50"), None)
    assert row["dateMeeting"] == NOON and row["dateMeeting"].tzinfo == OMSK
    assert row["closingData"].tzinfo == timezone.utc


def test_a_text_is_made_harmless() -> None:
    assert crm_core.safe_text(" =1+1") == "' =1+1" and crm_core.safe_text("+79000000101") == "+79000000101"


def test_headings_are_for_people(busy: crm_core.Session) -> None:
    export = busy.exports.calls(status="missed")
    assert export.headings()[:3] == ["Номер", "РК", "Город"]
    assert export.headings("en", zone="Asia/Omsk")[5] == "Started (Asia/Omsk)"
    assert busy.exports.orders().headings("en")[7] == "Meeting (local time)"
    with pytest.raises(crm_core.InvalidError):
        export.headings("de")


def test_a_csv_for_people_opens_in_a_spreadsheet(busy: crm_core.Session, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    assert busy.exports.calls(sort="earliest").to_csv(file, lang="ru", zone="Asia/Omsk") == 2
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and written.count(b"\r\n") == 3
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][5] == "Начало (Asia/Omsk)"
    assert (rows[1][5], rows[1][7], rows[1][-1]) == ("2026-01-12 15:00:00", "Отвечен", "'=1+1")


def test_a_csv_for_scripts_has_names_and_codes(busy: crm_core.Session) -> None:
    file = io.StringIO(newline="")
    assert busy.exports.orders().to_csv(file, for_scripts=True, zone="UTC") == 1
    (row,) = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
    assert (row["statusOrder"], row["result"], row["address"]) == ("completed", "1500.50", "ул. Ленина, 1")
    assert (row["dateMeeting"], row["createDate"]) == ("2026-01-12T15:00:00+06:00", "2026-01-12T09:00:00+00:00")


def test_what_was_read_already_is_not_written(busy: crm_core.Session) -> None:
    export = busy.exports.calls()
    next(iter(export))
    assert export.to_csv(io.StringIO()) == 1


def test_a_file_that_cannot_be_opened_takes_no_rows_away(busy: crm_core.Session, tmp_path: Path) -> None:
    export = busy.exports.calls()
    with pytest.raises(OSError):
        export.to_csv(tmp_path / "nowhere" / "calls.csv")
    assert len(list(export)) == 2


def test_only_who_may_export_does(crm: crm_core.Crm, office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", OMSK)
    master = office.masters.create("Пётр", "petr", "a long enough passphrase", city=omsk.id)
    with pytest.raises(crm_core.ForbiddenError):
        crm.operator(master.id).exports.calls()


def test_a_closed_office_gives_no_more_rows(url: str) -> None:
    crm = crm_core.open(url)
    office = crm.system("tests")
    office.calls.record("in", "missed", started_at=NOON, client="+79000000101")
    export = office.exports.calls()
    crm.close()
    with pytest.raises(crm_core.UnavailableError) as closed:
        next(iter(export))
    assert closed.value.code == "store.closed"


def test_many_rows_are_read_as_the_walk_goes(small: crm_core.Session) -> None:
    for batch in range(3):
        small.past.calls(
            "before",
            [
                crm_core.PastCall(
                    id=f"{batch}-{number}",
                    direction="in",
                    status="missed",
                    started_at=NOON - timedelta(minutes=batch * 500 + number),
                )
                for number in range(500)
            ],
        )
    seen: list[int] = []
    walkers = [small.exports.calls() for _ in range(4)]
    threads = [threading.Thread(target=lambda export=export: seen.append(sum(1 for _ in export))) for export in walkers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1500] * 4


def test_the_twin_writes_a_file_too(url: str, tmp_path: Path) -> None:
    async def work() -> tuple[int, list[str]]:
        async with await crm_core.open_async(url) as crm:
            office = crm.system("tests")
            await office.calls.record("in", "missed", started_at=NOON, client="+79000000101")
            export = await office.exports.calls()
            phones = [row[3] async for row in export]
            return await (await office.exports.calls()).to_csv(tmp_path / "calls.csv"), phones

    assert asyncio.run(work()) == (1, ["+79000000101"])
