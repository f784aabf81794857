"""The audit: who did what, and that nobody rewrote it."""

from __future__ import annotations

import json
import pickle
from itertools import islice
from pathlib import Path

import pytest

import crm_core


def test_what_is_done_is_written_down(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    office.cities.change(omsk.id, omsk.version, name="Омск-2")
    entries = list(office.audit.latest(f"city:{omsk.id}"))
    assert [(entry.actor, entry.action) for entry in entries] == [
        ("system:tests", "city.changed"),
        ("system:tests", "city.created"),
    ]
    changed, created = entries
    assert created.payload is not None and created.payload["name"] == "Омск"
    assert list(office.audit.latest(before=changed.seq)) == [created]
    assert pickle.loads(pickle.dumps(created)) == created and hash(pickle.loads(pickle.dumps(created))) == hash(created)


def test_a_long_log_reads_on_by_itself(small: crm_core.Session) -> None:
    for number in range(120):
        small.campaigns.create(f"Кампания {number}")
    assert [entry.action for entry in islice(small.audit.latest(), 1)] == ["campaign.created"]
    seqs = [entry.seq for entry in small.audit.latest()]
    assert len(seqs) == 120 and seqs == sorted(seqs, reverse=True)


def test_a_log_verifies_and_so_does_its_export(office: crm_core.Session, tmp_path: Path) -> None:
    office.cities.create("Омск", "Asia/Omsk")
    report = office.audit.verify()
    assert (report.broken, report.blocks, report.unsealed) == (None, 0, 1)
    assert not office.audit.seal().more
    assert office.audit.purge() == crm_core.Progress(0, False)
    path = tmp_path / "audit.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in office.audit.walk())
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines if '"city.created"' in line] == ["entry"]
    with path.open(encoding="utf-8") as file:
        assert crm_core.verify_audit(file).broken is None


def test_a_sealed_log_proves_that_nothing_was_cut_off(small: crm_core.Session) -> None:
    small.cities.create("Омск", "Asia/Omsk")
    # What is younger than a second is not sealed.
    while not small.audit.seal().rows:
        small.events.grown_past(small.events.head(), 0.05)
    small.cities.create("Томск", "Asia/Tomsk")
    report = small.audit.verify()
    assert (report.broken, report.blocks, report.sealed, report.unsealed) == (None, 1, 1, 1)
    lines = list(small.audit.walk())
    assert [json.loads(line)["kind"] for line in lines] == ["block", "entry", "entry"]
    assert crm_core.verify_audit(lines, expecting=(report.blocks, report.head)) == report
    cut = crm_core.verify_audit(lines[2:], expecting=(report.blocks, report.head)).broken
    assert cut is not None and cut.kind is crm_core.AuditBreakKind.WRONG_HEAD
    removed = crm_core.verify_audit([lines[0], lines[2]]).broken
    assert removed is not None and (removed.kind, removed.block) == ("missing_row", 1)
    assert (removed.first_seq, removed.last_seq) == (1, 1)


def block(number: int) -> str:
    """The line of a block that seals one row."""
    told = {"kind": "block", "number": number, "firstSeq": 1, "lastSeq": 1, "count": 1, "sealedAtMicros": 0}
    return json.dumps({**told, "previous": "0" * 64, "root": "0" * 64, "hash": "0" * 64})


def test_a_log_that_was_changed_is_found_out(small: crm_core.Session) -> None:
    small.cities.create("Омск", "Asia/Omsk")
    [line] = small.audit.walk()
    forged = crm_core.verify_audit([line.replace("Омск", "Томск")]).broken
    assert forged is not None and forged.kind is crm_core.AuditBreakKind.CHANGED_PAYLOAD
    assert (forged.first_seq, forged.block) == (1, None) and "were changed" in forged.message
    missing = crm_core.verify_audit([block(2), line]).broken
    assert missing is not None and (missing.kind, missing.block) == ("missing_block", 1)
    cut = crm_core.verify_audit([line], expecting=(1, "ab" * 32)).broken
    assert cut is not None and cut.kind == "wrong_head"


def test_what_is_no_log_says_where(small: crm_core.Session) -> None:
    with pytest.raises(ValueError, match="line 2"):
        crm_core.verify_audit(["", "not a line"])
    with pytest.raises(ValueError):
        crm_core.verify_audit([], token_secrets=["short"])


def test_an_operator_reads_no_audit(crm: crm_core.Crm) -> None:
    office = crm.system("tests")
    omsk = office.cities.create("Омск", "Asia/Omsk")
    anna = office.operators.create("Анна", "anna", "тёплый чай в семь", "operator", city=omsk.id)
    own = crm.operator(anna.id)
    with pytest.raises(crm_core.ForbiddenError):
        own.audit.walk()
    with pytest.raises(crm_core.ForbiddenError):
        next(own.audit.latest())
