"""Masters."""

from __future__ import annotations

import pickle

import pytest

import crm_core

PASSWORD = "a long enough passphrase"


def test_a_master_is_added_changed_and_locked_out(office: crm_core.Session) -> None:
    omsk = office.cities.create("Омск", "Asia/Omsk")
    tomsk = office.cities.create("Томск", "Asia/Tomsk")
    petr = office.masters.create("Пётр", "petr", PASSWORD, city=omsk.id, more_cities=[tomsk.id], extension="101")
    assert (petr.name, petr.city_id, petr.more_city_ids, petr.extension) == ("Пётр", omsk.id, [tomsk.id], "101")
    assert (petr.status, petr.work_state, petr.open_orders) == ("active", crm_core.WorkState.OFFLINE, 0)
    assert office.masters.get(petr.id) == petr and pickle.loads(pickle.dumps(petr)) == petr
    moved = office.masters.change(petr.id, petr.version, city=tomsk.id, more_cities=[], extension=None)
    assert (moved.city_id, moved.more_city_ids, moved.extension, moved.name) == (tomsk.id, [], None, "Пётр")
    assert [master.id for master in office.masters.list(city=omsk.id)] == []
    assert [master.id for master in office.masters.list(city=tomsk.id, status="active")] == [petr.id]
    gone = office.masters.change(moved.id, moved.version, status="inactive")
    assert gone.status is crm_core.OperatorStatus.INACTIVE
    with pytest.raises(crm_core.ConflictError) as late:
        office.masters.change(petr.id, petr.version, name="Павел")
    assert late.value.code == "operator.version_conflict"


def test_a_login_belongs_to_one(small: crm_core.Session) -> None:
    omsk = small.cities.create("Омск", "Asia/Omsk")
    small.masters.create("Пётр", "petr", PASSWORD, city=omsk.id)
    with pytest.raises(crm_core.ConflictError) as taken:
        small.masters.create("Другой", "Petr", PASSWORD, city=omsk.id)
    assert taken.value.code == "operator.login_taken"
    with pytest.raises(crm_core.InvalidError):
        small.masters.create("Слабый", "weak", "short", city=omsk.id)
    with pytest.raises(crm_core.NotFoundError):
        small.masters.create("Далёкий", "far", PASSWORD, city=omsk.id + 100)
