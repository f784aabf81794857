"""The office's settings."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

import crm_core


def test_settings_have_defaults_and_are_set_one_by_one(office: crm_core.Session) -> None:
    defaults = office.settings.get()
    assert (defaults.office_zone, defaults.wrap_up) == (ZoneInfo("Europe/Moscow"), timedelta(seconds=60))
    assert (defaults.feed_kept_days, defaults.audit_kept_days) == (0, 0)
    assert office.settings.set(crm_core.SettingKey.WRAP_UP_SECONDS, 90).wrap_up == timedelta(seconds=90)
    office.settings.set("office_zone", ZoneInfo("Asia/Omsk"))
    office.settings.set("feed_kept_days", "30")
    settings = office.settings.get()
    assert (settings.office_zone, settings.wrap_up) == (ZoneInfo("Asia/Omsk"), timedelta(seconds=90))
    assert settings.feed_kept_days == 30 and settings.close_after_legs == defaults.close_after_legs


def test_a_value_out_of_range_is_refused(small: crm_core.Session) -> None:
    for key, value in (("wrap_up_seconds", 4000), ("wrap_up_seconds", "soon"), ("office_zone", "Mars/Base")):
        with pytest.raises(crm_core.InvalidError) as raised:
            small.settings.set(key, value)
        assert [(field.field, field.code) for field in raised.value.fields] == [("value", "setting.bad_value")]
    with pytest.raises(crm_core.InvalidError):
        small.settings.set("colour", "red")
