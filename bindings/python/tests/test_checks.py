"""Whether all that is counted and derived follows from the facts, copies, and what a store tells of itself."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

import crm_core


def test_an_office_that_nobody_tampered_with_is_clean(office: crm_core.Session) -> None:
    office.cities.create("Омск", "Asia/Omsk")
    told: list[tuple[crm_core.CheckPart, int]] = []
    check = office.check(lambda part, rows: told.append((part, rows)))
    assert check.is_clean and check.differences == []
    assert [part.part for part in check.parts] == list(crm_core.CheckPart)
    assert told[-1] == (crm_core.CheckPart.AUDIT, 0)
    assert pickle.loads(pickle.dumps(check)) == check


def test_counters_are_checked_and_counted_anew(office: crm_core.Session) -> None:
    assert office.counters.check() == crm_core.CounterCheck(0, 0, [])
    office.counters.recount()
    assert office.counters.check().differences == []


def test_a_counter_that_somebody_changed_in_the_file_is_found_and_mended(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    url = f"sqlite://{tmp_path / 'office.db'}"
    with crm_core.open(url) as crm:
        crm.system("tests").counters.recount()
    with closing(sqlite3.connect(tmp_path / "office.db", isolation_level=None)) as database:
        columns = [column[1] for column in database.execute("PRAGMA table_info(counters)")]
        day = (date(2025, 1, 21) - date(1970, 1, 1)).days
        values = {"subject": "office", "day": day, "measure": "orders:new", "count": 2}
        assert values.keys() <= set(columns)
        database.execute(
            f"INSERT INTO counters ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})",
            [values.get(column, 0) for column in columns],
        )
    with crm_core.open(url) as crm:
        office = crm.system("tests")
        found = office.counters.check().differences[0]
        assert (found.subject, found.measure, found.stored.count, found.derived.count) == ("office", "orders:new", 2, 0)
        (told,) = [one.message for one in office.check().differences]
        assert told == "counter orders:new of office, 2025-01-21: holds 2, should hold 0"
        office.counters.recount()
        assert office.check().is_clean


def test_what_the_callable_raises_is_raised(office: crm_core.Session) -> None:
    class Enough(Exception):
        pass

    def stop(part: crm_core.CheckPart, rows: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        office.check(stop)
    assert office.check().is_clean
    with pytest.raises(TypeError):
        office.check("not a callable")  # type: ignore[arg-type]


def test_a_copy_is_made_in_use_looked_through_and_put_in_place(tmp_path: Path) -> None:
    live, copy, other = tmp_path / "office.db", tmp_path / "copy.db", tmp_path / "other.db"
    with crm_core.open(f"sqlite://{live}") as crm:
        crm.system("tests").cities.create("Омск", "Asia/Omsk")
        told: list[tuple[int, int]] = []
        crm.backup(copy, lambda copied, total: told.append((copied, total)))
        assert told and told[-1][0] == told[-1][1]
        with pytest.raises(FileExistsError):
            crm.backup(str(copy))
    whole = crm_core.verify_backup(copy)
    assert whole.bytes == copy.stat().st_size and whole.schema > 0
    restored = crm_core.restore_backup(copy, other)
    assert restored == crm_core.Restored(whole, None)
    with crm_core.open(f"sqlite://{other}") as crm:
        assert [city.name for city in crm.system("tests").cities.list()] == ["Омск"]
    with pytest.raises(FileExistsError):
        crm_core.restore_backup(copy, other)
    replaced = crm_core.restore_backup(copy, other, replace=True).replaced
    assert replaced is not None and replaced.exists()


def test_a_copy_that_was_broken_off_is_not_kept(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(copied: int, total: int) -> None:
        raise Enough

    with crm_core.open(f"sqlite://{tmp_path / 'office.db'}") as crm, pytest.raises(Enough):
        crm.backup(tmp_path / "copy.db", stop)
    # Closed and at rest: nothing is copied any more.
    assert not (tmp_path / "copy.db").exists()


def test_what_is_no_copy_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        crm_core.verify_backup(tmp_path / "missing.db")
    (tmp_path / "text.db").write_text("not a database" * 100)
    with pytest.raises(crm_core.InternalError) as damaged:
        crm_core.verify_backup(tmp_path / "text.db")
    assert damaged.value.code == "store.corrupt"


def test_each_store_tells_of_itself(crm: crm_core.Crm, url: str, tmp_path: Path) -> None:
    report = crm.report()
    assert report.bytes > 0 and report.schema == crm.health().schema
    assert pickle.loads(pickle.dumps(report)) == report
    pressure = crm.pressure()
    assert pressure.queued == 0 and pressure.connections_limit > 0
    if url.startswith("sqlite"):
        assert isinstance(report, crm_core.SqliteReport) and report.pages > 0
        assert pressure.connections_idle is None
    else:
        assert isinstance(report, crm_core.PostgresReport) and report.tables[0].bytes > 0
        assert sum(report.sessions.values()) >= 1 and report.backlog.events >= 0
        assert (report.advice is None) == bool(report.statements) or report.statements == []
        assert pressure.connections_idle is not None
        with pytest.raises(NotImplementedError, match="pg_basebackup"):
            crm.backup(tmp_path / "copy.db")
        assert not (tmp_path / "copy.db").exists()


def test_a_mark_changes_when_somebody_commits(crm: crm_core.Crm, office: crm_core.Session) -> None:
    before = crm.changes()
    if before is None:
        assert "PostgreSQL" in repr(crm), "its other nodes may have written"
        return
    assert crm.changes() == before and hash(crm.changes()) == hash(before)
    office.cities.create("Омск", "Asia/Omsk")
    assert crm.changes() != before


def test_a_file_that_is_there_or_is_not_is_told_as_by_python(tmp_path: Path) -> None:
    url, copy = f"sqlite://{tmp_path / 'office.db'}", tmp_path / "copy.db"
    with pytest.raises(FileNotFoundError, match=r"office\.db"):
        crm_core.open(url, create=False)
    assert not (tmp_path / "office.db").exists()
    with crm_core.open(url) as crm:
        crm.backup(copy)
        with pytest.raises(FileExistsError, match="give another name"):
            crm.backup(copy)
    with pytest.raises(FileNotFoundError):
        crm_core.verify_backup(tmp_path / "nothing.db")
    with pytest.raises(FileExistsError, match="replace=True"):
        crm_core.restore_backup(copy, tmp_path / "office.db")
    with crm_core.open(url, create=False) as crm:
        assert crm.health().schema
