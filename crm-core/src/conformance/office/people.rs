//! Users: unique, and never without an admin.

use super::desk::{Desk, code, count, new_person, race};
use crate::conformance::Fixture;
use crate::kernel::{Change, ErrorKind, OperatorId, Version};
use crate::operators::{NewOperator, OperatorPatch, OperatorStatus, Role};

fn off() -> OperatorPatch {
    OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() }
}

/// Deactivating or demoting the last active admin is refused.
pub async fn the_last_admin_stays(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let boris = desk.person("boris", Role::Admin, None).await;
    let users = desk.crm.operators();
    users.change(&desk.system, boris.id, boris.version, &off()).await.unwrap();
    let demote = OperatorPatch { role: Some(Role::Operator), city: Change::To(city.id), ..OperatorPatch::default() };
    for patch in [off(), demote] {
        let error = users.change(&desk.system, anna.id, anna.version, &patch).await.unwrap_err();
        assert_eq!((error.code(), error.kind()), ("operator.last_admin", ErrorKind::Conflict));
    }
    assert!(users.get(&desk.system, anna.id).await.unwrap().is_active());
}

/// Two admins who lock each other out at the same moment: one of them stays.
pub async fn racing_demotions_of_two_admins_leave_one(fx: &dyn Fixture) {
    for round in 0..8 {
        let desk = Desk::open(fx).await;
        let pair = [desk.person("anna", Role::Admin, None).await, desk.person("boris", Role::Admin, None).await];
        let answers = race(2, |n| {
            let (desk, admin) = (desk.clone(), pair[n].clone());
            async move { desk.crm.operators().change(&desk.system, admin.id, admin.version, &off()).await.map(|_| ()) }
        })
        .await;
        assert_eq!(count(&answers, Result::is_ok), 1, "round {round}");
        let refused = answers.into_iter().find(Result::is_err).unwrap();
        assert_eq!(code(refused), "operator.last_admin");
    }
}

/// A login is one user's, in any case, also when two create it at the same moment.
pub async fn a_login_is_taken_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let answers = race(6, |n| {
        let desk = desk.clone();
        let login = if n % 2 == 0 { "Юлия" } else { "юлия" };
        async move {
            desk.crm.operators().create(&desk.system, &new_person(login, Role::Admin, None), None).await.map(|_| ())
        }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), 1);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert_eq!(code(refused), "operator.login_taken");
    }
}

/// An extension names one active user. Locking a user out frees it for whoever comes next.
pub async fn an_extension_is_one_active_user_s(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let anna = desk.phone_person("anna", city.id, "101").await;
    let users = desk.crm.operators();
    let new =
        NewOperator { extension: Some(super::desk::text("101")), ..new_person("boris", Role::Operator, Some(city.id)) };
    assert_eq!(code(users.create(&desk.system, &new, None).await), "operator.extension_taken");

    let gone = users.change(&desk.system, anna.id, anna.version, &off()).await.unwrap();
    let boris = users.create(&desk.system, &new, None).await.unwrap();
    assert_eq!(boris.extension.as_ref().map(AsRef::<str>::as_ref), Some("101"));
    let back = OperatorPatch { status: Some(OperatorStatus::Active), ..OperatorPatch::default() };
    let anna = users.change(&desk.system, gone.id, gone.version, &back).await.unwrap();
    let claim = OperatorPatch { extension: Change::To(super::desk::text("101")), ..OperatorPatch::default() };
    assert_eq!(code(users.change(&desk.system, anna.id, anna.version, &claim).await), "operator.extension_taken");
}

/// A form saved over a colleague's change is refused with the version that holds now; one that changes nothing is none.
pub async fn a_stale_form_of_a_user_is_refused(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let anna = desk.person("anna", Role::Admin, None).await;
    let users = desk.crm.operators();
    let rename = |name| OperatorPatch { name: Some(super::desk::text(name)), ..OperatorPatch::default() };
    let changed = users.change(&desk.system, anna.id, anna.version, &rename("Анна")).await.unwrap();
    assert_eq!(changed, users.get(&desk.system, anna.id).await.unwrap());
    let error = users.change(&desk.system, anna.id, anna.version, &rename("Анна П.")).await.unwrap_err();
    assert_eq!((error.code(), error.current_version()), ("operator.version_conflict", Some(changed.version)));
    let same = users.change(&desk.system, anna.id, changed.version, &rename("Анна")).await.unwrap();
    assert_eq!(same.version, changed.version);
    let nobody = OperatorId::new(999_999).unwrap();
    assert_eq!(code(users.change(&desk.system, nobody, Version::FIRST, &rename("Н")).await), "operator.not_found");
}

/// What does not hold together is refused whole: a city-bound role without a city, an unknown city, a weak password.
pub async fn a_user_that_does_not_hold_together_is_refused(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let users = desk.crm.operators();
    let create = async |new: NewOperator| code(users.create(&desk.system, &new, None).await);
    let nowhere = crate::kernel::CityId::new(999_999).unwrap();
    assert_eq!(create(new_person("a", Role::Operator, None)).await, "invalid");
    assert_eq!(create(new_person("a", Role::Operator, Some(nowhere))).await, "city.not_found");
    let weak = NewOperator { password: "a".into(), ..new_person("a", Role::Admin, None) };
    assert_eq!(create(weak).await, "auth.password_policy");
    assert!(desk.feed(&desk.system).await.is_empty());
}
