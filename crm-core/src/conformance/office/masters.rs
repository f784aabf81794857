//! Masters, and who manages them.

use super::desk::{PASSWORD, code, text};
use super::shop::Shop;
use crate::access::Actor;
use crate::conformance::Fixture;
use crate::kernel::{Change, CityId, OperatorId, PageRequest, Version};
use crate::masters::{MasterFilter, MasterPatch, NewMaster};
use crate::operators::{Login, Operator, OperatorStatus, Role, WorkState};
use crate::orders::OrderStatus;

fn new_master(login: &str, city: CityId) -> NewMaster {
    NewMaster::new(text(login), Login::new(login).unwrap(), PASSWORD.into(), city)
}

fn renamed(name: &str) -> MasterPatch {
    MasterPatch { name: Some(text(name)), ..MasterPatch::default() }
}

/// A master of both cities.
async fn traveller(shop: &Shop) -> Operator {
    let new = NewMaster { more_cities: vec![shop.other.id], ..new_master("traveller", shop.city.id) };
    shop.desk.crm.masters().create(&shop.desk.system, &new, None).await.unwrap()
}

/// Masters are listed within the served cities, each with the open orders; a master sees but the own row.
pub async fn masters_are_listed_with_what_they_have_to_do(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let both = traveller(&shop).await.id;
    for status in [OrderStatus::Accepted, OrderStatus::Deferred, OrderStatus::Completed, OrderStatus::Cancelled] {
        shop.order_in(&status).await;
    }
    let (first, second) = (shop.master.id().unwrap(), shop.other_master.id().unwrap());
    let admin = shop.desk.actor(&shop.desk.person("admin", Role::Admin, None).await).await;
    for (actor, expected) in [
        (&admin, vec![first, second, both]),
        (&shop.director, vec![first, both]),
        (&shop.operator, vec![first, both]),
        (&shop.other_director, vec![second, both]),
        (&shop.master, vec![first]),
    ] {
        let masters = shop.desk.crm.masters();
        let page = masters.list(actor, &MasterFilter::default(), &PageRequest::first()).await.unwrap();
        let shown: Vec<_> = page.items.iter().map(|view| (view.master.id, view.open_orders)).collect();
        let told: Vec<_> = expected.iter().map(|id| (*id, if *id == first { 2 } else { 0 })).collect();
        assert_eq!((shown, page.total.unwrap().count), (told, expected.len() as u64), "{actor}");
        for id in [first, second, both] {
            let view = masters.get(actor, id).await;
            if expected.contains(&id) {
                assert_eq!(view.unwrap().master.id, id);
            } else {
                assert_eq!(code(view), "operator.not_found", "{actor}");
            }
        }
        assert_eq!(code(masters.get(actor, shop.operator.id().unwrap()).await), "operator.not_found", "no master");
    }
}

/// A director adds and changes masters all of whose cities, before and after, are own ones. Operators and masters manage
/// nobody.
pub async fn a_director_manages_masters_of_own_cities_only(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (masters, city, other) = (shop.desk.crm.masters(), shop.city.id, shop.other.id);
    let added = masters.create(&shop.director, &new_master("added", city), None).await.unwrap();
    assert_eq!((&added.role, added.city), (&Role::Master, Some(city)));
    shop.desk.sign_in("added", "10.0.0.1").await.unwrap();
    let change = async |actor: &Actor, read: &Operator, patch: MasterPatch| {
        masters.change(actor, read.id, read.version, &patch).await
    };
    let added = change(&shop.director, &added, renamed("Пётр")).await.unwrap();
    assert_eq!(masters.get(&shop.desk.system, added.id).await.unwrap().master, added);

    // Not elsewhere, neither wholly nor partly, and not by moving a master.
    let partly = NewMaster { more_cities: vec![other], ..new_master("partly", city) };
    for new in [new_master("elsewhere", other), partly] {
        assert_eq!(code(masters.create(&shop.director, &new, None).await), "access.other_city");
    }
    for away in [
        MasterPatch { city: Some(other), ..MasterPatch::default() },
        MasterPatch { more_cities: Some(vec![other]), ..MasterPatch::default() },
    ] {
        assert_eq!(code(change(&shop.director, &added, away).await), "access.other_city");
    }
    let both = traveller(&shop).await;
    assert_eq!(code(change(&shop.director, &both, renamed("Н")).await), "access.other_city");
    let taken_over = MasterPatch { more_cities: Some(Vec::new()), ..MasterPatch::default() };
    assert_eq!(code(change(&shop.director, &both, taken_over).await), "access.other_city", "before counts, too");
    assert_eq!(code(change(&shop.other_director, &added, renamed("Н")).await), "operator.not_found");

    for actor in [&shop.operator, &shop.master] {
        assert_eq!(code(masters.create(actor, &new_master("no", city), None).await), "access.forbidden", "{actor}");
        let own = masters.get(&shop.desk.system, shop.master.id().unwrap()).await.unwrap().master;
        assert_eq!(code(change(actor, &own, renamed("Н")).await), "access.forbidden", "{actor}");
    }
    let stale = masters.change(&shop.director, added.id, Version::FIRST, &renamed("Н")).await.unwrap_err();
    assert_eq!((stale.code(), stale.current_version()), ("operator.version_conflict", Some(added.version)));
    let everywhere = MasterPatch { city: Some(other), more_cities: Some(vec![city]), ..MasterPatch::default() };
    assert_eq!(change(&shop.desk.system, &added, everywhere).await.unwrap().city, Some(other));
}

