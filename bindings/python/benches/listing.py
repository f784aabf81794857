"""Reading calls, beside what Python's own sqlite3 and SQLAlchemy's ORM take for the same rows: one run, ratios printed.

    python benches/listing.py                 1,000,000 calls
    python benches/listing.py --calls 100000  fewer

Every contender reads the same file, the same columns of the same rows, in turn, round after round; the best round of each counts, so
that what else the machine does disturbs little. Needs polars and SQLAlchemy.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

import polars as pl
import sqlalchemy as sa
from sqlalchemy import orm

import crm_core

COLUMNS = """calls.id, calls.version, calls.conversation_id, calls.provider_id, calls.rk, calls.city, calls.avito_name, calls.phone_client,
    calls.phone_ats, calls.date_create, calls.operator_id, calls.final_operator_id, calls.status, calls.direction,
    calls.miss_reason, calls.end_reason, calls.operator_extension, calls.final_operator_extension, calls.operators_rung,
    calls.offered_at, calls.answered_at, calls.ended_at, calls.transferred, calls.disconnect_code, calls.leg_count,
    calls.recordings, calls.complete, calls.category, calls.note, calls.classified_version, calls.created_at, calls.updated_at,
    cities.name AS city_name, campaigns.name AS campaign_name, callcentre_operator.name AS operator_name"""
JOINS = """LEFT JOIN cities ON cities.id = calls.city LEFT JOIN campaigns ON campaigns.id = calls.rk
    LEFT JOIN callcentre_operator ON callcentre_operator.id = calls.operator_id"""
LATEST = f"SELECT {COLUMNS} FROM calls {JOINS} ORDER BY calls.date_create DESC, calls.id DESC LIMIT ?"
EVERY = f"SELECT {COLUMNS} FROM calls {JOINS} ORDER BY calls.date_create, calls.id"


def found(path: Path) -> list[int]:
    """An office with ten cities and twenty operators; answers their ids."""
    with crm_core.open(f"sqlite://{path}") as crm:
        office = crm.system("benches")
        cities = [office.cities.create(f"Город {number}", "Europe/Moscow").id for number in range(10)]
        office.campaigns.create("Листовки")
        return [
            office.operators.create(
                f"Оператор {number}",
                f"operator{number}",
                f"a long pass phrase {number}",
                role="operator",
                city=cities[number % 10],
            ).id
            for number in range(20)
        ]


def fill(path: Path, count: int, staff: list[int]) -> None:
    """Calls of two years, straight into the tables, as providers' events would have made them."""
    chance = random.Random(1)
    end, span = 1_750_000_000_000_000, 2 * 365 * 86_400 * 1_000_000

    def calls() -> Any:
        for number in range(1, count + 1):
            started = end - span + span // count * number
            way, status, miss, why = chance.choices(
                [
                    ("in", "answered", None, None),
                    ("in", "missed", "no_answer", None),
                    ("out", "answered", None, None),
                    ("out", "busy", None, "busy"),
                    ("out", "no_answer", None, "no_answer"),
                ],
                weights=[60, 20, 12, 4, 4],
            )[0]
            answered = started + chance.randrange(2, 20) * 1_000_000 if status == "answered" else None
            ended = (answered or started) + chance.randrange(5, 300) * 1_000_000
            nth = chance.randrange(len(staff))
            talked = staff[nth] if answered else None
            extension = str(101 + nth) if answered else None
            yield (
                number,
                f"MToxMDAwMDAwMDo{number}:1",
                1,
                1 + min(chance.randrange(10), chance.randrange(10)),
                f"+7900{chance.randrange(count // 3 + 1):07}",
                started,
                talked,
                talked,
                status,
                way,
                miss,
                why,
                extension,
                extension,
                f'["{101 + nth}"]' if way == "in" else None,
                started + 1_000_000 if way == "in" else None,
                answered,
                ended,
                f'[{{"id":"MToxMDAwMDAwMDo{number}:2","leg":null,"ready":true}}]' if answered else None,
                started,
                ended,
            )

    with sqlite3.connect(path) as file:
        file.execute("PRAGMA foreign_keys = off")
        file.executemany(
            "INSERT INTO calls (id, version, provider_id, rk, city, avito_name, phone_client, phone_ats, date_create, operator_id,"
            " final_operator_id, status, direction, miss_reason, end_reason, operator_extension, final_operator_extension,"
            " operators_rung, offered_at, answered_at, ended_at, transferred, disconnect_code, leg_count, recordings, complete,"
            " classified_version, created_at, updated_at) VALUES (?, 5, ?, ?, ?, 'мастерская', ?, '+74950000001', ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?, ?, ?, ?, 0, 1110, 2, ?, 1, 1, ?, ?)",
            calls(),
        )
    file.close()


class Base(orm.DeclarativeBase):
    pass


