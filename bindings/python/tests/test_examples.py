"""The example scripts, and what the README says."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import crm_core

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples" / "python"


def run(script: Path, *given: str, **environment: str) -> str:
    """Runs it by itself, warnings of its own code errors; it has to end well."""
    done = subprocess.run(
        [sys.executable, "-W", "error:::__main__", str(script), *given],
        capture_output=True, text=True, timeout=300, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_tried_here() -> None:
    tried = set(re.findall(r'EXAMPLES / "(\w+\.py)"', Path(__file__).read_text(encoding="utf-8")))
    assert tried == {path.name for path in EXAMPLES.glob("*.py")}


def test_calls_of_a_csv_are_brought_over_once() -> None:
    said = run(EXAMPLES / "import_calls.py")
    assert "First: 1 refused, 5000 written" in said
    assert "Again: 5000 present, 1 refused" in said
    assert "The office has 5000 calls" in said


def test_the_daily_report_is_a_chart_and_a_workbook(tmp_path: Path) -> None:
    said = run(EXAMPLES / "daily_report.py", "--to", str(tmp_path))
    assert re.search(r"^\d+ calls, \d+ % answered, 0 orders$", said, re.MULTILINE)
    assert (tmp_path / "calls.png").read_bytes().startswith(b"\x89PNG") and (tmp_path / "report.xlsx").stat().st_size > 5_000


def test_the_webhook_takes_a_call_once_and_no_forged_one() -> None:
    said = run(EXAMPLES / "mango_webhook.py")
    assert "The first delivery: {'kind': 'taken'" in said
    assert "The again delivery: {'kind': 'duplicate'" in said
    assert "A forged one: 403 telephony.wrong_signature" in said
    assert "'client': '+79131234567'" in said


def test_the_analysis_runs_through(url: str) -> None:
    assert "wait, 9 of 10 under" in run(EXAMPLES / "analysis.py")
    crm_core.open(url).close()
    assert "wait, 9 of 10 under" in run(EXAMPLES / "analysis.py", DATABASE_URL=url)
    with crm_core.open(url) as crm:
        assert crm.system("tests").calls.list().take(1) == [], "an office of somebody's is only read"


def test_calls_of_ones_own_file_are_brought_over_past_bad_rows(url: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(
        "id,started,direction,status,phone,wait,talk,category\n"
        "1,2025-01-21T10:00:00Z,in,answered,+79131234567,5,60,repair\n"
        "2,2025-01-21T10:00:00,in,answered,+79131234567,5,60,\n"
        "3,2025-01-21T10:00:00Z,in,answered,+79131234567,-5,60,\n"
    )
    assert "Done: 2 refused, 1 written" in run(EXAMPLES / "import_calls.py", str(file), "--database", url)
    file.write_text("number;when\n1;2\n")
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "import_calls.py"), str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "lacks the columns category, direction" in done.stderr


@pytest.mark.parametrize("document", [ROOT / "README.md", Path(__file__).parents[1] / "README.md"])
def test_what_a_readme_shows_is_so(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = re.findall(r"```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    names: dict[str, object] = {}
    for block in shown:
        if ">>>" in block:
            example = doctest.DocTestParser().get_doctest(block, names, document.name, str(document), 0)
            failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, clear_globs=False).failed
            assert not failed
            # The next block goes on from here.
            names.update(example.globs)
        else:
            exec(compile(block, str(document), "exec"), names)


def test_the_modules_own_example_is_so() -> None:
    assert doctest.testmod(crm_core).failed == 0