/// Through the masters' door nobody but a master is changed, whatever the id, and what users must keep masters must, too.
pub async fn a_master_stays_a_master(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let masters = shop.desk.crm.masters();
    for actor in [&shop.desk.system, &shop.director] {
        for other in [&shop.operator, &shop.director] {
            let off = MasterPatch { status: Some(OperatorStatus::Inactive), ..MasterPatch::default() };
            let refused = masters.change(actor, other.id().unwrap(), Version::FIRST, &off).await;
            assert_eq!(code(refused), "operator.not_found", "{actor}");
        }
        let nobody = OperatorId::new(999_999).unwrap();
        assert_eq!(code(masters.change(actor, nobody, Version::FIRST, &renamed("Н")).await), "operator.not_found");
    }
    let taken = new_master("MASTER", shop.city.id);
    assert_eq!(code(masters.create(&shop.director, &taken, None).await), "operator.login_taken");
    let weak = NewMaster { password: "a".into(), ..new_master("weak", shop.city.id) };
    assert_eq!(code(masters.create(&shop.director, &weak, None).await), "auth.password_policy");
    let id = shop.master.id().unwrap();
    let read = masters.get(&shop.director, id).await.unwrap().master;
    let phone = MasterPatch { extension: Change::To(text("101")), ..MasterPatch::default() };
    assert_eq!(code(masters.change(&shop.director, id, read.version, &phone).await), "operator.extension_taken");
}

/// A master with open orders may be locked out: the orders stay, and the list says how many wait.
pub async fn open_orders_stay_with_a_master_who_left(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let order = shop.order_in(&OrderStatus::InProgress).await;
    let (masters, id) = (shop.desk.crm.masters(), shop.master.id().unwrap());
    let read = masters.get(&shop.director, id).await.unwrap().master;
    let off = MasterPatch { status: Some(OperatorStatus::Inactive), ..MasterPatch::default() };
    masters.change(&shop.director, id, read.version, &off).await.unwrap();
    assert_eq!(shop.now(&order).await, order);
    let gone = MasterFilter { status: Some(OperatorStatus::Inactive), city: Some(shop.city.id) };
    let page = masters.list(&shop.director, &gone, &PageRequest::first()).await.unwrap();
    assert_eq!(page.items.iter().map(|view| (view.master.id, view.open_orders)).collect::<Vec<_>>(), [(id, 1)]);
}

/// A director sets the work state of masters of own cities, and of nobody else.
pub async fn a_director_moves_masters_of_own_cities(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let users = shop.desk.crm.operators();
    let set = async |actor: &Actor, id| users.set_work_state(actor, id, &WorkState::Online, None).await;
    let master = shop.master.id().unwrap();
    assert_eq!(set(&shop.director, master).await.unwrap().work_state, WorkState::Online);
    let trail = shop.desk.trail(&format!("operator:{master}")).await;
    assert_eq!(trail[0], (shop.director.to_string(), "operator.work_state_set".to_owned()));
    let both = traveller(&shop).await.id;
    let nobody = OperatorId::new(999_999).unwrap();
    for other in [shop.other_master.id().unwrap(), shop.operator.id().unwrap(), both, nobody] {
        assert_eq!(code(set(&shop.director, other).await), "access.forbidden");
    }
    for actor in [&shop.operator, &shop.other_master] {
        assert_eq!(code(set(actor, master).await), "access.forbidden", "{actor}");
    }
    assert_eq!(code(set(&shop.desk.system, nobody).await), "operator.not_found");
}
