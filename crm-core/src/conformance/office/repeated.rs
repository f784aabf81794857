//! Requests that are sent twice because their answer was lost.

use super::desk::{Desk, LINE, PASSWORD, code, line_number, new_person, race, text};
use super::shop::Shop;
use crate::cities::{CityPatch, NewCity};
use crate::conformance::Fixture;
use crate::kernel::Zone;
use crate::lines::NewLine;
use crate::masters::NewMaster;
use crate::operators::{Login, NewOperator, Role};
use crate::store::IdempotencyKey;

fn key() -> IdempotencyKey {
    text("повтор")
}

/// Cities, lines and users are added once for a key, whatever became of them since; the key of another request is refused.
pub async fn office_data_is_added_once_for_a_key(fx: &dyn Fixture) {
    let (desk, key) = (Desk::open(fx).await, key());
    let (crm, system, key) = (&desk.crm, &desk.system, Some(&key));
    let new = |name| NewCity::new(text(name), Zone::MOSCOW);
    let city = crm.cities().create(system, &new("Омск"), key).await.unwrap();
    let patch = CityPatch { name: Some(text("Омск-2")), ..CityPatch::default() };
    let renamed = crm.cities().change(system, city.id, city.version, &patch).await.unwrap();
    assert_eq!(crm.cities().create(system, &new("Омск"), key).await.unwrap(), renamed, "as it is now");
    assert_eq!(code(crm.cities().create(system, &new("Тула"), key).await), "idempotency.reused");
    assert_eq!(crm.cities().list(system).await.unwrap(), [renamed]);

    let new = NewLine { campaign: Some(text("Авито")), ..NewLine::new(line_number(LINE)) };
    let line = crm.lines().create(system, &new, key).await.unwrap();
    assert_eq!(crm.lines().create(system, &new, key).await.unwrap(), line);
    let other = NewLine::new(line_number("74950000002"));
    assert_eq!(code(crm.lines().create(system, &other, key).await), "idempotency.reused");
    assert_eq!(code(crm.lines().create(system, &new, None).await), "line.number_taken", "without a key it is another");

    let new = new_person("anna", Role::Operator, Some(city.id));
    let anna = crm.operators().create(system, &new, key).await.unwrap();
    assert_eq!(crm.operators().create(system, &new, key).await.unwrap(), anna);
    let director = NewOperator { role: Role::Director, ..new };
    assert_eq!(code(crm.operators().create(system, &director, key).await), "idempotency.reused");
}

/// A master is added once for a key of one director; another director's key of the same letters is another key.
pub async fn a_master_is_added_once_for_a_key(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (masters, key) = (shop.desk.crm.masters(), key());
    let new = |login| NewMaster::new(text(login), Login::new(login).unwrap(), PASSWORD.into(), shop.city.id);
    let added = masters.create(&shop.director, &new("first"), Some(&key)).await.unwrap();
    assert_eq!(masters.create(&shop.director, &new("first"), Some(&key)).await.unwrap(), added);
    assert_eq!(code(masters.create(&shop.director, &new("second"), Some(&key)).await), "idempotency.reused");
    assert_eq!(masters.create(&shop.desk.system, &new("second"), Some(&key)).await.unwrap().login.as_str(), "second");
}

/// What is kept of a request tells nothing of its password: a repeated request with another one gives the user who is
/// there, and the first password goes on to open the door.
pub async fn a_password_is_no_part_of_what_a_key_remembers(fx: &dyn Fixture) {
    let (desk, key) = (Desk::open(fx).await, key());
    let new = new_person("anna", Role::Admin, None);
    let anna = desk.crm.operators().create(&desk.system, &new, Some(&key)).await.unwrap();
    let other = NewOperator { password: "another horse battery".into(), ..new };
    assert_eq!(desk.crm.operators().create(&desk.system, &other, Some(&key)).await.unwrap(), anna);
    desk.sign_in("anna", "10.0.0.1").await.unwrap();
    let second = desk.try_password("anna", "another horse battery", "10.0.0.1").await;
    assert_eq!(code(second), "auth.wrong_credentials");
}

/// Of requests that race with one key one makes the user, and all of them are told of it.
pub async fn racing_requests_with_one_key_add_one_user(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let added = race(6, |_| {
        let desk = desk.clone();
        async move {
            let new = new_person("anna", Role::Admin, None);
            desk.crm.operators().create(&desk.system, &new, Some(&key())).await.unwrap().id
        }
    })
    .await;
    assert!(added.iter().all(|id| *id == added[0]), "{added:?}");
}
