"""Offices for the tests: an SQLite file each, and PostgreSQL where one is asked for."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import crm_core

STORES = ["sqlite", "postgres"]
# Prints the address of an empty database, and drops it when its standard input ends; `make python-test` builds it.
THROWAWAY = os.environ.get("CRM_THROWAWAY")


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, on each store."""
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path / 'office.db'}"
        return
    if not THROWAWAY:
        pytest.skip("CRM_THROWAWAY names no program that gives a database of PostgreSQL")
    with subprocess.Popen([THROWAWAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin and holder.stdout
        address = holder.stdout.readline().strip()
        assert address.startswith("postgres"), "there is no PostgreSQL"
        yield address
        holder.stdin.close()
        holder.wait(timeout=30)


@pytest.fixture
def crm(url: str) -> Iterator[crm_core.Crm]:
    """An empty office, on each store."""
    with crm_core.open(url) as crm:
        yield crm


@pytest.fixture
def office(crm: crm_core.Crm) -> crm_core.Session:
    """The program itself at work in an empty office, on each store."""
    return crm.system("tests")


@pytest.fixture
def small() -> Iterator[crm_core.Session]:
    """The same in memory: for what no store has a part in."""
    with crm_core.open("sqlite::memory:") as crm:
        yield crm.system("tests")
