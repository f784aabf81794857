"""Records as files."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import crm_core
from crm_core import tables

OMSK = ZoneInfo("Asia/Omsk")
AT = datetime(2025, 1, 21, 10, tzinfo=timezone.utc)


def test_what_is_written_as_csv_is_read_again(small: crm_core.Session, tmp_path: Path) -> None:
    small.cities.create("Омск", OMSK)
    small.cities.create("=Город;1", "Europe/Moscow")
    for separator in ",;":
        path = tmp_path / "cities.csv"
        assert tables.write_csv(path, small.cities.list(), zone=OMSK, separator=separator) == 2
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(tables.read_csv(path))
        assert {row["name"] for row in rows} == {"Омск", "'=Город;1"}
        assert all(row["created_at"].endswith("+06:00") for row in rows)


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    file = io.StringIO()
    tables.write_csv(
        file,
        [
            {
                "a": "=1+1",
                "b": "@x",
                "phone": "+79001234567",
                "money": Decimal("-1.50"),
                "list": ["x", 2],
                "in": {"d": date(2025, 1, 2)},
            }
        ],
    )
    assert file.getvalue() == "a,b,phone,money,list,in.d\r\n'=1+1,'@x,+79001234567,-1.50,\"x, 2\",2025-01-02\r\n"
    assert tables.write_csv(io.StringIO(), []) == 0


def test_a_workbook_has_typed_cells(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [
        {
            "text": "=1+1",
            "at": AT,
            "day": date(2025, 1, 21),
            "money": Decimal("1500.50"),
            "long": timedelta(minutes=2),
            "is": True,
            "none": None,
        }
    ]
    assert tables.write_xlsx(path, {"Отчёт": rows, "Пусто": []}, zone=OMSK) == [1, 0]
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "=1+1" in sheet
    # 16:00 in Omsk on 21 January 2025, as days since 1900.
    assert "<v>45678.66666666" in sheet
    assert "<v>1500.5</v>" in sheet and "<v>120</v>" in sheet
