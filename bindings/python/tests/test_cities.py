"""Cities: the plainest part of the office."""

from __future__ import annotations

import pickle
from zoneinfo import ZoneInfo

import pytest

import crm_core


def test_a_city_is_written_read_and_changed(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk", capacity_kp=3)
    assert (omsk.name, omsk.zone, omsk.capacity_kp) == ("Омск", ZoneInfo("Asia/Omsk"), 3)
    assert office.cities.get(omsk.id) == omsk
    assert office.cities.by_name("омск").id == omsk.id
    renamed = office.cities.change(omsk.id, omsk.version, name="Омск-2", visits_to=20 * 60)
    assert (renamed.name, renamed.visits_from, renamed.visits_to) == ("Омск-2", omsk.visits_from, 1200)
    assert [city.name for city in office.cities.list()] == ["Омск-2"]


def test_a_city_that_was_changed_meanwhile_tells_its_version(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", ZoneInfo("Asia/Omsk"))
    office.cities.change(omsk.id, omsk.version, archived=True)
    with pytest.raises(crm_core.ConflictError) as raised:
        office.cities.change(omsk.id, omsk.version, name="Томск")
    assert raised.value.code == crm_core.ErrorCode.CITY_VERSION_CONFLICT
    assert raised.value.current_version == omsk.version + 1


def test_a_refusal_says_which_field(small: crm_core.Session) -> None:
    with pytest.raises(crm_core.InvalidError) as raised:
        small.cities.create("", "Asia/Omsk")
    assert [(field.field, field.code) for field in raised.value.fields] == [("name", "text.empty")]
    with pytest.raises(crm_core.NotFoundError) as missing:
        small.cities.get(7)
    assert isinstance(missing.value, KeyError) and missing.value.code == "city.not_found"
    assert pickle.loads(pickle.dumps(missing.value)).code == "city.not_found"


def test_a_record_is_a_value(small: crm_core.Session) -> None:
    omsk = small.cities.create("Омск", "Asia/Omsk")
    again = pickle.loads(pickle.dumps(omsk))
    assert again == omsk and hash(again) == hash(omsk) and repr(again) == repr(omsk)
    assert repr(omsk).startswith("City(id=") and "zone=zoneinfo.ZoneInfo(key='Asia/Omsk')" in repr(omsk)
    assert omsk.to_dict()["name"] == "Омск"
    with pytest.raises(AttributeError):
        omsk.name = "Томск"  # type: ignore[misc]


def test_a_name_that_no_city_can_have_is_not_found(office: crm_core.Session) -> None:
    for name in ("a\0", "' OR 1=1 --", "", "я" * 10_000):
        with pytest.raises(crm_core.NotFoundError):
            office.cities.by_name(name)
    assert list(office.audit.latest("a\0")) == []


def test_an_argument_of_the_wrong_kind_says_what_is_needed(small: crm_core.Session) -> None:
    for zone in (None, 3, ZoneInfo):
        with pytest.raises(TypeError, match=r"zone|ZoneInfo"):
            small.cities.create("Омск", zone)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="minutes after midnight"):
        small.cities.create("Омск", "Asia/Omsk", visits_from=1200, visits_to=600)


def test_a_secret_is_in_no_complaint_about_it(small: crm_core.Session) -> None:
    crm = crm_core.open("sqlite::memory:")
    for ask in (
        lambda: crm.sign_in("anna", "s3cret\ud800"),
        lambda: crm.bearer("s3cret\ud800"),
        lambda: crm_core.open("sqlite::memory:", token_secret="s3cret\ud800"),
        lambda: small.operators.create("Анна", "anna", "s3cret\ud800", role="admin"),
        lambda: crm_core.MangoAccount("a", key="s3cret\ud800", salt="s3cret"),
    ):
        with pytest.raises(ValueError) as raised:
            ask()
        assert "s3cret" not in repr(raised.value) + repr(raised.value.__dict__)
