"""A month of the office as a chart and as a workbook.

    python daily_report.py --database sqlite://office.db --month 2025-01 --zone Europe/Moscow --to reports

Without a database it makes an office with a month of calls. Its figures are the server's: one rule, one place.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import matplotlib

import crm_core
from crm_core.tables import write_xlsx

matplotlib.use("Agg")
from matplotlib import pyplot as plt


def made_up(crm: crm_core.Crm, month: crm_core.Period, zone: ZoneInfo) -> None:
    office, chance = crm.system("demo"), random.Random(3)
    city = office.cities.create("Омск", zone)
    for number, advert in enumerate(["Листовки", "Авито"]):
        office.lines.create(f"+7495000000{number}", campaign=advert, city=city.id)
    day, calls = month.since, list[crm_core.PastCall]()
    while day < month.until:
        for _ in range(chance.randrange(8, 24)):
            talked = chance.random() < 0.8
            calls.append(
                crm_core.PastCall(
                    id=f"D-{len(calls)}",
                    direction="in",
                    status="answered" if talked else "missed",
                    started_at=day + timedelta(hours=9, seconds=chance.randrange(10 * 3600)),
                    client=f"+7913{chance.randrange(10**7):07}",
                    line=f"+7495000000{chance.randrange(2)}",
                    city=city.id,
                    wait_seconds=chance.randrange(3, 40),
                    talk_seconds=chance.randrange(30, 400) if talked else 0,
                )
            )
        day += timedelta(days=1)
    for begin in range(0, len(calls), 500):
        office.past.calls("demo", calls[begin : begin + 500])


def month_of(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m")
    except ValueError:
        raise argparse.ArgumentTypeError("a month such as 2025-01 is needed") from None


def zone_of(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        raise argparse.ArgumentTypeError("a zone such as Europe/Moscow is needed") from None


def chart(days: list[crm_core.DayRow], path: Path) -> None:
    figure, axes = plt.subplots(figsize=(11, 4), layout="constrained")
    places = range(len(days))
    axes.bar(places, [day.accepted for day in days], label="Answered", color="#2f855a")
    axes.bar(places, [day.missed for day in days], bottom=[day.accepted for day in days], label="Missed", color="#c53030")
    axes.set(title="Calls by day", ylabel="calls")
    axes.set_xticks(places[::5], [f"{day.date:%d.%m}" for day in days[::5]])
    axes.legend()
    figure.savefig(path, dpi=110)
    plt.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", help="such as sqlite://office.db or postgresql://…")
    parser.add_argument("--month", default="2025-01", type=month_of, metavar="YYYY-MM")
    parser.add_argument("--zone", default="Asia/Omsk", type=zone_of)
    parser.add_argument("--to", type=Path, help="the folder for the report; left out, it is made, measured and thrown away")
    given = parser.parse_args()
    month = crm_core.Period.month(given.zone, given.month.year, given.month.month)
    with (
        tempfile.TemporaryDirectory() as folder,
        crm_core.open(given.database or "sqlite::memory:", create=given.database is None) as crm,
    ):
        if given.database is None:
            made_up(crm, month, given.zone)
        stats = crm.system("daily report").stats
        days = stats.daily(month).days
        overall = stats.overall(month)
        to = given.to or Path(folder)
        to.mkdir(parents=True, exist_ok=True)
        chart(days, to / "calls.png")
        sheets: dict[str, list[Any]] = {"By day": days, "By campaign": stats.by_campaign(month), "By city": stats.by_city(month)}
        write_xlsx(to / "report.xlsx", sheets, zone=given.zone)
        print(f"{overall.calls.total} calls, {overall.calls.acceptance_rate} % answered, {overall.orders.total} orders")
        for file in sorted(to.iterdir()):
            print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
