# A notebook's cells: https://jupytext.readthedocs.io opens it as one, and so do VS Code and PyCharm.
# %% [markdown]
# # What the hours of a day look like
# All calls of an office as one polars frame: columns are typed, instants are in UTC.

# %%
from __future__ import annotations

import os
import random
from datetime import datetime, timedelta, timezone

import polars as pl

import crm_core

# Yours by `DATABASE_URL`; else one in memory, with a year of made-up calls.
url = os.environ.get("DATABASE_URL")
crm = crm_core.open(url or "sqlite::memory:", create=url is None)
office = crm.system("analysis")

# %% A made-up year, where there is no other
if url is None:
    chance, began = random.Random(5), datetime(2025, 1, 1, tzinfo=timezone.utc)
    for part in range(10):
        office.past.calls(
            "made up",
            [
                crm_core.PastCall(
                    id=f"{part}-{number}",
                    direction="in",
                    status="answered" if (talked := chance.random() < 0.85) else "missed",
                    started_at=began + timedelta(days=chance.randrange(365), hours=min(max(chance.gauss(11, 3), 0), 23)),
                    client=f"+7913{chance.randrange(2000):07}",
                    wait_seconds=min(int(chance.expovariate(1 / 15)), 600),
                    talk_seconds=chance.randrange(20, 600) if talked else 0,
                )
                for number in range(500)
            ],
        )

# %% The frame: nothing is copied on the way
calls = pl.DataFrame(office.calls.list(sort="earliest"))
print(calls.select("id", "status", "client", "started_at", "wait_seconds", "talk_seconds").head())

# %% By hour of the office's clocks
zone = str(office.settings.get().office_zone)
hours = (
    calls.filter(pl.col("direction") == "in")
    .group_by(pl.col("started_at").dt.convert_time_zone(zone).dt.hour().alias("hour"))
    .agg(
        pl.len().alias("calls"),
        (pl.col("status") == "missed").mean().round(3).alias("missed"),
        pl.col("wait_seconds").quantile(0.9).alias("wait, 9 of 10 under"),
    )
    .sort("hour")
)
with pl.Config(tbl_rows=24):
    print(hours)

# %% Who calls again and again
again = calls.drop_nulls("client").group_by("client").len().sort("len", "client", descending=[True, False])
print(again.head(5))

# %%
crm.close()