def mapped(path: Path) -> Callable[[int], list[Any]]:
    """SQLAlchemy's ORM over the same tables: names by joined relationships."""
    engine = sa.create_engine(f"sqlite:///{path}")
    tables = sa.MetaData()
    tables.reflect(engine, only=["calls", "cities", "campaigns", "callcentre_operator"], resolve_fks=False)

    class City(Base):
        __table__ = tables.tables["cities"]
        __mapper_args__ = {"include_properties": ["id", "name"]}

    class Campaign(Base):
        __table__ = tables.tables["campaigns"]
        __mapper_args__ = {"include_properties": ["id", "name"]}

    class Operator(Base):
        __table__ = tables.tables["callcentre_operator"]
        __mapper_args__ = {"include_properties": ["id", "name"]}

    calls = tables.tables["calls"]

    class Call(Base):
        __table__ = calls
        in_city = orm.relationship(City, primaryjoin=orm.foreign(calls.c.city) == tables.tables["cities"].c.id, lazy="joined")
        of_campaign = orm.relationship(
            Campaign, primaryjoin=orm.foreign(calls.c.rk) == tables.tables["campaigns"].c.id, lazy="joined"
        )
        by_operator = orm.relationship(
            Operator, primaryjoin=orm.foreign(calls.c.operator_id) == tables.tables["callcentre_operator"].c.id, lazy="joined"
        )

    # One connection, as the others have: a session of its own for each reading, as a request would have.
    connection = engine.connect()
    query = sa.select(Call).order_by(calls.c.date_create.desc(), calls.c.id.desc())

    def latest(count: int) -> list[Any]:
        with orm.Session(connection) as session:
            return list(session.scalars(query.limit(count)).all())

    return latest


def best(rounds: int, repeat: int, contenders: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """The best time of each, in seconds: each is run `repeat` times in a row, in turn, round after round."""
    times = {name: float("inf") for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            gc.collect()
            began = time.perf_counter()
            for _ in range(repeat):
                run()
            times[name] = min(times[name], (time.perf_counter() - began) / repeat)
    return times


def tell(what: str, times: dict[str, float], limits: dict[str, float]) -> None:
    ours = times["crm_core"]
    print(f"\n{what}: crm_core {ours * 1e6:,.0f} µs")
    for name, taken in times.items():
        if name in limits:
            print(f"  {taken / ours:5.2f}x faster than {name} ({taken * 1e6:,.0f} µs); promised {limits[name]}x")
        elif name != "crm_core":
            print(f"  {taken / ours:5.2f}x faster than {name} ({taken * 1e6:,.0f} µs)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=1_000_000, metavar="N", help="how many calls there are (1,000,000)")
    count = parser.parse_args().calls
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        staff = found(path)
        print(f"== Filling an SQLite file with {count:,} calls", flush=True)
        fill(path, count, staff)
        compare(path, count)


def compare(path: Path, count: int) -> None:
    # A file each: two copies of SQLite in one process do not see each other's locks.
    theirs = Path(shutil.copy(path, path.with_name("theirs.db")))
    plain = sqlite3.connect(theirs)
    plain.row_factory = sqlite3.Row
    tuples = sqlite3.connect(theirs)
    latest = mapped(theirs)
    with crm_core.open(f"sqlite://{path}") as crm:
        office = crm.system("benches")
        calls = office.calls.list()
        for size, repeat in ((20, 100), (1000, 5)):

            def dicts(size: int = size) -> list[Any]:
                return [dict(row) for row in plain.execute(LATEST, (size,))]

            assert [call.id for call in calls.take(size)] == [row["id"] for row in dicts()] == [row.id for row in latest(size)]
            times = best(
                9,
                repeat,
                {
                    "crm_core": lambda: calls.take(size),  # noqa: B023
                    "sqlite3 building dicts": dicts,
                    "SQLAlchemy's ORM": lambda: latest(size),  # noqa: B023
                },
            )
            tell(
                f"The latest {size} calls as objects",
                times,
                {"sqlite3 building dicts": 1.0 if size == 20 else 2.0, "SQLAlchemy's ORM": 4.0},
            )

            def read_objects(size: int = size) -> list[Any]:
                return [(c.id, c.status, c.client, c.started_at, c.city, c.talk_seconds) for c in calls.take(size)]

            times = best(
                9,
                repeat,
                {
                    "crm_core": read_objects,
                    "sqlite3 building dicts": lambda: [
                        (r["id"], r["status"], r["phone_client"], r["date_create"], r["city_name"], r["ended_at"])
                        for r in dicts()
                    ],
                },
            )
            tell("  the same, and six fields of each read", times, {})

        def by_rows() -> pl.DataFrame:
            cursor = tuples.execute(EVERY)
            names = [column[0] for column in cursor.description]
            return pl.DataFrame(cursor.fetchall(), schema=names, orient="row", infer_schema_length=None)

        ours = office.calls.list(sort="earliest")
        assert pl.DataFrame(ours).height == by_rows().height == count
        times = best(
            3,
            1,
            {
                "crm_core": lambda: pl.DataFrame(ours),
                "sqlite3 + polars": by_rows,
                "polars.read_database over sqlite3": lambda: pl.read_database(EVERY, tuples, infer_schema_length=None),
            },
        )
        tell(f"{count:,} calls as a polars frame", times, {"sqlite3 + polars": 3.0})
    plain.close()
    tuples.close()


if __name__ == "__main__":
    main()
