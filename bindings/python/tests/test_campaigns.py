"""Campaigns, and what they cost."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest

import crm_core


def test_a_campaign_is_added_renamed_and_put_away(office: crm_core.Session) -> None:
    avito = office.campaigns.create("Авито", idempotency_key="avito")
    assert office.campaigns.create("Авито", idempotency_key="avito") == avito
    renamed = office.campaigns.change(avito.id, avito.version, name="Авито-2", archived=True)
    assert (renamed.name, renamed.archived) == ("Авито-2", True)
    assert office.campaigns.get(avito.id) == renamed
    assert office.campaigns.list(archived=False) == [] and office.campaigns.list(archived=True) == [renamed]
    with pytest.raises(crm_core.ConflictError) as taken:
        office.campaigns.create("авито-2")
    assert taken.value.code == "campaign.name_taken"


def test_a_cost_is_entered_changed_and_taken_back(office: crm_core.Session) -> None:
    avito = office.campaigns.create("Авито")
    omsk = office.cities.create("Омск", "Asia/Omsk")
    first, last = date(2026, 1, 5), date(2026, 1, 11)
    cost = office.campaigns.add_cost(avito.id, "1500.50", first_day=first, last_day=last, city=omsk.id, note="январь")
    assert (cost.amount, cost.first_day, cost.city_id) == (Decimal("1500.50"), first, omsk.id)
    changed = office.campaigns.change_cost(cost.id, cost.version, amount=2000, city=None, note=None)
    assert (changed.amount, changed.city_id, changed.note) == (Decimal(2000), None, None)
    assert changed.last_day == last
    assert office.campaigns.cost(cost.id) == changed == pickle.loads(pickle.dumps(changed))
    cancelled = office.campaigns.cancel_cost(cost.id, changed.version)
    assert cancelled.cancelled
    with pytest.raises(crm_core.ConflictError) as gone:
        office.campaigns.change_cost(cost.id, cancelled.version, amount=1)
    assert gone.value.code == "campaign.cost_cancelled"


def test_costs_are_listed_with_names(office: crm_core.Session) -> None:
    avito = office.campaigns.create("Авито")
    omsk = office.cities.create("Омск", "Asia/Omsk")
    for day in range(1, 4):
        at = date(2026, 1, day)
        office.campaigns.add_cost(avito.id, 100 * day, first_day=at, last_day=at, city=omsk.id if day == 2 else None)
    costs = office.campaigns.costs(campaign=avito.id)
    assert [(cost.first_day.day, cost.campaign, cost.city) for cost in costs] == [
        (3, "Авито", None),
        (2, "Авито", "Омск"),
        (1, "Авито", None),
    ]
    assert [cost.amount for cost in office.campaigns.costs(city=omsk.id)] == [Decimal(200)]
    first = costs.page(limit=2)
    assert first.total == crm_core.Total(3, False) and first.next is not None
    assert [cost.amount for cost in costs.page(limit=2, cursor=first.next).items] == [Decimal(100)]
    assert office.campaigns.costs(cancelled=True).take(5) == []


def test_days_and_amounts_must_hold(small: crm_core.Session) -> None:
    avito = small.campaigns.create("Авито")
    with pytest.raises(crm_core.InvalidError) as raised:
        small.campaigns.add_cost(avito.id, 0, first_day=date(2026, 1, 2), last_day=date(2026, 1, 1))
    assert {field.field for field in raised.value.fields} == {"amount", "lastDay"}
    with pytest.raises(TypeError, match="never a float"):
        small.campaigns.add_cost(avito.id, 0.1, first_day=date(2026, 1, 1), last_day=date(2026, 1, 1))  # type: ignore[arg-type]
    with pytest.raises(crm_core.NotFoundError) as missing:
        small.campaigns.cost(5)
    assert missing.value.code == "campaign.cost_not_found"
