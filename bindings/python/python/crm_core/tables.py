"""Records as files that people open: CSV and XLSX.

Anything that has ``to_dict`` is a row, and so is a dict: pages of a list, reports, records of your own. For whole lists see also
``Session.exports``, whose headings are in Russian or English.

A text that a spreadsheet might take for a formula has an apostrophe before it in CSV; in XLSX texts are texts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from itertools import chain
from os import PathLike
from typing import Any, Dict, List, TextIO, Union

__all__ = ["read_csv", "to_rows", "write_csv", "write_xlsx"]

Path = Union[str, "PathLike[str]"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_rows(records: Iterable[Any], *, zone: tzinfo = timezone.utc) -> Iterator[Dict[str, Any]]:
    """The records as flat rows: what lies within a record gets its place as its name, such as ``calls.total``; lists become text
    with commas; instants are told by the clocks of ``zone``. How figures came about, their ``notes``, is left out.
    """
    for record in records:
        row: Dict[str, Any] = {}
        _flatten(record if isinstance(record, Mapping) else record.to_dict(), "", row, zone)
        yield row


def _flatten(fields: Mapping[str, Any], under: str, row: Dict[str, Any], zone: tzinfo) -> None:
    for name, value in fields.items():
        if name == "notes" and isinstance(value, Mapping):
            continue
        if isinstance(value, Mapping):
            _flatten(value, f"{under}{name}.", row, zone)
        elif isinstance(value, (list, tuple)):
            row[under + name] = ", ".join(str(one) for one in value)
        elif isinstance(value, datetime) and value.tzinfo is not None:
            row[under + name] = value.astimezone(zone)
        else:
            row[under + name] = value


def write_csv(file: Union[Path, TextIO], records: Iterable[Any], *, zone: tzinfo = timezone.utc, separator: str = ",") -> int:
    """Writes the records as CSV, with a heading, and tells how many. The columns are those of the first record.

    A path is written in UTF-8 with a byte order mark, without which Excel takes it for something else; a Russian Excel
    expects ``;`` as the ``separator``.
    """
    with ExitStack() as stack:
        if isinstance(file, (str, PathLike)):
            file = stack.enter_context(open(file, "w", encoding="utf-8-sig", newline=""))
        rows = to_rows(records, zone=zone)
        first = next(rows, None)
        if first is None:
            return 0
        writer = csv.DictWriter(file, list(first), delimiter=separator, extrasaction="ignore")
        writer.writeheader()
        count = 0
        for row in chain([first], rows):
            writer.writerow({name: _safe(value) for name, value in row.items()})
            count += 1
        return count


def _safe(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, str) and value.startswith(_FORMULA):
        # A phone is no formula, and has to stay what it is.
        return value if value[1:].isdigit() and value[0] == "+" else "'" + value
    return value


def read_csv(file: Union[Path, TextIO], *, separator: str = "") -> Iterator[Dict[str, str]]:
    """The rows of a CSV file in UTF-8, with or without a byte order mark, by the names in its heading. The separator is that of
    the heading, ``;`` or ``,``, unless one is given.
    """
    with ExitStack() as stack:
        if isinstance(file, (str, PathLike)):
            file = stack.enter_context(open(file, encoding="utf-8-sig", newline=""))
        heading = file.readline()
        separator = separator or (";" if heading.count(";") > heading.count(",") else ",")
        names = next(csv.reader([heading], delimiter=separator), [])
        yield from csv.DictReader(file, names, delimiter=separator)


def write_xlsx(path: Path, sheets: Mapping[str, Iterable[Any]], *, zone: tzinfo = timezone.utc) -> List[int]:
    """Writes a workbook with a sheet for each name, and tells how many records each has. Instants are dates by the clocks of
    ``zone``, amounts and lengths of time (in seconds) are numbers. Needs XlsxWriter: ``pip install crm_core[xlsx]``.
    """
    try:
        import xlsxwriter
    except ImportError as missing:
        raise ImportError("XLSX needs XlsxWriter: pip install crm_core[xlsx]") from missing
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        formats = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            Decimal: book.add_format({"num_format": "# ##0.00"}),
        }
        heading = book.add_format({"bold": True})
        return [_write_sheet(book.add_worksheet(name), records, formats, heading, zone) for name, records in sheets.items()]


def _write_sheet(sheet: Any, records: Iterable[Any], formats: Mapping[type, Any], heading: Any, zone: tzinfo) -> int:
    count = 0
    names: List[str] = []
    for count, row in enumerate(to_rows(records, zone=zone), 1):
        if count == 1:
            names = list(row)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(names) - 1, 0), 16)
            sheet.write_row(0, 0, names, heading)
        for place, name in enumerate(names):
            _write_cell(sheet, count, place, row.get(name), formats)
    return count


def _write_cell(sheet: Any, row: int, place: int, value: Any, formats: Mapping[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, place, str(value))
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, datetime):
        # A sheet knows no zones.
        sheet.write_datetime(row, place, value.replace(tzinfo=None), formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, formats[date])
    elif isinstance(value, timedelta):
        sheet.write_number(row, place, value.total_seconds())
    elif isinstance(value, Decimal):
        sheet.write_number(row, place, float(value), formats[Decimal])
    elif isinstance(value, (int, float)):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, str(value))
