"""Lines: what a number says of the calls that come to it."""

from __future__ import annotations

import pytest

import crm_core


def test_a_line_is_added_found_by_its_number_and_changed(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    line = office.lines.create("8 (381) 220-00-00", campaign="Авито", city=omsk.id, advert_account="Омск 1")
    assert (line.number, line.city_id, line.advert_account) == ("+73812200000", omsk.id, "Омск 1")
    assert [campaign.id for campaign in office.campaigns.list()] == [line.campaign_id]
    assert office.lines.by_number("+7 381 220 00 00") == office.lines.get(line.id) == line
    changed = office.lines.change(line.id, line.version, campaign=None, archived=True)
    assert (changed.campaign_id, changed.city_id, changed.archived) == (None, omsk.id, True)
    assert office.lines.list() == [changed]
    assert office.lines.unknown() == []


def test_a_number_is_one_line(office: crm_core.Session) -> None:
    line = office.lines.create("+73812200000", idempotency_key="one")
    assert office.lines.create("+73812200000", idempotency_key="one") == line
    with pytest.raises(crm_core.ConflictError) as taken:
        office.lines.create("+73812200000")
    assert taken.value.code == "line.number_taken"
    with pytest.raises(crm_core.ConflictError) as stale:
        office.lines.change(line.id, line.version + 5, archived=True)
    assert stale.value.code == "line.version_conflict" and stale.value.current_version == line.version


def test_what_is_no_number_is_refused(small: crm_core.Session) -> None:
    with pytest.raises(crm_core.InvalidError) as raised:
        small.lines.create("?")
    assert raised.value.fields[0].field == "number"
    with pytest.raises(crm_core.NotFoundError) as missing:
        small.lines.by_number("+73812200000")
    assert missing.value.code == "line.not_found"


def test_a_city_that_was_put_away_gets_no_new_lines(small: crm_core.Session) -> None:
    omsk = small.cities.create("Омск", "Asia/Omsk")
    small.cities.change(omsk.id, omsk.version, archived=True)
    with pytest.raises(crm_core.InvalidError) as raised:
        small.lines.create("+73812200000", city=omsk.id)
    assert raised.value.code == "city.archived"
