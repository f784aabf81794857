"""Whole lists as Arrow columns, in the libraries that read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import crm_core

BEGAN = datetime(2025, 1, 21, 10, tzinfo=timezone.utc)


@pytest.fixture
def busy(office: crm_core.Session) -> crm_core.Session:
    """An office with 1,203 calls, as many as three batches are not, and three orders."""
    omsk = office.cities.create("Омск", "Asia/Omsk")
    master = office.masters.create("Мастер", "master", "a long pass phrase 1", city=omsk.id)
    calls = [
        crm_core.PastCall(
            id=str(number),
            direction="in",
            status="missed" if number % 5 == 0 else "answered",
            started_at=BEGAN + timedelta(minutes=number),
            client=None if number % 7 == 0 else f"+7913{number:07}",
            city=omsk.id,
            wait_seconds=number % 60,
            talk_seconds=0 if number % 5 == 0 else 60,
        )
        for number in range(1203)
    ]
    for begin in range(0, len(calls), 400):
        office.past.calls("tests", calls[begin : begin + 400])
    orders = [
        crm_core.PastOrder(
            id=str(number),
            phone="+79130000001",
            order_type="first_time",
            equipment="kp",
            city=omsk.id,
            client_name="Клиент",
            address="Мира, 5",
            problem="Не греет",
            meeting=BEGAN,
            status="completed",
            created_at=BEGAN,
            closed_at=BEGAN + timedelta(days=1),
            master=master.id,
            result=Decimal("1500.50"),
            expenditure=Decimal("500"),
            promised=None,
        )
        for number in range(3)
    ]
    assert {fate.kind for fate in office.past.orders("tests", orders)} == {"written"}
    return office


def test_polars_reads_every_call_once_and_typed(busy: crm_core.Session) -> None:
    calls = busy.calls.list(sort="earliest")
    frame = pl.DataFrame(calls)
    objects = list(calls)
    assert frame.height == len(objects) == 1203
    assert frame["started_at"].dtype == pl.Datetime("us", "UTC")
    for name in frame.columns:
        column: list[Any] = frame[name].to_list()
        assert column == [getattr(call, name) for call in objects], name


def test_a_filter_and_an_order_are_those_of_the_list(busy: crm_core.Session) -> None:
    missed = busy.calls.list(status="missed")
    assert pl.DataFrame(missed)["id"].to_list() == [call.id for call in missed]


def test_pyarrow_pandas_and_duckdb_read_orders(busy: crm_core.Session) -> None:
    orders = busy.orders.list(status="completed")
    table = pa.table(orders)
    assert table.schema.field("result").type == pa.decimal128(18, 2)
    assert table.column("clean").to_pylist() == [Decimal("1000.50")] * 3
    assert table.column("promised").type == pa.date32() and table.column("promised").null_count == 3
    frame = pd.DataFrame.from_arrow(orders)
    assert list(frame["city"]) == ["Омск"] * 3 and str(frame["created_at"].dt.tz) == "UTC"
    reader = pa.RecordBatchReader.from_stream(orders)  # noqa: F841 - read by its name
    told = duckdb.sql("SELECT sum(result), min(created_at AT TIME ZONE 'UTC')::date FROM reader")
    assert told is not None and told.fetchall() == [(Decimal("4501.50"), date(2025, 1, 21))]


def test_an_empty_list_has_its_columns(small: crm_core.Session) -> None:
    frame = pl.DataFrame(small.calls.list())
    assert frame.height == 0 and "started_at" in frame.columns


def test_whoever_may_not_export_gets_no_columns(busy: crm_core.Session, crm: crm_core.Crm) -> None:
    master = crm.operator(busy.masters.list().take(1)[0].id)
    with pytest.raises(crm_core.ForbiddenError):
        pl.DataFrame(master.orders.list())


def test_the_audit_keeps_that_an_export_was_begun(busy: crm_core.Session) -> None:
    pl.DataFrame(busy.calls.list(status="missed"))
    entry = next(iter(busy.audit.latest()))
    assert (entry.action, entry.subject) == ("export.begun", "export:calls")


def test_a_stream_that_is_left_unread_holds_nothing(busy: crm_core.Session, crm: crm_core.Crm) -> None:
    reader = pa.RecordBatchReader.from_stream(busy.calls.list())
    assert reader.read_next_batch().num_rows == 1203
    other = pa.RecordBatchReader.from_stream(busy.calls.list())
    crm.close()
    del reader
    with pytest.raises(Exception, match="closed"):
        other.read_next_batch()


def test_counts_can_be_subtracted(busy: crm_core.Session) -> None:
    frame = pl.DataFrame(busy.calls.list(sort="earliest"))
    assert frame.select((pl.col("wait_seconds") - pl.col("talk_seconds")).min()).item() < 0
