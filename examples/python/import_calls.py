"""Brings the calls of another system over from a CSV, with a progress bar.

    python import_calls.py calls.csv --database sqlite://office.db

The columns are id, started (RFC 3339), direction, status, phone, wait, talk and category. Each part is kept as a whole, and a
row that was brought over before is left as it is: break it off and begin again as you like. Without arguments it makes a file
and an office to try it on.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from collections import Counter
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path

from tqdm import tqdm

import crm_core
from crm_core.tables import read_csv

PART = 500


def call_of(row: dict[str, str]) -> crm_core.PastCall:
    """One row. What it does not say is left out; what it says wrong is refused, by the library or by Python."""
    return crm_core.PastCall(
        id=row["id"],
        started_at=datetime.fromisoformat(row["started"].replace("Z", "+00:00")),
        direction=row["direction"],
        status=row["status"],
        client=row["phone"] or None,
        wait_seconds=int(row["wait"] or 0),
        talk_seconds=int(row["talk"] or 0),
        category=row["category"] or None,
    )


COLUMNS = {"id", "started", "direction", "status", "phone", "wait", "talk", "category"}


def check(path: Path) -> None:
    """Looks at the heading before an office is opened, let alone made."""
    missing = COLUMNS - set(next(read_csv(path), {}))
    if missing:
        raise SystemExit(f"{path} lacks the columns {', '.join(sorted(missing))}")


def bring_over(office: crm_core.Session, path: Path) -> Counter[str]:
    fates: Counter[str] = Counter()
    with open(path, encoding="utf-8-sig") as file:
        count = sum(1 for _ in file) - 1
    rows = read_csv(path)
    with tqdm(total=count, unit=" calls", disable=None) as bar:
        while part := list(islice(rows, PART)):
            calls = []
            for row in part:
                try:
                    calls.append(call_of(row))
                except (ValueError, TypeError, OverflowError) as refused:
                    fates["refused"] += 1
                    bar.write(f"{row['id']}: {refused}")
            for call, fate in zip(calls, office.past.calls("old-system", calls)):
                fates[fate.kind] += 1
                for field in fate.fields:
                    bar.write(f"{call.id}: {field.field}: {field.message}")
            bar.update(len(part))
    return fates


def made_up(path: Path, count: int) -> None:
    chance = random.Random(7)
    began = datetime(2025, 1, 1, 6, tzinfo=timezone.utc)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "started", "direction", "status", "phone", "wait", "talk", "category"])
        for number in range(count):
            answered = chance.random() < 0.8
            started = began + timedelta(minutes=13 * number + chance.randrange(13))
            out.writerow(
                [
                    f"A-{number}",
                    started.isoformat(),
                    "in",
                    "answered" if answered else "missed",
                    f"+7913{chance.randrange(10**7):07}",
                    chance.randrange(2, 40),
                    chance.randrange(20, 400) if answered else 0,
                    chance.choice(["", "repair", "spam"]),
                ]
            )
        # As files of other systems have them.
        out.writerow(["A-bad", began.isoformat(), "in", "answered", "not a phone", 5, 60, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="the CSV; a made-up one when left out")
    parser.add_argument("--database", help="such as sqlite://office.db or postgresql://…")
    given = parser.parse_args()
    if given.file and not given.file.is_file():
        raise SystemExit(f"there is no file {given.file}")
    with tempfile.TemporaryDirectory() as folder:
        file = given.file or Path(folder) / "calls.csv"
        if given.file is None:
            made_up(file, 5_000)
        check(file)
        with crm_core.open(given.database or f"sqlite://{folder}/office.db") as crm:
            office = crm.system("import")
            for turn in ("First", "Again") if given.file is None else ("Done",):
                fates = bring_over(office, file)
                print(f"{turn}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(fates.items())))
            total = office.calls.list().page(limit=1).total
            print(f"The office has {total.count if total else 'some'} calls")


if __name__ == "__main__":
    main()
